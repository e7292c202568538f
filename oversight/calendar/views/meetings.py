"""会期: the list of planned meetings, one meeting, the list as a table and for phones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from oversight.calendar import ical, permissions, queries, sheets, words
from oversight.calendar.models import PlannedMeeting
from oversight.calendar.pages.meeting_page import MeetingRow, meeting_row, steps_of
from oversight.calendar.pages.year_page import tabs
from oversight.calendar.periods import Periods, periods_of
from oversight.calendar.rules.lead_times import LeadStep
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.web import place_page
from oversight.ui.formats import day as day_text
from oversight.ui.formats import weekday
from oversight.ui.page import Act, Crumb, NextStep, Page

ORDERS = {"on": "on", "body": "body__name", "number": "meeting_no"}
KEPT_DAYS = 366  # how long a past or cancelled meeting stays in the file for phones


def states() -> list[tuple[str, str]]:
    """Which meetings to list; without a choice those still to come."""
    return [
        ("past", _("会期已过")),
        ("cancelled", _("不再召开")),
        ("all", pgettext("filter", "全部")),
    ]


def narrowed(request: HttpRequest, place: Jurisdiction) -> Any:
    """The meetings as the address asks for them."""
    rows = queries.meetings_of(place)
    state, q = word(request, "state", dict(states())), search_text(word(request, "q"))
    if state == "cancelled":
        rows = rows.filter(state="cancelled")
    elif state == "past":
        rows = rows.filter(state="planned", on__lt=today())
    elif not state:
        rows = rows.filter(state="planned", on__gte=today())
    if body := word(request, "body"):
        rows = rows.filter(body__public_id=body)
    if q:
        rows = rows.filter(Q(note__icontains=q) | Q(body__name__icontains=q))
    return sorted_by(request, rows, ORDERS, "-on" if state in {"past", "all"} else "on")


def rows_of(place: Jurisdiction, meetings: Any, periods: Periods | None = None) -> list[MeetingRow]:
    """The meetings with their plans."""
    periods, days_off, now = periods or periods_of(place), queries.days_off(place), today()
    return [meeting_row(meeting, periods, days_off, now) for meeting in meetings]


@require_safe
@place_page(permissions.can_read_calendar)
def meetings(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """会期清单。"""
    may_change = permissions.can_change_calendar(request.actor, place)  # type: ignore[attr-defined]
    listing, periods = paged(request, narrowed(request, place)), periods_of(place)
    upcoming = queries.next_meetings(place).first()
    bodies = institutions.bodies_of(place).filter(kind__in=Body.DECIDING)
    state, body, q = (
        word(request, "state", dict(states())),
        word(request, "body"),
        word(request, "q"),
    )
    context = {
        "page": Page(
            title=headline(upcoming),
            lead=lead_of(upcoming, periods),
            crumbs=(
                Crumb(_("日历与会期"), reverse("calendar:calendar", args=[place.code])),
                Crumb(_("会期")),
            ),
            window_title=_("会期"),
            acts=list_acts(place, may_change),
        ),
        "place": place,
        "tabs": tabs(place, "meetings"),
        "listing": listing,
        "rows": rows_of(place, listing, periods),
        "states": states(),
        "state": state,
        "bodies": [(one.public_id, one.name) for one in bodies],
        "body": body,
        "q": q,
        "filtered": bool(state or body or q),
        "may_change": may_change,
    }
    return render(request, "calendar/meetings.html", context)


def headline(upcoming: PlannedMeeting | None) -> str:
    """The next meeting, in words."""
    if upcoming is None:
        return _("还没有登记以后的会期")
    values = {"day": day_text(upcoming.on), "left": words.left_text(upcoming.on, today())}
    return _("下一次会议在%(day)s，%(left)s") % values


def lead_of(upcoming: PlannedMeeting | None, periods: Periods) -> str:
    """Which meeting that is, and whose lead times are shown."""
    rulebook = _("会前节点按规则簿%(label)s计算") % {"label": periods.label}
    return f"{upcoming} · {rulebook}" if upcoming else rulebook


def list_acts(place: Jurisdiction, may_change: bool) -> tuple[Act, ...]:
    """Planning, and the file for phones."""
    phones = reverse("calendar:meetings_ics", args=[place.code])
    found = [Act(_("存到手机日历"), phones, "phone", download=True)]
    if may_change:
        new = reverse("calendar:meeting_new", args=[place.code])
        found.insert(0, Act(_("登记会期"), new, "plus-lg", main=True))
    return tuple(found)


@require_safe
@place_page(permissions.can_read_calendar)
def meetings_export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出会期清单, as the list shows it."""
    if form not in FORMS:
        raise Http404(form)
    rows = rows_of(place, narrowed(request, place))
    return table_response(sheets.meetings_sheet(rows), form, f"{place.code}-meetings")


