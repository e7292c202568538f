"""权限世界里的rulebooks记录。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.audit.actors import operator
from oversight.rulebooks import actions
from oversight.rulebooks.tests.builders import adopt, deciding_body, make_adopted, make_draft

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """Records for the rows of ``table_rulebooks``: one adopted here, one above, one copied below, a draft."""
    place, child = world.place, world.places["child"]
    body = deciding_body(place)
    world.ids["deciding_body"] = body.public_id
    world.ids["rulebook_above"] = make_adopted(world.places["parent"]).public_id
    here = make_adopted(place)
    world.ids["rulebook"] = here.public_id
    world.ids["rulebook_draft"] = make_draft(place, body=body).public_id
    copied = actions.copy_version(operator(), child, body=deciding_body(child), source=here)
    adopt(copied)
    world.ids["rulebook_child"] = child.code
