"""交办之后、表决之后: a promise shows what it has become, a person the result; run any number of times."""

from __future__ import annotations

from typing import Any

from oversight.audit.actors import system
from oversight.institutions import queries as institutions
from oversight.meetings import queries as meetings
from oversight.meetings.actions.answers import link_promise
from oversight.meetings.actions.appointments import record_result
from oversight.meetings.models import AnswerPromise
from oversight.meetings.queries import questions as queries
from oversight.meetings.queries.appointments import appointments_of
from oversight.voting import queries as voting
from oversight.voting.announcing import as_written


def on_assigned(entry: Any) -> None:
    """After ``followups.assign`` about a question: the promise that was meant keeps number and id."""
    kind, _colon, key = str(entry.facts.get("about", "")).partition(":")
    place = institutions.place_by_code(entry.place)
    question = queries.question_by_id(place, key) if place and kind == "question" else None
    if place is None or question is None:
        return
    followup = str(entry.facts["followup"])
    marked = list(queries.promises_of(question.item).filter(answer__question=question))
    if any(one.followup == followup for one in marked):
        return
    meant = the_one_meant([one for one in marked if not one.followup], entry.facts)
    if meant is not None:
        link_promise(system(), place, meant, followup=followup, code=str(entry.facts["code"]))


def the_one_meant(open_ones: list[AnswerPromise], facts: Any) -> AnswerPromise | None:
    """The promise with the title that was assigned, else the first of the unit."""
    for one in open_ones:
        if one.text[:60] == facts.get("title"):
            return one
    return next((one for one in open_ones if one.unit.name == facts.get("unit")), None)


def on_announced(entry: Any) -> None:
    """After ``voting.announce``: each person of the item gets the result of their own line."""
    place = institutions.place_by_code(entry.place)
    if place is None or entry.facts.get("about_kind") != "agenda_item":
        return
    item = meetings.item_by_id(place, str(entry.facts.get("about_id", "")))
    poll = voting.poll_by_id(place, str(entry.facts.get("poll", "")))
    outcome = voting.outcome_of(poll) if poll is not None else None
    if item is None or poll is None or outcome is None or not meetings.is_vote_on(item, poll):
        return
    for one in appointments_of(item).filter(state="put_to_vote", option__in=poll.options):
        record_result(
            system(),
            place,
            one,
            poll=poll.public_id,
            passed=one.option in outcome.passed,
            text=as_written(outcome.text),
        )
