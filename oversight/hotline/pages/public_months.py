"""热线办理公开页: the published summaries of a place, and their figures as open data.

Reads publications alone: what was not published cannot appear here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.hotline.actions.publishing import KIND
from oversight.hotline.pages.sheets import Sheet
from oversight.institutions.models import Jurisdiction
from oversight.publications import queries as publications
from oversight.publications.models import PublicationVersion
from oversight.ui import formats
from oversight.ui.page import Page
from oversight.ui.states import GRADES

PER_PAGE = 24


@dataclass(frozen=True)
class PublicRow:
    """一个月的公开摘要; figures are None where a version was taken down."""

    month: str
    version: PublicationVersion
    url: str
    content: dict[str, Any] | None
    csv_url: str


@dataclass(frozen=True)
class PublicMonths:
    """公开页。"""

    page: Page
    place: Jurisdiction
    rows: Sequence[PublicRow]
    listing: PaginatorPage[PublicationVersion]


def published(place: Jurisdiction) -> models.QuerySet[PublicationVersion]:
    """The newest public version of every month, newest month first."""
    found = publications.latest_public(place).filter(publication__kind=KIND)
    return found.order_by("-publication__key")


def public_months(place: Jurisdiction, number: str) -> PublicMonths:
    """The page."""
    listing = Paginator(published(place), PER_PAGE).get_page(number)
    rows = [public_row(place, version) for version in listing]
    return PublicMonths(
        page=Page(title=title(place, rows), lead=_("民生热线办理情况"), window_title=_("热线办理")),
        place=place,
        rows=rows,
        listing=listing,
    )


def public_row(place: Jurisdiction, version: PublicationVersion) -> PublicRow:
    """One month of the list."""
    keys = {"place": place.code, "public_id": version.publication.public_id}
    month = version.publication.key
    content = version.content if isinstance(version.content, dict) else None
    figures = {"place": place.code, "month": month}
    return PublicRow(
        month=month,
        version=version,
        url=reverse("publications:publication", kwargs=keys),
        content=content,
        csv_url=reverse("hotline:public_figures", kwargs=figures) if content else "",
    )


def title(place: Jurisdiction, rows: Sequence[PublicRow]) -> str:
    """The sentence that answers: how many, and whether anything stands out."""
    newest = next((row for row in rows if row.content and row.content.get("tickets")), None)
    if newest is None or newest.content is None:
        return _("%(place)s还没有公开热线办理情况") % {"place": place.name}
    values = {
        "month": formats.month(newest.month),
        "tickets": formats.figure(newest.content["tickets"]),
        "strong": formats.figure(newest.content["strong"]),
    }
    if newest.content["strong"]:
        return _("%(month)s受理 %(tickets)s 件。\n%(strong)s 个单位的上升明显超出偶然。") % values
    return _("%(month)s受理 %(tickets)s 件。\n没有单位的上升明显超出偶然。") % values


def figures_sheet(version: PublicationVersion) -> Sheet:
    """The figures of a published summary, the same as on its page."""
    content = version.content or {}
    heads = (
        _("分组"),
        _("名称"),
        _("本月"),
        _("上月"),
        _("环比"),
        _("上年同月"),
        _("同比"),
        _("判断"),
    )
    rows: list[list[object]] = [[_("单位"), *unit_cells(row)] for row in content.get("units", [])]
    for row in content.get("categories", []):
        name = row["name"] or _("（未分类）")
        rows.append([_("类别"), name, cell(row, "count")])
    for line in content.get("quality", []):
        if line["rate"]:
            parts = line["rate"]["value"], line["rate"]["numerator"], line["rate"]["denominator"]
            rows.append([_("质量"), line["label"], *parts])
    return Sheet(file_name(version), heads, rows, notes(version))


def unit_cells(row: dict[str, Any]) -> list[object]:
    """One unit."""
    grade = str(GRADES[row["grade"]][0]) if row.get("grade") else ""
    return [
        row["name"],
        cell(row, "count"),
        cell(row, "previous"),
        row.get("mom"),
        cell(row, "last_year"),
        row.get("yoy"),
        grade,
    ]


def cell(row: dict[str, Any], name: str) -> object:
    """A count, or the word that it is not shown; empty where there is no base."""
    return _("不公开") if name in row["hidden"] else row.get(name)


def file_name(version: PublicationVersion) -> str:
    """``云川市2026-06热线办理情况``."""
    content = version.content or {}
    return f"{content.get('place_name', '')}{version.publication.key}" + _("热线办理情况")


def notes(version: PublicationVersion) -> list[str]:
    """What the file says of itself."""
    content = version.content or {}
    values = {
        "number": version.version,
        "threshold": content.get("threshold"),
        "sha256": content.get("sha256"),
        "digest": version.entry_digest,
    }
    return [
        _("质量各行的三个数依次是比率、分子、分母。"),
        _("“不公开”：少于 %(threshold)s 件，或可由合计推算出来。") % values,
        _("公开第 %(number)s 版，校验值 %(digest)s；数据快照 %(sha256)s") % values,
    ]
