"""单位总览: a unit as its head sees it – what waits for the signature, what is late, what sections owe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.followups import permissions, queries
from oversight.followups.models import Followup, FollowupPart
from oversight.followups.presenting import Row
from oversight.followups.views.duties import duty_rows
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb, Page


@dataclass(frozen=True)
class UnitPage:
    """单位的承办事项, as its head wants to see it."""

    page: Page
    place: Jurisdiction
    to_sign: list[Row]
    late: list[Row]
    others: list[Row]
    verify: list[Row]
    parts: list[FollowupPart]
    today: Any
    counts: dict[str, int]


@require_safe
@place_page(permissions.speaks)
def duties_unit(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """单位负责人看的: what waits for the signature, what is late, what sections owe."""
    unit = institutions.units_of(place).filter(pk=actor_of(request).unit_id).first()
    rows = queries.carried_by(place, actor_of(request).unit_id).exclude(state__in=Followup.CLOSED)
    found = duty_rows(rows.order_by(models.F("due").asc(nulls_last=True), "pk"))
    groups = grouped(found)
    parts = queries.parts_of([row.followup for row in found], place)
    counts = {name: len(rows) for name, rows in groups.items()} | {"open": len(found)}
    title = _("办理中 %(open)d 件，逾期 %(late)d 件，等签字 %(to_sign)d 件") % counts
    context = UnitPage(
        page=Page(
            title=title,
            lead=unit.name if unit else "",
            crumbs=(
                Crumb(_("承办事项"), reverse("followups:duties", args=[place.code])),
                Crumb(_("单位总览")),
            ),
            window_title=_("单位总览"),
        ),
        place=place,
        parts=list(parts.filter(state="open").select_related("followup").order_by("due", "pk")),
        today=institutions.today(),
        counts=counts,
        **groups,
    )
    return render(request, "followups/duties_unit.html", vars(context))


def grouped(rows: list[Row]) -> dict[str, list[Row]]:
    """For the head: to sign, late, waiting for verification, the rest."""
    found: dict[str, list[Row]] = {"to_sign": [], "late": [], "verify": [], "others": []}
    for row in rows:
        if row.followup.state == "to_sign":
            found["to_sign"].append(row)
        elif row.followup.state == "reported_done":
            found["verify"].append(row)
        elif row.standing.is_late:
            found["late"].append(row)
        else:
            found["others"].append(row)
    return found
