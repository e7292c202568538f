"""每个接口、每个职务、四种地方、令牌有无权限: every API operation × role × place × scope."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.accounts.scopes import SCOPES
from tests.permissions.rows import ANONYMOUS, EVERYBODY, ROLES, Operation, walk
from tests.permissions.table_api import OPERATIONS
from tests.permissions.walking import ask, operations
from tests.permissions.world import World

NAMES = operations()


def request_of(world: World, name: str, row: Operation, *, unknown: bool = False) -> dict[str, Any]:
    """Method, address and content for the county, its records, or records that do not exist."""
    method, path = name.split(" ", 1)
    values = {"place": world.place.code, **world.kwargs(row.keys, unknown)}
    path = "/api/v1" + re.sub(r"{(\w+)}", lambda part: str(values[part[1]]), path)
    found: dict[str, Any] = {
        "method": method,
        "path": path + (f"?{row.query}" if row.query else ""),
    }
    if row.files:
        found["data"] = {each: SimpleUploadedFile("a.xlsx", b"no table") for each in row.files}
    elif row.body is not None:
        found |= {"data": filled(world, row.body), "content_type": "application/json"}
    return found


def filled(world: World, value: Any) -> Any:
    """The body with the ids of the world."""
    if isinstance(value, dict):
        return {key: filled(world, each) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(world, each) for each in value]
    return world.ids[value[1:]] if isinstance(value, str) and value.startswith("=") else value


def header(world: World, role: str, relation: str, scoped: bool, scope: str) -> dict[str, str]:
    """No token, or one of the role with every scope or with every scope but the one needed."""
    if role == ANONYMOUS:
        return {}
    scopes = SCOPES if scoped else SCOPES.keys() - {scope}
    return {"Authorization": f"Bearer {world.token(role, relation, scopes)}"}


def test_every_operation_has_a_row_and_every_row_an_operation():
    assert sorted(OPERATIONS) == sorted(NAMES)


@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() & set(NAMES)))
def test_who_may_use(world: World, name: str):
    assert use_as(world, name, whole=False) == []


@pytest.mark.whole
@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() & set(NAMES)))
def test_who_may_use_in_every_place(world: World, name: str):
    assert use_as(world, name, whole=True) == []


def use_as(world: World, name: str, *, whole: bool) -> list[str]:
    """What was answered otherwise than the row says."""
    row, wrong, client = OPERATIONS[name], [], Client()
    walked = walk(name, lambda role: role in row.who, whole=whole)
    for role, relation in [(ANONYMOUS, "own"), *walked]:
        # Without the scope the own place asks: whoever may, and in the whole walk everybody.
        both = row.scope and relation == "own" and (whole or role in row.who)
        for scoped in (True, False) if both else (True,):
            headers = header(world, role, relation, scoped, row.scope)
            answer = ask(client, headers=headers, **request_of(world, name, row))
            wanted = row.expected(role, relation, scoped)
            if answer.status_code != wanted:
                token = "with" if scoped else "without"
                wrong.append(
                    f"{role} of the {relation} place, {token} scope: "
                    f"{answer.status_code}, expected {wanted} {answer.content[:200].decode()}"
                )
    return wrong


@pytest.mark.parametrize("name", sorted(OPERATIONS.keys() & set(NAMES)))
def test_what_does_not_exist(world: World, name: str):
    row = OPERATIONS[name]
    role = next((role for role in ROLES if role in row.who), None)
    if role is None:  # what only towns do, nobody of the county may
        return
    headers = header(world, role, "own", True, row.scope)
    if row.keys and any("=:" not in pair for pair in row.keys.split()):
        sent = request_of(world, name, row, unknown=True)
        assert ask(Client(), headers=headers, **sent).status_code == 404
    if "{place}" in name:
        sent = request_of(world, name, row)
        sent["path"] = sent["path"].replace(f"/{world.place.code}", "/no-such-place", 1)
        assert ask(Client(), headers=headers, **sent).status_code == 404


BY_CITIZENS = {
    "POST /projects/{place}/{year}/public/proposals",  # anybody proposes a project
    "POST /projects/{place}/public/works/{key}/reports",  # what a passer-by saw on the site
    "POST /projects/{place}/mine",  # looks up by the code of the receipt, which stands in no address
    "POST /projects/{place}/mine/delete",  # has the own proposal deleted by it
}


def test_only_reads_and_what_citizens_send_are_public():
    public = {name for name, row in OPERATIONS.items() if row.who == EVERYBODY}
    assert {name for name in public if not name.startswith("GET ")} == BY_CITIZENS
