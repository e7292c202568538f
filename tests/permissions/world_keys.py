"""权限世界里的监票密钥: one set just made, one whose keys are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.voting.tests.builders import Office
from oversight.voting.tests.ceremonies import assembled, make_key_set

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """Both by the clerk of the county."""
    office = Office(world.place, {"clerk": world.grants["clerk", "own"]})
    world.ids["key_set"] = make_key_set(office).public_id
    world.ids["key_set_assembled"] = assembled(office)[0].public_id
