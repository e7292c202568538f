"""工单页: the masked tickets behind a figure, one ticket with its earlier versions, the list to carry away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Refused
from oversight.hotline import permissions, queries, queries_cells, queries_pages, ticket_lists
from oversight.hotline.own_units import own_unit, stored_names
from oversight.hotline.pages import month_list, sheets, ticket_rows, words
from oversight.hotline.pages.addresses import month_of, number_of, text_of, with_query
from oversight.hotline.pages.remembered import LISTS
from oversight.hotline.pages.ticket_address import TicketAddress, ticket_query
from oversight.hotline.questions import Standing, standing
from oversight.hotline.ticket_filters import TicketFilter
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.ui import formats
from oversight.ui.page import Crumb, Page

PER_PAGE = 50


def standing_of(place: Jurisdiction, month: int, version: int | None) -> Standing:
    """The state of the store that a list stands on; 404 for a version that never was.

    A month that is not frozen is listed as its figures were counted, so that both agree.
    """
    try:
        found = standing(place, month, version=version or None, frozen=version != 0)
    except Refused as refused:
        raise Http404(refused.code) from refused
    state = queries.state_of(place)
    if found.freeze is not None or not state.cube_generation:
        return found
    as_of = queries_cells.counted_as_of(place, state.cube_generation, month)
    return Standing(state.cube_revision, as_of or found.as_of)


def asked(request: HttpRequest, month: int, own: str | None) -> TicketAddress:
    """What the address asks, bound to the reader's own unit where there is one."""
    address = TicketAddress.read(month, request.GET)
    return address if own is None else replace(address, texts={**address.texts, "unit": own})


def units_of(place: Jurisdiction, address: TicketAddress) -> frozenset[str] | None:
    """The names to look for; None for every unit."""
    unit = address.texts["unit"]
    return stored_names(place, address.month, unit) if unit else None


