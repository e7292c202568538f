"""询问、专题询问、质询案的提出: started, signed, submitted, withdrawn by those who put them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.files.actions import kept
from oversight.files.models import StoredFile
from oversight.institutions.actions.writing import check_place, put
from oversight.institutions.models import Jurisdiction, Person, Unit
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.inquiries.support import (
    allow,
    locked_inquiry,
    named,
    own_or_refuse,
    refuse,
    tell_office,
    tell_unit,
)
from oversight.meetings.actions.support import locked, meeting_act, refuse_over, written
from oversight.meetings.models import InquiryMotion, InquirySigner, Meeting
from oversight.meetings.queries import inquiries as queries
from oversight.meetings.rules import inquiries as rules
from oversight.rulebooks import queries as rulebooks


def start_inquiry(
    actor: Actor,
    place: Jurisdiction,
    *,
    kind: str,
    meeting: Meeting,
    unit: Unit,
    title: str,
    questions: str,
) -> InquiryMotion:
    """登记: the matter, whom it is put to, what is asked; a member or deputy who starts it signs it first."""
    with meeting_act(
        "start_inquiry", actor, place, permissions.can_sign_matters(actor, place), rules.CODE
    ) as running:
        check_place(place, meeting=meeting, unit=unit)
        meeting = locked(place, meeting)
        refuse_over(meeting, "meeting")
        if kind not in rules.KINDS:
            raise Invalid("unknown_kind", _("没有这一种。"), where="kind")
        row = queries.basis_of(place, meeting, kind)
        motion = InquiryMotion(
            jurisdiction=place,
            kind=kind,
            meeting=meeting,
            unit=unit,
            title=written(title, "title", _("题目"), 200),
            questions=written(questions, "questions", _("问题和内容"), 20_000),
            needed=rules.signers_needed(kind, meeting.body.kind, place.level),
            basis=(row.basis if row else "")[:300],
            started_label=actor.label[:100],
            **rulebooks.in_force(place).stored,
        )
        facts = queries.InquiryFacts(kind, meeting.body.kind, place.level, addressee=unit.kind)
        refuse(rules.body_refusal(facts), facts, "meeting")
        refuse(rules.addressee_refusal(facts), facts, "unit")
        put(motion)
        if permissions.can_ask(actor, place):
            add_signer(actor, place, motion, own_or_refuse(actor, place))
        running.basis = motion.basis
        running.facts = named(motion)
    return motion


def add_signer(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    person: Person,
    paper: StoredFile | None = None,
) -> None:
    """One more signature; refused for whoever has no seat and for whoever has signed."""
    check_place(place, people=person)
    if not queries.has_seat(motion.meeting, person):
        text = _("没有联名。%(name)s不是会议当天的组成人员或代表。") % {"name": person.name}
        raise Refused("no_seat", text, where="people")
    if queries.signers_of(motion).filter(person=person).exists():
        text = _("%(name)s已经联名。") % {"name": person.name}
        raise Refused("already_signed", text, where="people")
    signer = InquirySigner(
        jurisdiction=place,
        motion=motion,
        person=person,
        name=person.name,
        entered_label=actor.label[:100],
        by_account_id=actor.account_id,
        entered=paper is not None,
        paper=paper,
    )
    put(signer)


def sign_inquiry(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    *,
    people: Iterable[Person] = (),
    paper: Any = None,
) -> InquiryMotion:
    """联名: a member or deputy for themselves; the office enters the names on the signed ``paper``, which is kept."""
    with meeting_act(
        "sign_inquiry", actor, place, permissions.can_sign_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("sign", motion)
        chosen, signed = list(people), None
        if permissions.can_ask(actor, place):
            chosen = [own_or_refuse(actor, place)]
        elif chosen:
            signed = signed_paper(actor, place, paper)
        if not chosen:
            raise Invalid("nobody", _("没有选联名的人。"), where="people")
        for person in chosen:
            add_signer(actor, place, motion, person, signed)
        running.facts = named(motion) | {
            "signers": queries.signers_of(motion).count(),
            "signed": [person.name for person in chosen],
            "entered_on_behalf": signed is not None,
        }
    return motion


def signed_paper(actor: Actor, place: Jurisdiction, paper: Any) -> StoredFile:
    """The paper that carries the signatures; without it nobody enters a name."""
    if paper is None:
        text = _("没有登记。代录联名须附签了字的纸；本人也可以用自己的账号联名。")
        raise Invalid("no_signed_paper", text, where="paper")
    return kept(actor, place, paper, _("联名签字的纸"), "paper")


def taken_back_paper(actor: Actor, place: Jurisdiction, paper: Any) -> StoredFile:
    """The paper by which those who signed take it back; without it the office takes nothing back."""
    if paper is None:
        text = _("没有登记。代为退出、撤回须附本人签了字的纸；本人也可以用自己的账号退出。")
        raise Invalid("no_signed_paper", text, where="paper")
    return kept(actor, place, paper, _("同意退出或者撤回的纸"), "paper")


def unsign_inquiry(
    actor: Actor,
    place: Jurisdiction,
    motion: InquiryMotion,
    *,
    person: Person | None = None,
    paper: Any = None,
) -> InquiryMotion:
    """退出联名: until it is submitted; for another the office, by the ``paper`` that this person signed."""
    with meeting_act(
        "unsign_inquiry", actor, place, permissions.can_sign_matters(actor, place), rules.CODE
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("unsign", motion)
        own = permissions.can_ask(actor, place)
        if own:
            person = own_or_refuse(actor, place)
        signer = queries.signers_of(motion).filter(person=person).first()
        if signer is None:
            raise Refused("not_signed", _("没有退出。这个人没有联名。"), where="person")
        if not own:
            signer.drop_paper = taken_back_paper(actor, place, paper)
        signer.dropped_at = timezone.now()
        put(signer)
        running.facts = named(motion) | {
            "signers": queries.signers_of(motion).count(),
            "dropped": signer.name,
            "entered_on_behalf": not own,
        }
    return motion


def submit_inquiry(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> InquiryMotion:
    """提出: with enough signatures; a plain question at an item needs no decision of the leaders."""
    with meeting_act(
        "submit_inquiry",
        actor,
        place,
        permissions.may_submit(actor, place, queries.own_signature(actor, motion) is not None),
        rules.CODE,
    ) as running:
        motion = locked_inquiry(place, motion)
        facts = allow("submit", motion)
        motion.state = "decided" if motion.kind == "inquiry" else "submitted"
        motion.submitted_at = timezone.now()
        put(motion)
        running.basis = motion.basis
        running.facts = named(motion) | {"signers": facts.signers, "needed": motion.needed}
        tell_office(place, motion)
        if motion.state == "decided":
            tell_unit(place, motion, _("请答复%(kind)s：%(title)s"))
    return motion


def withdraw_inquiry(
    actor: Actor, place: Jurisdiction, motion: InquiryMotion, *, reason: str, paper: Any = None
) -> InquiryMotion:
    """撤回: by those who put it, until it is answered; by the office with the ``paper`` that they signed."""
    with meeting_act(
        "withdraw_inquiry",
        actor,
        place,
        permissions.may_submit(actor, place, queries.own_signature(actor, motion) is not None),
        rules.CODE,
    ) as running:
        motion = locked_inquiry(place, motion)
        allow("withdraw", motion)
        refuse_for_others(actor, place, motion)
        signers = list(queries.signers_of(motion))
        entered = permissions.can_keep_matters(actor, place) and bool(signers)
        if entered:
            agreed = taken_back_paper(actor, place, paper)
            for one in signers:
                one.drop_paper = agreed
                put(one)
        motion.state, motion.closed_at = "withdrawn", timezone.now()
        motion.reason = running.note = written(reason, "reason", _("原因"), 500)
        put(motion)
        running.facts = named(motion) | {"entered_on_behalf": entered}
    return motion


def refuse_for_others(actor: Actor, place: Jurisdiction, motion: InquiryMotion) -> None:
    """One of several who signed takes back the own name, not what the others put."""
    if not permissions.can_keep_matters(actor, place) and queries.signers_of(motion).count() > 1:
        text = _("没有撤回。还有别人联名；联名人都同意撤回的，由办公室登记。")
        raise Refused("others_signed", text)
