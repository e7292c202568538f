"""编入索引: one entry, what a place's record of acts says has changed, or everything anew.

``follow`` runs in the worker between its jobs. Each place's chain is read in its own order, in which nothing
can appear late, so no change is missed under concurrent writers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from oversight.audit import queries as audit
from oversight.audit.queries import Changed
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import place_by_code
from oversight.search import engines
from oversight.search.models import SearchCursor, SearchEntry
from oversight.search.rules.terms import terms_of
from oversight.search.sources import LONGEST_TEXT, Entry, Source, Watch, sources, watched

AT_ONCE = 100
IN_ONE_COMMIT = 100


def put(place: Jurisdiction, kind: str, entry: Entry) -> bool:
    """Write one entry; False where nothing of it has changed."""
    text = f"{entry.text}\n{entry.unshown}"[:LONGEST_TEXT]
    digest = hashlib.sha256(repr((entry.title, text, entry.day)).encode()).hexdigest()
    named = {"jurisdiction": place, "kind": kind, "public_id": entry.public_id}
    row, _created = SearchEntry.rows.get_or_create(**named)
    if row.sha256 == digest:
        return False
    row.day, row.sha256 = entry.day, digest
    row.save()
    title = terms_of(entry.title)
    engines.store(row.pk, title, title | terms_of(text, entry.day))
    return True


def take_out(place: Jurisdiction, kind: str, public_ids: Iterable[str]) -> None:
    """Remove entries from the index."""
    rows = SearchEntry.rows.filter(jurisdiction=place, kind=kind, public_id__in=list(public_ids))
    keys = list(rows.values_list("pk", flat=True))
    engines.drop(keys)
    SearchEntry.rows.filter(pk__in=keys).delete()


def refresh(place: Jurisdiction, source: Source, public_ids: Iterable[str]) -> None:
    """Bring these entries up to what their records say now."""
    for public_id in dict.fromkeys(public_ids):
        with transaction.atomic():
            entry = source.entry(place, public_id)
            if entry is None:
                take_out(place, source.kind, [public_id])
            else:
                put(place, source.kind, entry)


def rebuild_kind(place: Jurisdiction, source: Source) -> int:
    """All entries of a kind anew; returns how many there are."""
    seen: set[str] = set()
    waiting = iter(source.entries(place))
    while some := list(islice(waiting, IN_ONE_COMMIT)):
        with transaction.atomic():
            for entry in some:
                put(place, source.kind, entry)
        seen.update(entry.public_id for entry in some)
    rows = SearchEntry.rows.filter(jurisdiction=place, kind=source.kind)
    gone = set(rows.values_list("public_id", flat=True)) - seen
    take_out(place, source.kind, gone)
    return len(seen)


def rebuild(place: Jurisdiction) -> dict[str, int]:
    """The whole index of a place anew; returns kind → number of entries."""
    cursor, _created = SearchCursor.rows.get_or_create(place=place.code)
    last = audit.last_number(place.code)
    old = SearchEntry.rows.filter(jurisdiction=place)
    with transaction.atomic():
        engines.drop(list(old.values_list("pk", flat=True)))
        old.delete()
    counted: dict[str, int] = {}
    for source in sources().values():
        counted[source.kind] = rebuild_kind(place, source)
    cursor.seq = last
    cursor.save()
    return counted


def follow(limit: int = AT_ONCE) -> int:
    """Bring the index up to the newest acts of every place; returns how many acts were read."""
    read = 0
    numbers = dict(SearchCursor.rows.values_list("place", "seq"))
    for code, last in audit.last_numbers().items():
        if last > numbers.get(code, 0):
            read += follow_place(code, limit)
    return read


def follow_place(code: str, limit: int) -> int:
    """Read on in one place's record of acts."""
    SearchCursor.rows.get_or_create(place=code)
    with at_cursor(code) as cursor:
        if cursor is None:  # another worker is at it
            return 0
        acts = audit.changes_after(code, cursor.seq, limit)
        place = place_by_code(code)
        if place is not None:
            apply(place, [change for act in acts for change in act.changes])
        if acts:
            SearchCursor.rows.filter(pk=cursor.pk, seq=cursor.seq).update(seq=acts[-1].seq)
    return len(acts)


@contextmanager
def at_cursor(code: str) -> Iterator[SearchCursor | None]:
    """The cursor of a place, held against other workers where rows can be locked.

    SQLite has one writer at a time: there each record is read and written in a short transaction of its own.
    """
    rows = SearchCursor.rows.filter(place=code)
    if not connection.features.has_select_for_update_skip_locked:
        yield rows.first()
        return
    with transaction.atomic():
        yield rows.select_for_update(skip_locked=True).first()


def apply(place: Jurisdiction, changes: Iterable[Changed]) -> None:
    """Refresh every entry that these changes touch."""
    by_model = watched()
    touched: dict[str, dict[str, None]] = {}
    whole: set[str] = set()
    for change in changes:
        for source, watch in by_model.get(change.model, ()):
            if not watch.path:
                whole.add(source.kind)
            for public_id in ids_of(change, watch):
                touched.setdefault(source.kind, {})[public_id] = None
    known = sources()
    for kind in whole:
        rebuild_kind(place, known[kind])
    for kind in touched.keys() - whole:
        refresh(place, known[kind], touched[kind])


def ids_of(change: Changed, watch: Watch) -> list[str]:
    """The public ids that a change touches; of a deleted row by what it held before."""
    if not watch.path:
        return []
    model: Any = apps.get_model(change.model)
    found = model._base_manager.filter(pk=change.key).values_list(watch.path, flat=True)
    if change.before is None:
        return [str(each) for each in found if each]
    first, _rest, path = watch.path.partition("__")
    if not path:
        return [str(change.before[first])] if change.before.get(first) else []
    above = model._meta.get_field(first)
    if not above.concrete:  # nothing hangs on a row that is gone
        return []
    key = change.before.get(above.attname)
    rows = above.related_model._base_manager.filter(pk=key).values_list(path, flat=True)
    return [str(each) for each in rows if each]
