"""跟随大会表决的后续: a decided change is carried out, an announced rating copied; run any number of times."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from oversight.audit.actors import system
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.meetings.models import AgendaItem
from oversight.meetings.rules.stages import OVER
from oversight.projects.actions import changing, rating
from oversight.projects.models import ProjectChange
from oversight.projects.queries.changes import waiting
from oversight.projects.queries.inherited import looked_after
from oversight.voting import queries as voting
from oversight.voting.announcing import as_written


def on_announced(entry: Any) -> None:
    """After ``voting.announce``: the change or the rating whose agenda item was voted on takes its result."""
    place = institutions.place_by_code(entry.place)
    if place is None or entry.facts.get("about_kind") != "agenda_item":
        return
    item = meetings.item_by_id(place, str(entry.facts.get("about_id", "")))
    poll = voting.poll_by_id(place, str(entry.facts.get("poll", "")))
    outcome = voting.outcome_of(poll) if poll is not None else None
    if item is None or poll is None or outcome is None or not meetings.is_vote_on(item, poll):
        return
    on = timezone.localdate(poll.announced_at)
    text = as_written(outcome.text)
    change = change_with_item(place, item.public_id)
    if change is not None and outcome.status == "valid":
        changing.carry_out_change(
            system(),
            change.jurisdiction,
            change,
            poll_id=poll.public_id,
            adopted=bool(outcome.passed),
            on=on,
            text=text,
        )
    found = rating.rating_with_item(place, item.public_id)
    if found is not None and outcome.status == "valid":
        values = rating.Announced(
            poll.public_id, poll.rule_version, outcome.grades, outcome.figures, text, on
        )
        rating.record_rating(system(), place, found, values)


def on_item_gone(entry: Any) -> None:
    """After an item was withdrawn or not put to the vote: the application waits for another meeting."""
    place = institutions.place_by_code(entry.place)
    change = change_with_item(place, str(entry.facts.get("item", ""))) if place else None
    if place is not None and change is not None and change.state == "asked":
        changing.drop_item(system(), change.jurisdiction, change)


def on_meeting_over(entry: Any) -> None:
    """After a meeting was cancelled, or closed without placing them: its applications wait for another."""
    place = institutions.place_by_code(entry.place)
    if place is None:
        return
    for where in looked_after(place):
        for change in waiting(where).exclude(item_id=""):
            item = meetings.item_by_id(place, change.item_id)
            if item is not None and never_considered(item):
                changing.drop_item(system(), where, change)


def never_considered(item: AgendaItem) -> bool:
    """Whether its meeting is over and never took it up."""
    state = item.meeting.state
    return state == "cancelled" or (state in OVER and item.state == "proposed")


def change_with_item(place: Jurisdiction, item_id: str) -> ProjectChange | None:
    """The application on whose item was voted, of an ended place whose works this one carries on too."""
    if not item_id:
        return None
    rows = ProjectChange.objects.in_scope(Scope.of(*looked_after(place)))
    return rows.select_related("jurisdiction").filter(item_id=item_id).first()
