"""单位页: one unit – its month, trend, quality, categories, grades over the months, lineage, who follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.hotline import queries, queries_cells, queries_months
from oversight.hotline.models import MonthFreeze
from oversight.hotline.pages import courses, flow, quality, words
from oversight.hotline.pages.addresses import with_query
from oversight.hotline.pages.basis import Basis
from oversight.hotline.pages.ranking import RankRow, base_words, rank_row
from oversight.hotline.pages.remembered import Key, remember, state_key
from oversight.hotline.questions import Question
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.ui import formats
from oversight.ui.charts import Scale, Trend
from oversight.ui.states import GRADES

HISTORY_MONTHS = 12


@dataclass(frozen=True)
class Share:
    """一类: how many of the unit's tickets have this category."""

    name: str
    count: int
    share: float
    url: str


@dataclass(frozen=True)
class PastMonth:
    """一个月的判断: what the analysis of that month said of the unit."""

    month: int
    url: str
    version: int | None
    count: int | None
    mom: float | None
    mom_words: str
    yoy: float | None
    yoy_words: str
    double_rise: str
    grade: str | None


@dataclass(frozen=True)
class Relative:
    """沿革中的单位: an earlier or later unit."""

    name: str
    url: str
    words: str


@dataclass(frozen=True)
class UnitContent:
    """单位页的内容。"""

    sentence: str
    row: RankRow | None
    scale: Scale
    trend: Trend | None
    quality: Sequence[quality.QualityRow]
    closings: flow.Closings | None
    shares: Sequence[Share]
    history: Sequence[PastMonth]
    before: Sequence[Relative]
    after: Sequence[Relative]
    offices: Sequence[str]
    tickets_url: str
    open_url: str


def unit_content(basis: Basis, unit: Unit, office_reader: bool) -> UnitContent:
    """Everything about one unit in one month; ``office_reader`` may open the pages of other units."""
    found = basis.row(unit.name)
    row = rank_row(basis, found, 1) if found else None
    narrow = {"unit": unit.name}
    known = unit.name in basis.analysis.series
    return UnitContent(
        sentence=sentence(basis, row),
        row=row,
        scale=Scale.fit([row.interval] if row and row.interval else []),
        trend=courses.trend(basis, unit.name) if known else None,
        quality=quality.quality(basis, [found], narrow) if found else (),
        closings=flow.closings(basis, unit.name) if found else None,
        shares=shares(basis, unit.name) if found else (),
        history=history(basis, unit.name),
        before=relatives(basis, unit, earlier=True, linked=office_reader),
        after=relatives(basis, unit, earlier=False, linked=office_reader),
        offices=offices(basis.place, unit),
        tickets_url=basis.tickets(**narrow),
        open_url=basis.tickets(state="open", **narrow),
    )


def sentence(basis: Basis, row: RankRow | None) -> str:
    """What the month says of the unit, in one sentence."""
    month = formats.month(basis.address.month)
    if row is None or not row.count:
        return _("%(month)s没有受理属于本单位的工单。") % {"month": month}
    values = {
        "month": month,
        "count": formats.count(row.count, _("件")),
        "mom": change_words(row.mom, row.mom_words, _("上月")),
        "yoy": change_words(row.yoy, row.yoy_words, _("上年同期")),
        "judged": judged_words(row),
    }
    return _("%(month)s受理 %(count)s，%(mom)s，%(yoy)s；%(judged)s。") % values


def change_words(change: float | None, unknown: str, base: str) -> str:
    """比上月多 45.5%, or why it cannot be said."""
    if change is None:
        return unknown
    values = {"base": base, "change": formats.percent(abs(change))}
    if change > 0:
        return _("比%(base)s多 %(change)s") % values
    return _("比%(base)s少 %(change)s") % values if change < 0 else _("与%(base)s相同") % values


def judged_words(row: RankRow) -> str:
    """The judgment in words."""
    if row.grade:
        return _("双升，判断等级为“%(grade)s”") % {"grade": GRADES[row.grade][0]}
    return _("须人工研判") if row.double_rise == "manual" else _("未双升")


