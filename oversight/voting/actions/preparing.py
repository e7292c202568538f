"""准备表决: the rule, the options and the frozen roll; scrutineers; cancelling before any count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.voting import permissions
from oversight.voting.actions.checking import (
    check_named,
    check_poll,
    check_roll,
    check_scrutineers,
    rating_parameters,
)
from oversight.voting.actions.support import locked, require
from oversight.voting.interests import recused
from oversight.voting.models import Poll
from oversight.voting.presiding import take_presider
from oversight.voting.queries import recusals_of
from oversight.voting.rules.bases import quorum_code
from oversight.voting.rules.recusal import Recusal
from oversight.voting.rules.recusal import leaving as leaving_of
from oversight.voting.rules.registry import RULES
from oversight.voting.secret.actions.invalid import settle_all
from oversight.voting.secret.actions.running import seal_boxes
from oversight.voting.secret.checking import check_cards
from oversight.voting.values import Roll, Terms, Voters

NOBODY_SAID = Voters()
OPENLY = frozenset({"hands", "named"})
"""Methods by which everybody is seen or named."""


def prepare_poll(
    actor: Actor,
    place: Jurisdiction,
    *,
    about: tuple[str, str],
    title: str,
    kind: str,
    options: Sequence[str],
    rule: str,
    method: str,
    roll: Roll,
    k: int | None = None,
    secret: bool = True,
    measure: str = "",
    round: int = 1,
    chair: str = "",
    scrutineers: Sequence[Mapping[str, Any]] = (),
    units: Sequence[str] = (),
    option_units: Mapping[str, Sequence[str]] | None = None,
    candidates: Sequence[str] = (),
    voters: Voters = NOBODY_SAID,
    ruled_as: Poll | None = None,
    recusals: Iterable[Recusal] = (),
    terms: Terms | None = None,
    matter: str = "",
) -> Poll:
    """准备表决: freezes the roll and keeps the rulebook in force.

    about        kind and public id of what is voted on, ("", "") for a vote of its own
    kind         vote (赞成、反对、弃权) | satisfaction | choose (k of n) | ranking
    rule         a code of ``rules.registry`` that counts this kind
    method       paper | keypad | hands | mixed (keypads in the hall, hands by video) | cards | named
    scrutineers  rows {name, person: public id or "", chief: bool, units: public ids}; one is the chief
    units, candidates  public ids of those voted on: none of them scrutinises or presides
    option_units by option the units whose work it is: their people scrutinise nothing and rate no such row
    voters       the body that votes, whose quorum it needs
    ruled_as     an earlier round whose rating rule holds on, with its rulebook; else the one in force says it
    recusals     declared before; who belongs to what is rated is found by rule
    matter       of the rulebook's section on secret ballots, where the caller knows it
    terms        what the adopted measure says of ties and open places; with it 逐项表决 may have places

    A show of hands and a vote by name are never secret, whatever ``secret`` says.
    """
    with act(
        "voting.prepare_poll",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        book = rulebooks.in_force(place)
        poll = Poll(
            jurisdiction=place,
            title=said(title, "title", "no_title", _("没有写表决事项。")),
            kind=kind,
            method=method,
            secret=secret and method not in OPENLY,
            options=[" ".join(str(name).replace("\x00", "").split()) for name in options],
            k=k,
            rule=rule,
            measure=measure.replace("\x00", "").strip(),
            terms=terms.as_row() if terms is not None else {},
            matter=matter,
            about_kind=about[0],
            about_id=about[1],
            units=list(units),
            option_units={name: list(ids) for name, ids in (option_units or {}).items()},
            candidates=list(candidates),
            round=round,
            voters=voters.name[:100],
            quorum=voters.quorum or quorum_code(voters.body_kind),
            prepared_at=timezone.now(),
            **book.stored,
        )
        check_poll(poll)
        if ruled_as is None:
            poll.rating = rating_parameters(poll, book, voters.body_kind)
        else:
            poll.rating, poll.rulebook = dict(ruled_as.rating), ruled_as.rulebook
            poll.rulebook_sha256 = ruled_as.rulebook_sha256
        freeze(poll, roll)
        recuse(poll, recusals)
        take_presider(poll, chair)
        poll.scrutineers = check_scrutineers(poll, scrutineers)
        if method == "cards":
            check_cards(poll)
        if method == "named":
            check_named(poll)
        poll.rule_version = RULES[rule].version
        put(poll)
        running.rule = poll.rule_version
        running.facts = {
            "poll": poll.public_id,
            "about_kind": poll.about_kind,
            "about_id": poll.about_id,
            "base": poll.base,
            "present": poll.present,
        }
    return poll


def freeze(poll: Poll, roll: Roll) -> None:
    """冻结名册: who is of the body and who is present, now."""
    check_roll(poll, roll)
    poll.roll_rows = roll.as_rows()
    poll.base, poll.present = roll.base, roll.present
    poll.in_hall, poll.by_video = roll.present_in_hall, roll.present_by_video


def recuse(poll: Poll, declared: Iterable[Recusal] = ()) -> None:
    """回避: in a rating, who belongs to what an option rates, found in the register now, and who declared it."""
    if poll.kind != "satisfaction":
        poll.recusals = []
        return
    found = recused(
        poll.jurisdiction,
        poll.roll,
        poll.options,
        units=poll.units,
        option_units=poll.option_units,
        candidates=poll.candidates,
        declared=declared,
    )
    for option, leaving in zip(poll.options, leaving_of(found, poll.options), strict=True):
        if leaving >= poll.base:
            text = _("名册上的人都要对“%(name)s”回避，没有人可以测评。") % {"name": option}
            raise Refused("nobody_may_rate", text, where="options")
    poll.recusals = [one.as_row() for one in found]


def count_present(actor: Actor, place: Jurisdiction, poll: Poll, *, roll: Roll) -> Poll:
    """清点到会人数: who is there now, before the vote begins; of the body itself nothing changes."""
    with act(
        "voting.count_present",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("count_present", poll)
        if roll.base != poll.base:
            text = _("全体由 %(before)d 人变为 %(now)d 人，名册不同了：取消这次表决，重新付表决。")
            raise Refused("base_changed", text % {"before": poll.base, "now": roll.base})
        before = poll.present
        freeze(poll, roll)
        recuse(poll, [one for one in recusals_of(poll) if not one.by_rule])
        if poll.method == "cards":
            check_cards(poll)
        put(poll)
        running.facts = {"poll": poll.public_id, "present": poll.present, "before": before}
    return poll


def name_scrutineers(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    scrutineers: Sequence[Mapping[str, Any]],
    chair: str | None = None,
) -> Poll:
    """确定监票人: approved by the meeting before the vote; nobody voted on, nobody of the unit."""
    with act(
        "voting.name_scrutineers",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("name_scrutineers", poll)
        poll.scrutineers = check_scrutineers(poll, scrutineers)
        if chair is not None:
            take_presider(poll, chair)
        put(poll)
        settle_all(poll)
        running.facts = {"poll": poll.public_id, "names": [one["name"] for one in poll.scrutineers]}
    return poll


def cancel_poll(actor: Actor, place: Jurisdiction, poll: Poll, *, reason: str) -> Poll:
    """取消表决: before the ballots are collected; the record stays with its reason."""
    with act(
        "voting.cancel_poll",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("cancel_poll", poll)
        poll.end_reason = said(reason, "reason", "no_reason", _("没有写原因。"))
        poll.state = "cancelled"
        put(poll)
        if poll.method == "cards":
            seal_boxes(poll, poll.end_reason)
        running.note = poll.end_reason
        running.facts = {"poll": poll.public_id}
    return poll
