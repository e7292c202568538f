"""检索: what a reader finds – only records that this reader may open, with their words as they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, Value, When

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.search import engines
from oversight.search.models import SearchEntry
from oversight.search.rules.asking import Wanted, asked
from oversight.search.rules.snippets import Piece, pieces, snippet
from oversight.search.sources import Source, sources

EXAMINED = 1000
PER_PAGE = 20


@dataclass(frozen=True)
class Hit:
    """一条结果 as the reader sees it."""

    kind: str
    label: str
    public_id: str
    url: str
    title: str
    day: date | None
    title_pieces: list[Piece]
    snippet: list[Piece]


@dataclass(frozen=True)
class Found:
    """检索结果: a page of hits, and how many the reader could open.

    counts  (kind, name, number) of all kinds with hits, whatever kind is chosen
    more    True where more was found than is looked through; then the numbers are "at least"
    """

    wanted: list[Wanted]
    hits: list[Hit]
    total: int
    counts: list[tuple[str, str, int]]
    page: int
    pages: int
    more: bool

    @property
    def all(self) -> int:
        return sum(number for _kind, _label, number in self.counts)


def search(actor: Actor, place: Jurisdiction, text: str, kind: str = "", page: int = 1) -> Found:
    """The records of the place that hold every word of the text and that the actor may open.

    Those with all words in the title come first, then the newer ones.
    """
    wanted = asked(text)
    offered = {key: each for key, each in sources().items() if each.permitted(actor, place)}
    rows, more = matches(place, wanted, list(offered)) if wanted and offered else ([], False)
    rows = readable(actor, place, offered, rows)
    counts = [
        (key, str(source.label), number)
        for key, source in offered.items()
        if (number := sum(1 for each, _id in rows if each == key))
    ]
    chosen = [row for row in rows if not kind or row[0] == kind]
    pages = max(1, -(-len(chosen) // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
    hits = [hit for row in shown if (hit := hit_of(actor, place, offered[row[0]], row[1], wanted))]
    return Found(wanted, hits, len(chosen), counts, page, pages, more)


def matches(
    place: Jurisdiction, wanted: Sequence[Wanted], kinds: Sequence[str]
) -> tuple[list[tuple[str, str]], bool]:
    """Kind and public id of what the index holds, in order, and whether that was not all."""
    in_title = Case(
        When(pk__in=engines.matching(wanted, "title"), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = (
        SearchEntry.rows.filter(jurisdiction=place, kind__in=kinds)
        .filter(pk__in=engines.matching(wanted))
        .order_by(in_title, F("day").desc(nulls_last=True), "-pk")
        .values_list("kind", "public_id")
    )
    found = list(rows[: EXAMINED + 1])
    return found[:EXAMINED], len(found) > EXAMINED


def readable(
    actor: Actor,
    place: Jurisdiction,
    offered: dict[str, Source],
    rows: Sequence[tuple[str, str]],
) -> list[tuple[str, str]]:
    """Those that the actor may open, in the same order."""
    by_kind: dict[str, list[str]] = {}
    for kind, public_id in rows:
        by_kind.setdefault(kind, []).append(public_id)
    allowed = {
        kind: offered[kind].readable_among(actor, place, public_ids)
        for kind, public_ids in by_kind.items()
    }
    return [(kind, public_id) for kind, public_id in rows if public_id in allowed[kind]]


def hit_of(
    actor: Actor, place: Jurisdiction, source: Source, public_id: str, wanted: Sequence[Wanted]
) -> Hit | None:
    """One hit with the words of its record now; None where it has just ceased to be found."""
    entry = source.entry(place, public_id)
    if entry is None:
        return None
    return Hit(
        kind=source.kind,
        label=str(source.label),
        public_id=public_id,
        url=source.url(actor, place, public_id),
        title=entry.title,
        day=entry.day,
        title_pieces=pieces(entry.title, wanted),
        snippet=snippet(entry.text, wanted),
    )


def kinds_for(actor: Actor, place: Jurisdiction) -> list[tuple[str, str]]:
    """The kinds that the actor could find here, with their names."""
    return [
        (kind, str(source.label))
        for kind, source in sources().items()
        if source.permitted(actor, place)
    ]
