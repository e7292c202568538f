"""单位: the list of units and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.institutions import permissions, queries
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.queries.unit_list import UnitRow, unit_list, unit_row, with_ties
from oversight.institutions.views.history import history, links_act
from oversight.institutions.views.listing import chosen_day, paged, sorted_by, word
from oversight.institutions.web import place_page
from oversight.ui.formats import day as day_text
from oversight.ui.page import Act, Crumb, Entry, Page

ORDERS = {"name": "name", "kind": "kind", "from": "valid_from"}


@dataclass(frozen=True)
class UnitsPage:
    """单位清单页。"""

    page: Page
    listing: PaginatorPage[Any]
    rows: list[UnitRow]
    q: str
    kind: str
    kinds: list[tuple[str, Any]]
    state: str
    states: list[tuple[str, str]]
    day: date
    day_given: bool
    filtered: bool
    may_manage: bool
    place: Jurisdiction


def units_page(request: HttpRequest, place: Jurisdiction, everything: bool = False) -> UnitsPage:
    """The list as the address asks for it; all rows for printing."""
    day = chosen_day(request)
    states = [("ended", _("已终止")), ("all", _("全部"))]
    state = word(request, "state", dict(states))
    q, kind = word(request, "q"), word(request, "kind", dict(Unit.KINDS))
    found = unit_list(place, day=day, q=q, kind=kind, state=state or "existing")
    found = with_ties(sorted_by(request, found, ORDERS, "name"), place, day)
    listing = paged(request, found)
    shown = list(found) if everything else list(listing)
    total = listing.paginator.count
    given = day != queries.today()
    may_manage = permissions.can_manage_institutions(request.actor, place)  # type: ignore[attr-defined]
    return UnitsPage(
        page=Page(
            title=ngettext("%(day)s有 %(count)d 个单位", "%(day)s有 %(count)d 个单位", total)
            % {"day": day_text(day), "count": total}
            if not state
            else ngettext("找到 %(count)d 个单位", "找到 %(count)d 个单位", total)
            % {"count": total},
            lead=_("被监督的政府及部门、监察委员会、法院、检察院"),
            crumbs=(Crumb(_("单位")),),
            window_title=_("单位"),
            acts=units_acts(place) if may_manage else (),
        ),
        listing=listing,
        rows=[unit_row(unit, day) for unit in shown],
        q=q,
        kind=kind,
        kinds=Unit.KINDS,
        state=state,
        states=states,
        day=day,
        day_given=given,
        filtered=bool(q or kind or given or state),
        may_manage=may_manage,
        place=place,
    )


def units_acts(place: Jurisdiction) -> tuple[Act, ...]:
    """What a clerk may do from the list."""
    return (
        Act(_("登记单位"), reverse("institutions:unit_new", args=[place.code]), "plus-lg", True),
        Act(
            _("导入表格"),
            reverse("institutions:import", args=[place.code, "units"]),
            "file-earmark-arrow-up",
        ),
    )


@require_safe
@place_page(permissions.can_read_office)
def units(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """单位清单。"""
    return render(request, "institutions/units.html", vars(units_page(request, place)))


@require_safe
@place_page(permissions.can_read_office)
def units_print(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """打印单位清单。"""
    context = vars(units_page(request, place, everything=True))
    context["back_url"] = reverse("institutions:units", args=[place.code])
    return render(request, "institutions/units_print.html", context)


def unit_or_404(place: Jurisdiction, key: str) -> Unit:
    """The unit of the address."""
    found = queries.unit_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


@dataclass(frozen=True)
class UnitPage:
    """单位页。"""

    page: Page
    place: Jurisdiction
    unit: Unit
    exists: bool
    past: list[Any]
    future: list[Any]
    posts: list[Any]
    liaisons: list[Any]
    earlier_liaisons: list[Any]
    offices: list[Any]
    entries: list[Entry]
    may_manage: bool
    changes: tuple[Act, ...]


@require_safe
@place_page(permissions.can_read_office)
def unit(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个单位。"""
    found, today = unit_or_404(place, key), queries.today()
    actor = request.actor  # type: ignore[attr-defined]
    may_manage = permissions.can_manage_institutions(actor, place)
    edges = list(queries.successions_of(place))
    officers = list(queries.liaisons_in(place).filter(unit=found).order_by("rank", "-valid_from"))
    posts = list(found.posts.select_related("person").order_by("-is_head", "-valid_from", "pk"))
    offices = list(queries.correspondence_in(place).filter(unit=found).order_by("-valid_from"))
    context = UnitPage(
        page=unit_head(place, found),
        place=place,
        unit=found,
        exists=found.holds_on(today),
        past=[edge for edge in edges if edge.successor_id == found.pk],
        future=[edge for edge in edges if edge.predecessor_id == found.pk],
        posts=sorted(posts, key=lambda post: not post.holds_on(today)),
        liaisons=[row for row in officers if row.valid_to is None or row.valid_to >= today],
        earlier_liaisons=[row for row in officers if row.valid_to and row.valid_to < today],
        offices=offices,
        entries=history(actor, place, found, *officers[:4], *posts[:4]),
        may_manage=may_manage,
        changes=unit_changes(place, found) if may_manage and found.holds_on(today) else (),
    )
    return render(request, "institutions/unit.html", vars(context) | {"today": today})


def unit_head(place: Jurisdiction, found: Unit) -> Page:
    """Title and period of a unit."""
    since = _("设立日期未登记")
    if found.valid_from:
        since = _("%(day)s设立") % {"day": day_text(found.valid_from)}
    until = _("存续至%(day)s") % {"day": day_text(found.valid_to)} if found.valid_to else ""
    parts = [str(found.get_kind_display()), found.short_name, since, until]
    return Page(
        title=found.name,
        lead=" · ".join(part for part in parts if part),
        crumbs=(
            Crumb(_("单位"), reverse("institutions:units", args=[place.code])),
            Crumb(found.name),
        ),
        acts=(
            Act(
                _("打印本页"),
                reverse("institutions:unit_print", args=[place.code, found.public_id]),
                "printer",
            ),
            links_act(place, "unit", found.public_id),
        ),
    )


def unit_changes(place: Jurisdiction, found: Unit) -> tuple[Act, ...]:
    """The acts that change a unit in law, and mending its record."""
    wanted = (
        (_("更名"), "unit_rename", "pencil"),
        (_("并入或合并"), "unit_merge", "layers"),
        (_("分设"), "unit_split", "diagram-2"),
        (_("撤销单位"), "unit_abolish", "slash-circle"),
        (_("登记其他沿革"), "unit_succession", "link-45deg"),
        (_("更正笔误、别名、日期"), "unit_correct", "list-check"),
    )
    args = [place.code, found.public_id]
    return tuple(
        Act(label, reverse(f"institutions:{name}", args=args), icon) for label, name, icon in wanted
    )


@require_safe
@place_page(permissions.can_read_office)
def unit_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印一个单位。"""
    found, today = unit_or_404(place, key), queries.today()
    context = {
        "page": unit_head(place, found),
        "place": place,
        "unit": found,
        "past": list(queries.successions_of(place).filter(successor=found)),
        "future": list(queries.successions_of(place).filter(predecessor=found)),
        "posts": list(queries.posts_of(found, today)),
        "liaisons": list(queries.liaisons_in(place).filter(unit=found).on(today).order_by("rank")),
        "offices": list(queries.correspondence_in(place).filter(unit=found).on(today)),
        "back_url": reverse("institutions:unit", args=[place.code, key]),
    }
    return render(request, "institutions/unit_print.html", context)
