"""跟随会议和表决的后续: considered, the measure adopted or not, every round announced; run by the worker.

Each may run any number of times: the acts behind them change nothing the second time.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from oversight.audit.actors import system
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.meetings.models import AgendaItem
from oversight.projects.actions.following import consider_list, decide_measure, measure_gone
from oversight.projects.actions.recording import Announced, record_ballot
from oversight.projects.actions.settling import record_confirmation
from oversight.projects.queries import ballots as read
from oversight.voting import queries as voting
from oversight.voting.announcing import as_written
from oversight.voting.models import Poll
from oversight.voting.values import Outcome


def on_considered(entry: Any) -> None:
    """After ``meetings.start_consideration``: the candidates are considered by the congress."""
    place = institutions.place_by_code(entry.place)
    if place is None:
        return
    changed = [one["key"] for one in entry.changes if one["model"] == AgendaItem._meta.label]
    for item in meetings.items_in(place).filter(pk__in=changed, about_kind=read.OF_LIST):
        consider_list(system(), place, item)


def on_announced(entry: Any) -> None:
    """After ``voting.announce``: the measure is adopted or not, or a round of the ballot has its result."""
    found = voted_item(entry)
    if found is None:
        return
    place, item, poll = found
    outcome = voting.outcome_of(poll)
    if outcome is None or not meetings.is_vote_on(item, poll):
        return
    if item.about_kind == read.OF_MEASURE:
        measure = read.measure_by_id(place, item.about_id)
        if measure is not None:
            decide_measure(
                system(),
                place,
                measure,
                poll=poll.public_id,
                passed=bool(outcome.passed),
                on=timezone.localdate(poll.announced_at),
                text=as_written(outcome.text),
            )
    elif item.about_kind == read.OF_LIST:
        listed = read.list_by_id(place, item.about_id)
        if listed is not None:
            record_ballot(system(), place, listed, told(item, poll, outcome))
    elif item.about_kind == read.OF_CHOSEN:
        measure = read.measure_by_id(place, item.about_id)
        if measure is not None:
            record_confirmation(system(), place, measure, told(item, poll, outcome))


def on_declared(entry: Any) -> None:
    """After ``voting.declare_collected``: a vote that was declared void is a round of its own."""
    found = voted_item(entry)
    if found is None or found[2].state != "void" or found[1].about_kind != read.OF_LIST:
        return
    place, item, poll = found
    listed = read.list_by_id(place, item.about_id)
    if listed is None:
        return
    figures = {
        "base": poll.base,
        "present": poll.present,
        "issued": poll.issued,
        "returned": poll.returned,
        "valid": 0,
        "invalid": 0,
        "rows": [],
    }
    on = timezone.localdate(poll.declared_at)
    void = Announced(poll.public_id, item.public_id, figures, poll.end_reason, on, void=True)
    record_ballot(system(), place, listed, void)


def voted_item(entry: Any) -> tuple[Jurisdiction, AgendaItem, Poll] | None:
    """Place, agenda item and poll that an act on a poll is about."""
    place = institutions.place_by_code(entry.place)
    poll = voting.poll_by_id(place, str(entry.facts.get("poll", ""))) if place else None
    if place is None or poll is None or poll.about_kind != "agenda_item":
        return None
    item = meetings.item_by_id(place, poll.about_id)
    return (place, item, poll) if item is not None else None


def told(item: AgendaItem, poll: Poll, outcome: Outcome) -> Announced:
    """What the chair announced, as a round keeps it."""
    on = timezone.localdate(poll.announced_at)
    text = as_written(outcome.text)
    return Announced(poll.public_id, item.public_id, dict(outcome.figures), text, on)


def on_item_gone(entry: Any) -> None:
    """After an item was withdrawn or put off, or its meeting cancelled: its measure is a draft again."""
    place = institutions.place_by_code(entry.place)
    if place is None:
        return
    for measure in read.tabled_measures(place):
        if not read.standing_items(place, read.OF_MEASURE, measure.public_id):
            measure_gone(system(), place, measure)
