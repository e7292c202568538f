"""议题材料的页面: the papers of an item with their versions and late marks, one paper with the copies that are out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.calendar.rules.lead_times import plan
from oversight.files.views import sent
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.sheets.workbook import Sheet
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import word
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions_items as permissions
from oversight.meetings.models import AgendaItem, ItemPaper, ItemPaperVersion, PaperCopy
from oversight.meetings.permissions import can_read, can_see
from oversight.meetings.queries import item_papers as queries
from oversight.meetings.rules import expected_papers
from oversight.meetings.rules.kinds import kind_of
from oversight.meetings.rules.papers import Copies
from oversight.meetings.views.item_pages import item_crumbs, item_or_404
from oversight.ui import formats
from oversight.ui.page import Act, Crumb, Entry, Page


@dataclass(frozen=True)
class Row:
    """材料的一行: the paper, its newest version, how many versions, what is out."""

    paper: ItemPaper
    url: str
    last: ItemPaperVersion | None
    versions: int
    copies: Copies
    file_url: str


def row_of(request: HttpRequest, place: Jurisdiction, paper: ItemPaper) -> Row:
    """One paper in words."""
    versions = list(queries.versions_of(paper))
    last = versions[0] if versions else None
    readable = last is not None and queries.may_read_file(actor_of(request), place, paper)
    return Row(
        paper=paper,
        url=paper_url(place, paper),
        last=last,
        versions=len(versions),
        copies=queries.counted(paper),
        file_url=file_url(place, paper, last) if last and readable else "",
    )


def paper_url(place: Jurisdiction, paper: ItemPaper) -> str:
    return reverse("meetings:item_paper", args=[place.code, paper.public_id])


def papers_url(place: Jurisdiction, item: AgendaItem) -> str:
    return reverse("meetings:item_papers", args=[place.code, item.public_id])


def file_url(place: Jurisdiction, paper: ItemPaper, version: ItemPaperVersion) -> str:
    args = [place.code, paper.public_id, version.number]
    return reverse("meetings:item_paper_file", args=args)


@dataclass(frozen=True)
class PapersPage:
    """一项议题的材料。"""

    page: Page
    place: Jurisdiction
    item: AgendaItem
    rows: list[Row]
    leads: list[tuple[str, str]]
    lacking: list[tuple[str, str]]
    may_add: bool


@require_safe
@place_page(can_read)
def item_papers(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一项议题的材料."""
    item = item_or_404(place, key)
    rows = [row_of(request, place, one) for one in queries.papers_of_item(item)]
    late = sum(bool(row.last and row.last.late_days) for row in rows)
    values = {"n": len(rows), "late": late}
    title = (
        _("%(n)d 份材料，%(late)d 份迟到")
        if late
        else ngettext("%(n)d 份材料，没有迟到", "%(n)d 份材料，没有迟到", len(rows))
    )
    may = permissions.can_keep_matters(actor_of(request), place)
    new = reverse("meetings:item_paper_new", args=[place.code, item.public_id])
    context = PapersPage(
        page=Page(
            title=title % values if rows else _("还没有材料"),
            lead=item.title,
            crumbs=item_crumbs(place, item, Crumb(_("材料"))),
            window_title=_("材料：%(item)s") % {"item": item.title},
            acts=(Act(_("登记材料"), new, "plus-lg"),) if may else (),
        ),
        place=place,
        item=item,
        rows=rows,
        leads=lead_lines(item),
        lacking=lacking_lines(item, [row.paper for row in rows], new) if not item.has_ended else [],
        may_add=may,
    )
    return render(request, "meetings/item_papers.html", vars(context))


def lacking_lines(item: AgendaItem, papers: Sequence[ItemPaper], new: str) -> list[tuple[str, str]]:
    """What such an item usually has and this one lacks, each with the form that registers it."""
    have = [one.kind for one in papers if not one.dropped]
    found = []
    for one in expected_papers.missing(item.kind, have):
        asked = {"kind": one.kind, "title": _(one.title), "lead_code": one.lead_code}
        found.append((_(one.title), f"{new}?{urlencode(asked)}"))
    return found


