"""案件会前会后的日子: on which day the unit is heard, by when its reports are due, by when opinions are handed over."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from oversight.calendar import queries as calendar
from oversight.cases import queries, queries_hearing
from oversight.cases.models import Case
from oversight.cases.standing import standing
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Deadline, Deadlines


def hearing_day(case: Case) -> date | None:
    """The day of the hearing ahead: of the agenda, else as decided, after a failed vote the next meeting."""
    ahead = queries_hearing.hearing_ahead(case)
    if ahead is not None:
        return ahead.on
    decision = queries.decision_in_force(case)
    last = queries_hearing.last_hearing(case)
    if last is not None and case.state == "failed":
        return next_day(case, last.on)
    if decision is None or not decision.heard_at:
        return None
    planned = calendar.meeting_by_id(case.jurisdiction, decision.heard_at)
    moved = planned is not None and planned.state == "planned"
    return planned.on if moved and planned is not None else decision.heard_on


def next_day(case: Case, after: date) -> date | None:
    """The day of the next planned meeting of the body that heard the case last."""
    decision = queries.decision_in_force(case)
    planned = calendar.meeting_by_id(case.jurisdiction, decision.heard_at) if decision else None
    kind = planned.body.kind if planned is not None else "standing_committee"
    rows = queries_hearing.meetings_ahead(case.jurisdiction, kind).filter(on__gt=after)
    found = rows.order_by("on").first()
    return found.on if found else None


def report_due(case: Case, purpose: str, step: str) -> tuple[date | None, str]:
    """Day and article for a version of the unit's report; none where the lead times were waived."""
    if purpose == "reply":
        opinions = queries_hearing.opinions_now(case)
        row = deadline(case.jurisdiction, "review_opinion_reply")
        return (opinions.reply_due if opinions else None), row.basis
    day, decision = hearing_day(case), queries.decision_in_force(case)
    first = not queries_hearing.announced(case)
    if day is None or (first and decision is not None and decision.waiver_reason):
        return None, ""
    return lead_due(case.jurisdiction, day, step)


def lead_due(place: Jurisdiction, meeting: date, code: str) -> tuple[date | None, str]:
    """The day of one lead (draft, final, members) before a meeting."""
    plan = standing(place).plan(place, meeting, institutions.today())
    found = next((one for one in plan.steps if one.lead.code == code), None)
    return (found.due, found.lead.basis) if found else (None, "")


def deadline(place: Jurisdiction, code: str) -> Deadline:
    """One deadline of the rulebook in force."""
    return rulebooks.in_force(place).of(Deadlines).of(code)


def after(place: Jurisdiction, start: date, code: str) -> date:
    """The last day of a period of the rulebook that began on ``start``."""
    row = deadline(place, code)
    return calendar.due_day(place, start, row.amount, row.unit)


def within_words(row: Deadline) -> str:
    """7 日内: a period of the rulebook as a page says it."""
    words = {
        "days": _("%(amount)d 日内"),
        "working_days": _("%(amount)d 个工作日内"),
        "months": _("%(amount)d 个月内"),
    }
    return words[row.unit] % {"amount": row.amount}


WITHIN = {"days": "日内", "working_days": "个工作日内", "months": "个月内"}
"""As a paper says it, Chinese whatever the reader's language."""


def within(place: Jurisdiction, code: str) -> str:
    """3个月内: a period of the rulebook as a paper says it."""
    row = deadline(place, code)
    return f"{row.amount}{WITHIN.get(row.unit, '日内')}"