@require_safe
@place_page(permissions.can_open_tickets)
def tickets(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """数字背后的工单。"""
    own = own_unit(actor_of(request), place)
    address = asked(request, month, own)
    stands = standing_of(place, month, address.version)
    chosen = address.chosen(units_of(place, address))
    key = ("tickets", place.pk, place.code, month, own, stands.revision, stands.as_of, chosen)
    html, count = LISTS.remember(
        (*key, get_language(), request.GET.urlencode()),
        lambda: rendered(request, place, stands, chosen, address, own),
    )
    context = {
        "page": list_head(place, address, stands, count, bound=own is not None),
        "content": html,
        "count": count,
    }
    return render(request, "hotline/tickets.html", context)


def rendered(
    request: HttpRequest,
    place: Jurisdiction,
    stands: Standing,
    chosen: TicketFilter,
    address: TicketAddress,
    own: str | None,
) -> tuple[str, int]:
    """The list as HTML and how many tickets there are; what it stands on never changes."""
    found = page_of(place, stands, chosen, address)
    listing = Paginator(range(found.count), PER_PAGE).get_page(address.page)
    if listing.number != address.page and found.count:
        found = page_of(place, stands, chosen, replace(address, page=listing.number))
    context = list_context(place, address, own) | {
        "listing": listing,
        "rows": list_rows(place, stands, address, found.rows),
    }
    return render_to_string("hotline/_ticket_list.html", context, request), found.count


def list_rows(
    place: Jurisdiction, stands: Standing, address: TicketAddress, rows: Sequence[dict[str, Any]]
) -> list[ticket_rows.TicketRow]:
    """The lines of the list."""
    url = reverse("hotline:ticket", kwargs={"place": place.code, "month": address.month})
    as_of = queries.micros(stands.as_of)
    return [
        ticket_rows.ticket_row(row, ticket_query(url, address.version, row), as_of) for row in rows
    ]


def list_context(place: Jurisdiction, address: TicketAddress, own: str | None) -> dict[str, Any]:
    """Filters and what else stands around the list."""
    keys = {"place": place.code, "month": address.month, "form": "xlsx"}
    return {
        "address": address,
        "texts": address.texts,
        "bound": own is not None,
        "kinds": words.choices(words.KINDS),
        "kinds_now": ",".join(sorted(address.kinds or ())),
        "states": words.choices(words.STATES),
        "satisfactions": words.choices(words.SATISFACTIONS),
        "resolutions": words.choices(words.RESOLUTIONS),
        "clear_url": with_query("", address.span) or "?",
        "export_url": reverse("hotline:tickets_export", kwargs=keys),
        "export_limit": ticket_lists.PAGE_LIMIT,
        "has_tickets": queries.sources_of(place).exists,  # only asked where there are no rows
    }


def page_of(
    place: Jurisdiction, stands: Standing, chosen: TicketFilter, address: TicketAddress
) -> ticket_lists.TicketsPage:
    """One page of the list."""
    return ticket_lists.tickets_page(
        place,
        stands,
        chosen,
        sort=address.sort,
        offset=(address.page - 1) * PER_PAGE,
        limit=PER_PAGE,
        columns=ticket_rows.COLUMNS,
    )


def list_head(
    place: Jurisdiction, address: TicketAddress, stands: Standing, count: int, *, bound: bool
) -> Page:
    """How many tickets there are, and what was asked; ``bound`` to one unit, the reader opens no months."""
    name = formats.month(address.month)
    span = formats.month(address.first)
    if address.last != address.first:
        values = {"first": span, "last": formats.month(address.last)}
        span = _("%(first)s至%(last)s") % values
    parts = [*address.words(), standing_words(stands)]
    return Page(
        title=_("%(months)s受理的 %(count)s 件工单")
        % {"months": span, "count": formats.figure(count)},
        lead=" · ".join(parts),
        crumbs=(
            Crumb(_("热线分析"), "" if bound else month_list.months_url(place)),
            Crumb(name, "" if bound else month_url(place, address.month, address.version)),
            Crumb(_("工单")),
        ),
        window_title=_("%(month)s工单") % {"month": name},
    )


def standing_words(stands: Standing) -> str:
    """On which state a list stands."""
    if stands.freeze is None:
        return _("未冻结，截至 %(at)s") % {"at": formats.moment(stands.as_of)}
    return _("冻结第 %(number)d 版") % {"number": stands.freeze.version}


def month_url(place: Jurisdiction, month: int, version: int | None) -> str:
    """The month's page on the same version."""
    url = reverse("hotline:month", kwargs={"place": place.code, "month": month})
    return with_query(url, {"version": "" if version is None else str(version)})


@require_safe
@place_page(permissions.can_open_tickets)
def ticket(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """一件工单。"""
    own = own_unit(actor_of(request), place)
    version = number_of(request.GET, "version")
    stands = standing_of(place, month, version)
    source, ticket_id = text_of(request.GET, "source"), text_of(request.GET, "id")
    inside = month_of(request.GET, "in")
    inside = month if inside is None else inside
    row = ticket_lists.ticket(place, stands, source=source, ticket_id=ticket_id, month=inside)
    if row is None or (own and row["unit"] not in stored_names(place, month, own)):
        raise Http404(ticket_id)
    earlier = queries_pages.earlier_versions(place, stands, source=source, ticket_id=ticket_id)
    state, state_words = ticket_rows.state_of(row, queries.micros(stands.as_of))
    context = {
        "page": ticket_head(place, month, version, row, stands, bound=own is not None),
        "row": row,
        "fields": ticket_rows.fields(row),
        "state": state,
        "state_words": state_words,
        "changes": ticket_rows.changes(row, earlier),
    }
    return render(request, "hotline/ticket.html", context)


def ticket_head(
    place: Jurisdiction,
    month: int,
    version: int | None,
    row: Mapping[str, Any],
    stands: Standing,
    *,
    bound: bool,
) -> Page:
    """The ticket's title and where it stands."""
    keys = {"place": place.code, "month": month}
    parameters = {"version": "" if version is None else str(version)}
    if row["month"] != month:
        parameters |= {"from": format_month(row["month"]), "to": format_month(row["month"])}
    return Page(
        title=row["title"] or _("（没有标题）"),
        lead=" · ".join((row["unit"], words.kind(row["kind"]), standing_words(stands))),
        crumbs=(
            Crumb(_("热线分析"), "" if bound else month_list.months_url(place)),
            Crumb(_("工单"), with_query(reverse("hotline:tickets", kwargs=keys), parameters)),
            Crumb(row["ticket_id"]),
        ),
        window_title=row["ticket_id"],
    )


@require_safe
@place_page(permissions.can_open_tickets)
def tickets_export(
    request: HttpRequest, place: Jurisdiction, month: int, form: str
) -> HttpResponse:
    """导出脱敏的工单清单，最多一万件。"""
    if form not in sheets.FORMS:
        raise Http404(form)
    address = asked(request, month, own_unit(actor_of(request), place))
    stands = standing_of(place, month, address.version)
    chosen = address.chosen(units_of(place, address))
    limit = ticket_lists.PAGE_LIMIT
    found = ticket_lists.tickets_page(place, stands, chosen, sort=address.sort, limit=limit)
    labels = {k: v for k, v in ticket_rows.labels().items() if k not in ("text", "address")}
    rows = [[ticket_rows.value_words(name, row.get(name)) for name in labels] for row in found.rows]
    counts = {"count": formats.figure(found.count), "shown": formats.figure(len(rows))}
    notes = [
        _("共 %(count)s 件，本表 %(shown)s 件") % counts,
        standing_words(stands),
        *address.words(),
    ]
    name = f"{place.name}{formats.month(month)}{_('工单')}"
    return sheets.download(sheets.Sheet(name, list(labels.values()), rows, notes), form)
