"""期限 (deadlines@1): the last day of a legal period, counted as the Civil Code says.

The day of the event is not counted (民法典 art. 201). A period of months ends on the day of the same
number, or on the month's last day where there is none (art. 202). Where the last day is a day off, the
period ends on the next working day (art. 203). Working days are counted one by one.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from oversight.calendar.rules.reasons import Reason, gettext_noop
from oversight.calendar.rules.workdays import (
    DaysOff,
    add_working_days,
    days_between,
    is_weekend,
    is_working_day,
    next_working_day,
    unknown_years,
)

RULE = "deadlines@1"
UNITS = ("days", "working_days", "months")
LARGEST = {"days": 3660, "working_days": 1000, "months": 120}
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)

BASIS_START = gettext_noop("《民法典》第二百零一条")
BASIS_MONTHS = gettext_noop("《民法典》第二百零二条")
BASIS_DAY_OFF = gettext_noop("《民法典》第二百零三条")

START = gettext_noop("%(start)s当日不计入，从 %(first)s起算。")
SAME_DAY = gettext_noop("按月计算，到期月的对应日 %(nominal)s是最后一日。")
MONTH_END = gettext_noop("到期月没有 %(number)d 日，月末日 %(nominal)s是最后一日。")
ROLLED = gettext_noop("%(nominal)s是休息日，期限到其后的第一个工作日 %(due)s为止。")
SKIPPED = gettext_noop("其中 %(count)d 天休息，不计入。")
UNKNOWN = gettext_noop("%(year)d 年的放假和调休通知还没有录入，这一年只按双休日计算。")
BAD_UNIT = gettext_noop("期限的单位是日、工作日或者月。")
BAD_AMOUNT = gettext_noop("期限的数量要在 1 至 %(largest)d 之间。")
BAD_START = gettext_noop("起算日期要在 1990 年至 2100 年之间。")


class BadTerm(ValueError):
    """A period that cannot be counted; ``where`` names the wrong part."""

    def __init__(self, code: str, where: str, text: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.reason = Reason(code, text, values)


@dataclass(frozen=True)
class CountedDay:
    """算到的一天: its number, None where it is not counted, and why not (holiday's name, "weekend")."""

    day: date
    number: int | None
    why: str = ""


@dataclass(frozen=True)
class Counted:
    """算出的期限: ``due`` is the last day, ``nominal`` the day before moving it off a day off."""

    start: date
    amount: int
    unit: str
    first: date
    nominal: date
    due: date
    reasons: tuple[Reason, ...]
    unknown_years: tuple[int, ...]

    @property
    def rolled(self) -> bool:
        return self.due != self.nominal


def due_day(start: date, amount: int, unit: str, days_off: DaysOff) -> date:
    """The last day of the period of ``amount`` days, working days or months after ``start``."""
    return next_working_day(nominal_day(start, amount, unit, days_off), days_off)


def nominal_day(start: date, amount: int, unit: str, days_off: DaysOff) -> date:
    """The last day by the number alone, be it a day off or not."""
    check(start, amount, unit)
    if unit == "days":
        return start + timedelta(days=amount)
    if unit == "working_days":
        return add_working_days(start, amount, days_off)
    return add_months(start, amount)


def check(start: date, amount: int, unit: str) -> None:
    """Refuse what cannot be counted."""
    if unit not in UNITS:
        raise BadTerm("bad_unit", "unit", BAD_UNIT)
    if not 1 <= amount <= LARGEST[unit]:
        raise BadTerm("bad_amount", "amount", BAD_AMOUNT, largest=LARGEST[unit])
    if not EARLIEST <= start <= LATEST:
        raise BadTerm("bad_start", "start", BAD_START)


def add_months(start: date, months: int) -> date:
    """The day of the same number ``months`` later, or that month's last day."""
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def count(start: date, amount: int, unit: str, days_off: DaysOff) -> Counted:
    """The period with the reasons for its last day."""
    nominal = nominal_day(start, amount, unit, days_off)
    due, first = next_working_day(nominal, days_off), start + timedelta(days=1)
    unknown = unknown_years(first, due, days_off)
    reasons = [Reason("start", START, {"start": start, "first": first}, BASIS_START)]
    if unit == "months":
        reasons.append(_month_reason(start, nominal))
    if unit == "working_days":
        skipped = (due - start).days - amount
        if skipped:
            reasons.append(Reason("skipped", SKIPPED, {"count": skipped}))
    if due != nominal:
        values: dict[str, object] = {"nominal": nominal, "due": due}
        reasons.append(Reason("rolled", ROLLED, values, BASIS_DAY_OFF))
    reasons += [Reason("year_unknown", UNKNOWN, {"year": year}) for year in unknown]
    return Counted(start, amount, unit, first, nominal, due, tuple(reasons), unknown)


def _month_reason(start: date, nominal: date) -> Reason:
    values: dict[str, object] = {"nominal": nominal, "number": start.day}
    if nominal.day == start.day:
        return Reason("same_day", SAME_DAY, values, BASIS_MONTHS)
    return Reason("month_end", MONTH_END, values, BASIS_MONTHS)


def trace(counted: Counted, days_off: DaysOff) -> tuple[CountedDay, ...]:
    """Every day of the period with its number, and those that are not counted with the reason."""
    found, number = [], 0
    for day in days_between(counted.first, counted.due):
        working = is_working_day(day, days_off)
        why = "" if working else why_off(day, days_off)
        counts = working if counted.unit == "working_days" else day <= counted.nominal
        number += counts
        found.append(CountedDay(day, number if counts else None, why))
    return tuple(found)


def why_off(day: date, days_off: DaysOff) -> str:
    """The name of a day off, ``weekend`` for a plain one, ``day_off`` where it has no name."""
    if day in days_off.off:
        return days_off.names.get(day, "") or "day_off"
    return "weekend" if is_weekend(day) else "day_off"
