"""一年的安排是否写全: which public holidays have no day off, so that a year written in part is seen.

《全国年节及纪念日放假办法》: every year has these; those by the lunar calendar move within their months. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oversight.calendar.rules.arrangements import Arranged
from oversight.calendar.rules.reasons import gettext_noop

SINCE_2008 = 2008  # 清明节、端午节、中秋节 became days off
MID_AUTUMN = gettext_noop("中秋节")
OF_NATIONAL_DAY = frozenset((10, day) for day in range(1, 8))
WITHIN_NATIONAL_DAY = frozenset({2009, 2017, 2020, 2025, 2028, 2031, 2036, 2039, 2044, 2047})
"""Years in which the fifteenth of the eighth lunar month falls on 1–7 October."""


@dataclass(frozen=True)
class Holiday:
    """一个节日: in which months, and between which days (month, day) it always has a day off."""

    name: str
    months: str
    first: tuple[int, int]
    last: tuple[int, int]
    since: int = 0


HOLIDAYS = (
    Holiday(gettext_noop("元旦"), gettext_noop("1月"), (1, 1), (1, 3)),
    Holiday(gettext_noop("春节"), gettext_noop("1月至2月"), (1, 20), (2, 28)),
    Holiday(gettext_noop("清明节"), gettext_noop("4月"), (4, 2), (4, 8), SINCE_2008),
    Holiday(gettext_noop("劳动节"), gettext_noop("5月"), (5, 1), (5, 7)),
    Holiday(gettext_noop("端午节"), gettext_noop("5月至6月"), (5, 24), (6, 28), SINCE_2008),
    Holiday(MID_AUTUMN, gettext_noop("9月至10月"), (9, 7), (10, 9), SINCE_2008),
    Holiday(gettext_noop("国庆节"), gettext_noop("10月"), (10, 1), (10, 7)),
)


def missing(year: int, days: Iterable[Arranged]) -> tuple[Holiday, ...]:
    """The holidays of the year without any day off."""
    off = [one for one in days if one.kind == "off"]
    return tuple(
        holiday
        for holiday in HOLIDAYS
        if year >= holiday.since and not any(is_of(holiday, year, one) for one in off)
    )


def is_of(holiday: Holiday, year: int, one: Arranged) -> bool:
    """Whether a day off may be the holiday's; 1–7 October are 中秋节's only where it falls there or is named."""
    at = (one.day.month, one.day.day)
    if holiday.name == MID_AUTUMN and at in OF_NATIONAL_DAY:
        return year in WITHIN_NATIONAL_DAY or MID_AUTUMN[:2] in one.name
    return holiday.first <= at <= holiday.last
