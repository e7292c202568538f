"""权限世界里的calendar记录。"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from oversight.audit.actors import operator
from oversight.calendar.actions import plan_meeting
from oversight.institutions import queries

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """A planned meeting of the standing committee."""
    body = queries.body_of_kind(world.place, "standing_committee")
    assert body is not None
    on = date(queries.today().year + 1, 6, 25)
    meeting = plan_meeting(operator(), world.place, body=body, on=on, meeting_no=36, term_no=18)
    world.ids["planned_meeting"] = meeting.public_id
