"""答复的行为: by letter, by call, for whoever looks by code, and at an explanation meeting for many at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.files.actions import prepared, record_prepared
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.projects.actions.contacts import shorten_contact
from oversight.projects.actions.support import in_state, locked_proposal, may_handle
from oversight.projects.models import ExplanationMeeting, ProjectYear, Proposal, ProposalReply

ANSWERED = frozenset({"letter", "call"})


def reply(
    actor: Actor, place: Jurisdiction, proposal: Proposal, *, way: str, text: str
) -> ProposalReply:
    """答复提出人: for whoever looks by code, by letter or by call; never changed."""
    with act(
        "projects.reply",
        actor=actor,
        place=place.code,
        permitted=may_handle(actor, place),
    ) as running:
        proposal = locked_proposal(place, proposal)
        if proposal.state == "deleted":
            raise Refused("deleted", _("这一条已应本人要求删除。"))
        if way not in {"code", *ANSWERED}:
            raise Invalid("unknown_way", _("从列表里选。"), where="way")
        text = said(text, "text", "text_missing", _("没有写答复了什么。"))
        made = write_reply(actor, place, proposal, way, text)
        running.facts = {"code": proposal.code, "way": way}
    return made


def record_explanation(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    on: date,
    where: str,
    people: int,
    text: str,
    proposals: Iterable[Proposal],
    file: Any = None,
) -> ExplanationMeeting:
    """登记宣讲会: where those whose proposals were not taken were told why; each of them counts as answered."""
    with act(
        "projects.record_explanation",
        actor=actor,
        place=place.code,
        permitted=may_handle(actor, place),
    ) as running:
        if on > institutions.today():
            raise Invalid("in_the_future", _("还没有开的宣讲会不登记。"), where="on")
        told = [in_state(place, each, frozenset({"not_taken"})) for each in proposals]
        if not told:
            raise Invalid(
                "no_proposals", _("没有选向哪些建议的提出人作了解释。"), where="proposals"
            )
        meeting = ExplanationMeeting(
            jurisdiction=place,
            project_year=year,
            on=on,
            where=said(where, "where", "where_missing", _("没有写地点。")),
            people=people,
            text=said(text, "text", "text_missing", _("没有写解释了什么。")),
            entered_label=actor.label[:100],
        )
        if file:
            meeting.file = record_prepared(
                actor, place, prepared(file.name or "", file), _("宣讲会")
            )
        put(meeting)
        for each in told:
            write_reply(actor, place, each, "meeting", meeting.text[:500], meeting)
        running.facts = {"year": year.year, "on": on.isoformat(), "proposals": len(told)}
    return meeting


def write_reply(
    actor: Actor,
    place: Jurisdiction,
    proposal: Proposal,
    way: str,
    text: str,
    meeting: ExplanationMeeting | None = None,
) -> ProposalReply:
    """The row of a reply; the contact has then served and goes sooner."""
    made = ProposalReply(
        jurisdiction=place,
        proposal=proposal,
        way=way,
        text=text[:500],
        meeting=meeting,
        at=timezone.now(),
        by_label=actor.label[:100],
    )
    put(made)
    if way in ANSWERED or meeting is not None:
        shorten_contact(place, proposal)
    return made
