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


S = "/key-sets/{place}"
K = S + "/{key}"
MADE = {
    "title": "第二次会议监票密钥",
    "holders": [
        {"name": "秦望川", "chief": True},
        {"name": "沈清和"},
        {"name": "顾明远"},
    ],
}


def does(record: str, status: int = 200, body: dict[str, object] | None = None) -> Operation:
    """An act of the office on a set."""
    return Operation(OFFICE, "voting:write", status, f"key={record}" if record else "", body)


OPERATIONS: dict[str, Operation] = {
    f"GET {S}": Operation(READ, "voting:read"),
    f"POST {S}": does("", 201, MADE),
    f"GET {K}": Operation(READ, "voting:read", keys="key=key_set"),
    f"POST {K}/codes": does("key_set", 201, {"number": 1}),
    f"POST {K}/activate": does(
        "key_set_assembled", body={"elected_by": "举手表决通过", "present": [1, 2, 3]}
    ),
    f"POST {K}/end": does("key_set", body={"reason": "会期有变"}),
    f"GET {C}": by_code(),
    f"POST {C}/{{part}}": by_code("part=:certificate", body={}),
    f"GET {C}/boxes": by_code(),
    f"GET {B}/archive": by_code("uuid=:none"),
    f"GET {B}/heads": by_code("uuid=:none"),
    f"POST {B}/decryption": by_code("uuid=:none", body={}),
    f"GET {B}/recovery": by_code("uuid=:none"),
    f"POST {B}/recovery": by_code("uuid=:none", body={"share": "1"}),
}
