"""权限世界里的followups记录。"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oversight.followups import actions
from oversight.institutions import queries

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """Items of the unit that the county's liaison officer speaks for, in the states that acts need."""
    place = world.place
    unit = queries.unit_by_id(place, world.ids["liaison_unit"])
    clerk = queries.actor_for(world.grants["clerk", "own"])
    due = queries.today() + timedelta(days=30)
    item = actions.assign(
        clerk,
        place,
        kind="rectification",
        unit=unit,
        title="占道经营整改",
        requirement="逐街清理，公布结果。",
        due=due,
    )
    world.ids["followup"] = item.public_id
