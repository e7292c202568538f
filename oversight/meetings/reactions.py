"""跟随表决和会期的后续: run by the worker, any number of times.

An announced poll gives its agenda item the result; a meeting moves with its entry in the calendar, and the
clerk is told where that entry was given up without the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import system
from oversight.calendar import queries as calendar
from oversight.calendar.models import PlannedMeeting
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries
from oversight.meetings.actions.item_votes import record_outcome
from oversight.meetings.actions.meetings import follow_calendar
from oversight.meetings.actions.support import KEPT_IN, tell_office
from oversight.meetings.models import Meeting
from oversight.meetings.rules.stages import BEFORE
from oversight.voting import queries as voting
from oversight.voting.announcing import as_written


def on_announced(entry: Any) -> None:
    """After ``voting.announce``: the item becomes adopted or not adopted by the outcome."""
    place = institutions.place_by_code(entry.place)
    if place is None or entry.facts.get("about_kind") != "agenda_item":
        return
    item = queries.item_by_id(place, str(entry.facts.get("about_id", "")))
    poll = voting.poll_by_id(place, str(entry.facts.get("poll", "")))
    outcome = voting.outcome_of(poll) if poll is not None else None
    if item is None or poll is None or outcome is None or not queries.is_vote_on(item, poll):
        return
    ungraded = poll.kind == "satisfaction" and not any(outcome.grades.values())
    with override(KEPT_IN):
        record_outcome(
            system(),
            place,
            item,
            poll=poll.public_id,
            adopted=bool(outcome.passed) or ungraded,
            text=as_written(outcome.text),
            complete=not (outcome.tied or outcome.open_places),
        )


def on_planned_moved(entry: Any) -> None:
    """After ``calendar.move_meeting``: the meeting that the entry belongs to is on the same day."""
    for place, planned, meeting in bound_to(entry):
        follow_calendar(system(), place, meeting, on=planned.on)


def on_planned_cancelled(entry: Any) -> None:
    """After ``calendar.cancel_meeting``: whether the meeting is given up too, its clerk says."""
    for place, _planned, meeting in bound_to(entry):
        title = _("会期里已取消%(meeting)s，请改日期或登记不再召开") % {"meeting": meeting.title}
        tell_office(place, meeting, f"calendar:{entry.seq}", title, "clerk")


def bound_to(entry: Any) -> Iterator[tuple[Jurisdiction, PlannedMeeting, Meeting]]:
    """The calendar's entries that the act changed, with the meetings not held yet that they belong to."""
    place = institutions.place_by_code(entry.place)
    if place is None:
        return
    keys = [one["key"] for one in entry.changes if one["model"] == PlannedMeeting._meta.label]
    for planned in calendar.meetings_of(place).filter(pk__in=keys):
        rows = queries.meetings_of(place).filter(planned_meeting=planned.public_id)
        for meeting in rows.filter(state__in=BEFORE):
            yield place, planned, meeting
