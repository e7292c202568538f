"""报表的数字: the counts of monthly tables as the analysis takes them, at a revision.

Where several tables state the same unit and month, the newest one counts.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

import rfc8785
from django.db import models
from django.utils.translation import gettext as _
from hotline_analytics import monthly
from hotline_analytics.grading import GradingParameters
from hotline_analytics.monthly import Analysis, GroupMonth
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Invalid
from oversight.audit.scoping import Scope
from oversight.hotline import queries
from oversight.hotline.governing import governing_standing
from oversight.hotline.models import MonthlyFigure
from oversight.hotline.questions import Question, Standing
from oversight.institutions.models import Jurisdiction


def figures_at(place: Jurisdiction, revision: int | None = None) -> models.QuerySet[MonthlyFigure]:
    """The table figures of a revision (default: the current one), oldest first."""
    rows = MonthlyFigure.objects.in_scope(Scope.of(place))
    if revision is None:
        return rows.filter(removed_in=None).order_by("added_in", "pk")
    still = models.Q(removed_in=None) | models.Q(removed_in__gt=revision)
    return rows.filter(still, added_in__lte=revision).order_by("added_in", "pk")


def source_names(place: Jurisdiction) -> set[str]:
    """Under which names tables were imported."""
    return set(queries.tables_of(place).values_list("source", flat=True))


def counts_at(
    place: Jurisdiction, revision: int | None = None, sources: frozenset[str] | None = None
) -> list[GroupMonth]:
    """One count per unit and month; totals of the whole place only where no table gives units."""
    rows = figures_at(place, revision)
    if sources is not None:
        rows = rows.filter(source__in=sources)
    found = list(rows)
    by_unit = [row for row in found if not row.total]
    newest = {(row.unit, row.month): row.counts for row in by_unit or found}
    return [GroupMonth(unit, month, **counts) for (unit, month), counts in newest.items()]


def figures_of(one: GroupMonth) -> dict[str, Any]:
    """The counts as they are kept: every figure, null where the table cannot say."""
    return {key: value for key, value in asdict(one).items() if key not in ("group", "month")}


def present_columns(place: Jurisdiction, sources: frozenset[str] | None) -> frozenset[str]:
    """The ticket columns for which the tables' counts stand."""
    rows = queries.tables_of(place)
    if sources is not None:
        rows = rows.filter(source__in=sources)
    return frozenset(name for present in rows.values_list("present", flat=True) for name in present)


def analysis(
    place: Jurisdiction,
    question: Question,
    standing: Standing,
    parameters: GradingParameters | None = None,
) -> Analysis:
    """The answer from tables: by unit and over all kinds, since tables know no others.

    parameters  other than those of the rulebook that governs the standing, for a simulation
    """
    if question.by != "unit" or question.kinds is not None:
        raise Invalid("tables_only", _("本地只有月报表，没有工单，只能按单位、全部类别分析。"))
    counts = counts_at(place, standing.revision, question.sources)
    months = [one.month for one in counts]
    return monthly.analyse(
        counts,
        question.request(standing.as_of),
        coverage=(min(months), max(months)) if months else None,
        gaps=frozenset(range(min(months), max(months))) - set(months) if months else frozenset(),
        present=present_columns(place, question.sources),
        parameters=parameters or governing_standing(place, standing).grading,
        successors=queries.successions(place),
        validity=queries.unit_validity(place),
    )


def fingerprint(place: Jurisdiction, question: Question, revision: int) -> tuple[str, int]:
    """Format counts-1: SHA-256 over RFC 8785 lines, one a unit of the month, sorted by name."""
    rows = [
        one for one in counts_at(place, revision, question.sources) if one.month == question.month
    ]
    digest = hashlib.sha256()
    for one in sorted(rows, key=lambda row: row.group or ""):
        line = {"unit": one.group, "month": format_month(one.month)}
        line |= {key: value for key, value in figures_of(one).items() if value is not None}
        digest.update(rfc8785.dumps(line) + b"\n")
    return digest.hexdigest(), sum(one.count for one in rows)
