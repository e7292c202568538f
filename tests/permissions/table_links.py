"""权限表：links。"""

from __future__ import annotations

from tests.permissions.rows import DESK, READERS, UNIT, Operation, Page, form

UNIT_OF_LIAISON = "kind=:unit key=liaison_unit"

PAGES: dict[str, Page] = {
    "links:record": Page(READERS | UNIT, UNIT_OF_LIAISON),
    "links:link_new": form(DESK, UNIT_OF_LIAISON),
    "links:link_remove": form(DESK, "key=link"),
}
OPERATIONS: dict[str, Operation] = {
    "GET /links/{place}/of/{kind}/{key}": Operation(READERS | UNIT, keys=UNIT_OF_LIAISON),
    "POST /links/{place}": Operation(
        DESK,
        "links:write",
        201,
        body={
            "first_kind": "unit",
            "first_id": "=liaison_unit",
            "second_kind": "person",
            "second_id": "=person",
            "kind": "origin",
        },
    ),
    "POST /links/{place}/{key}/remove": Operation(
        DESK, "links:write", 204, "key=link", {"reason": "误建"}
    ),
}
