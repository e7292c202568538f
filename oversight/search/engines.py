"""检索引擎: SQLite's FTS5 and PostgreSQL's tsvector behind the same few functions.

Both hold, by the key of an entry, the set of its terms: ``title`` those of the title alone, ``body`` all.
The table is made by the first migration. Terms are Chinese characters, Latin letters and digits only, so no
query language can be smuggled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from oversight.search.rules.asking import Wanted

PLAIN = re.compile(r"\w+")


def store(key: int, title: Iterable[str], body: Iterable[str]) -> None:
    """Put the terms of an entry, in place of what was there."""
    columns = [sorted(filter(PLAIN.fullmatch, terms)) for terms in (title, body)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO search_terms (rowid, title, body)"
                " VALUES (%s, array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[]))"
                " ON CONFLICT (rowid) DO UPDATE SET title = EXCLUDED.title, body = EXCLUDED.body",
                [key, *columns],
            )
        else:
            cursor.execute("DELETE FROM search_terms WHERE rowid = %s", [key])
            cursor.execute(
                "INSERT INTO search_terms (rowid, title, body) VALUES (%s, %s, %s)",
                [key, *(" ".join(terms) for terms in columns)],
            )


def drop(keys: Sequence[int]) -> None:
    """Take entries out."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_terms WHERE rowid = %s", [[key] for key in keys])


def matching(wanted: Sequence[Wanted], column: str = "body") -> RawSQL:
    """A subquery of the keys of all entries that hold every wanted word in this column."""
    if column not in {"title", "body"}:
        raise ValueError(column)
    if connection.vendor == "postgresql":
        sql = f"SELECT rowid FROM search_terms WHERE {column} @@ %s::tsquery"  # noqa: S608
        return RawSQL(sql, [tsquery(wanted)])  # noqa: S611
    sql = "SELECT rowid FROM search_terms WHERE search_terms MATCH %s"
    return RawSQL(sql, [f"{{{column}}} : ({fts5(wanted)})"])  # noqa: S611


def fts5(wanted: Sequence[Wanted]) -> str:
    """The query as FTS5 writes it."""
    return " AND ".join(
        f'"{term}"' + (" *" if one.prefix else "") for one in wanted for term in one.terms
    )


def tsquery(wanted: Sequence[Wanted]) -> str:
    """The query as PostgreSQL writes it."""
    return " & ".join(
        f"'{term}'" + (":*" if one.prefix else "") for one in wanted for term in one.terms
    )
