"""造数据: planned meetings for tests, made by the same acts as a user's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from oversight.audit.actors import operator
from oversight.calendar import actions
from oversight.calendar.models import PlannedMeeting
from oversight.institutions import queries
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.tests import builders as make


def make_meeting(
    place: Jurisdiction,
    on: date | None = None,
    number: int | None = None,
    kind: str = "standing_committee",
    **more: Any,
) -> PlannedMeeting:
    """A planned meeting, 40 days ahead, with the next free number; bodies and term are made if missing."""
    body: Body | None = queries.body_of_kind(place, kind) or make.make_bodies(place)[kind]
    assert body is not None
    if queries.current_term(place) is None:
        make.make_term(place)
    if number is None:
        last = body.planned_meetings.order_by("-meeting_no").first()
        number = last.meeting_no + 1 if last else 1
    on = on or queries.today() + timedelta(days=40)
    return actions.plan_meeting(operator(), place, body=body, on=on, meeting_no=number, **more)