def lead_lines(item: AgendaItem) -> list[tuple[str, str]]:
    """Until when which paper must be there."""
    meeting = item.meeting
    if not kind_of(item.kind).leads:
        return []
    steps = plan(meeting.starts_on, queries.leads_of(meeting), institutions.today()).steps
    return [(_(step.lead.text), formats.day(step.due)) for step in steps]


def paper_or_404(place: Jurisdiction, key: str) -> ItemPaper:
    """The paper of the address."""
    found = queries.paper_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


@dataclass(frozen=True)
class PaperPage:
    """一份材料的页面。"""

    page: Page
    place: Jurisdiction
    paper: ItemPaper
    versions: list[tuple[ItemPaperVersion, str]]
    copies: Sequence[PaperCopy]
    counted: Copies
    acts: list[Act]
    may_keep: bool
    entries: list[Entry]


@require_safe
@place_page(can_read)
def item_paper(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一份材料: its versions, and who has returned a copy; ``?form=xlsx`` or ``csv`` takes that list away."""
    paper = paper_or_404(place, key)
    if form := word(request, "form", FORMS):
        return table_response(copies_sheet(paper), form, _("%(paper)s收回登记") % {"paper": paper})
    actor = actor_of(request)
    readable = queries.may_read_file(actor, place, paper)
    may = permissions.can_keep_matters(actor, place) and not paper.dropped
    listed = Crumb(_("材料"), papers_url(place, paper.item))
    context = PaperPage(
        page=Page(
            title=paper.title,
            lead=" · ".join(
                part
                for part in (
                    str(paper.get_kind_display()),
                    paper.item.title,
                    paper.unit.name if paper.unit else "",
                    _("用后收回") if paper.to_return else "",
                )
                if part
            ),
            crumbs=item_crumbs(place, paper.item, listed, Crumb(paper.title)),
        ),
        place=place,
        paper=paper,
        versions=[
            (one, file_url(place, paper, one) if readable else "")
            for one in queries.versions_of(paper)
        ],
        copies=list(queries.copies_of(paper)),
        counted=queries.counted(paper),
        acts=paper_acts(place, paper) if may else [],
        may_keep=permissions.can_keep_matters(actor, place),
        entries=history(actor, place, paper),
    )
    return render(request, "meetings/item_paper.html", vars(context))


def paper_acts(place: Jurisdiction, paper: ItemPaper) -> list[Act]:
    """What may be done with a paper that is used."""
    args = [place.code, paper.public_id]
    found = [Act(_("登记新稿"), reverse("meetings:item_paper_version", args=args), "plus-lg")]
    if paper.to_return:
        url = reverse("meetings:item_paper_copies", args=args)
        found.append(Act(_("发放要收回的份"), url, "people"))
    found.append(Act(_("不再使用"), reverse("meetings:item_paper_drop", args=args), "slash-circle"))
    return found


def copies_sheet(paper: ItemPaper) -> Sheet:
    """Who holds which copy, and whether it came back."""
    headings = [
        _("份号"),
        _("领取人"),
        _("发放时间"),
        _("收回时间"),
        _("收回人"),
        _("没有收回的说明"),
    ]
    rows: list[list[Any]] = []
    for one in queries.copies_of(paper):
        back = formats.moment(timezone.localtime(one.returned_at)) if one.returned_at else ""
        handed = formats.moment(timezone.localtime(one.handed_at))
        rows.append([one.number, one.holder, handed, back, one.returned_label, one.lost_note])
    return Sheet(_("收回登记"), headings, rows)


@require_safe
@place_page(can_see)
def item_paper_file(
    request: HttpRequest, place: Jurisdiction, key: str, number: int
) -> HttpResponse:
    """材料的一稿, for whoever is called to the meeting; what must come back for the office alone."""
    paper = paper_or_404(place, key)
    if not queries.may_read_file(actor_of(request), place, paper):
        raise PermissionDenied
    version = queries.versions_of(paper).filter(number=number).first()
    if version is None:
        raise Http404(str(number))
    return sent(version.file, inline=version.file.kind == "pdf")
