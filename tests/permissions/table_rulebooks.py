"""权限表：rulebooks。"""

from __future__ import annotations

from tests.permissions.rows import Operation, Page

PAGES: dict[str, Page] = {}
OPERATIONS: dict[str, Operation] = {}
