"""请假的写: asked for oneself or entered by the clerk; answered by who may approve, or entered for them by the slip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.files.actions import kept
from oversight.files.models import StoredFile
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction, Person
from oversight.institutions.rules.verdicts import no
from oversight.meetings import permissions
from oversight.meetings.actions.participants import is_own
from oversight.meetings.actions.support import (
    locked_participant,
    meeting_act,
    refuse,
    require,
    tell_office,
    written,
)
from oversight.meetings.models import Participant
from oversight.meetings.queries import leaves as queries
from oversight.meetings.queries.questions import own_person


def ask_leave(
    actor: Actor, place: Jurisdiction, participant: Participant, *, reason: str
) -> Participant:
    """请假: for oneself, or recorded by the clerk for another; waits for its approver."""
    own = is_own(actor, participant)
    permitted = permissions.can_arrange(actor, place) or (
        own and permissions.can_ask_leave(actor, place)
    )
    with meeting_act("ask_leave", actor, place, permitted) as running:
        one = locked_participant(place, participant)
        require("ask_leave", one.meeting)
        if one.leave in {"asked", "granted"}:
            raise Refused("leave_asked", _("已经请假。"))
        if one.is_present:
            raise Refused("is_present", _("已经到会，中途离开的登记离会。"))
        one.leave, one.leave_reason = "asked", written(reason, "reason", _("请假原因"))
        one.leave_asked_by = "" if own else actor.label[:100]
        take_answer(one, Approval())
        one.version += 1
        put(one)
        running.facts = {"name": one.name, "entered_on_behalf": not own}
        values = {"name": one.name, "meeting": one.meeting.title}
        title = _("%(name)s请假：%(meeting)s") % values
        key = f"leave:{one.public_id}:{one.version}"
        tell_office(place, one.meeting, key, title, "chair", "clerk")
    return one


def grant_leave(
    actor: Actor, place: Jurisdiction, participant: Participant, **answer: Any
) -> Participant:
    """准假: by who may approve, or entered for them by the clerk with the signed slip; as ``answer_leave``."""
    return answer_leave(actor, place, participant, granted=True, **answer)


def refuse_leave(
    actor: Actor, place: Jurisdiction, participant: Participant, **answer: Any
) -> Participant:
    """不准假; as ``answer_leave``."""
    return answer_leave(actor, place, participant, granted=False, **answer)


@dataclass(frozen=True)
class Approval:
    """批假: who answered, and where the office entered it, who did and by which slip."""

    name: str = ""
    person: Person | None = None
    entered_by: str = ""
    slip: StoredFile | None = None
    slip_ref: str = ""


def answer_leave(
    actor: Actor,
    place: Jurisdiction,
    participant: Participant,
    *,
    granted: bool,
    approver: Person | None = None,
    note: str = "",
    slip: Any = None,
    slip_ref: str = "",
) -> Participant:
    """The answer with its approver; nobody answers for themselves, nobody in the name of another without the slip."""
    code = "grant_leave" if granted else "refuse_leave"
    permitted = permissions.can_answer_leave(actor, place)
    with meeting_act(code, actor, place, permitted) as running:
        one = locked_participant(place, participant)
        require("answer_leave", one.meeting)
        if one.leave != "asked":
            refuse(no("no_request", _("没有待批的请假。")))
        approval = (
            approval_on_slip(actor, place, one, approver, slip, slip_ref.strip()[:200])
            if queries.way_of_answering(actor, place, one.meeting) == "on_behalf"
            else own_approval(actor, place, one)
        )
        one.leave = "granted" if granted else "refused"
        take_answer(one, approval)
        one.leave_answer, one.leave_at = note.strip()[:200], timezone.now()
        one.version += 1
        put(one)
        running.facts = {
            "name": one.name,
            "approver": one.leave_by,
            "entered_on_behalf": bool(approval.entered_by),
        }
    return one


def own_approval(actor: Actor, place: Jurisdiction, one: Participant) -> Approval:
    """Who may approve answers from the own account, never for themselves."""
    if queries.way_of_answering(actor, place, one.meeting) != "own":
        raise NotPermitted(_("由主任（主席）或者本次会议的批假人批假。"), code="no_approver")
    person = own_person(actor, place)
    refuse_own(one, person)
    if is_own(actor, one):
        raise NotPermitted(_("不能给自己批假。"), code="own_leave")
    return Approval(person.name if person is not None else actor.label[:100], person)


def approval_on_slip(
    actor: Actor,
    place: Jurisdiction,
    one: Participant,
    approver: Person | None,
    slip: Any,
    slip_ref: str,
) -> Approval:
    """代录: somebody entitled answered on the signed slip, which is kept or named."""
    if approver is None:
        raise Invalid("no_approver", _("没有登记。写明是谁批的假。"), where="approver")
    if not queries.approvers_of(one.meeting).filter(pk=approver.pk).exists():
        text = _("没有登记。%(name)s不是这次会议的批假人：由主任、副主任、秘书长或者主持人批假。")
        raise Refused("no_approver", text % {"name": approver.name}, where="approver")
    refuse_own(one, approver)
    if slip is None and not slip_ref:
        text = _("没有登记。代录批假须附批假人签字的请假条，或者写明它的文号。")
        raise Invalid("no_slip", text, where="slip")
    file = kept(actor, place, slip, _("签字的请假条"), "slip") if slip is not None else None
    return Approval(approver.name, approver, actor.label[:100], file, slip_ref)


def refuse_own(one: Participant, approver: Person | None) -> None:
    """Nobody answers their own request."""
    if approver is not None and approver.pk == one.person_id:
        raise NotPermitted(_("不能给自己批假。"), code="own_leave")


def take_answer(one: Participant, approval: Approval) -> None:
    """The answer's approver as the record keeps it; an empty one where leave is asked anew."""
    one.leave_by, one.leave_approver = approval.name[:100], approval.person
    one.leave_entered_by, one.leave_slip = approval.entered_by, approval.slip
    one.leave_slip_ref = approval.slip_ref
    one.leave_answer, one.leave_at = "", None
