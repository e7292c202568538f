"""冻结页的数据: what a freeze would fix, and what should be known before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from hotline_analytics.tickets import format_month

from oversight.hotline import queries, queries_cells, tables
from oversight.hotline.models import MonthFreeze, UnitCell
from oversight.hotline.pages.imports import crumbs
from oversight.hotline.pages.month_list import coverage
from oversight.hotline.queries_months import place_has_tickets
from oversight.institutions.models import Jurisdiction
from oversight.ui import formats
from oversight.ui.page import Crumb, Page


@dataclass(frozen=True)
class FreezePage:
    """冻结页."""

    page: Page
    place: Jurisdiction
    month: int
    tickets: int
    sources: Sequence[tuple[str, int]]
    last: MonthFreeze | None
    next_version: int
    changed: bool
    warnings: Sequence[str]
    button: str
    compare_url: str
    back_url: str


def month_url(place: Jurisdiction, month: int) -> str:
    """The page of a month."""
    return reverse("hotline:month", args=[place.code, format_month(month)])


def month_crumbs(place: Jurisdiction, month: int, label: str) -> tuple[Crumb, ...]:
    """热线分析 / 2026年6月 / …"""
    return crumbs(place, Crumb(formats.month(month), month_url(place, month)), Crumb(label))


def freeze_page(place: Jurisdiction, month: int) -> FreezePage:
    """The page of one month."""
    last = queries.latest_freeze(place, month)
    tickets = month_tickets(place, month)
    changed = last is None or content_of(place, month, last.revision) != content_of(place, month)
    number = last.version + 1 if last and changed else (last.version if last else 1)
    name = formats.short_month(month)
    return FreezePage(
        page=Page(
            title=title(month, last, tickets, changed),
            crumbs=month_crumbs(place, month, _("冻结")),
            window_title=_("冻结 %(month)s") % {"month": formats.month(month)},
        ),
        place=place,
        month=month,
        tickets=tickets,
        sources=sources_in(place, month),
        last=last,
        next_version=number,
        changed=changed,
        warnings=list(warnings(place, month)),
        button=_("冻结 %(month)s数据") % {"month": name}
        if last is None
        else _("冻结 %(month)s第 %(number)d 版") % {"month": name, "number": number},
        compare_url=reverse("hotline:compare", args=[place.code, format_month(month)])
        if last and last.version > 1
        else "",
        back_url=month_url(place, month),
    )


def title(month: int, last: MonthFreeze | None, tickets: int, changed: bool) -> str:
    """What there is to freeze."""
    values = {"month": formats.month(month), "tickets": formats.count(tickets, _("件"))}
    if last is not None:
        values["version"] = str(last.version)
        if not changed:
            return _("%(month)s与第 %(version)s 版相同，不必再冻结") % values
        return _("%(month)s在第 %(version)s 版冻结后有改动，现有 %(tickets)s") % values
    if not tickets:
        return _("%(month)s没有数据，不能冻结") % values
    return _("冻结%(month)s的 %(tickets)s") % values


def month_tickets(place: Jurisdiction, month: int) -> int:
    """How many tickets (or, by tables, how many counted) the month has now."""
    if place_has_tickets(place):
        rows = queries.store_files(place).filter(role="current", month=month)
        return rows.aggregate(n=models.Sum("rows"))["n"] or 0
    return sum(one.count for one in tables.counts_at(place) if one.month == month)


def content_of(place: Jurisdiction, month: int, revision: int | None = None) -> list[object]:
    """What the month consists of at a revision; equal lists are equal content."""
    if place_has_tickets(place):
        rows = queries.store_files(place, revision).filter(role="current", month=month, rows__gt=0)
        return sorted(rows.values_list("sha256", flat=True))
    figures = tables.figures_at(place, revision).filter(month=month)
    return sorted((row.unit, row.source, sorted(row.counts.items(), key=str)) for row in figures)


def sources_in(place: Jurisdiction, month: int) -> Sequence[tuple[str, int]]:
    """How much each source gives."""
    return coverage(place, [month]).get(month, [])


def warnings(place: Jurisdiction, month: int) -> list[str]:
    """What the reader should know; none of it forbids the freeze."""
    if not place_has_tickets(place):
        return table_warnings(place, month)
    state = queries.state_of(place)
    found = []
    if state.cube_revision != state.revision:
        found.append(_("新导入的工单正在汇总，下面几项按上一次汇总的数字说。冻结按现有的工单。"))
    covered = coverage(place, [month, month - 1, month - 12])
    here = {name for name, number in covered.get(month, []) if number}
    missing = {name for name, number in covered.get(month - 1, []) if number} - here
    found += missing_words(missing, covered, month)
    if open_now := open_tickets(place, state.cube_generation, month):
        text = _(
            "有 %(n)s 还没有办结。办理期限 5 个工作日，月底受理的冻结时多半在办，办结率、满意率会偏低；"
            "以后办结的，再冻结成新的一版。"
        )
        found.append(text % {"n": formats.count(open_now, _("件"))})
    return found


def missing_words(
    missing: set[str], covered: dict[int, list[tuple[str, int]]], month: int
) -> list[str]:
    """Sources and months that are not there."""
    found = [
        _("来源“%(name)s”上月有数据，本月没有。补导之后再冻结，否则与上月不能直接相比。")
        % {"name": name}
        for name in sorted(missing)
    ]
    for back, word in ((1, _("环比")), (12, _("同比"))):
        if not covered.get(month - back):
            values = {"month": formats.month(month - back), "word": word}
            found.append(_("没有 %(month)s的数据，%(word)s无从计算，须人工研判。") % values)
    return found


def table_warnings(place: Jurisdiction, month: int) -> list[str]:
    """The same for places with tables."""
    months = {one.month for one in tables.counts_at(place)}
    covered = {month - back: [("", 1)] for back in (1, 12) if month - back in months}
    return missing_words(set(), covered, month)


def open_tickets(place: Jurisdiction, generation: int, month: int) -> int:
    """Tickets of the month that are not closed, as of the build of the cubes."""
    rows = queries_cells.cells(UnitCell, place, generation, [month])
    summed = rows.aggregate(count=models.Sum("count"), closed=models.Sum("closed"))
    return max(0, (summed["count"] or 0) - (summed["closed"] or 0))
