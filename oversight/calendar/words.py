"""日历的文字: reasons, standings and spans of days as pages and messages say them, translated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from oversight.calendar.rules import completeness
from oversight.calendar.rules.arrangements import Arranged
from oversight.calendar.rules.ladder import Stand, Standing, standing
from oversight.calendar.rules.reasons import Reason
from oversight.ui import formats

BADGES = {
    Standing.ON_TIME: "on_time",
    Standing.DUE_SOON: "soon",
    Standing.DUE_TODAY: "soon",
    Standing.LATE: "late",
    Standing.LONG_OVERDUE: "late",
    Standing.NO_DEADLINE: "new",
}


def reason_text(reason: Reason) -> str:
    """A reason with its days written out; texts among its values are translated too."""
    values = {name: _value(value) for name, value in reason.values.items()}
    return _(reason.text) % values


def reason_with_basis(reason: Reason) -> str:
    """The same, followed by its article in brackets."""
    text = reason_text(reason)
    return f"{text}（{_(reason.basis)}）" if reason.basis else text


def missing_text(year: int, days: Iterable[Arranged]) -> str:
    """1月至2月（春节）、4月（清明节）: the holidays of a year without a day off; empty where it is whole."""
    named = [
        _("%(months)s（%(name)s）") % {"months": _(one.months), "name": _(one.name)}
        for one in completeness.missing(year, days)
    ]
    return _("、").join(named)


def _value(value: object) -> object:
    if isinstance(value, date):
        return formats.day(value)
    return _(value) if isinstance(value, str) and value else value


def stand_text(stand: Stand) -> str:
    """还有 18 天、今天到期、逾期 4 天。"""
    days = stand.days
    if stand.standing == Standing.LONG_OVERDUE:
        text = ngettext("长期逾期 %(days)d 天", "长期逾期 %(days)d 天", days)
    elif "%(days)d" in stand.text:  # "还有" and "逾期", extracted with ``formats.days_left``
        text = ngettext(stand.text, stand.text, days)
    else:
        text = _(stand.text)
    return text % {"days": days}


def left_text(due: date, today: date) -> str:
    """How a due day stands today, by the usual steps of the ladder."""
    return stand_text(standing(due, today))


def badge_state(stand: Stand) -> str:
    """The name of the badge (``{% badge %}``) for a standing."""
    return BADGES[stand.standing]


def term_text(amount: int, unit: str) -> str:
    """3 个月、3 个工作日、10 日。"""
    texts = {
        "days": _("%(amount)d 日"),
        "working_days": _("%(amount)d 个工作日"),
        "months": _("%(amount)d 个月"),
    }
    return texts[unit] % {"amount": amount}


def unit_words() -> list[tuple[str, str]]:
    """The units to choose from."""
    return [
        ("working_days", _("个工作日")),
        ("days", pgettext("unit", "日")),
        ("months", _("个月")),
    ]


def spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Consecutive days joined to spans."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and found[-1][1] + timedelta(days=1) == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def spans_text(days: Sequence[date]) -> str:
    """10月1日至10月7日、10月10日。"""
    texts = []
    for first, last in spans(days):
        values = {"first": formats.short_day(first), "last": formats.short_day(last)}
        texts.append(values["first"] if first == last else _("%(first)s至%(last)s") % values)
    return "、".join(texts)
