"""检索来源 (sources): what a kind of record gives to the index; the list of kinds is hand-written in config.

An app that owns a kind gives a ``Source`` in its ``searching.py``. The index holds only the terms: titles and
texts shown with a hit come from ``entry`` at the time of asking, so nothing outdated is ever shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction

LONGEST_TEXT = 50_000


@dataclass(frozen=True)
class Entry:
    """一条: a record by its public id, its title, its words, and the day by which it is sorted.

    ``unshown`` are words by which it is found and which are never shown with a hit.
    """

    public_id: str
    title: str
    text: str = ""
    day: date | None = None
    unshown: str = ""


@dataclass(frozen=True)
class Watch:
    """看哪张表: a change of a row of ``model`` touches the entry that ``path`` leads to.

    ``path`` as queries write it, from the row to the public id: ``public_id``, ``person__public_id``;
    "" where any of the kind may be touched, then all of the place are read again.
    """

    model: str
    path: str = "public_id"


@dataclass(frozen=True)
class Source:
    """来源: one kind of record.

    permitted  whether the actor may read this kind at all in the place
    readable   whether the actor may read this very record; never true for one that does not exist
    entries    all records of the place that can be found
    entry      one of them as it stands now; None where it is not to be found (any more)
    url        the address of its page for this actor
    among      optional: the readable ones of many public ids at once
    """

    kind: str
    label: object
    permitted: Callable[[Actor, Jurisdiction], bool]
    readable: Callable[[Actor, Jurisdiction, str], bool]
    entries: Callable[[Jurisdiction], Iterable[Entry]]
    entry: Callable[[Jurisdiction, str], Entry | None]
    url: Callable[[Actor, Jurisdiction, str], str]
    watches: tuple[Watch, ...] = field(default_factory=tuple)
    among: Callable[[Actor, Jurisdiction, Sequence[str]], set[str]] | None = None

    def readable_among(
        self, actor: Actor, place: Jurisdiction, public_ids: Sequence[str]
    ) -> set[str]:
        """Those that the actor may read."""
        if not self.permitted(actor, place):
            return set()
        if self.among:
            return self.among(actor, place, public_ids)
        return {each for each in public_ids if self.readable(actor, place, each)}


def sources() -> Mapping[str, Source]:
    """Every source by its kind."""
    found: Sequence[Source] = import_string(settings.SEARCH_SOURCES)
    return {source.kind: source for source in found}


def watched() -> dict[str, list[tuple[Source, Watch]]]:
    """Model label → the sources that a change of it touches."""
    found: dict[str, list[tuple[Source, Watch]]] = {}
    for source in sources().values():
        for watch in source.watches:
            found.setdefault(watch.model, []).append((source, watch))
    return found


def joined(*parts: object) -> str:
    """Words of a record as one text, empty ones left out."""
    return " ".join(str(part) for part in parts if part)


def flat(value: object) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from flat(item)
    elif isinstance(value, list):
        for item in value:
            yield from flat(item)
