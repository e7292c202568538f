"""单位页: one unit for the office; for a liaison officer only the own one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from hotline_analytics.tickets import format_month

from oversight.hotline import permissions, queries, queries_months
from oversight.hotline.pages import month_list, words
from oversight.hotline.pages.addresses import MonthAddress, month_of
from oversight.hotline.pages.basis import Basis
from oversight.hotline.pages.headline import stamp
from oversight.hotline.pages.unit_page import unit_content
from oversight.hotline.views.months import basis_or_404
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.web import actor_of, place_page
from oversight.ui import formats
from oversight.ui.page import Act, Crumb, Page


@require_safe
@place_page(permissions.can_read_some_unit)
def unit(request: HttpRequest, place: Jurisdiction, unit_id: str) -> HttpResponse:
    """一个单位。"""
    found = institutions.unit_by_id(place, unit_id)
    if found is None:
        raise Http404(unit_id)
    actor = actor_of(request)
    office_reader = permissions.can_read_hotline(actor, place)
    if not office_reader and actor.unit_id != found.pk:
        raise PermissionDenied
    months = [line.month for line in queries_months.months_of(place)]
    if not months:
        page = head(place, found, None, None, office_reader)
        return render(request, "hotline/unit.html", {"page": page, "place": place})
    month = month_of(request.GET, "month")
    values = {**request.GET.dict(), "by": "unit", "window": "month"}
    address = MonthAddress.read(place.code, months[0] if month is None else month, values)
    may_open = permissions.can_read_tickets(actor, place) or not office_reader
    basis = basis_or_404(place, address, may_open)
    return page_of(request, found, basis, months, office_reader)


def page_of(
    request: HttpRequest, found: Unit, basis: Basis, months: list[int], office_reader: bool
) -> HttpResponse:
    """The page of a unit in a month."""
    place = basis.place
    content = unit_content(basis, found, office_reader)
    context = {
        **{name: getattr(content, name) for name in content.__dataclass_fields__},
        "page": head(place, found, basis, content.open_url, office_reader),
        "place": place,
        "view": basis.view,
        "address": basis.address,
        "office_reader": office_reader,
        "months": [(format_month(one), formats.month(one)) for one in months],
        "month_now": format_month(basis.address.month),
        "kinds": words.choices(words.KINDS),
        "kinds_now": ",".join(sorted(basis.address.kinds or ())),
        "by_unit": True,
    }
    return render(request, "hotline/unit.html", context)


def head(
    place: Jurisdiction,
    found: Unit,
    basis: Basis | None,
    open_url: str | None,
    office_reader: bool,
) -> Page:
    """The unit's name with what its figures stand on."""
    crumbs = [Crumb(_("热线分析"), month_list.months_url(place) if office_reader else "")]
    marked = None
    if basis is not None:
        month = formats.month(basis.address.month)
        url = basis.address.url("month", basis.address.carried()) if office_reader else ""
        crumbs.append(Crumb(month, url))
        versions = list(queries.freezes_of(place, basis.address.month)) if office_reader else []
        marked = stamp(basis.view, basis.address, versions) if office_reader else None
    crumbs.append(Crumb(found.name))
    acts = ()
    if open_url and not office_reader:
        acts = (Act(_("本单位未办结的工单"), open_url, "list-check", main=True),)
    return Page(title=found.name, lead=lead(basis), crumbs=crumbs, stamp=marked, acts=acts)


def lead(basis: Basis | None) -> str:
    """Month and kinds."""
    if basis is None:
        return ""
    parts = [formats.month(basis.address.month), _("民生热线"), words.kinds(basis.address.kinds)]
    return " · ".join(parts)