@require_safe
@place_page(permissions.can_read_calendar)
def meetings_ics(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """手机日历用的文件: the meetings of the last year and all to come, those given up marked so."""
    since = today() - timedelta(days=KEPT_DAYS)
    rows = rows_of(place, queries.meetings_of(place).filter(on__gte=since).order_by("on", "pk"))
    text = ical.calendar_text(place, rows, timezone.now())
    answer = HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{place.code}-meetings.ics"'
    return answer


def meeting_or_404(place: Jurisdiction, key: str) -> PlannedMeeting:
    """The meeting of the address."""
    found = queries.meeting_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


@require_safe
@place_page(permissions.can_read_calendar)
def meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一次会议的会期。"""
    found, actor = meeting_or_404(place, key), request.actor  # type: ignore[attr-defined]
    periods = periods_of(place)
    row = rows_of(place, [found], periods)[0]
    may_change = permissions.can_change_calendar(actor, place) and row.standing
    later = queries.next_meetings(place, found.body.kind, found.on).exclude(pk=found.pk)
    context = {
        "page": Page(
            title=str(found),
            lead=" · ".join(
                part for part in (day_text(found.on), weekday(found.on), row.left) if part
            ),
            crumbs=(
                Crumb(_("日历与会期"), reverse("calendar:calendar", args=[place.code])),
                Crumb(_("会期"), reverse("calendar:meetings", args=[place.code])),
                Crumb(str(found)),
            ),
            window_title=_("会期"),
        ),
        "place": place,
        "row": row,
        "meeting": found,
        "step": next_step(place, row, may_change, list(later[:1])),
        "rulebook": periods.label,
        "entries": history(actor, place, found),
        "may_change": may_change,
    }
    return render(request, "calendar/meeting.html", context)


def until_text(step: LeadStep) -> str:
    """2026年8月7日（还有 18 天）；当天休息的，写明提前到哪一天送到。"""
    values = {"day": day_text(step.due), "left": words.left_text(step.due, today())}
    text = _("%(day)s（%(left)s）") % values
    if step.deliver_by == step.due:
        return text
    values = {"text": text, "day": day_text(step.deliver_by)}
    return _("%(text)s，当天休息，须在%(day)s送到") % values


def next_step(
    place: Jurisdiction, row: MeetingRow, may_change: bool, later: list[PlannedMeeting]
) -> NextStep | None:
    """What must arrive next, until when; what is too late, and which meeting is not."""
    if row.plan is None or not row.standing:
        return None
    coming = [step for step in row.plan.steps if step.days_left >= 0]
    facts = [(_("依据"), _(coming[0].lead.basis))] if coming else []
    if coming:
        facts.insert(0, (_("期限"), until_text(coming[0])))
    refusal = row.warning
    if refusal and later:
        refusal += _("下一次是%(day)s的%(meeting)s。") % {
            "day": day_text(later[0].on),
            "meeting": later[0],
        }
    args = [place.code, row.meeting.public_id]
    acts = (
        Act(_("会议改期"), reverse("calendar:meeting_move", args=args), "calendar-plus"),
        Act(_("不再召开"), reverse("calendar:meeting_cancel", args=args), "slash-circle"),
    )
    return NextStep(
        title=_(coming[0].lead.text) if coming else _("会前的材料都已过期限，只等开会"),
        facts=facts,
        acts=acts if may_change else (),
        days=steps_of(row),
        refusal=refusal,
    )
