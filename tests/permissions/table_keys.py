"""权限表：监票密钥。"""

from __future__ import annotations

from tests.permissions.rows import EVERYBODY, HOTLINE, OFFICE, Operation, Page, form

READ = HOTLINE | {"deputy"}
NOBODY: frozenset[str] = frozenset()

PAGES: dict[str, Page] = {
    "voting:key_sets": Page(READ),
    "voting:make_key_set": form(OFFICE),
    "voting:key_set": Page(READ, "key=key_set"),
    "voting:key_set_live": Page(READ, "key=key_set"),
    "voting:issue_ceremony_code": form(OFFICE, "key=key_set"),
    "voting:activate_keys": form(OFFICE, "key=key_set_assembled"),
    "voting:end_keys": form(OFFICE, "key=key_set"),
    "voting:own_key": Page(EVERYBODY, post=422),
    "voting:own_key_file": Page(EVERYBODY, "name=:certificates.txt", get=302),
    "voting:own_key_link": Page(EVERYBODY, "code=:0000", get=302),
}

C = "/key-ceremony"
B = C + "/boxes/{uuid}"


def by_code(keys: str = "", **more: object) -> Operation:
    """For who holds a ceremony code; no token of any role is one."""
    return Operation(NOBODY, keys=keys, other=401, **more)  # type: ignore[arg-type]


OPERATIONS: dict[str, Operation] = {
    f"GET {C}": by_code(),
    f"POST {C}/{{part}}": by_code("part=:certificate", body={}),
    f"GET {C}/boxes": by_code(),
    f"GET {B}/archive": by_code("uuid=:none"),
    f"POST {B}/decryption": by_code("uuid=:none", body={}),
    f"GET {B}/recovery": by_code("uuid=:none"),
    f"POST {B}/recovery": by_code("uuid=:none", body={"share": "1"}),
}
