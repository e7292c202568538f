"""机构与届次: bodies, terms with their counters, constituencies, delegations, stations, correspondence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import permissions, queries
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.rules.bodies import committee_size, kinds_for
from oversight.institutions.views.history import history, links_act
from oversight.institutions.views.tie_acts import tie_or_404
from oversight.institutions.web import place_page
from oversight.ui.page import Act, Crumb, Entry, Page


@dataclass(frozen=True)
class BodyRow:
    """机构的一行。"""

    body: Body
    members: int
    chairs: list[Any]
    followed: int
    exists: bool


@dataclass(frozen=True)
class BodiesPage:
    """机构与届次页。"""

    page: Page
    place: Jurisdiction
    rows: list[BodyRow]
    term: Any
    terms: list[Any]
    counters: list[Any]
    constituencies: list[Any]
    delegations: list[Any]
    stations: list[Any]
    villages: list[Any]
    may_have_villages: bool
    offices: list[tuple[Any, list[Any]]]
    in_base: int
    deputies: int
    may_have_bodies: bool
    may_manage: bool
    today: date


@require_safe
@place_page(permissions.can_read_office)
def bodies(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """机构与届次。"""
    today, term = queries.today(), queries.current_term(place)
    may_manage = permissions.can_manage_institutions(request.actor, place)  # type: ignore[attr-defined]
    may_have = bool(kinds_for(place.level, place.kind))
    held = queries.deputyships_in(place).filter(term=term).on(today) if term else None
    counted = (
        held.aggregate(deputies=Count("pk"), in_base=Count("pk", filter=Q(counts_in_base=True)))
        if held is not None
        else {"deputies": 0, "in_base": 0}
    )
    context = BodiesPage(
        page=bodies_head(place, term, counted, may_manage and may_have),
        place=place,
        rows=body_rows(place, today),
        term=term,
        terms=list(queries.terms_of(place)),
        counters=list(queries.counters_of(place).filter(term=term).order_by("pk")) if term else [],
        constituencies=divisions(queries.constituencies_of(place).filter(term=term), today),
        delegations=divisions(queries.delegations_of(place).filter(term=term), today),
        stations=list(queries.stations_of(place).on(today)),
        villages=list(villages_of(place)),
        may_have_villages=place.level == "town",
        offices=by_office(
            queries.correspondence_in(place).on(today).order_by("office__name", "unit__name")
        ),
        **counted,
        may_have_bodies=may_have,
        may_manage=may_manage,
        today=today,
    )
    return render(request, "institutions/bodies.html", vars(context))


def divisions(rows: Any, day: date) -> list[Any]:
    """Constituencies or delegations with the number of their deputies on the day."""
    holding = (Q(deputyships__valid_from=None) | Q(deputyships__valid_from__lte=day)) & (
        Q(deputyships__valid_to=None) | Q(deputyships__valid_to__gte=day)
    )
    found = rows.annotate(deputies=Count("deputyships", filter=holding))
    return list(queries.in_order(found))


def by_office(rows: Any) -> list[tuple[Any, list[Any]]]:
    """Correspondence grouped by the office that follows."""
    grouped: dict[int, tuple[Any, list[Any]]] = {}
    for tie in rows:
        grouped.setdefault(tie.office_id, (tie.office, []))[1].append(tie.unit)
    return list(grouped.values())


def body_rows(place: Jurisdiction, day: date) -> list[BodyRow]:
    """Every body with its members, chairs and followed units; those that exist first."""
    members: dict[int, int] = {}
    chairs: dict[int, list[Any]] = {}
    for seat in queries.memberships_in(place).on(day).order_by("pk"):
        members[seat.body_id] = members.get(seat.body_id, 0) + (seat.role != "staff")
        if seat.role == "chair":
            chairs.setdefault(seat.body_id, []).append(seat)
    followed: dict[int, int] = {}
    for key in queries.correspondence_in(place).on(day).values_list("office_id", flat=True):
        followed[key] = followed.get(key, 0) + 1
    order = [code for code, _word in Body.KINDS]
    rows = [
        BodyRow(
            body,
            members.get(body.pk, 0),
            chairs.get(body.pk, []),
            followed.get(body.pk, 0),
            body.holds_on(day),
        )
        for body in queries.bodies_of(place)
    ]
    return sorted(rows, key=lambda row: (not row.exists, order.index(row.body.kind), row.body.name))


def bodies_head(place: Jurisdiction, term: Any, counted: dict[str, int], may_create: bool) -> Page:
    """A sentence with the number of deputies of the running term."""
    if term is None:
        title = _("没有正在进行的届次") if place.has_congress else _("%(place)s不设人民代表大会")
        title = title % {"place": place.name}
    else:
        title = _("%(term)s人大代表 %(deputies)d 人，计入全体代表 %(in_base)d 人")
        title = title % {"term": term, **counted}
    new = Act(_("设立机构"), reverse("institutions:body_new", args=[place.code]), "plus-lg", True)
    return Page(
        title=title,
        lead=str(place.get_level_display()),
        crumbs=(Crumb(_("机构与届次")),),
        window_title=_("机构与届次"),
        acts=(new,) if may_create else (),
    )


@dataclass(frozen=True)
class BodyPage:
    """机构页。"""

    page: Page
    place: Jurisdiction
    body: Body
    members: list[Any]
    staff: list[Any]
    earlier: list[Any]
    ties: list[Any]
    size_note: Any
    entries: list[Entry]
    may_manage: bool


@require_safe
@place_page(permissions.can_read_office)
def body(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个机构。"""
    found, today = (
        tie_or_404(queries.bodies_of(place).select_related("parent"), key),
        queries.today(),
    )
    actor = request.actor  # type: ignore[attr-defined]
    seats = list(queries.memberships_in(place).filter(body=found).order_by("person__name"))
    ranks = ["chair", "vice_chair", "secretary", "member", "staff"]
    seats.sort(key=lambda seat: ranks.index(seat.role))
    now = [seat for seat in seats if seat.holds_on(today)]
    size = committee_size(place.level, found.quota) if found.quota else None
    shown = found.kind == "standing_committee" and size and not size.ok
    context = BodyPage(
        page=body_head(place, found, now),
        place=place,
        body=found,
        members=[seat for seat in now if seat.role != "staff"],
        staff=[seat for seat in now if seat.role == "staff"],
        earlier=[seat for seat in seats if not seat.holds_on(today)],
        ties=list(queries.correspondence_in(place).filter(office=found).on(today)),
        size_note=(_(size.text), size.basis) if shown and size else None,
        entries=history(actor, place, found),
        may_manage=permissions.can_manage_institutions(actor, place),
    )
    return render(request, "institutions/body.html", vars(context))


def body_head(place: Jurisdiction, found: Body, now: list[Any]) -> Page:
    """Name, kind, and the numbers."""
    members = sum(seat.role != "staff" for seat in now)
    parts = [str(found.get_kind_display())]
    if found.quota:
        parts.append(_("名额 %(quota)d") % {"quota": found.quota})
    parts.append(_("现有 %(count)d 人") % {"count": members})
    if found.kind == "street_committee":
        parts.append(_("只办理日常工作，不作表决"))
    return Page(
        title=found.name,
        lead=" · ".join(parts),
        crumbs=(
            Crumb(_("机构与届次"), reverse("institutions:bodies", args=[place.code])),
            Crumb(found.name),
        ),
        acts=(links_act(place, "body", found.public_id),),
    )
