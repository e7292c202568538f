"""读月度分析: what the pages show of a month, from cubes, stored results or monthly tables; never from tickets.

A frozen month's standard questions are answered by the results stored at its freeze. Everything else comes
from the cells of one generation, so a reader sees a whole build or the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from hotline_analytics.monthly import Analysis
from hotline_analytics.trends import Expectations, Range

from oversight.audit.scoping import Scope
from oversight.hotline import analyses, queries, queries_cells, tables
from oversight.hotline.governing import governing_standing
from oversight.hotline.models import FrozenResult, MonthFreeze
from oversight.hotline.questions import Question, Standing, standing
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class MonthView:
    """One month as answered: the contract's JSON, on which version and build it stands.

    answer      the analysis with its ``snapshot``
    analysis    the analysis itself (series, dispersions); None where a stored result answered
    generation  which build of the cubes; None for monthly tables
    fresh       False while a build for newer tickets is under way
    """

    question: Question
    answer: dict[str, Any]
    analysis: Analysis | None
    freeze: MonthFreeze | None
    as_of: datetime
    generation: int | None
    fresh: bool


@dataclass(frozen=True)
class MonthLine:
    """One month in the list of months."""

    month: int
    tickets: int
    freezes: tuple[MonthFreeze, ...]


def months_of(place: Jurisdiction) -> list[MonthLine]:
    """The months with tickets or table figures, newest first, with their versions."""
    counted: dict[int, int] = {}
    if place_has_tickets(place):
        rows = queries.store_files(place).filter(role="current").values("month")
        counted = {
            row["month"]: row["n"] for row in rows.annotate(n=models.Sum("rows")) if row["n"]
        }
    else:
        for one in tables.counts_at(place):
            counted[one.month] = counted.get(one.month, 0) + one.count
    versions: dict[int, list[MonthFreeze]] = {}
    for freeze in queries.freezes_of(place):
        versions.setdefault(freeze.month, []).append(freeze)
    return [
        MonthLine(month, counted.get(month, 0), tuple(versions.get(month, ())))
        for month in sorted({*counted, *versions}, reverse=True)
    ]


def place_has_tickets(place: Jurisdiction) -> bool:
    """Whether any tickets were ever imported for the place."""
    return queries.sources_of(place).exists()


def month_view(
    place: Jurisdiction, question: Question, *, version: int | None = None, frozen: bool = True
) -> MonthView:
    """The answer for a page: the newest freeze (or ``version``), else the present state."""
    stands = standing(place, question.month, version=version, frozen=frozen)
    if stands.freeze is not None and (stored := stored_result(place, stands.freeze, question)):
        freeze = stands.freeze
        stamped = with_stamp(stored, freeze.sha256, freeze.tickets, freeze.version)
        return MonthView(
            question, stamped, None, freeze, freeze.frozen_at, freeze.cube_generation, True
        )
    if not analyses.has_tickets(place, question):
        return table_view(place, question, stands)
    return cube_view(place, question, stands)


def stored_result(
    place: Jurisdiction, freeze: MonthFreeze, question: Question
) -> dict[str, Any] | None:
    """The result kept at the freeze, where just this was asked then."""
    if question.sources is not None:
        return None
    found = (
        FrozenResult.objects.in_scope(Scope.of(place))
        .filter(freeze=freeze, by=question.by, window=question.window, kinds=question.kinds_code)
        .first()
    )
    return found.result if found else None


def with_stamp(
    answer: dict[str, Any], sha256: str | None, tickets: int, version: int | None
) -> dict[str, Any]:
    """An answer with its snapshot; the hash of a month that is not frozen is not computed for pages."""
    return {**answer, "snapshot": {"sha256": sha256, "tickets": tickets, "version": version}}


def table_view(place: Jurisdiction, question: Question, stands: Standing) -> MonthView:
    """The answer from monthly tables."""
    analysis = tables.analysis(place, question, stands)
    sha256, tickets = tables.fingerprint(place, question, stands.revision)
    version = stands.freeze.version if stands.freeze else None
    answer = with_stamp(analysis.as_dict(), sha256, tickets, version)
    return MonthView(question, answer, analysis, stands.freeze, stands.as_of, None, True)


def cube_view(place: Jurisdiction, question: Question, stands: Standing) -> MonthView:
    """The answer from the cells of one generation."""
    state = queries.state_of(place)
    freeze = stands.freeze
    generation = state.cube_generation
    if freeze is not None and freeze.cube_generation is not None:
        generation = freeze.cube_generation
    as_of = queries_cells.counted_as_of(place, generation, question.month) or stands.as_of
    parameters = governing_standing(place, stands).grading
    analysis, result = queries_cells.remembered_analysis(
        place, question, generation, as_of, parameters
    )
    tickets = freeze.tickets if freeze else queries_cells.tickets_in(place, generation, question)
    answer = with_stamp(
        result,
        freeze.sha256 if freeze else None,
        tickets,
        freeze.version if freeze else None,
    )
    fresh = state.cube_revision == state.revision
    return MonthView(question, answer, analysis, freeze, as_of, generation, fresh)


def analysis_of(place: Jurisdiction, view: MonthView) -> Analysis:
    """The analysis behind a view; of a stored result the one that its build of the cubes gives."""
    if view.analysis is not None:
        return view.analysis
    stands = standing(
        place, view.question.month, version=view.freeze.version if view.freeze else None
    )
    if not analyses.has_tickets(place, view.question):
        return tables.analysis(place, view.question, stands)
    found = cube_view(place, view.question, stands).analysis
    assert found is not None
    return found


def trend(place: Jurisdiction, view: MonthView, name: str | None, months: int = 36) -> list[Range]:
    """One group's last months beside what was expected of it."""
    return Expectations.of(analysis_of(place, view)).trend(name, months)


def heat(place: Jurisdiction, view: MonthView, months: int = 12) -> dict[str | None, list[Range]]:
    """Every group of the view by month, beside its expectation."""
    names = [row["name"] for row in view.answer["rows"]]
    return Expectations.of(analysis_of(place, view)).heat(names, months)
