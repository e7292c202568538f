"""汉字数目: terms and meetings are numbered in Chinese numerals (第十八届第三十六次会议)."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = re.compile(r"(\d+|[\u3007零一二两三四五六七八九十百千]+)")


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


def number_of(written: str) -> int:
    """The number that a Chinese numeral or digits stand for: 十 is 10, 二十一 is 21, 一百零五 is 105, 一二 is 12."""
    if written.isdecimal():
        return int(written)
    total, digit, plain = 0, 0, 0
    for each in written.replace("\u3007", "零").replace("两", "二"):
        if each in UNITS:
            total, digit, plain = total + (digit or 1) * UNITS[each], 0, 0
        else:
            digit = DIGITS.index(each)
            plain = plain * 10 + digit
    return total + (plain if not total else digit)


def in_natural_order(name: str) -> list[tuple[int, int, str]]:
    """A key to sort names by: 第二代表团 before 第十代表团, 第2选区 before 第10选区; other words as they are."""
    return [
        (0, number_of(part), part) if NUMBER.fullmatch(part) else (1, 0, part)
        for part in NUMBER.split(name)
        if part
    ]
