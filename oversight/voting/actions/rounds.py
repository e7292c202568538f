"""再次表决: another round of a void or cancelled vote, among the tied, for places still open (procedures §2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.preparing import prepare_poll
from oversight.voting.actions.support import locked, require
from oversight.voting.models import Poll
from oversight.voting.presiding import chair_again
from oversight.voting.queries import (
    measure_ends_it,
    outcome_of,
    polls_of,
    recusals_of,
    vote_in_the_way,
)
from oversight.voting.rolls import voters_again
from oversight.voting.rules.bases import MOST_VOTES
from oversight.voting.rules.states import next_round
from oversight.voting.values import Outcome, Roll, Voters

OF_A_MEETING = "agenda_item"
"""What a poll is about that a meeting has put to the vote."""


def hold_again(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    roll: Roll,
    method: str = "",
    scrutineers: Sequence[Mapping[str, Any]] | None = None,
    voters: Voters | None = None,
    in_meeting: bool = False,
) -> Poll:
    """再次表决: a new poll with a fresh roll; the earlier record stays as it is, and so do declared recusals.

    After a void or cancelled vote on everything again; after an announced one only on what is tied, or on
    what did not pass for the places still open (procedures §2.4). ``in_meeting``: the meeting has put the
    item to the vote again; only so a vote on an item of an agenda is held again. A rating that was voted on
    goes on under its rule and rulebook; a cancelled one is prepared under those in force.
    """
    with act(
        "voting.hold_again",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        earlier = locked(place, poll)
        require("hold_again", earlier)
        refuse_held(earlier)
        refuse_second_vote(earlier, in_meeting)
        options, k = open_matters(earlier)
        rows = earlier.scrutineers if scrutineers is None else scrutineers
        again = prepare_poll(
            actor,
            place,
            about=(earlier.about_kind, earlier.about_id),
            title=earlier.title,
            kind=earlier.kind,
            options=options,
            rule=rule_again(earlier),
            method=method or earlier.method,
            roll=roll,
            k=k,
            secret=earlier.secret,
            measure=earlier.measure,
            round=next_round(earlier.round, earlier.state),
            chair=chair_again(earlier),
            scrutineers=rows,
            units=earlier.units,
            option_units=earlier.option_units,
            candidates=earlier.candidates,
            voters=voters or voters_again(earlier),
            ruled_as=earlier if goes_on(earlier) else None,
            recusals=[one for one in recusals_of(earlier) if not one.by_rule],
            terms=earlier.ballot_terms if earlier.terms else None,
            matter=earlier.matter,
        )
        again.previous = earlier
        put(again)
        running.facts = {"poll": again.public_id, "previous": earlier.public_id}
    return again


def goes_on(earlier: Poll) -> bool:
    """Whether another round is of the same rating: voted on, announced or void."""
    return earlier.kind == "satisfaction" and earlier.state in {"announced", "void"}


def refuse_held(poll: Poll) -> None:
    """A vote has one vote after it."""
    if polls_of(poll.jurisdiction).filter(previous=poll).exists():
        raise Refused("held_again_already", _("这次表决已经再次举行。"))


def refuse_second_vote(poll: Poll, in_meeting: bool) -> None:
    """One matter has one vote at a time and one result; an item of an agenda is voted on in its meeting."""
    other = vote_in_the_way(poll)
    if other is not None and other.is_announced:
        text = _("这件事已有宣布的表决结果，不再次表决。")
        raise Refused("decided_already", text)
    if other is not None:
        raise Refused("vote_running", _("同一件事另有一次表决还没有结束，不能再次表决。"))
    if poll.about_kind == OF_A_MEETING and not in_meeting:
        text = _("议程上的事项在会议里再次付表决；会议已经闭会的，不再表决。")
        raise Refused("voted_in_the_meeting", text)


def open_matters(poll: Poll) -> tuple[list[str], int | None]:
    """What another round votes on, and for how many places."""
    if not poll.is_announced:
        return poll.options, poll.k
    outcome = outcome_of(poll)
    if outcome is None or not outcome.open_places:
        raise Refused("nothing_open", _("表决已经宣布，没有并列，也没有空缺，不再次表决。"))
    left = [name for name in poll.options if name not in outcome.passed]
    refuse_against_the_measure(poll, outcome)
    options = list(outcome.tied) or left
    if len(options) < outcome.open_places:
        raise Invalid("too_few_options", _("剩下的项数不到空缺数，须另行提出。"))
    return options, outcome.open_places


def rule_again(earlier: Poll) -> str:
    """Under a measure more votes win among the tied, who have their majority; else the rule stays."""
    if not earlier.terms or earlier.kind == "ranking" or not earlier.is_announced:
        return earlier.rule
    outcome = outcome_of(earlier)
    return MOST_VOTES.code if outcome is not None and outcome.tied else earlier.rule


def refuse_against_the_measure(poll: Poll, outcome: Outcome) -> None:
    """What is tied or open is voted on again only where the measure says so, and in the meeting it says."""
    if measure_ends_it(poll, outcome):
        text = _("通过的办法没有规定在本次会议上再次表决，以现有结果为准。")
        raise Refused("not_by_the_measure", text, basis=poll.measure)
