"""报送清单: filings by state, recipient and year; the auditor sees numbers and days, not the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.sheets.workbook import Sheet
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.web import place_page
from oversight.publications.filings import permissions, queries
from oversight.publications.filings.words import Standing, standing
from oversight.publications.models import Filing
from oversight.ui.page import Act, Crumb, Page

ORDERS = {"prepared": "prepared_at", "sent": "sent_on", "number": "number"}


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    q: str
    state: str
    kind: str
    recipient: str
    year: str

    @property
    def any(self) -> bool:
        return any((self.q, self.state, self.kind, self.recipient, self.year))


@dataclass(frozen=True)
class FilingsPage:
    """报送清单页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: list[Standing]
    asked: Asked
    states: list[tuple[str, Any]]
    kinds: list[tuple[str, Any]]
    recipients: list[tuple[str, str]]
    years: list[tuple[str, str]]
    with_words: bool
    may_draft: bool
    export_query: str


def asked_for(request: HttpRequest, place: Jurisdiction) -> Asked:
    """The filters of the address; what is not among ours counts as not given."""
    years = {str(year) for year in queries.years_of(place)}
    return Asked(
        q=word(request, "q"),
        state=word(request, "state", dict(Filing.STATES)),
        kind=word(request, "kind", dict(Filing.KINDS)),
        recipient=word(request, "recipient", set(queries.recipient_names(place))),
        year=word(request, "year", years),
    )


def found_for(request: HttpRequest, place: Jurisdiction, asked: Asked) -> Any:
    """The filings that the address asks for, in its order."""
    words = permissions.can_read_content(request.actor, place)  # type: ignore[attr-defined]
    rows = queries.filing_list(
        place,
        state=asked.state,
        kind=asked.kind,
        recipient=asked.recipient,
        year=int(asked.year) if asked.year else None,
        q=asked.q,
        words=words,
    )
    return sorted_by(request, rows, ORDERS, "-prepared")


@require_safe
@place_page(permissions.can_know)
def filings(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """报送清单。"""
    actor = request.actor  # type: ignore[attr-defined]
    asked = asked_for(request, place)
    listing = paged(request, found_for(request, place, asked))
    may_draft = permissions.can_draft(actor, place)
    query = request.GET.copy()
    query.pop("page", None)
    context = FilingsPage(
        page=list_head(place, may_draft),
        place=place,
        listing=listing,
        rows=[standing(filing) for filing in listing],
        asked=asked,
        states=Filing.STATES,
        kinds=Filing.KINDS,
        recipients=[(name, name) for name in queries.recipient_names(place)],
        years=[(str(year), str(year)) for year in queries.years_of(place)],
        with_words=permissions.can_read_content(actor, place),
        may_draft=may_draft,
        export_query=query.urlencode(),
    )
    return render(request, "filings/filings.html", vars(context))


def list_head(place: Jurisdiction, may_draft: bool) -> Page:
    """The first line answers: does something wait to be sent or signed for?"""
    rows = queries.filings_of(place).order_by()
    drafts = rows.filter(state__in=["draft", "returned"]).count()
    sent = rows.filter(state="sent").count()
    if drafts or sent:
        title = _("%(drafts)d 件等报送，%(sent)d 件等签收") % {"drafts": drafts, "sent": sent}
    else:
        title = _("没有等报送、等签收的报送")
    new = Act(_("拟稿报送"), reverse("filings:filing_new", args=[place.code]), "plus-lg", True)
    return Page(
        title=title,
        lead=_("向党委的报告、备案和批示，从不公开，谁看过都留痕"),
        crumbs=(Crumb(_("报送与批示")),),
        window_title=_("报送与批示"),
        acts=(new,) if may_draft else (),
    )


@require_safe
@place_page(permissions.can_know)
def filings_export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出报送清单: numbers, days and recipients; never title, text or replies."""
    if form not in FORMS:
        raise Http404(form)
    headings = [
        _("文号"),
        _("种类"),
        _("状态"),
        _("报送机关"),
        _("拟稿日期"),
        _("报送日期"),
        _("报送对象"),
        _("已签收"),
    ]
    rows = [line(standing(each)) for each in found_for(request, place, asked_for(request, place))]
    return table_response(Sheet(_("报送清单"), headings, rows, wide=frozenset({6})), form)


def line(now: Standing) -> list[Any]:
    """One row of the exported list."""
    filing = now.filing
    names = "、".join(f"{one.get_role_display()}{one.name}" for one in now.recipients)
    return [
        filing.number,
        str(filing.get_kind_display()),
        str(filing.get_state_display()),
        filing.issuer.name,
        timezone.localdate(filing.prepared_at),
        filing.sent_on,
        names,
        f"{now.signed}/{now.total}",
    ]
