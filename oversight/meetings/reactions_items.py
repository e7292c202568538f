"""交办之后: a promise shows what it has become; run by the worker, any number of times."""

from __future__ import annotations

from typing import Any

from oversight.audit.actors import system
from oversight.institutions import queries as institutions
from oversight.meetings.actions.answers import link_promise
from oversight.meetings.models import AnswerPromise
from oversight.meetings.queries import questions as queries


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
