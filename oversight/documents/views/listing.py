"""公文清单: search, filters, sorting, paging, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from oversight.documents import permissions, queries
from oversight.documents.addressing import words
from oversight.documents.kinds import choices
from oversight.documents.models import Paper
from oversight.documents.queries import listing
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.workbook import Sheet, workbook_response, write_workbook
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page, Track

EXPORTED = 20_000


@dataclass(frozen=True)
class PapersPage:
    """公文清单页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: Sequence[tuple[Paper, Track]]
    asked: listing.Filters
    kinds: Sequence[tuple[str, Any]]
    states: Sequence[tuple[str, Any]]
    issuers: Sequence[tuple[str, str]]
    years: Sequence[tuple[int, str]]
    waiting: int
    phone: int
    may_draft: bool


def asked_for(request: HttpRequest) -> listing.Filters:
    """The filters of the address."""
    year = request.GET.get("year", "")
    return listing.Filters(
        q=word(request, "q")[:100],
        kind=word(request, "kind", dict(choices())),
        state=word(request, "state", dict(state_choices())),
        issuer=word(request, "issuer"),
        year=int(year) if year.isdecimal() and len(year) == 4 and year > "1900" else None,
        waiting=request.GET.get("waiting") == "1",
    )


def state_choices() -> list[tuple[str, Any]]:
    """Single states, after the two groups that people ask for."""
    return [("open", _("在办")), ("out", _("已印发和归档")), *Paper.STATES]


@require_safe
@place_page(permissions.can_read)
def papers(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """公文清单。"""
    actor, asked = actor_of(request), asked_for(request)
    found = sorted_by(request, listing.filtered(actor, place, asked), listing.ORDERS, "-drafted")
    rows = paged(request, found)
    waiting = queries.waiting_for(actor, place).count()
    may_draft = permissions.can_draft(actor, place)
    phone = len(queries.phone_list(place)) if permissions.can_issue(actor, place) else 0
    issuers = institutions.bodies_of(place).filter(papers__isnull=False).distinct()
    context = PapersPage(
        page=Page(
            title=ngettext("%(count)d 件公文等你办", "%(count)d 件公文等你办", waiting)
            % {"count": waiting}
            if waiting
            else _("没有等你办的公文"),
            lead=_("起草、核稿、会签、签发、用印、印发"),
            window_title=pgettext("heading", "公文"),
            crumbs=(Crumb(pgettext("heading", "公文")),),
            acts=list_acts(place, may_draft),
        ),
        place=place,
        listing=rows,
        rows=queries.tracks(place, rows),
        asked=asked,
        kinds=choices(),
        states=state_choices(),
        issuers=[(body.public_id, body.name) for body in issuers.order_by("name")],
        years=[(year, _("%(year)d年") % {"year": year}) for year in listing.years_of(place)],
        waiting=waiting,
        phone=phone,
        may_draft=may_draft,
    )
    return render(request, "documents/papers.html", vars(context))


def list_acts(place: Jurisdiction, may_draft: bool) -> tuple[Act, ...]:
    """What can be begun from the list."""
    draft = Act(_("起草公文"), reverse("documents:paper_new", args=[place.code]), "plus-lg", True)
    registers = Act(
        _("发文登记簿"), reverse("documents:registers", args=[place.code]), "journal-bookmark"
    )
    templates = Act(_("公文模板"), reverse("documents:paper_templates", args=[place.code]))
    return (draft, registers, templates) if may_draft else (registers, templates)


@require_safe
@place_page(permissions.can_read)
def papers_export(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导出公文清单: what the filters show, as a workbook."""
    found = listing.filtered(actor_of(request), place, asked_for(request))
    rows = sorted_by(request, found, listing.ORDERS, "-drafted")[:EXPORTED]
    headings = [
        _("发文字号"),
        _("标题"),
        _("种类"),
        _("发文机关"),
        _("主送"),
        _("抄送"),
        _("状态"),
        _("拟稿人"),
        _("核稿人"),
        _("签发人"),
        _("成文日期"),
        _("印发日期"),
        _("须回执"),
        _("已回执"),
        _("编号"),
    ]
    lines = [line_of(paper) for paper in rows]
    content = write_workbook([Sheet(_("公文"), headings, lines)])
    return workbook_response(content, f"{place.code}-papers.xlsx")


def line_of(paper: Paper) -> list[Any]:
    """One row of the export."""
    required = [row for row in paper.receipts.all() if row.required]
    return [
        paper.number,
        paper.title,
        str(paper.paper_kind.title),
        paper.issuer.name,
        words(paper.addressees),
        words(paper.copies),
        str(paper.get_state_display()),
        paper.drafted_label,
        paper.checked_label,
        paper.signed_label,
        paper.signed_on,
        timezone.localdate(paper.issued_at) if paper.issued_at else None,
        len(required),
        sum(row.state == "acknowledged" for row in required),
        paper.public_id,
    ]
