"""待人工查看 (spam@1): which signs let a proposal wait for a person. Nothing is refused, nothing is thrown away.

No captcha and no service of others: a field that people do not see, the time between page and sending, the same
text again, many from one address in a day, links. Each sign says itself in words; a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from oversight.calendar.rules.reasons import Reason, gettext_noop

CODE = "spam@1"
QUICK_SECONDS = 5
"""Nobody reads the form, writes a sentence and checks it within so few seconds."""
MOST_A_DAY = 8
"""From one address in a day; a village office or a telephone network may share one, so the rest only waits."""
MOST_LINKS = 0
LINK = re.compile(
    r"https?://|www\.|\b[a-z0-9-]{2,}\.(?:com|cn|net|top|xyz|vip|cc|info|shop)\b", re.I
)
SAME_SIGN = re.compile(r"(.)\1{9,}")

HONEYPOT = gettext_noop("填了页面上看不见的一栏，像是程序填写的。")
TOO_QUICK = gettext_noop("打开页面 %(seconds)d 秒就提交，快过人的书写。")
NO_STAMP = gettext_noop("没有带页面的时间标记，不像是从表单提交的。")
SAME_AGAIN = gettext_noop("与已经收到的 %(count)d 条内容相同。")
ONE_ADDRESS = gettext_noop("同一网络地址当天已提交 %(count)d 条。")
LINKS = gettext_noop("内容里有网址（%(count)d 处）。")
REPEATED = gettext_noop("同一个字连写十次以上。")


@dataclass(frozen=True)
class Signs:
    """一次提交带来的迹象.

    honeypot      what stands in the field that people do not see
    seconds       between page and sending; None where the page's time was not sent or not ours
    asks_stamp    False for programs and staff, who have no page
    same          earlier proposals of this year with the very same text
    from_address  earlier ones of today from the same address
    """

    text: str
    honeypot: str = ""
    seconds: int | None = None
    asks_stamp: bool = True
    same: int = 0
    from_address: int = 0


def reasons_to_hold(signs: Signs) -> tuple[Reason, ...]:
    """Why a person looks at it first; empty where nothing speaks for that."""
    found: list[Reason] = []
    if signs.honeypot.strip():
        found.append(Reason("honeypot", HONEYPOT))
    if signs.asks_stamp and signs.seconds is None:
        found.append(Reason("no_stamp", NO_STAMP))
    elif signs.asks_stamp and signs.seconds is not None and signs.seconds < QUICK_SECONDS:
        found.append(Reason("too_quick", TOO_QUICK, {"seconds": max(0, signs.seconds)}))
    if signs.same:
        found.append(Reason("same_again", SAME_AGAIN, {"count": signs.same}))
    if signs.from_address >= MOST_A_DAY:
        found.append(Reason("one_address", ONE_ADDRESS, {"count": signs.from_address}))
    links = len(LINK.findall(signs.text))
    if links > MOST_LINKS:
        found.append(Reason("links", LINKS, {"count": links}))
    if SAME_SIGN.search(signs.text):
        found.append(Reason("repeated", REPEATED))
    return tuple(found)


def folded(text: str) -> str:
    """The text as far as two of them count as the same: width, case, blanks and signs make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
