"""计划调整的写: an office proposes, the body that adopted the plan decides at a meeting (监督法 art. 63)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions
from oversight.meetings.actions.plan_meetings import ADJUSTABLE, Met, take_met
from oversight.meetings.actions.plans import locked_line
from oversight.meetings.actions.support import meeting_act, written
from oversight.meetings.models import PlanChange, PlanItem

OF_A_LINE = frozenset({"adjusted", "dropped"})


def propose_plan_change(
    actor: Actor, place: Jurisdiction, item: PlanItem, *, kind: str, reason: str, text: str = ""
) -> PlanChange:
    """提出调整计划: by the clerk, by an office for its own lines; nothing of the plan changes by it."""
    with meeting_act(
        "propose_plan_change", actor, place, permissions.can_keep_plan(actor, place)
    ) as running:
        item = locked_line(actor, place, item)
        check_change(item, kind)
        if item.changes.filter(state="proposed").exists():
            text_ = _("这一项已经有人提出调整，等会议决定。")
            raise Refused("already_proposed", text_, basis=ADJUSTABLE)
        made = PlanChange(
            jurisdiction=place,
            item=item,
            proposed_label=actor.label[:100],
            proposed_by_id=actor.account_id,
            proposed_on=institutions.today(),
        )
        say(made, kind, reason, text)
        made.proposed_kind, made.proposed_text = made.kind, made.text
        made.proposed_reason = made.reason
        put(made)
        running.basis, running.note = ADJUSTABLE, made.reason
        running.facts = {"item": item.public_id, "kind": kind}
    return made


def decide_plan_change(
    actor: Actor,
    place: Jurisdiction,
    item: PlanItem,
    *,
    kind: str,
    reason: str,
    met: Met,
    text: str = "",
    adopted: bool = True,
) -> PlanChange:
    """登记调整计划的决定: what the meeting decided on a line, also without a proposal; what was proposed stays beside it."""
    with meeting_act(
        "decide_plan_change", actor, place, permissions.can_decide_plan(actor, place)
    ) as running:
        item = locked_line(actor, place, item)
        check_change(item, kind, adopted)
        made = item.changes.filter(state="proposed").first()
        if made is not None and proposed_by(actor, made):
            text_ = _("调整是你提出的，会议的决定由另一人登记。")
            raise NotPermitted(text_, code="own_proposal")
        made = made or PlanChange(jurisdiction=place, item=item)
        say(made, kind, reason, text)
        take_met(actor, place, item.plan, made, met)
        made.state = "decided" if adopted else "declined"
        put(made)
        if adopted:
            item.state, item.state_on = kind, met.on
            item.state_note = made.text or made.reason
            put(item)
        running.basis, running.note = ADJUSTABLE, made.reason
        running.facts = {
            "item": item.public_id,
            "kind": kind,
            "adopted": adopted,
            "by": made.meeting_name,
            "on": met.on.isoformat(),
        }
    return made


def proposed_by(actor: Actor, change: PlanChange) -> bool:
    """Whether the account proposed the change."""
    return actor.account_id is not None and change.proposed_by_id == actor.account_id


def check_change(item: PlanItem, kind: str, adopted: bool = True) -> None:
    """Lines of an adopted plan that are still to be done are adjusted or dropped; ended ones may be declined to."""
    if kind not in OF_A_LINE:
        raise Invalid("unknown_choice", _("没有这个选项。"), where="kind")
    if item.plan.state != "adopted":
        raise Refused("not_adopted", _("计划还没有通过，不用调整。"), basis=ADJUSTABLE)
    if adopted and item.state in {"done", "dropped"}:
        raise Refused("line_ended", _("这一项已经完成或者不再进行。"), basis=ADJUSTABLE)


def say(made: PlanChange, kind: str, reason: str, text: str) -> None:
    """What is to change and why; an adjusted line says what it becomes."""
    made.kind, made.text = kind, ""
    if kind == "adjusted":
        made.text = written(text, "text", _("调整以后的内容"), 1000)
    made.reason = written(reason, "reason", _("调整的原因和依据"))
