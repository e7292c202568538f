"""改正计票录入: the own entry by the ballots before a witness; the other's only once it is confirmed (procedures §2.1, §9)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions, queries
from oversight.voting.actions.counting import HIGHEST, accounts_of_scrutineers
from oversight.voting.actions.support import locked, require, tell
from oversight.voting.models import CountCorrection, CountEntry, Poll
from oversight.voting.queries.counts import (
    corrected,
    has_entered,
    made_by,
    may_answer,
    proposed_corrections,
)


def correct_cell(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    side: str,
    cell: str,
    value: int,
    reason: str,
    witness: str,
) -> list[CountCorrection]:
    """改正一格: after looking at the ballots, before a scrutineer as witness; the first figure stays in the record.

    The own entry is corrected at once; the other's waits until that teller or a scrutineer has confirmed it.

    side  first | second | both (where both entries are wrong alike)
    """
    with act(
        "voting.correct_cell",
        actor=actor,
        place=place.code,
        permitted=permissions.can_count(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("correct_cell", poll)
        if not has_entered(actor, poll):
            raise NotPermitted(_("只有录入这张计票报告单的两人可以改。"))
        if cell not in queries.entry_form_of(poll).cells():
            raise Invalid("unknown_cell", _("计票报告单上没有这一格。"), where="cell")
        if isinstance(value, bool) or not 0 <= value <= HIGHEST:
            raise Invalid("bad_figure", _("不是从 0 起的整数。"), where="value")
        refuse_while_proposed(poll, cell, side)
        made = [
            CountCorrection(
                jurisdiction=place,
                entry=entry,
                cell=cell,
                old=old,
                new=value,
                reason=said(reason, "reason", "no_reason", _("没有写原因。")),
                witness=checked_witness(actor, poll, witness),
                corrected_by_id=actor.account_id,
                corrected_label=actor.label[:100],
                corrected_at=timezone.now(),
                state="made" if made_by(actor, entry) else "proposed",
            )
            for entry, old in entries_to_correct(poll, side, cell, value)
        ]
        for each in made:
            put(each)
            if each.state == "proposed":
                ask_to_confirm(poll, each)
        running.facts = {
            "poll": poll.public_id,
            "cell": cell,
            "side": side,
            "witness": witness,
            "to_confirm": [each.entry.side for each in made if each.state == "proposed"],
        }
    return made


def entries_to_correct(
    poll: Poll, side: str, cell: str, value: int
) -> list[tuple[CountEntry, int]]:
    """The entries of that side in which the cell is another number, with that number."""
    found = [
        (entry, corrected(entry)[cell])
        for entry in queries.entries_of(poll)
        if side in {entry.side, "both"}
    ]
    found = [(entry, old) for entry, old in found if old != value]
    if not found:
        raise Invalid("nothing_to_correct", _("这一格已经是这个数。"), where="value")
    return found


def refuse_while_proposed(poll: Poll, cell: str, side: str) -> None:
    """One correction of a cell waits at a time."""
    waiting = proposed_corrections(poll)
    if any(one.cell == cell and side in {one.entry.side, "both"} for one in waiting):
        raise Refused("correction_waits", _("这一格已有一处改动等待确认，先确认或者不予确认。"))


def ask_to_confirm(poll: Poll, correction: CountCorrection) -> None:
    """Tell whose entry it is, and the scrutineers who have an account; never a figure."""
    title = _("%(title)s：请确认对你录入的一格改动") % {"title": poll.title}
    owner = correction.entry.entered_by_id
    accounts = accounts_of_scrutineers(poll) + ((owner,) if owner else ())
    tell(poll, (), f"correct:{correction.public_id}", title, accounts=accounts)


def checked_witness(actor: Actor, poll: Poll, name: str) -> str:
    """在场监票人: one of the scrutineers; where the vote has none, somebody else who was there."""
    name = said(name, "witness", "no_witness", _("没有写在场的监票人。"))
    names = [one["name"] for one in poll.scrutineers]
    if names and name not in names:
        text = _("在场的须是监票人：%(names)s。") % {"names": "、".join(names)}
        raise Invalid("not_a_scrutineer", text, where="witness")
    if name == actor.label:
        raise Invalid("own_witness", _("不能给自己作证。"), where="witness")
    return name


def confirm_correction(
    actor: Actor, place: Jurisdiction, poll: Poll, *, correction: str
) -> CountCorrection:
    """确认改动: by who made that entry, or by a scrutineer with the own account; from now on it counts."""
    with act(
        "voting.confirm_correction",
        actor=actor,
        place=place.code,
        permitted=permissions.can_sign(actor, place),
    ) as running:
        poll, found = waiting_for(actor, place, poll, "confirm_correction", correction)
        if corrected(found.entry)[found.cell] != found.old:
            raise Refused("changed_meanwhile", _("这一格已经另有改动，请不予确认后重新改正。"))
        answer(actor, found, "made")
        running.facts = {"poll": poll.public_id, "cell": found.cell, "side": found.entry.side}
    return found


def refuse_correction(
    actor: Actor, place: Jurisdiction, poll: Poll, *, correction: str, reason: str
) -> CountCorrection:
    """不确认改动: the figure stays as it was entered; the proposal and why stay in the record."""
    with act(
        "voting.refuse_correction",
        actor=actor,
        place=place.code,
        permitted=permissions.can_sign(actor, place),
    ) as running:
        poll, found = waiting_for(actor, place, poll, "refuse_correction", correction)
        reason = said(reason, "reason", "no_reason", _("没有写原因。"))
        answer(actor, found, "refused", reason)
        running.facts = {"poll": poll.public_id, "cell": found.cell, "side": found.entry.side}
    return found


def waiting_for(
    actor: Actor, place: Jurisdiction, poll: Poll, code: str, key: str
) -> tuple[Poll, CountCorrection]:
    """The poll and its correction that this reader may answer now."""
    poll = locked(place, poll)
    require(code, poll)
    found = next((one for one in proposed_corrections(poll) if one.public_id == key), None)
    if found is None:
        raise Refused("nothing_waits", _("这处改动已经确认、不予确认，或者不在这次计票里。"))
    if not may_answer(actor, poll, found):
        raise NotPermitted(
            _("由录入这一次的人，或者监票人用自己的账号确认；提出的人不能自己确认。")
        )
    return poll, found


def answer(actor: Actor, correction: CountCorrection, state: str, reason: str = "") -> None:
    correction.state, correction.answer = state, reason[:200]
    correction.answered_by_id = actor.account_id
    correction.answered_label = actor.label[:100]
    correction.answered_at = timezone.now()
    put(correction)
