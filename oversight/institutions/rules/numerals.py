"""汉字数目: terms and meetings are numbered in Chinese numerals (第十八届第三十六次会议)."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")


def chinese_number(number: int) -> str:
    """1 to 9999 as in 第三十六次: 10 is 十, 110 is 一百一十, 105 is 一百零五."""
    if not 0 < number < 10_000:
        raise ValueError(f"no ordinal of a meeting: {number}")
    written, gap = "", False
    digits = str(number)
    for position, digit in enumerate(digits):
        place = len(digits) - position - 1
        if digit == "0":
            gap = True
            continue
        written += ("零" if gap else "") + DIGITS[int(digit)] + PLACES[place]
        gap = False
    return written.removeprefix("一") if written.startswith("一十") else written
