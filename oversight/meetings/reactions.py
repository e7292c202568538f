"""跟随表决的后续: an announced poll gives its agenda item the result; run by the worker, any number of times."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from oversight.audit.actors import system
from oversight.institutions import queries as institutions
from oversight.meetings import queries
from oversight.meetings.actions.items import record_outcome
from oversight.meetings.actions.support import KEPT_IN
from oversight.voting import queries as voting


def on_announced(entry: Any) -> None:
    """After ``voting.announce``: the item becomes adopted or not adopted by the outcome."""
    place = institutions.place_by_code(entry.place)
    if place is None or entry.facts.get("about_kind") != "agenda_item":
        return
    item = queries.item_by_id(place, str(entry.facts.get("about_id", "")))
    poll = voting.poll_by_id(place, str(entry.facts.get("poll", "")))
    outcome = voting.outcome_of(poll) if poll is not None else None
    if item is None or poll is None or outcome is None:
        return
    ungraded = poll.kind == "satisfaction" and not any(outcome.grades.values())
    with override(KEPT_IN):
        record_outcome(
            system(),
            place,
            item,
            poll=poll.public_id,
            adopted=bool(outcome.passed) or ungraded,
            text=outcome.text,
            complete=not (outcome.tied or outcome.open_places),
        )
