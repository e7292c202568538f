"""办理建议的行为: looked through, released or put aside, turned into a project proposal, not taken, open again."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.projects import receipts
from oversight.projects.actions.drafting import Wish, drafted
from oversight.projects.actions.merging import leave_project
from oversight.projects.actions.replying import write_reply
from oversight.projects.actions.support import (
    in_state,
    locked_proposal,
    locked_year,
    may_enter,
    may_handle,
)
from oversight.projects.models import Proposal

OPEN = frozenset({"received", "held"})


def look_through(actor: Actor, place: Jurisdiction, proposals: Iterable[Proposal]) -> int:
    """标为已看: a person has read them; only then may others see their titles among similar ones."""
    with act(
        "projects.look_through",
        actor=actor,
        place=place.code,
        permitted=may_handle(actor, place),
    ) as running:
        seen = 0
        for each in proposals:
            proposal = locked_proposal(place, each)
            if proposal.seen_at is None and proposal.state != "deleted":
                proposal.seen_at = timezone.now()
                put(proposal)
                seen += 1
        running.facts = {"proposals": seen}
    return seen


def release(actor: Actor, place: Jurisdiction, proposal: Proposal) -> Proposal:
    """收为建议: what waited for a person, or was put aside as no proposal, is one."""
    with act(
        "projects.release_proposal",
        actor=actor,
        place=place.code,
        permitted=may_handle(actor, place),
    ) as running:
        proposal = in_state(place, proposal, frozenset({"held", "spam"}))
        running.facts = {"code": proposal.code, "from": proposal.state}
        proposal.state, proposal.seen_at = "received", timezone.now()
        put(proposal)
    return proposal


def mark_spam(actor: Actor, place: Jurisdiction, proposal: Proposal, *, reason: str) -> Proposal:
    """不作为建议: advertising, abuse, a trial; it stays on record and can be taken back."""
    with act(
        "projects.mark_spam",
        actor=actor,
        place=place.code,
        permitted=may_handle(actor, place),
    ) as running:
        proposal = in_state(place, proposal, OPEN)
        reason = said(reason, "reason", "reason_missing", _("写明为什么不作为建议。"))
        left = leave_project(actor, proposal, _("不作为建议。"))
        proposal.state, proposal.seen_at = "spam", timezone.now()
        put(proposal)
        running.note = reason[:500]
        running.facts = {"code": proposal.code, **({"left": left} if left else {})}
    return proposal


def turn_problem(actor: Actor, place: Jurisdiction, problem: Proposal, *, wish: Wish) -> Proposal:
    """转化为项目建议: a bare problem becomes a proposal for a work, each naming the other."""
    with act(
        "projects.turn_problem",
        actor=actor,
        place=place.code,
        permitted=may_enter(actor, place),
    ) as running:
        year = locked_year(place, problem.project_year)
        problem = in_state(place, problem, frozenset({"received"}))
        if problem.kind != "problem":
            raise Refused("no_problem", _("这一条已经是项目建议。"))
        made = drafted(
            place, year, wish, "deputy" if actor.role == "deputy" else problem.channel, ""
        )
        made.receipt = receipts.digest(receipts.code_of(made.public_id))
        made.kind, made.turned_from, made.session = "project", problem, problem.session
        made.entered_on_behalf, made.entered_label = True, actor.label[:100]
        made.seen_at = timezone.now()
        put(made)
        leave_project(actor, problem, _("已转化为项目建议%(code)s。") % {"code": made.code})
        problem.state, problem.decided_at = "turned", timezone.now()
        problem.seen_at = problem.seen_at or timezone.now()
        put(problem)
        running.facts = {"code": problem.code, "into": made.code}
    return made


def not_take(
    actor: Actor, place: Jurisdiction, proposal: Proposal, *, reason: str, text: str = ""
) -> Proposal:
    """不采纳: with the reason, which whoever holds the code reads from now on."""
    with act(
        "projects.not_take",
        actor=actor,
        place=place.code,
        permitted=may_handle(actor, place),
    ) as running:
        proposal = not_taken(actor, place, proposal, reason, text)
        left = leave_project(actor, proposal, _("单独决定不采纳。"))
        running.facts = {
            "code": proposal.code,
            "reason": reason,
            **({"left": left} if left else {}),
        }
    return proposal


def not_taken(
    actor: Actor, place: Jurisdiction, proposal: Proposal, reason: str, text: str
) -> Proposal:
    """Part of an act: the proposal with its reason, answered for whoever holds the code."""
    proposal = in_state(place, proposal, frozenset({"received"}))
    if reason not in dict(Proposal.REASONS):
        raise Invalid("unknown_reason", _("从列表里选。"), where="reason")
    if reason == "other" and not text.strip():
        raise Invalid("text_missing", _("选“其他”的，写明原因。"), where="text")
    proposal.not_taken_reason, proposal.not_taken_text = reason, text.strip()
    proposal.state, proposal.decided_at = "not_taken", timezone.now()
    proposal.seen_at = proposal.seen_at or timezone.now()
    put(proposal)
    why = str(proposal.get_not_taken_reason_display())
    told = f"{why}。{text.strip()}" if text.strip() else f"{why}。"
    write_reply(actor, place, proposal, "code", told[:500])
    return proposal


def reconsider(actor: Actor, place: Jurisdiction, proposal: Proposal, *, reason: str) -> Proposal:
    """重新考虑: a proposal not taken is open again; what was answered stays."""
    with act(
        "projects.reconsider",
        actor=actor,
        place=place.code,
        permitted=may_handle(actor, place),
    ) as running:
        proposal = in_state(place, proposal, frozenset({"not_taken"}))
        reason = said(reason, "reason", "reason_missing", _("写明重新考虑的原因。"))
        open_again(proposal)
        running.note = reason[:500]
        running.facts = {"code": proposal.code}
    return proposal


def open_again(proposal: Proposal) -> None:
    """Part of an act: a proposal not taken is to be decided anew; what was answered stays."""
    proposal.state, proposal.decided_at = "received", None
    proposal.not_taken_reason = proposal.not_taken_text = ""
    put(proposal)