def shares(basis: Basis, unit: str) -> list[Share]:
    """The unit's categories, predecessors included, most first."""
    if basis.generation is None:
        return []
    sums: dict[str | None, int] = {}
    for name in basis.names_of(unit):
        for category, count in queries_cells.categories_of(
            basis.place, basis.generation, basis.address.question, name
        ):
            sums[category] = sums.get(category, 0) + count
    total = sum(sums.values())
    ordered = sorted(sums.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))
    return [
        Share(words.group(name), count, count / total, category_url(basis, unit, name))
        for name, count in ordered
        if total
    ]


def category_url(basis: Basis, unit: str, name: str | None) -> str:
    """The unit's tickets of one category."""
    if name is None:
        return basis.tickets(unit=unit, no_category="1")
    return basis.tickets(unit=unit, category=name)


def answer_of(
    place: Jurisdiction, month: int, freeze: MonthFreeze | None, state: Key
) -> Mapping[str | None, Mapping[str, Any]]:
    """The rows of a month's default question by name, kept while nothing changes."""

    def make() -> Mapping[str | None, Mapping[str, Any]]:
        answer = queries_months.month_view(place, Question(month)).answer
        return {row["name"]: row for row in answer["rows"]}

    key = ("rows", place.pk, freeze.pk, month) if freeze else ("rows", state, month)
    return remember(key, make)


def history(basis: Basis, unit: str) -> list[PastMonth]:
    """The unit in the last months, newest first, each as its own analysis judged it."""
    place, last = basis.place, basis.address.month
    coverage = basis.analysis.coverage
    first = max(last - HISTORY_MONTHS + 1, coverage[0] if coverage else last)
    newest: dict[int, MonthFreeze] = {}
    for freeze in queries.freezes_of(place):
        newest.setdefault(freeze.month, freeze)
    state = state_key(place)
    return [
        past_month(
            basis, unit, month, newest.get(month), answer_of(place, month, newest.get(month), state)
        )
        for month in range(last, first - 1, -1)
    ]


def past_month(
    basis: Basis,
    unit: str,
    month: int,
    freeze: MonthFreeze | None,
    rows: Mapping[str | None, Mapping[str, Any]],
) -> PastMonth:
    """One month of the history; a month in which the unit had another name has no row."""
    row = rows.get(unit)
    keys = {"place": basis.place.code, "unit_id": basis.unit_ids.get(unit, "-")}
    url = with_query(reverse("hotline:unit", kwargs=keys), {"month": format_month(month)})
    version = freeze.version if freeze else None
    if row is None:
        return PastMonth(month, url, version, None, None, "", None, "", "", None)
    return PastMonth(
        month,
        url,
        version,
        row["count"],
        row["mom"],
        base_words(row["previous"], "previous"),
        row["yoy"],
        base_words(row["last_year"], "last_year"),
        row["double_rise"],
        row["grade"],
    )


def relatives(basis: Basis, unit: Unit, *, earlier: bool, linked: bool) -> list[Relative]:
    """The units that became this one, or that this one became."""
    edges = institutions.successions_of(basis.place)
    edges = edges.filter(successor=unit) if earlier else edges.filter(predecessor=unit)
    found = []
    for edge in edges:
        other = edge.predecessor if earlier else edge.successor
        values = {"day": formats.day(edge.on), "kind": edge.get_kind_display()}
        keys = {"place": basis.place.code, "unit_id": other.public_id}
        url = reverse("hotline:unit", kwargs=keys) if linked else ""
        found.append(Relative(other.name, url, _("%(day)s %(kind)s") % values))
    return found


def offices(place: Jurisdiction, unit: Unit) -> list[str]:
    """Which offices follow the unit today."""
    ties = institutions.correspondence_in(place).on(institutions.today()).filter(unit=unit)
    return [tie.office.name for tie in ties]
