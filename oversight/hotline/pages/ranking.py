"""排序表: the rows of the ranking with their intervals, chosen, sorted and cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month
from hotline_analytics.trends import Range

from oversight.hotline.pages import words
from oversight.hotline.pages.addresses import with_query
from oversight.hotline.pages.basis import Basis, Row
from oversight.ui import formats
from oversight.ui.charts import Interval, Scale

PER_PAGE = 20
GRADES = {"strong": 0, "weak": 1, "noise": 2}
SHOWN: dict[str, Callable[[Row], bool]] = {
    "rising": lambda row: row["double_rise"] == "yes",
    "manual": lambda row: row["double_rise"] == "manual",
    "all": lambda row: True,
}


@dataclass(frozen=True)
class RankRow:
    """一行: one unit or category, as the table shows it."""

    position: int
    key: str | None
    name: str
    url: str
    count: int
    count_url: str
    month_count: int
    interval: Interval | None
    previous: int | None
    previous_url: str
    mom: float | None
    mom_words: str
    last_year: int | None
    last_year_url: str
    yoy: float | None
    yoy_words: str
    double_rise: str
    grade: str | None
    reasons: Sequence[str]
    trend_url: str
    chosen: bool = False


@dataclass(frozen=True)
class Ranking:
    """排序表: what is shown of how many."""

    rows: Sequence[RankRow]
    listing: PaginatorPage[Any]
    scale: Scale
    choices: Sequence[tuple[str, str]]
    order: str
    title: str


def base_words(base: int | None, which: str) -> str:
    """What stands where a change cannot be computed."""
    if base is None:
        return _("无上月") if which == "previous" else _("无上年同期")
    return _("上月为 0") if which == "previous" else _("上年同期为 0")


def interval_of(seen: Range, grade: str | None) -> Interval | None:
    """The bar of a month beside its expectation; None where nothing was expected."""
    if not seen.expected or seen.low is None or seen.high is None:
        return None
    return Interval(seen.seen, seen.expected, seen.low, seen.high, grade or "")


def by_grade(row: Row) -> tuple[int, int, str]:
    """Strong first, then the larger count."""
    return GRADES.get(row["grade"] or "", 3), -row["count"], row["name"] or ""


def sort_value(basis: Basis, name: str) -> Callable[[Row], Any]:
    """What a column sorts by."""
    if name == "ratio":
        return lambda row: basis.at(row["name"]).ratio
    if name == "name":
        return lambda row: words.group(row["name"], basis.address.by)
    return lambda row: row[name]


SORTS = ("name", "count", "ratio", "previous", "mom", "last_year", "yoy")


def ordered(basis: Basis, rows: Sequence[Row]) -> list[Row]:
    """The rows as the address sorts them; what is not known comes last either way."""
    down = basis.address.sort.startswith("-")
    name = basis.address.sort.removeprefix("-")
    if name not in SORTS:
        return sorted(rows, key=by_grade)
    value = sort_value(basis, name)
    known = [(found, row) for row in rows if (found := value(row)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=down)
    return [row for _found, row in known] + [row for row in rows if value(row) is None]


def chosen_rows(basis: Basis) -> list[Row]:
    """The rows that the filters leave, sorted."""
    q, by = basis.address.q.casefold(), basis.address.by
    wanted = SHOWN[basis.address.show]
    rows = [
        row for row in basis.rows if wanted(row) and q in words.group(row["name"], by).casefold()
    ]
    return ordered(basis, rows)


def rank_row(basis: Basis, row: Row, position: int, chosen: str | None = None) -> RankRow:
    """One line of the table."""
    address, name = basis.address, row["name"]
    narrow = address.group_filter(name)
    month = address.month
    return RankRow(
        position=position,
        key=name,
        name=words.group(name, address.by),
        url=group_url(basis, name),
        count=row["count"],
        count_url=address.figure("count", **narrow),
        month_count=row.get("month_count", row["count"]),
        interval=interval_of(basis.at(name), row["grade"]),
        previous=row["previous"],
        previous_url=basis.tickets(first=month - 1, last=month - 1, **narrow),
        mom=row["mom"],
        mom_words=base_words(row["previous"], "previous"),
        last_year=row["last_year"],
        last_year_url=basis.tickets(first=address.first_month - 12, last=month - 12, **narrow),
        yoy=row["yoy"],
        yoy_words=base_words(row["last_year"], "last_year"),
        double_rise=row["double_rise"],
        grade=row["grade"],
        reasons=[reason["text"] for reason in row["reasons"]],
        trend_url=name if name is not None else "",
        chosen=name == chosen,
    )


def group_url(basis: Basis, name: str | None) -> str:
    """The page of a unit; of a category its tickets."""
    address = basis.address
    if address.by == "unit" and name in basis.unit_ids:
        return unit_url(basis, name)
    return basis.tickets(**address.group_filter(name))


def unit_url(basis: Basis, name: str) -> str:
    """The page of a unit in this month."""
    keys = {"place": basis.place.code, "unit_id": basis.unit_ids[name]}
    carried = basis.address.carried()
    return with_query(
        reverse("hotline:unit", kwargs=keys),
        {"month": format_month(basis.address.month), **carried},
    )


def ranking(basis: Basis, chosen: str | None = None) -> Ranking:
    """The table that the address asks for."""
    rows = chosen_rows(basis)
    listing = Paginator(rows, PER_PAGE).get_page(basis.address.page)
    first = listing.start_index() if rows else 1
    shown = [rank_row(basis, row, first + n, chosen) for n, row in enumerate(listing)]
    counts = {code: sum(1 for row in basis.rows if test(row)) for code, test in SHOWN.items()}
    return Ranking(
        rows=shown,
        listing=listing,
        scale=Scale.fit([row.interval for row in shown if row.interval]),
        choices=show_choices(counts),
        order=order_words(basis),
        title=title(basis),
    )


def show_choices(counts: dict[str, int]) -> list[tuple[str, str]]:
    """Which rows can be shown, with how many there are."""
    texts = {
        "rising": _("仅双升（%(count)s）"),
        "manual": _("须人工研判（%(count)s）"),
        "all": _("全部（%(count)s）"),
    }
    return [(code, texts[code] % {"count": formats.figure(n)}) for code, n in counts.items()]


def title(basis: Basis) -> str:
    """What the table holds."""
    by_unit = basis.address.by == "unit"
    titles = {
        "rising": _("双升单位") if by_unit else _("双升类别"),
        "manual": _("须人工研判的单位") if by_unit else _("须人工研判的类别"),
        "all": _("全部单位") if by_unit else _("全部类别"),
    }
    return titles[basis.address.show]


def order_words(basis: Basis) -> str:
    """How the rows are sorted, in words."""
    down = basis.address.sort.startswith("-")
    name = basis.address.sort.removeprefix("-")
    columns = {
        "name": _("名称"),
        "count": _("件数"),
        "ratio": _("件数与预期之比"),
        "previous": _("上月件数"),
        "mom": _("环比"),
        "last_year": _("上年同期件数"),
        "yoy": _("同比"),
    }
    if name not in columns:
        return _("按判断等级和件数排列")
    text = _("按%(column)s从高到低排列") if down else _("按%(column)s从低到高排列")
    return text % {"column": columns[name]}


def month_words(month: int, beside: int) -> str:
    """5月, or 上年6月: a month as the heading of its column."""
    if month // 12 == beside // 12 - 1 and month % 12 == beside % 12:
        return _("上年%(month)s") % {"month": formats.short_month(month)}
    return formats.short_month(month)
