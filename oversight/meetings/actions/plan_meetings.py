"""计划由哪次会议决定: the body that adopts and changes a plan, with term, number and day of its meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.files.actions import kept
from oversight.institutions import naming
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_meeting, check_place, not_to_come
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings import queries
from oversight.meetings.actions.support import KEPT_IN
from oversight.meetings.models import AnnualPlan, Meeting, PlanChange
from oversight.ui.formats import day as day_text

ADJUSTABLE = "《监督法》第六十三条"
ADOPTING = frozenset({"chairpersons_meeting", "presidium", "street_committee"})
"""Whose meeting adopts an annual plan and changes it."""
HELD = frozenset({"in_session", "closed", "archived"})


@dataclass(frozen=True)
class Met:
    """会议: which body met, in which term, for which time, on which day.

    ``paper`` or ``paper_ref``: the minutes of a meeting of before, which the system does not hold.
    """

    body: Body
    term_no: int
    meeting_no: int
    on: date
    paper: Any = None
    paper_ref: str = ""


def take_met(
    actor: Actor, place: Jurisdiction, plan: AnnualPlan, change: PlanChange, met: Met | None
) -> None:
    """The meeting that decided; refuses a body that does not adopt plans, a day to come, one before adoption."""
    if met is None:
        text = _("已通过的计划由通过它的会议调整；写明机构、次数和日期。")
        raise Invalid("meeting_missing", text, where="body", basis=ADJUSTABLE)
    check_place(place, body=met.body)
    if met.body.kind not in ADOPTING and met.body.pk != plan.body_id:
        text = _("计划不由%(body)s调整。") % {"body": met.body}
        raise Refused("wrong_body", text, basis=ADJUSTABLE, where="body")
    not_to_come(met.on)
    if plan.adopted_on is not None and met.on < plan.adopted_on:
        raise Invalid("before_adoption", _("会议早于计划通过的日期。"), where="on")
    check_meeting(place, met.term_no, met.meeting_no, met.on)
    change.meeting = held_meeting(place, met)
    if change.meeting is None:
        take_minutes(actor, place, change, met)
    change.body, change.term_no, change.meeting_no = met.body, met.term_no, met.meeting_no
    change.on, change.recorded_label = met.on, actor.label[:100]
    with override(KEPT_IN):
        change.meeting_name = naming.meeting_name(met.body, met.term_no, met.meeting_no)[:200]


def held_meeting(place: Jurisdiction, met: Met) -> Meeting | None:
    """The meeting in the system that is or was held on the day; None where the system has none of this number."""
    rows = queries.meetings_of(place).filter(body=met.body, kind="session")
    rows = rows.filter(term_no=met.term_no, meeting_no=met.meeting_no)
    found = rows.exclude(state="cancelled").first()
    if found is None:
        return None
    if found.state not in HELD:
        text = _("%(meeting)s还没有开会，不能登记它的决定。") % {"meeting": found.title}
        raise Refused("not_held", text, basis=ADJUSTABLE, where="meeting_no")
    if not found.starts_on <= met.on <= found.ends_on:
        first, last = day_text(found.starts_on), day_text(found.ends_on)
        values = {"meeting": found.title, "first": first, "last": last}
        text = _("%(meeting)s是%(first)s至%(last)s开的，日期对不上。") % values
        raise Invalid("other_day", text, where="on")
    return found


def take_minutes(actor: Actor, place: Jurisdiction, change: PlanChange, met: Met) -> None:
    """A meeting of before is entered by its numbers with its minutes; one of today is registered first."""
    if met.body.adopts_by_vote and met.on >= institutions.today():
        text = _("没有登记。今天的会议先在“会议”里登记、开会，再登记它的决定。")
        raise Refused("not_registered", text, basis=ADJUSTABLE, where="meeting_no")
    change.paper_ref = met.paper_ref.strip()[:200]
    if met.paper is None and not change.paper_ref:
        text = _("没有登记。系统里没有这次会议；以往的会议附会议纪要，或者写明纪要的文号。")
        raise Invalid("no_minutes", text, where="paper")
    if met.paper is not None:
        change.paper = kept(actor, place, met.paper, _("会议纪要"), "paper")
