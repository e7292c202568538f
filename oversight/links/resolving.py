"""关联的两端: what a kind of record looks like to a reader; the list of kinds is hand-written in config.

An app that owns a kind gives two functions in its ``linking.py``: ``linked`` shows one record, or None where
there is none or the reader may not read it; ``find`` looks records up by text, readable ones only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction

FOUND_AT_MOST = 20


@dataclass(frozen=True)
class Linked:
    """一端: the record's kind and public id, its title and its page ("" where the reader has none).

    ``meeting`` is the name of the meeting that the record is, or belongs to.
    """

    kind: str
    public_id: str
    title: str
    url: str = ""
    note: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class Resolver:
    """一类记录: its Chinese name, how one is shown, how they are found."""

    kind: str
    label: object
    linked: Callable[[Actor, Jurisdiction, str], Linked | None]
    find: Callable[[Actor, Jurisdiction, str], list[Linked]]


def resolvers() -> Mapping[str, Resolver]:
    """Every kind of record that can be linked."""
    return import_string(settings.LINK_RESOLVERS)


def label(kind: str) -> str:
    """The name of a kind; the code itself for one that is no longer listed."""
    found = resolvers().get(kind)
    return str(found.label) if found else kind


def resolve(actor: Actor, place: Jurisdiction, kind: str, public_id: str) -> Linked | None:
    """The record as this reader sees it, None where unknown or not readable."""
    found = resolvers().get(kind)
    return found.linked(actor, place, public_id) if found else None


def find(actor: Actor, place: Jurisdiction, text: str, kind: str = "") -> list[Linked]:
    """Readable records whose title holds the text, at most ``FOUND_AT_MOST`` of each kind."""
    wanted = [one for code, one in resolvers().items() if not kind or code == kind]
    found: list[Linked] = []
    for resolver in wanted:
        found += resolver.find(actor, place, text)[:FOUND_AT_MOST]
    return found
