"""询问、专题询问、质询案的办理: decided or refused by the leaders, answered, a new answer demanded, closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.files.actions import kept
from oversight.institutions.actions.writing import not_to_come, put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions as meeting_permissions
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.inquiries.support import (
    allow,
    locked_inquiry,
    named,
    tell_unit,
)
from oversight.meetings.actions.items import propose_item
from oversight.meetings.actions.support import meeting_act, written
from oversight.meetings.models import InquiryAnswer, InquiryMotion
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.rules import inquiries as rules

ITEM_KINDS = {"special_inquiry": "special_inquiry", "interpellation": "interpellation"}


def decide_inquiry(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    *,
    decided_by: str,
    decided_on: date,
    form: str,
    answer_at: str = "",
    answer_due: date | None = None,
    on_agenda: bool = False,
) -> InquiryMotion:
    """决定交办: by the chairpersons' meeting or the presidium, orally at a meeting or in writing."""
    with meeting_act(
        "decide_inquiry", actor, place, permissions.can_decide_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("decide", motion)
        not_to_come(decided_on, "decided_on")
        if form not in dict(InquiryMotion.FORMS):
            raise Invalid("unknown_form", _("答复方式是口头或者书面。"), where="form")
        if form == "oral" and not answer_at.strip():
            raise Invalid("no_meeting", _("口头答复的，写明在什么会议上答复。"), where="answer_at")
        motion.state, motion.form = "decided", form
        motion.decided_by = written(decided_by, "decided_by", _("决定的会议"), 200)
        motion.decided_on, motion.answer_due = decided_on, answer_due
        motion.answer_at = answer_at.strip()[:200]
        if on_agenda and meeting_permissions.can_propose(actor, place):
            motion.item = agenda_item(actor, place, motion)
        put(motion)
        running.basis = motion.basis
        running.facts = named(motion) | {"form": form}
        tell_unit(place, motion, _("请答复%(kind)s：%(title)s"))
    return motion


def agenda_item(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> str:
    """The item at which it is answered; placing it is an act of its own."""
    item = propose_item(
        actor,
        place,
        meeting=motion.meeting,
        title=motion.title,
        kind=ITEM_KINDS.get(motion.kind, "other"),
        about=("inquiry", motion.public_id),
        basis=motion.basis,
        proposer="、".join(queries.signers_of(motion).values_list("name", flat=True))[:200],
    )
    return str(item.public_id)


def refuse_inquiry(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, decided_by: str, reason: str
) -> InquiryMotion:
    """不予交办: what is no matter of the method, by decision of the leaders and with the reason."""
    with meeting_act(
        "refuse_inquiry", actor, place, permissions.can_decide_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("refuse", motion)
        motion.state, motion.closed_at = "refused", timezone.now()
        motion.decided_by = written(decided_by, "decided_by", _("决定的会议"), 200)
        motion.reason = running.note = written(reason, "reason", _("原因"), 500)
        put(motion)
        running.facts = named(motion)
    return motion


def answer_inquiry(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    *,
    official: str,
    official_title: str,
    form: str,
    text: str,
    scan: Any = None,
) -> InquiryAnswer:
    """登记答复: by the head as the register knows them, orally or in writing under signature (监督法 art. 54)."""
    with meeting_act(
        "answer_inquiry", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        official = written(official, "official", _("答复人"), 60)
        allow("answer", motion, official=official)
        if form not in dict(InquiryMotion.FORMS):
            raise Invalid("unknown_form", _("答复方式是口头或者书面。"), where="form")
        if form == "written" and motion.kind == "interpellation" and scan is None:
            text_ = _("质询案的书面答复由受质询机关的负责人签署，请附扫描件。")
            raise Invalid("no_scan", text_, where="scan", basis=_(rules.SUPERVISION_52))
        number = motion.answers.count() + 1
        answer = InquiryAnswer(
            jurisdiction=place,
            motion=motion,
            round=number,
            official=official,
            official_title=written(official_title, "official_title", _("答复人的职务"), 100),
            is_head=official in queries.heads_of(motion),
            form=form,
            text=written(text, "text", _("答复内容"), 20_000),
            scan=kept(actor, place, scan, _("质询案的书面答复"), "scan")
            if scan is not None
            else None,
            recorded_label=actor.label[:100],
        )
        put(answer)
        motion.state = "answered"
        put(motion)
        running.facts = named(motion) | {"round": number, "form": form}
    return answer


def demand_again(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, unsatisfied: int, decided_by: str
) -> InquiryMotion:
    """要求再作答复: by so many of the askers who are not satisfied, by decision of the leaders."""
    with meeting_act(
        "demand_again", actor, place, permissions.can_decide_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        facts = allow("demand", motion, unsatisfied=unsatisfied)
        if not 0 <= unsatisfied <= facts.signers:
            text = _("不满意的人数多于提出的人数。")
            raise Invalid("too_many", text, where="unsatisfied")
        counted(motion, facts.signers, unsatisfied)
        motion.state = "again"
        motion.decided_by = written(decided_by, "decided_by", _("决定的会议"), 200)
        put(motion)
        running.facts = named(motion) | {"signers": facts.signers, "unsatisfied": unsatisfied}
        tell_unit(place, motion, _("请再次答复%(kind)s：%(title)s"))
    return motion


def accept_answer(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    *,
    unsatisfied: int | None = None,
    reason: str = "",
) -> InquiryMotion:
    """办结: how many of those who signed are not satisfied; where they could demand a new answer, why they do not."""
    with meeting_act(
        "accept_answer", actor, place, permissions.can_keep_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        signers = queries.signers_of(motion).count()
        number, reason = unsatisfied or 0, reason.strip()[:500]
        allow("accept", motion, unsatisfied=number, reasons=bool(reason))
        check_asked(signers, unsatisfied)
        if signers:
            counted(motion, signers, number)
        motion.state, motion.closed_at = "accepted", timezone.now()
        motion.reason = running.note = reason
        put(motion)
        running.facts = named(motion) | {"signers": signers, "unsatisfied": number}
    return motion


def check_asked(signers: int, unsatisfied: int | None) -> None:
    """Those who signed were asked what they think of the answer, and the number was written down, 0 too."""
    if signers and unsatisfied is None:
        text = _("没有办结。先征求提出人的意见，写明不满意的人数；都满意的写 0。")
        raise Invalid("not_asked", text, where="unsatisfied")
    if not 0 <= (unsatisfied or 0) <= signers:
        raise Invalid("too_many", _("不满意的人数多于提出的人数。"), where="unsatisfied")


def counted(motion: InquiryMotion, signers: int, unsatisfied: int) -> None:
    """Keep with the last answer what its askers said of it."""
    answer = motion.answers.order_by("-round").first()
    if answer is not None:
        answer.asked_count, answer.unsatisfied = signers, unsatisfied
        put(answer)
