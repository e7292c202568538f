"""权限表：检索。 Whoever holds a role may search; what each finds is tested in the app."""

from __future__ import annotations

from tests.permissions.rows import WORKERS, Operation, Page

PAGES: dict[str, Page] = {"search:search": Page(WORKERS, query="q=水利")}
OPERATIONS: dict[str, Operation] = {
    "GET /search/{place}": Operation(WORKERS, "search:read", query="q=水利"),
}
