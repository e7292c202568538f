"""承诺与整改的清单: every item of a place with filters, the rungs of the ladder, and the files to carry away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.followups import permissions, queries
from oversight.followups.limits import Limits, limits_of
from oversight.followups.models import Followup
from oversight.followups.presenting import Row, rows_of
from oversight.followups.queries.lists import Filters, due_condition
from oversight.followups.sheets import exporting
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.sheets.csv_file import table_response
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page


def state_options() -> list[tuple[str, Any]]:
    """Groups of states, then each state by itself."""
    groups = [
        ("with_unit", _("在单位手里")),
        ("extension", _("申请延期，待答复")),
        ("closed", _("已办结和已撤回")),
        ("all", pgettext("filter", "全部")),
    ]
    return [*groups, *Followup.STATES]


def due_options() -> list[tuple[str, str]]:
    return [
        ("late", pgettext("filter", "逾期")),
        ("long_overdue", _("长期逾期")),
        ("soon", _("快到期")),
        ("on_time", pgettext("filter", "按期")),
        ("no_deadline", _("没有期限")),
    ]


def filters_of(request: HttpRequest) -> Filters:
    """What the address asks for."""
    return Filters(
        q=word(request, "q")[:100],
        kind=word(request, "kind", dict(Followup.KINDS)),
        state=word(request, "state", dict(state_options())),
        due=word(request, "due", dict(due_options())),
        unit=word(request, "unit")[:12],
        office=word(request, "office")[:12],
    )


@dataclass(frozen=True)
class ListPage:
    """跟踪事项清单页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: list[Row]
    filters: Filters
    kinds: Any
    states: Any
    dues: Any
    units: list[tuple[str, str]]
    offices: list[tuple[str, str]]
    counts: dict[str, int]
    tabs: list[Tab]


@dataclass(frozen=True)
class Tab:
    """常看的一类, with how many there are."""

    label: str
    url: str
    active: bool


def tabs_of(request: HttpRequest, counts: dict[str, int]) -> list[Tab]:
    """The rungs of the ladder and what waits for the office, each an address of the list."""
    wanted = (
        (_("办理中 %(open)d") % counts, ""),
        (_("长期逾期 %(long)d") % counts, "state=with_unit&due=long_overdue"),
        (_("逾期 %(late)d") % counts, "state=with_unit&due=late"),
        (_("快到期 %(soon)d") % counts, "state=with_unit&due=soon"),
        (_("待核实 %(verify)d") % counts, "state=reported_done"),
        (_("申请延期 %(extensions)d") % counts, "state=extension"),
    )
    here = request.GET.urlencode()
    return [Tab(label, f"?{query}", here == query) for label, query in wanted]


@require_safe
@place_page(permissions.can_read_office)
def followups(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """承诺与整改清单; ``?form=xlsx`` or ``csv`` takes what the list shows away."""
    filters, limits, today = filters_of(request), limits_of(place), institutions.today()
    found = queries.filtered(queries.followups_of(place), filters, limits, today)
    found = queries.ordered(found, request.GET.get("sort", ""))
    form = word(request, "form", {"xlsx", "csv"})
    if form:
        return taken_away(place, found, limits, form)
    listing = paged(request, found)
    rows = rows_of(place, list(listing), limits)
    context = list_page(request, place, filters, listing, rows)
    return render(request, "followups/followups.html", vars(context))


def taken_away(place: Jurisdiction, found: Any, limits: Limits, form: str) -> HttpResponse:
    """The list as a file."""
    rows = rows_of(place, list(found), limits)
    name = f"{place.code}-followups"
    return table_response(exporting.office_sheet(rows), form, name)


def list_page(
    request: HttpRequest,
    place: Jurisdiction,
    filters: Filters,
    listing: PaginatorPage[Any],
    rows: list[Row],
) -> ListPage:
    """What the list shows."""
    counts = counts_of(place, limits_of(place))
    offices = institutions.bodies_of(place).on(institutions.today())
    return ListPage(
        page=Page(
            title=headline(counts),
            lead=_("承诺、整改和交办，自报完成以后由另一人核实"),
            crumbs=(Crumb(_("承诺与整改")),),
            window_title=_("承诺与整改"),
            acts=list_acts(actor_of(request), place),
        ),
        place=place,
        listing=listing,
        rows=rows,
        filters=filters,
        kinds=Followup.KINDS,
        states=state_options(),
        dues=due_options(),
        units=units_with_items(place),
        offices=[
            (office.public_id, office.name)
            for office in offices.filter(kind__in=Body.OFFICES).order_by("name")
        ],
        counts=counts,
        tabs=tabs_of(request, counts),
    )


def list_acts(actor: Actor, place: Jurisdiction) -> tuple[Act, ...]:
    if not permissions.can_assign(actor, place):
        return ()
    url = reverse("followups:assign", args=[place.code])
    return (Act(_("交办一件事"), url, "plus-lg", main=True),)


def units_with_items(place: Jurisdiction) -> list[tuple[str, str]]:
    rows = queries.followups_of(place).order_by("unit__name")
    return list(rows.values_list("unit__public_id", "unit__name").distinct())


def counts_of(place: Jurisdiction, limits: Limits) -> dict[str, int]:
    """Open, late, waiting for verification, requests to answer."""
    opened = queries.open_of(place).order_by()
    today = institutions.today()
    owed = opened.filter(state__in=Followup.WITH_UNIT)

    def on(rung: str) -> int:
        return owed.filter(due_condition(rung, limits, today)).count()

    return {
        "open": opened.count(),
        "long": on("long_overdue"),
        "late": on("late"),
        "soon": on("soon"),
        "verify": opened.filter(state="reported_done").count(),
        "extensions": queries.waiting_extensions(place).count(),
    }


def headline(counts: dict[str, int]) -> str:
    """The first sentence of the list."""
    if counts["late"]:
        return _("办理中 %(open)d 件，逾期 %(late)d 件，待核实 %(verify)d 件") % counts
    if counts["open"]:
        return _("办理中 %(open)d 件，待核实 %(verify)d 件，没有逾期") % counts
    return _("没有办理中的事项")
