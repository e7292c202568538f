"""计划由哪次会议决定: the body that adopts and changes a plan, with term, number and day of its meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import naming
from oversight.institutions.actions.writing import check_meeting, check_place, not_to_come
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings.actions.support import KEPT_IN
from oversight.meetings.models import AnnualPlan, PlanChange

ADJUSTABLE = "《监督法》第六十三条"
ADOPTING = frozenset({"chairpersons_meeting", "presidium", "street_committee"})
"""Whose meeting adopts an annual plan and changes it."""


@dataclass(frozen=True)
class Met:
    """会议: which body met, in which term, for which time, on which day."""

    body: Body
    term_no: int
    meeting_no: int
    on: date


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
    change.body, change.term_no, change.meeting_no = met.body, met.term_no, met.meeting_no
    change.on, change.recorded_label = met.on, actor.label[:100]
    with override(KEPT_IN):
        change.meeting_name = naming.meeting_name(met.body, met.term_no, met.meeting_no)[:200]
