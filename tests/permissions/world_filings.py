"""权限世界里的报送: a draft and one on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.institutions.queries import actor_for
from oversight.publications.tests.builders import make_filing, make_sent

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """Records for the rows of ``table_filings``."""
    clerk = actor_for(world.grants["clerk", "own"])
    world.ids["filing"] = make_filing(world.place, clerk).public_id
    about = ("unit", world.ids["unit"])
    sent = make_sent(world.place, actor=clerk, about=about, action="发出预先通知")
    world.ids["sent_filing"] = sent.public_id
