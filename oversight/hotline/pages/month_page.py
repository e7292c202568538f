"""月份页的内容: everything under the heading of a month, as one value that can be kept and rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from oversight.hotline import queries, queries_months
from oversight.hotline.pages import calendar, courses, flow, headline, quality, squares_map, words
from oversight.hotline.pages.basis import Basis
from oversight.hotline.pages.gaps import gap_words
from oversight.hotline.pages.ranking import (
    Ranking,
    RankRow,
    by_grade,
    month_words,
    rank_row,
    ranking,
)
from oversight.ui.charts import Squares, Trend

CATEGORIES_SHOWN = 10


@dataclass(frozen=True)
class MonthContent:
    """月份页的内容。

    ``trend_names`` are the rows among which the trend is chosen; ``categories`` the largest ones.
    """

    headline: str
    squares: Squares
    month_reasons: Sequence[str]
    gaps: Sequence[str]
    ranking: Ranking
    trend: Trend
    trend_key: str
    trend_names: Sequence[tuple[str, str]]
    heat: courses.Heat
    quality: Sequence[quality.QualityRow]
    kind_flow: flow.KindFlow | None
    unit_flow: flow.UnitFlow | None
    closings: flow.Closings | None
    categories: Sequence[RankRow]
    calendar: calendar.Calendar
    map: squares_map.SquaresMap | None
    sources: Sequence[tuple[str, str]]
    month_head: str
    previous_head: str
    last_year_head: str


def chosen_name(basis: Basis, shown: Sequence[RankRow]) -> str | None:
    """Whose trend is drawn: the address's choice, else the first row, else the largest."""
    wanted = basis.address.unit
    if wanted is not None and wanted in basis.analysis.series:
        return wanted
    if wanted == "" and None in basis.analysis.series:
        return None
    if shown:
        return shown[0].key
    return basis.rows[0]["name"] if basis.rows else None


def category_rows(basis: Basis) -> Sequence[RankRow]:
    """The largest categories of the same question, where rows are units; tables know none."""
    if basis.address.by == "category" or basis.generation is None:
        return ()
    address = replace(basis.address, by="category", show="all", q="", sort="", page="1", unit=None)
    other = Basis.of(basis.place, address, basis.may_open_tickets)
    rows = [row for row in other.rows if row["name"] is not None][:CATEGORIES_SHOWN]
    return [rank_row(other, row, n) for n, row in enumerate(sorted(rows, key=by_grade), 1)]


def month_content(basis: Basis) -> MonthContent:
    """The whole content of a month page."""
    answer, address = basis.view.answer, basis.address
    table = ranking(basis)
    chosen = chosen_name(basis, table.rows)
    table = replace(table, rows=[replace(row, chosen=row.key == chosen) for row in table.rows])
    shown = [row.key for row in table.rows] or [row["name"] for row in basis.rows[:10]]
    return MonthContent(
        headline=headline.headline(basis),
        squares=headline.squares(basis.rows, answer["units_tested"], answer["expected_by_chance"]),
        month_reasons=[reason["text"] for reason in answer["reasons"]],
        gaps=gap_words(basis),
        ranking=table,
        trend=courses.trend(basis, chosen),
        trend_key=chosen or "",
        trend_names=[
            (row["name"] or "", words.group(row["name"], address.by)) for row in basis.rows
        ],
        heat=courses.heat(basis, shown),
        quality=quality.quality(basis, basis.rows),
        kind_flow=flow.kind_flow(basis),
        unit_flow=flow.unit_flow(basis),
        closings=flow.closings(basis),
        categories=category_rows(basis),
        calendar=calendar.calendar(basis, shown),
        map=squares_map.squares_map(basis),
        sources=source_choices(basis),
        month_head=month_head(basis),
        previous_head=month_words(address.month - 1, address.month),
        last_year_head=month_words(address.month - 12, address.month),
    )


def source_choices(basis: Basis) -> list[tuple[str, str]]:
    """The ticket sources of the place, where there is more than one."""
    names = [source.name for source in queries.sources_of(basis.place)]
    return [(name, name) for name in names] if len(names) > 1 else []


def month_head(basis: Basis) -> str:
    """6月件数, or 1至6月件数."""
    month = month_words(basis.address.month, basis.address.month)
    if basis.address.window == "ytd" and basis.address.first_month != basis.address.month:
        return _("1月至%(month)s件数") % {"month": month}
    return _("%(month)s件数") % {"month": month}


def has_figures(basis: Basis) -> bool:
    """Whether the month has anything to show."""
    return any(line.month == basis.address.month for line in queries_months.months_of(basis.place))
