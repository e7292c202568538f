"""发文登记簿: registers of issuers, years and series; one with its numbers; carrying in; export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.documents import actions, permissions, queries
from oversight.documents.forms.acts import CarryInForm
from oversight.documents.models import NumberRegister
from oversight.documents.permissions import RESTRICTED
from oversight.documents.views.shared import list_crumb
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.workbook import Sheet, workbook_response, write_workbook
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page

ORDERS = {"year": "year", "issuer": "issuer__name", "prefix": "prefix", "last": "last"}


@dataclass(frozen=True)
class RegistersPage:
    """登记簿清单页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: Sequence[NumberRegister]
    year: str
    years: Sequence[tuple[str, str]]
    q: str
    may_carry: bool


@require_safe
@place_page(permissions.can_read)
def registers(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """发文登记簿清单。"""
    every = queries.registers_of(place)
    numbers = sorted({register.year for register in every}, reverse=True)
    years = [(str(year), _("%(year)d年") % {"year": year}) for year in numbers]
    year, q = word(request, "year", dict(years)), word(request, "q")
    found = every.filter(year=int(year)) if year else every
    if q:
        found = found.filter(prefix__icontains=q) | found.filter(issuer__name__icontains=q)
    listing = paged(request, sorted_by(request, found, ORDERS, "-year"))
    may_carry = permissions.can_issue(actor_of(request), place)
    carry = Act(
        _("带入已用的文号"),
        reverse("documents:carry_in", args=[place.code]),
        "file-earmark-arrow-up",
    )
    context = RegistersPage(
        page=Page(
            title=ngettext(
                "%(count)d 本发文登记簿", "%(count)d 本发文登记簿", listing.paginator.count
            )
            % {"count": listing.paginator.count},
            lead=_("按发文机关、年份和序列编号；号在签发时取，不跳号、不重号"),
            window_title=_("发文登记簿"),
            crumbs=(list_crumb(place), Crumb(_("发文登记簿"))),
            acts=(carry,) if may_carry else (),
        ),
        place=place,
        listing=listing,
        rows=list(listing),
        year=year,
        years=years,
        q=q,
        may_carry=may_carry,
    )
    return render(request, "documents/registers.html", vars(context))


def register_or_404(place: Jurisdiction, key: str) -> NumberRegister:
    """The register of the address."""
    found = queries.register_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def title_seen(request: HttpRequest, place: Jurisdiction, paper: Any) -> str:
    """The paper's title; beyond the general office nobody sees that of a report to the Party committee."""
    seen = paper.kind not in RESTRICTED or permissions.can_read_restricted(actor_of(request), place)
    return paper.title if seen else _("（不公开）")


@require_safe
@place_page(permissions.can_read)
def register(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一本登记簿: its numbers with their papers, gap-free."""
    found = register_or_404(place, key)
    lines = queries.register_lines(place, found)
    listing = paged(request, lines.drawn.order_by("-number"))
    export = reverse("documents:register_export", args=[place.code, key])
    context = {
        "page": Page(
            title=_("%(register)s编到 %(last)d 号") % {"register": str(found), "last": found.last},
            lead=" · ".join([found.issuer.name, str(found.get_series_display())]),
            window_title=str(found),
            crumbs=(
                list_crumb(place),
                Crumb(_("发文登记簿"), reverse("documents:registers", args=[place.code])),
                Crumb(str(found)),
            ),
        ),
        "place": place,
        "register": found,
        "listing": listing,
        "rows": [
            (found.text(each.number), each, title_seen(request, place, each.paper))
            for each in listing
        ],
        "missing": lines.missing,
        "export_url": export,
    }
    return render(request, "documents/register.html", context)


@require_safe
@place_page(permissions.can_read)
def register_export(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """导出一本登记簿。"""
    found = register_or_404(place, key)
    headings = [_("文号"), _("标题"), _("签发人"), _("编号时间"), _("状态"), _("公文编号")]
    rows = [
        [
            found.text(each.number),
            title_seen(request, place, each.paper),
            each.drawn_label,
            timezone.localtime(each.drawn_at).strftime("%Y-%m-%d %H:%M"),
            str(each.paper.get_state_display()),
            each.paper.public_id,
        ]
        for each in queries.register_lines(place, found).drawn
    ]
    content = write_workbook([Sheet(str(found), headings, rows)])
    return workbook_response(content, f"{place.code}-register-{found.year}-{found.series}.xlsx")


@place_page(permissions.can_issue)
def carry_in(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """带入已用的文号。"""
    back = reverse("documents:registers", args=[place.code])
    page = ActPage(
        _("带入启用本系统以前用到的文号"),
        _("带入已用的文号"),
        back,
        (list_crumb(place), Crumb(_("发文登记簿"), back), Crumb(_("带入已用的文号"))),
        lead=_("下一件从后一号编起。一本登记簿编了号以后，不能再带入。"),
        done=_("已带入。"),
    )
    form = bound(CarryInForm, request, place=place)

    def run(data: dict[str, Any]) -> str:
        made = actions.carry_in_number(actor_of(request), place, **data)
        return reverse("documents:register", args=[place.code, made.public_id])

    return act_page(request, page, form, run)
