"""格式：数、比率、日期、校验值怎样写。 How figures, rates, days and check values are written (pure functions)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NOBR = "\u00a0"
MINUS = "−"
NOTHING = "–"


def figure(value: float | None, places: int = 0) -> str:
    """1486 → 1,486; minus is −; None is a dash."""
    if value is None or value == "":
        return NOTHING
    return f"{value:,.{places}f}".replace("-", MINUS)


def count(value: float | None, unit: str = "") -> str:
    """1486, 件 → 1,486 件, without a break between figure and unit."""
    return figure(value) + (NOBR + str(unit) if unit and value is not None else "")


def percent(value: float | None, places: int = 1) -> str:
    """0.9551 → 95.5%."""
    if value is None:
        return NOTHING
    return f"{value * 100:.{places}f}%".replace("-", MINUS)


def signed(value: float | None, places: int = 1) -> str:
    """0.455 → +45.5%; -0.032 → −3.2%; nothing known is said in words by the page, here a dash."""
    if value is None:
        return NOTHING
    text = f"{value * 100:+.{places}f}%"
    if float(text[:-1]) == 0:
        return f"{0:.{places}f}%"
    return text.replace("-", MINUS)


def span(low: float | None, high: float | None, places: int = 1) -> str:
    """0.953, 0.957 → 95.3–95.7%."""
    if low is None or high is None:
        return NOTHING
    return f"{low * 100:.{places}f}–{high * 100:.{places}f}%"


def _part(rate: Any, name: str) -> Any:
    return rate.get(name) if isinstance(rate, Mapping) else getattr(rate, name, None)


def rate(value: Any) -> str:
    """A rate with its parts: 95.5%（35,902 ÷ 37,590，不计入 624）."""
    if value is None:
        return _("来源没有这一项")
    parts = {
        "numerator": figure(_part(value, "numerator")),
        "denominator": figure(_part(value, "denominator")),
        "excluded": figure(_part(value, "excluded")),
    }
    if not _part(value, "denominator"):
        return _("没有可计入的件（不计入 %(excluded)s）") % parts
    parts["value"] = percent(_part(value, "value"))
    if _part(value, "excluded"):
        return _("%(value)s（%(numerator)s ÷ %(denominator)s，不计入 %(excluded)s）") % parts
    return _("%(value)s（%(numerator)s ÷ %(denominator)s）") % parts


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _as_date(value: date | datetime | str) -> date | datetime:
    if isinstance(value, str):
        return (
            _local(datetime.fromisoformat(value)) if len(value) > 10 else date.fromisoformat(value)
        )
    return _local(value)


def day(value: date | datetime | str | None) -> str:
    """2026年7月5日."""
    if not value:
        return NOTHING
    at = _as_date(value)
    return _("%(year)d年%(month)d月%(day)d日") % {"year": at.year, "month": at.month, "day": at.day}


def short_day(value: date | datetime | str | None) -> str:
    """7月5日, for tables."""
    if not value:
        return NOTHING
    at = _as_date(value)
    return _("%(month)d月%(day)d日") % {"month": at.month, "day": at.day}


def near_day(value: date | datetime | str | None, today: date | None = None) -> str:
    """7月5日 in the year of today, else 2027年1月4日: for days to come and for lists over years."""
    if not value:
        return NOTHING
    this_year = (today or timezone.localdate()).year
    return short_day(value) if _as_date(value).year == this_year else day(value)


def moment(value: datetime | str | None) -> str:
    """2026年7月3日 09:12."""
    if not value:
        return NOTHING
    at = _as_date(value)
    return f"{day(at)} {at:%H:%M}" if isinstance(at, datetime) else day(at)


def short_moment(value: datetime | str | None) -> str:
    """7月3日 09:12, for tables."""
    if not value:
        return NOTHING
    at = _as_date(value)
    return f"{short_day(at)} {at:%H:%M}" if isinstance(at, datetime) else short_day(at)


def _year_month(value: date | int | str) -> tuple[int, int]:
    if isinstance(value, int):
        return value // 12, value % 12 + 1
    if isinstance(value, str):
        year, month = value.split("-")[:2]
        return int(year), int(month)
    return value.year, value.month


def month(value: date | int | str | None) -> str:
    """2026年6月, from a month index, "2026-06" or a day."""
    if value is None or value == "":
        return NOTHING
    year, number = _year_month(value)
    return _("%(year)d年%(month)d月") % {"year": year, "month": number}


def short_month(value: date | int | str | None) -> str:
    """6月."""
    if value is None or value == "":
        return NOTHING
    return _("%(month)d月") % {"month": _year_month(value)[1]}


def weekday(value: date | datetime | str) -> str:
    """星期三."""
    names = (
        _("星期一"),
        _("星期二"),
        _("星期三"),
        _("星期四"),
        _("星期五"),
        _("星期六"),
        _("星期日"),
    )
    return names[_as_date(value).weekday()]


def days_left(value: date | datetime | str, today: date | None = None) -> str:
    """还有 18 天 · 今天到期 · 逾期 4 天."""
    due = _as_date(value)
    due_day = due.date() if isinstance(due, datetime) else due
    days = (due_day - (today or timezone.localdate())).days
    if days == 0:
        return _("今天到期")
    if days > 0:
        return ngettext("还有 %(days)d 天", "还有 %(days)d 天", days) % {"days": days}
    return ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", -days) % {"days": -days}


def check_value(value: str, full: bool = False) -> str:
    """9f3c 61d2 … a71e; the whole value in groups of four with `full`."""
    groups = [value[at : at + 4] for at in range(0, len(value), 4)]
    if full or len(groups) <= 4:
        return " ".join(groups)
    return f"{groups[0]} {groups[1]} … {groups[-1]}"
