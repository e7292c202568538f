"""表的写法: what one row of the reviewed table says, and the status that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

ROLES = (
    "clerk",
    "reviewer",
    "chair",
    "office",
    "member",
    "deputy",
    "liaison",
    "unit_head",
    "auditor",
    "admin",
)
RELATIONS = ("own", "sibling", "parent", "child")
ELSEWHERE = RELATIONS[1:]
# So many of each in the short walk, other ones in each row.
GRANTED, REFUSED, PLACES = 1, 3, 2
ANONYMOUS = "anonymous"
EVERYBODY = frozenset({*ROLES, ANONYMOUS})
SIGNED_IN = frozenset({*ROLES, "of any place"})


# Who may, as the rows of the tables say it; each in their own place only.
CLERK = frozenset({"clerk"})
OFFICE = frozenset({"clerk", "reviewer", "chair"})
READERS = OFFICE | {"member", "auditor", "admin", "office"}
HOTLINE = READERS - {"admin"}
FILES = HOTLINE
TICKETS = OFFICE | {"auditor", "office"}
APPROVERS = frozenset({"reviewer", "chair"})
ACCOUNTS = frozenset({"clerk", "admin"})
AUDIT = OFFICE | {"auditor"}
JOBS = OFFICE | {"auditor", "admin"}
WORKERS = READERS | {"deputy", "liaison", "unit_head", "office"}
DESK = OFFICE | {"office"}
UNIT = frozenset({"liaison", "unit_head"})
UPLOADERS = OFFICE | {"office", "liaison", "unit_head"}


def walk(name: str, may: Callable[[str], bool], *, whole: bool) -> list[tuple[str, str]]:
    """Which role of which place asks: at home ``REFUSED`` of those who may not and ``GRANTED`` of those who may;
    ``PLACES`` others are tried by one that may at home, and one of them by one refused at home too.

    Which ones they are changes from row to row; the ``whole`` walk (``make walk``) tries every role in every place.
    """
    if whole:
        return [(role, relation) for relation in RELATIONS for role in ROLES]
    start = crc32(name.encode())
    allowed = turned([role for role in ROLES if may(role)], start)
    refused = turned([role for role in ROLES if not may(role)], start)
    places = turned(list(ELSEWHERE), start)[:PLACES]
    own = [(role, "own") for role in [*refused[:REFUSED], *allowed[:GRANTED]]]
    elsewhere = [(allowed[n % len(allowed)], place) for n, place in enumerate(places) if allowed]
    return own + elsewhere + [(role, places[0]) for role in refused[:1]]


def turned(names: list[str], start: int) -> list[str]:
    """The same names, beginning elsewhere."""
    at = start % len(names) if names else 0
    return names[at:] + names[:at]


@dataclass(frozen=True)
class Page:
    """One URL name.

    who     roles that may open it, in their own place; EVERYBODY and SIGNED_IN hold for every place
    keys    records of the world that fill the address: ``key=unit``, or ``code=:count`` as it stands
    get     status for who may (None: GET is the wrong method); post likewise, with what ``data`` sends
    query   what the address asks, with records of the world as ``%(unit)s``
    other   status for the signed-in who may not; unknown: status of an address with an unknown record
    but     statuses of single roles that differ, by role
    """

    who: frozenset[str]
    keys: str = ""
    get: int | None = 200
    post: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    other: int = 403
    unknown: int = 404
    but: Mapping[str, int] = field(default_factory=dict)

    def status(self, method: str, role: str, relation: str) -> int:
        """The status that this role of this place shall get."""
        if role in self.but and (relation == "own" or self.who in (EVERYBODY, SIGNED_IN)):
            return self.but[role]
        allowed = self.get if method == "GET" else self.post
        if allowed is None:
            return 405
        if self.who == EVERYBODY or (self.who == SIGNED_IN and role != ANONYMOUS):
            return allowed
        if role == ANONYMOUS:
            return 302
        return allowed if role in self.who and relation == "own" else self.other


@dataclass(frozen=True)
class Operation:
    """One API operation.

    scope   what the token must carry, "" for any token
    body    what is sent as JSON (or as form fields beside ``files``); ``=unit`` stands for a record's id
    other   status for whoever may not
    """

    who: frozenset[str]
    scope: str = ""
    status: int = 200
    keys: str = ""
    body: Mapping[str, Any] | None = None
    files: tuple[str, ...] = ()
    query: str = ""
    other: int = 403

    def expected(self, role: str, relation: str, scoped: bool) -> int:
        """The status that this role's token shall get, with or without the scope."""
        if self.who == EVERYBODY:
            return self.status
        if role == ANONYMOUS:
            return 401
        if self.scope and not scoped:
            return 403
        if self.who == SIGNED_IN:
            return self.status
        return self.status if role in self.who and relation == "own" else self.other


def form(who: frozenset[str], keys: str = "", post: int = 422, **more: object) -> Page:
    """A page with a form of one act; sent empty it comes back with what is missing."""
    return Page(who, keys, post=post, **more)  # type: ignore[arg-type]


def button(who: frozenset[str], keys: str = "", post: int = 302, **more: object) -> Page:
    """An act without a page of its own."""
    return Page(who, keys, get=None, post=post, **more)  # type: ignore[arg-type]
