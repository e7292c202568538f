"""期限计算: when a period ends, which days were counted, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.calendar import permissions, queries, words
from oversight.calendar.forms import PeriodForm
from oversight.calendar.pages.grids import MonthGrid, month_grid
from oversight.calendar.pages.year_page import tabs
from oversight.calendar.periods import Period, periods_of
from oversight.calendar.rules.arrangements import Arranged
from oversight.calendar.rules.deadlines import BadTerm, Counted, count, trace
from oversight.calendar.rules.ladder import standing
from oversight.calendar.rules.workdays import DaysOff
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.web import place_page
from oversight.ui.formats import day as day_text
from oversight.ui.formats import weekday
from oversight.ui.page import Crumb, Page

MOST_MONTHS = 7


@dataclass(frozen=True)
class Answer:
    """算出的期限，怎样数的。"""

    counted: Counted
    reasons: list[str]
    left: str
    weekday: str
    months: tuple[MonthGrid, ...]
    not_counted: str


@dataclass(frozen=True)
class PresetRow:
    """规则簿里的一项期限, with the query that fills the form."""

    text: str
    basis: str
    length: str
    query: str


@require_safe
@place_page(permissions.can_read_calendar)
def deadline(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """期限计算。"""
    asked = any(name in request.GET for name in ("start", "amount", "unit"))
    initial = {"start": today(), "unit": "working_days"}
    form = PeriodForm(request.GET if asked else None, initial=initial)
    answer, status = None, 200
    if asked:
        answer = answer_of(place, form)
        status = 200 if answer else 422
    rulebook = periods_of(place)
    start = answer.counted.start if answer else today()
    context = {
        "page": Page(
            title=title_of(answer),
            lead=_(
                "起算当日不计入；最后一天休息的，顺延到其后第一个工作日（《民法典》第二百零一条至第二百零三条）。"
            ),
            crumbs=(
                Crumb(_("日历与会期"), reverse("calendar:calendar", args=[place.code])),
                Crumb(_("期限计算")),
            ),
            window_title=_("期限计算"),
        ),
        "place": place,
        "tabs": tabs(place, "deadline"),
        "form": form,
        "answer": answer,
        "presets": [preset(period, start) for period in rulebook.periods],
        "rulebook": rulebook.label,
    }
    return render(request, "calendar/deadline.html", context, status=status)


def title_of(answer: Answer | None) -> str:
    """The day, where one was asked for."""
    if answer is None:
        return _("算一个期限到哪一天为止")
    values = {"due": day_text(answer.counted.due), "weekday": answer.weekday}
    return _("到%(due)s %(weekday)s为止") % values


def answer_of(place: Jurisdiction, form: Any) -> Answer | None:
    """The period of a form in order; None, with the error at its field, where it cannot be counted."""
    if not form.is_valid():
        return None
    data, days_off = form.cleaned_data, queries.days_off(place)
    try:
        counted = count(data["start"], data["amount"], data["unit"], days_off)
    except BadTerm as error:
        form.add_error(error.where, words.reason_text(error.reason))
        return None
    left = (counted.due - today()).days
    return Answer(
        counted=counted,
        reasons=[words.reason_with_basis(reason) for reason in counted.reasons],
        left=words.stand_text(standing(counted.due, today()))
        if left >= 0
        else ngettext("已经过去 %(days)d 天", "已经过去 %(days)d 天", -left) % {"days": -left},
        weekday=weekday(counted.due),
        months=months_of(counted, days_off),
        not_counted=not_counted(counted, days_off),
    )


def months_of(counted: Counted, days_off: DaysOff) -> tuple[MonthGrid, ...]:
    """The months of a period that is not too long, with the number of each counted day."""
    first, last = counted.start.replace(day=1), counted.due.replace(day=1)
    firsts = [first]
    while firsts[-1] < last:
        firsts.append((firsts[-1].replace(day=28) + timedelta(days=4)).replace(day=1))
    if len(firsts) > MOST_MONTHS:
        return ()
    notes = {counted.start: _("起算")}
    for day in trace(counted, days_off):
        if day.number is not None:
            notes[day.day] = str(day.number)
    notes[counted.due] = _("到期")
    arranged = {
        day: Arranged(day, "off" if day in days_off.off else "on", days_off.names.get(day, ""))
        for day in days_off.off | days_off.on
    }
    return tuple(
        month_grid(first, arranged, today(), notes, chosen=counted.due) for first in firsts
    )


def not_counted(counted: Counted, days_off: DaysOff) -> str:
    """The holidays and weekends that were not counted, in words; only for working days."""
    if counted.unit != "working_days":
        return ""
    return words.spans_text([day.day for day in trace(counted, days_off) if day.number is None])


def preset(period: Period, start: date) -> PresetRow:
    """One period of the rulebook."""
    query = f"start={start.isoformat()}&amount={period.amount}&unit={period.unit}"
    length = words.term_text(period.amount, period.unit)
    return PresetRow(_(period.text), _(period.basis), length, query)
