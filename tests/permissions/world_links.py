"""权限世界里的links记录。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.audit.actors import operator
from oversight.links.actions import link

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """A link between two units."""
    first, second = ("unit", world.ids["liaison_unit"]), ("unit", world.ids["unit"])
    made = link(operator(), world.place, first=first, second=second, kind="related")
    world.ids["link"] = made.public_id
