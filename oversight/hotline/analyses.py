"""月度分析的计算: answers a question from the store by the analytics package, or from monthly tables.

Used by the command line, the freeze and the worker. Web pages read cubes (``queries_months``); this module
brings Ibis with it when it runs. Where a place has tickets of the chosen sources, tickets answer; tables
answer only for places without.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from hotline_analytics import monthly
from hotline_analytics.monthly import Analysis

from oversight.audit.errors import Invalid
from oversight.hotline import queries, tables, warehouse
from oversight.hotline.governing import governing_standing
from oversight.hotline.questions import Question, Standing
from oversight.institutions.models import Jurisdiction


def check_sources(place: Jurisdiction, question: Question) -> None:
    """Refuse a source that the place does not have."""
    known = {source.name for source in queries.sources_of(place)} | tables.source_names(place)
    if unknown := sorted((question.sources or frozenset()) - known):
        names = {"unknown": unknown[0], "known": "、".join(sorted(known)) or _("（无）")}
        text = _("没有名为“%(unknown)s”的来源，已有：%(known)s")
        raise Invalid("unknown_source", text % names, where="source")


def has_tickets(place: Jurisdiction, question: Question) -> bool:
    """Whether the chosen sources are ticket sources."""
    sources = queries.sources_of(place)
    if question.sources is not None:
        sources = sources.filter(name__in=question.sources)
    return sources.exists()


def analysis(place: Jurisdiction, question: Question, standing: Standing) -> Analysis:
    """The answer as the analytics package gives it."""
    if not has_tickets(place, question):
        return tables.analysis(place, question, standing)
    with warehouse.connection() as con:
        return monthly.from_tickets(
            con,
            queries.files_at(place, standing.revision),
            question.request(standing.as_of),
            present=queries.present_columns(place, question.sources),
            sources=question.sources,
            parameters=governing_standing(place, standing).grading,
            **context(place),
        )


def context(place: Jurisdiction) -> dict[str, Any]:
    """What the analysis must know of the place: who became whom, and who existed when."""
    return {
        "successors": queries.successions(place),
        "validity": queries.unit_validity(place),
    }


def stamp(place: Jurisdiction, question: Question, standing: Standing) -> dict[str, Any]:
    """The snapshot that an answer carries: of the freeze, else of the month as it stands now."""
    freeze = standing.freeze
    version = freeze.version if freeze else None
    if freeze is not None and question.sources is None:
        return {"sha256": freeze.sha256, "tickets": freeze.tickets, "version": version}
    sha256, tickets = fingerprint(place, question, standing.revision)
    return {"sha256": sha256, "tickets": tickets, "version": version}


def fingerprint(place: Jurisdiction, question: Question, revision: int) -> tuple[str, int]:
    """The hash over the month's tickets (or table figures) at a revision, and how many they are."""
    if not has_tickets(place, question):
        return tables.fingerprint(place, question, revision)
    from hotline_analytics import snapshot  # brings DuckDB, which pages do not need

    files = queries.files_at(place, revision)
    sha256, tickets = snapshot.snapshot_1(files, question.month, question.sources)
    return sha256, tickets


def answer(place: Jurisdiction, question: Question, standing: Standing) -> dict[str, Any]:
    """The contract's JSON."""
    result = analysis(place, question, standing).as_dict()
    head = {key: result.pop(key) for key in ("month", "window", "by", "as_of")}
    return {**head, "snapshot": stamp(place, question, standing), **result}
