"""月份页: the list of months, one month, its print form and the tables to carry away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Refused
from oversight.hotline import permissions, queries
from oversight.hotline.pages import exports, month_acts, month_list, sheets, words
from oversight.hotline.pages.addresses import MonthAddress
from oversight.hotline.pages.basis import Basis
from oversight.hotline.pages.headline import stamp
from oversight.hotline.pages.month_page import MonthContent, has_figures, month_content
from oversight.hotline.pages.remembered import remember, state_key
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.links.card import links_card
from oversight.ui import formats
from oversight.ui.page import Crumb, Page, Stamp

CONTENT = "hotline/_month_content.html"


@require_safe
@place_page(permissions.can_read_hotline)
def months(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """热线分析：各月。"""
    context = month_list.month_list(place, actor_of(request), request.GET.get("page", "1"))
    return render(request, "hotline/months.html", vars(context))


@require_safe
@place_page(permissions.can_read_hotline)
def month(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """一个月的分析。"""
    address = MonthAddress.read(place.code, month, request.GET)
    actor = actor_of(request)
    try:
        content, marked = rendered(request, place, address)
    except Refused as error:
        page = plain_page(place, month)
        return refusal(
            request, error, "hotline/month_refused.html", {"page": page, "address": address}
        )
    acts = month_acts.month_acts(place, actor, month)
    page = month_head(place, address, marked, acts.acts)
    context = {
        "page": page,
        "content": content,
        "state": acts,
        "place": place,
        "links": links_card(actor, place, "month", format_month(month)),
    }
    return render(request, "hotline/month.html", context)


def rendered(request: HttpRequest, place: Jurisdiction, address: MonthAddress) -> tuple[str, Stamp]:
    """The content of the page as HTML, and the stamp; kept while nothing it stands on changes."""
    may_open = permissions.can_read_tickets(actor_of(request), place)
    state = state_key(place)
    key = ("month", state, address, may_open, get_language(), request.GET.urlencode())

    def make() -> tuple[str, Stamp]:
        basis = basis_of(place, address, may_open)
        context = content_context(basis, month_content(basis))
        html = render_to_string(CONTENT, context, request)
        versions = list(queries.freezes_of(place, address.month))
        return html, stamp(basis.view, address, versions)

    return remember(key, make)


def basis_of(place: Jurisdiction, address: MonthAddress, may_open: bool) -> Basis:
    """The basis of a month that has figures; 404 for one that has none."""
    basis = Basis.of(place, address, may_open)
    if not basis.rows and not has_figures(basis):
        raise Http404(address.month)
    return basis


def basis_or_404(place: Jurisdiction, address: MonthAddress, may_open: bool) -> Basis:
    """The same, where a question that cannot be answered is no page at all."""
    try:
        return basis_of(place, address, may_open)
    except Refused as refused:
        raise Http404(refused.code) from refused


def content_context(basis: Basis, content: MonthContent) -> dict[str, Any]:
    """What the content's template is given."""
    return {
        **vars(content),
        "address": basis.address,
        "place": basis.place,
        "view": basis.view,
        "groupings": words.choices(words.GROUPINGS)[1:],
        "windows": words.choices(words.WINDOWS)[1:],
        "by_now": basis.address.asked().get("by", ""),
        "window_now": basis.address.asked().get("window", ""),
        "kinds": words.choices(words.KINDS),
        "kinds_now": ",".join(sorted(basis.address.kinds or ())),
        "kept": kept_parameters(basis.address),
        "trend_kept": trend_parameters(basis.address),
        "by_unit": basis.address.by == "unit",
    }


def kept_parameters(address: MonthAddress) -> list[tuple[str, str]]:
    """What a filter form must send along beside its own fields."""
    found = {"version": address.carried().get("version", ""), "sort": address.sort}
    return [(name, value) for name, value in found.items() if value]


def trend_parameters(address: MonthAddress) -> list[tuple[str, str]]:
    """What the choice of a trend must send along: everything but the choice."""
    found = {**address.asked(), "show": address.show, "q": address.q, "sort": address.sort}
    return [(name, value) for name, value in found.items() if value]


def month_head(place: Jurisdiction, address: MonthAddress, marked: Stamp, acts: Any) -> Page:
    """Title, crumbs, stamp."""
    name = formats.month(address.month)
    parts = [
        _("%(place)s民生热线") % {"place": place.name},
        _("按最终承办单位") if address.by == "unit" else _("按类别"),
        words.kinds(address.kinds),
    ]
    if address.window == "ytd":
        parts.append(_("本年累计"))
    if address.source:
        parts.append(address.source)
    return Page(
        title=_("%(month)s 热线月度分析") % {"month": name},
        lead=" · ".join(parts),
        crumbs=(Crumb(_("热线分析"), month_list.months_url(place)), Crumb(name)),
        stamp=marked,
        acts=acts,
    )


def plain_page(place: Jurisdiction, month: int) -> Page:
    """The heading where there is no answer."""
    name = formats.month(month)
    return Page(
        title=_("%(month)s 热线月度分析") % {"month": name},
        crumbs=(Crumb(_("热线分析"), month_list.months_url(place)), Crumb(name)),
    )


@require_safe
@place_page(permissions.can_read_hotline)
def month_print(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """打印一个月的分析。"""
    address = MonthAddress.read(place.code, month, request.GET)
    basis = basis_or_404(place, address, False)
    versions = list(queries.freezes_of(place, month))
    page = month_head(place, address, stamp(basis.view, address, versions), ())
    context = content_context(basis, month_content(basis)) | {
        "page": page,
        "every_row": exports.every_row(basis),
        "back_url": address.url("month", request.GET.dict()),
        "print_address": request.build_absolute_uri(request.path),
    }
    return render(request, "hotline/month_print.html", context)


@require_safe
@place_page(permissions.can_read_hotline)
def month_export(
    request: HttpRequest, place: Jurisdiction, month: int, table: str, form: str
) -> HttpResponse:
    """导出月份页的一张表。"""
    if table not in exports.TABLES or form not in sheets.FORMS:
        raise Http404(table)
    basis = basis_or_404(place, MonthAddress.read(place.code, month, request.GET), False)
    return sheets.download(exports.TABLES[table](basis), form)
