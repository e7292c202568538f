"""统计表页的数据: the list of monthly tables, the preview of one, one as it was kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from hotline_analytics.table_columns import BY_NAME
from hotline_analytics.tickets import parse_month

from oversight.audit.actors import Actor
from oversight.hotline import permissions, queries, queries_imports
from oversight.hotline.models import MonthlyTable
from oversight.hotline.pages.addresses import choice_of, text_of
from oversight.hotline.pages.imports import crumbs, month_links
from oversight.institutions.models import Jurisdiction
from oversight.ui import formats
from oversight.ui.page import Act, Crumb, Page

PER_PAGE = 25
SHOWN_ROWS = 300
KEYS = ("line", "place", "unit", "month", "total")
SKIPPED = {"jurisdiction", "source"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class TableList:
    """历次统计表。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[MonthlyTable]
    states: Sequence[tuple[str, str]]
    state: str
    q: str
    filtered: bool
    import_url: str


@dataclass(frozen=True)
class Finding:
    """一处不可能成立的数: where and why."""

    line: str
    unit: str
    month: str
    column: str
    text: str


@dataclass(frozen=True)
class Figures:
    """表里的数: heads and rows as they were read."""

    heads: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[tuple[str, bool]]]
    total: int


@dataclass(frozen=True)
class TablePage:
    """一张统计表。"""

    page: Page
    place: Jurisdiction
    table: MonthlyTable
    findings: Sequence[Finding]
    figures: Figures
    months: Sequence[tuple[str, str]]
    may_import: bool


def tables_url(place: Jurisdiction) -> str:
    """历次统计表。"""
    return reverse("hotline:tables", args=[place.code])


def table_list(place: Jurisdiction, actor: Actor, values: Mapping[str, Any]) -> TableList:
    """The list."""
    states = (("findings", _("有疑问")), ("whole", _("没有疑问")))
    state, q = choice_of(values, "state", dict(states)), text_of(values, "q")
    found = queries_imports.chosen_tables(place, state=state, q=q)
    may = permissions.can_import(actor, place)
    import_url = reverse("hotline:table_new", args=[place.code]) if may else ""
    acts = (Act(_("导入月度统计表"), import_url, "upload", main=True),) if may else ()
    return TableList(
        page=Page(
            title=list_title(place),
            crumbs=crumbs(place, Crumb(_("月度统计表"))),
            window_title=_("月度统计表"),
            acts=acts,
        ),
        place=place,
        listing=Paginator(found, PER_PAGE).get_page(values.get("page")),
        states=states,
        state=state,
        q=q,
        filtered=bool(state or q),
        import_url=import_url,
    )


def list_title(place: Jurisdiction) -> str:
    """How many, and whether any is in doubt."""
    found = queries.tables_of(place)
    total = found.count()
    if not total:
        return _("还没有导入过月度统计表")
    doubted = found.exclude(findings=[]).count()
    values = {"total": total, "doubted": doubted}
    if doubted:
        return _("导入过 %(total)d 张统计表，%(doubted)d 张有疑问") % values
    return _("导入过 %(total)d 张统计表，都没有疑问") % values


def table_page(place: Jurisdiction, actor: Actor, table: MonthlyTable) -> TablePage:
    """One table as it was kept."""
    number = len(table.findings)
    title = (
        ngettext("这张表有 %(n)d 处不可能成立", "这张表有 %(n)d 处不可能成立", number)
        if number
        else _("这张表没有发现疑问")
    )
    parts = (table.file_name, table.source, table.imported_by, formats.moment(table.imported_at))
    return TablePage(
        page=Page(
            title=title % {"n": number} if number else title,
            lead=" · ".join(parts),
            crumbs=crumbs(place, Crumb(_("月度统计表"), tables_url(place)), Crumb(table.file_name)),
            window_title=_("月度统计表"),
        ),
        place=place,
        table=table,
        findings=[finding(one) for one in table.findings],
        figures=figures(table.rows),
        months=month_links(place, table.months),
        may_import=permissions.can_import(actor, place),
    )


def finding(one: Mapping[str, Any]) -> Finding:
    """A finding for the page."""
    where = one.get("where") or {}
    month = where.get("month")
    return Finding(
        line=str(where.get("line") or ""),
        unit=where.get("unit") or where.get("place") or "",
        month=formats.month(parse_month(month)) if month else "",
        column=where.get("column") or "",
        text=one["text"],
    )


def figures(rows: Sequence[Row]) -> Figures:
    """The rows with the columns that they have, in their order."""
    names = [
        name
        for name in (rows[0] if rows else ())
        if name not in SKIPPED and any(row.get(name) not in (None, "no") for row in rows)
    ]
    return Figures(
        heads=[(head(name), is_number(name)) for name in names],
        rows=[
            [(cell(name, row.get(name)), is_number(name)) for name in names]
            for row in rows[:SHOWN_ROWS]
        ],
        total=len(rows),
    )


def head(name: str) -> str:
    """The heading of one of our columns."""
    own = {"line": _("行号"), "total": _("合计行")}
    return own[name] if name in own else BY_NAME[name].title


def is_number(name: str) -> bool:
    """Whether the column stands at the right."""
    return name == "line" or (name in BY_NAME and BY_NAME[name].kind not in ("key", "text"))


def cell(name: str, value: Any) -> str:
    """One figure as the page shows it."""
    if value is None:
        return ""
    if name == "month":
        return formats.month(parse_month(value))
    if name == "total":
        return {"total": _("合计"), "subtotal": _("小计")}.get(value, "")
    kind = BY_NAME[name].kind if name in BY_NAME else ""
    if kind == "rate":
        return formats.percent(value)
    if kind == "change":
        return formats.signed(value)
    return formats.figure(value) if isinstance(value, int) else str(value)
