"""接口: days off, periods and planned meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from oversight.accounts.tokens import TokenAuth
from oversight.audit.errors import Invalid
from oversight.calendar import actions, permissions, queries, words
from oversight.calendar import api_schemas as s
from oversight.calendar.actions.years import check_year
from oversight.calendar.models import PlannedMeeting
from oversight.calendar.pages.meeting_page import meeting_row
from oversight.calendar.periods import periods_of
from oversight.calendar.queries import YearTable
from oversight.calendar.rules import completeness
from oversight.calendar.rules.arrangements import Arranged
from oversight.calendar.rules.deadlines import BadTerm
from oversight.calendar.rules.workdays import is_working_day
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import place_of, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

router = Router(tags=["calendar"], auth=TokenAuth())


def readable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose calendar the token may read."""
    place = place_of(code)
    if not permissions.can_read_calendar(actor_of(request), place):
        raise PermissionDenied
    return place


def writable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose calendar the token may change."""
    place = place_of(code)
    if not permissions.can_change_calendar(actor_of(request), place):
        raise PermissionDenied
    return place


def year_out(table: YearTable) -> dict[str, Any]:
    """A year as the API says it."""
    days = [{"day": one.day, "kind": one.kind, "name": one.name} for one in table.days]
    notice = table.record.notice if table.record else ""
    lacking = completeness.missing(table.year, table.days) if table.known else ()
    return {
        "year": table.year,
        "source": table.source,
        "notice": notice,
        "days": days,
        "missing": [one.name for one in lacking],
    }


@router.get("/{slug:place}/years/{int:year}", response=s.YearOut)
def one_year(request: HttpRequest, place: str, year: int) -> Any:
    """一年的放假安排。"""
    found = readable(request, place)
    check_year(year)
    return year_out(queries.year_table(found, year))


@router.post("/{slug:place}/years/{int:year}", response=s.YearOut)
def enter_year(request: HttpRequest, place: str, year: int, body: s.YearIn) -> Any:
    """登记一年的放假安排。"""
    found = writable(request, place)
    days = [Arranged(one.day, one.kind, one.name) for one in body.days]
    actions.enter_year(actor_of(request), found, year=year, days=days, notice=body.notice)
    return year_out(queries.year_table(found, year))


@router.post("/{slug:place}/years/{int:year}/copy", response=s.YearOut)
def copy_year(request: HttpRequest, place: str, year: int) -> Any:
    """照上级登记。"""
    found = writable(request, place)
    actions.copy_year(actor_of(request), found, year=year)
    return year_out(queries.year_table(found, year))


@router.post("/{slug:place}/years/{int:year}/shipped", response=s.YearOut)
def use_shipped_year(request: HttpRequest, place: str, year: int) -> Any:
    """改用随系统提供的表。"""
    found = writable(request, place)
    actions.use_shipped_year(actor_of(request), found, year=year)
    return year_out(queries.year_table(found, year))


@router.post("/{slug:place}/days", response=s.YearOut)
def set_day(request: HttpRequest, place: str, body: s.DayIn) -> Any:
    """改一天的安排。"""
    found = writable(request, place)
    year = actions.set_day(actor_of(request), found, **body.dict())
    return year_out(queries.year_table(found, year.year))


@router.get("/{slug:place}/days/{day}", response=s.WorkingDayOut)
def one_day(request: HttpRequest, place: str, day: date) -> Any:
    """一天是不是工作日。"""
    found = readable(request, place)
    off = queries.days_off(found)
    return {
        "day": day,
        "working": is_working_day(day, off),
        "known": day.year in off.years,
        "name": off.names.get(day, ""),
    }


@router.get("/{slug:place}/deadline", response=s.DeadlineOut)
def deadline(
    request: HttpRequest,
    place: str,
    start: date,
    amount: int,
    unit: Literal["days", "working_days", "months"],
) -> Any:
    """期限计算: the last day of a period that began with an event on ``start``."""
    found = readable(request, place)
    try:
        counted = queries.counted(found, start, amount, unit)
    except BadTerm as error:
        text = words.reason_text(error.reason)
        raise Invalid(error.code, text, where=error.where) from error
    return {
        "start": start,
        "amount": amount,
        "unit": unit,
        "nominal": counted.nominal,
        "due": counted.due,
        "reasons": reasons_out(counted.reasons),
        "unknown_years": list(counted.unknown_years),
    }


def reasons_out(reasons: Sequence[Any]) -> list[dict[str, str]]:
    """Reasons as the API says them."""
    return [
        {"code": one.code, "text": words.reason_text(one), "basis": one.basis} for one in reasons
    ]


def meetings_out(place: Jurisdiction, meetings: Any) -> list[dict[str, Any]]:
    """Meetings with what must arrive before them."""
    periods, days_off, now = periods_of(place), queries.days_off(place), institutions.today()
    rows = [meeting_row(meeting, periods, days_off, now) for meeting in meetings]
    return [meeting_out(row.meeting, row.plan) for row in rows]


def meeting_out(meeting: PlannedMeeting, plan: Any) -> dict[str, Any]:
    """One meeting."""
    names = ("public_id", "term_no", "meeting_no", "on", "state", "note", "reason")
    steps = [
        {
            "code": step.lead.code,
            "days": step.lead.days,
            "text": _(step.lead.text),
            "basis": _(step.lead.basis),
            "due": step.due,
            "deliver_by": step.deliver_by,
            "missed": step.missed,
        }
        for step in (plan.steps if plan else ())
    ]
    return {name: getattr(meeting, name) for name in names} | {
        "body": meeting.body.public_id,
        "body_name": meeting.body.name,
        "body_kind": meeting.body.kind,
        "feasible": plan.feasible if plan else None,
        "earliest_meeting": plan.earliest_meeting if plan else None,
        "steps": steps,
    }


@router.get("/{slug:place}/meetings", response=list[s.MeetingOut])
def list_meetings(
    request: HttpRequest, place: str, body_kind: str = "", after: date | None = None
) -> Any:
    """会期, soonest first: those still to come, from ``after`` (default today)."""
    found = readable(request, place)
    return meetings_out(found, queries.next_meetings(found, body_kind, after))


@router.post("/{slug:place}/meetings", response={201: s.MeetingOut})
def plan_meeting(request: HttpRequest, place: str, body: s.MeetingIn) -> Any:
    """登记会期。"""
    found, given = writable(request, place), body.dict()
    given["body"] = the(institutions.bodies_of(found), body.body)
    made = actions.plan_meeting(actor_of(request), found, **given)
    return Status(201, meetings_out(found, [made])[0])


@router.post("/{slug:place}/meetings/{slug:key}/move", response=s.MeetingOut)
def move_meeting(request: HttpRequest, place: str, key: str, body: s.MoveIn) -> Any:
    """会议改期。"""
    found = writable(request, place)
    meeting = the(queries.meetings_of(found), key)
    moved = actions.move_meeting(actor_of(request), found, meeting=meeting, **body.dict())
    return meetings_out(found, [moved])[0]


@router.post("/{slug:place}/meetings/{slug:key}/cancel", response=s.MeetingOut)
def cancel_meeting(request: HttpRequest, place: str, key: str, body: s.CancelIn) -> Any:
    """会议不再召开。"""
    found = writable(request, place)
    meeting = the(queries.meetings_of(found), key)
    given_up = actions.cancel_meeting(actor_of(request), found, meeting=meeting, **body.dict())
    return meetings_out(found, [given_up])[0]
