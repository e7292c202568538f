"""权限表：followups。"""

from __future__ import annotations

from tests.permissions.rows import READERS, UNIT, Operation, Page

OFFICE = READERS - {"admin"}

PAGES: dict[str, Page] = {
    "followups:followup": Page(OFFICE | UNIT, "key=followup"),
}
OPERATIONS: dict[str, Operation] = {}
