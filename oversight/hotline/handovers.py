"""交接的内容: what the store holds of one source's month – count, period, check value.

The check value is format snapshot-1 over this source alone, so that whoever handed the data over can
compute it too. Tables have counts-1 and no period.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Invalid
from oversight.hotline import analyses, queries, tables, warehouse
from oversight.hotline.questions import Question
from oversight.hotline.ticket_lists import files_of
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class Content:
    """What was handed over; instants are microseconds UTC."""

    tickets: int
    sha256: str
    first_received: int | None
    last_received: int | None


def source_names(place: Jurisdiction) -> list[str]:
    """Every source of tickets or tables of the place."""
    names = {source.name for source in queries.sources_of(place)}
    return sorted(names or tables.source_names(place))


def content_of(place: Jurisdiction, month: int, source: str, revision: int) -> Content:
    """The content of a source's month at a revision; refused where there is none."""
    question = Question(month, sources=frozenset({source}))
    analyses.check_sources(place, question)
    sha256, tickets = analyses.fingerprint(place, question, revision)
    if not tickets:
        values = {"month": format_month(month), "source": source}
        raise Invalid(
            "empty_month",
            _("没有登记。来源“%(source)s”在 %(month)s 没有数据，先导入。") % values,
            where="source",
        )
    first, last = period(place, month, source, revision)
    return Content(tickets, sha256, first, last)


def period(
    place: Jurisdiction, month: int, source: str, revision: int
) -> tuple[int | None, int | None]:
    """When the first and the last ticket were received; nothing for tables."""
    files = list(files_of(place, revision, (month,)))
    if not files:
        return None, None
    with warehouse.connection() as con:
        row = con.execute(
            "SELECT min(received_at), max(received_at) FROM read_parquet($files) "
            "WHERE month = $month AND source = $source",
            {"files": files, "month": month, "source": source},
        ).fetchone()
    return row[0], row[1]
