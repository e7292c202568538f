"""每个地址、每个职务、四种地方: every URL name × every role × own, sibling, parent and child place."""

from __future__ import annotations

from urllib.parse import urlsplit
from zlib import crc32

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from tests.permissions.rows import ANONYMOUS, EVERYBODY, ROLES, SIGNED_IN, Page, walk
from tests.permissions.table import PAGES
from tests.permissions.walking import ask, url_patterns
from tests.permissions.world import World

PATTERNS = url_patterns()


def address(world: World, name: str, row: Page, *, unknown: bool = False, place: str = "") -> str:
    """The page of the county, of its records or of none that exist."""
    kwargs = world.kwargs(row.keys, unknown)
    if "place" in PATTERNS[name].pattern.converters:
        kwargs["place"] = place or world.place.code
    query = f"?{row.query % world.ids}" if row.query else ""
    return reverse(name, kwargs=kwargs) + query


def askers(method: str, name: str, row: Page, whole: bool) -> list[tuple[str, str]]:
    """Nobody signed in, and roles; on PostgreSQL one who may, of every fourth page: that the queries run there."""
    if connection.vendor == "postgresql":
        return [(someone(row) or ANONYMOUS, "own")] if whole or one_in(4, name) else []
    may = {role for role in row.who if role not in row.but}
    walked = walk(f"{method} {name}", may.__contains__, whole=whole)
    return [(ANONYMOUS, "own"), *walked]


def one_in(many: int, name: str) -> bool:
    """Whether this is one of the few that stand for all."""
    return crc32(name.encode()) % many == 0


def someone(row: Page) -> str | None:
    """A role that may; none where the county of the walk does not do what only towns do."""
    return next((role for role in ROLES if role in row.who and role not in row.but), None)


def test_every_url_name_has_a_row_and_every_row_a_url_name():
    assert sorted(PAGES) == sorted(PATTERNS)


@pytest.mark.parametrize("name", sorted(PAGES.keys() & PATTERNS.keys()))
def test_who_may_open(world: World, name: str):
    assert open_as(world, name, whole=False) == []


@pytest.mark.whole
@pytest.mark.parametrize("name", sorted(PAGES.keys() & PATTERNS.keys()))
def test_who_may_open_in_every_place(world: World, name: str):
    assert open_as(world, name, whole=True) == []


def open_as(world: World, name: str, *, whole: bool) -> list[str]:
    """What was answered otherwise than the row says."""
    row, wrong = PAGES[name], []
    path = address(world, name, row)
    for method in ("GET", "POST"):
        data = sent_by(world, row) if method == "POST" else None
        if (row.get if method == "GET" else row.post) is None:
            continue
        for role, relation in askers(method, name, row, whole):
            client = world.clients.get((role, relation)) or Client()
            got = ask(client, method, path, data=data).status_code
            wanted = row.status(method, role, relation)
            if got != wanted:
                wrong.append(f"{method} {role} of the {relation} place: {got}, expected {wanted}")
    return wrong


def sent_by(world: World, row: Page) -> dict[str, object]:
    """What the form says; ``=unit`` stands for a record's id."""
    filled = {name: world.ids.get(str(each)[1:], each) for name, each in row.data.items()}
    return {
        name: filled[name] if str(each).startswith("=") else each for name, each in row.data.items()
    }


@pytest.mark.parametrize("name", sorted(PAGES.keys() & PATTERNS.keys()))
def test_what_does_not_exist_and_wrong_methods(world: World, name: str):
    row, role = PAGES[name], someone(PAGES[name])
    if role is None:
        return
    client = world.clients[role, "own"]
    method = "GET" if row.get is not None else "POST"
    if row.keys and any("=:" not in pair for pair in row.keys.split()):
        path = address(world, name, row, unknown=True)
        assert ask(client, method, path, data=row.data).status_code == row.unknown
    if "place" in PATTERNS[name].pattern.converters:
        path = address(world, name, row, place="no-such-place")
        assert ask(client, method, path, data=row.data).status_code == 404
    path = address(world, name, row)
    if row.get is None:
        assert ask(client, "GET", path).status_code == 405
    if row.post is None and row.get == 200:
        assert ask(client, "POST", path).status_code == 405
    if row.who not in (EVERYBODY, SIGNED_IN):
        assert ask(client, "DELETE", path).status_code == 405


@pytest.mark.parametrize("role", ROLES)
def test_navigation_leads_only_to_pages_that_open(world: World, role: str):
    """By the table, which the walk compares with what the pages answer; some are opened here too."""
    client = world.clients[role, "own"]
    shell = client.get(reverse("portal:today", args=[world.place.code])).context["shell"]
    links = [item.url for group in shell.nav for item in group.items]
    assert links
    for url in links:
        row = PAGES[resolve(urlsplit(url).path).view_name]
        assert row.status("GET", role, "own") == 200, url
        assert not one_in(5, role + url) or ask(client, "GET", url).status_code == 200
