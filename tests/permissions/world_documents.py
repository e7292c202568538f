"""权限世界里的documents记录。"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """Records for the rows of ``table_documents``."""
