"""村和社区: a town's own list, that wishes and projects name one by; the forms of its acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import permissions, queries
from oversight.institutions.actions import villages as actions
from oversight.institutions.forms.base import EndWithReasonForm
from oversight.institutions.forms.villages import VillageNameForm, VillagesForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.villages import all_villages, villages_of
from oversight.institutions.views.act_forms import ActPage, obstacle_of, place_act
from oversight.institutions.views.tie_acts import tie_or_404
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page


def list_url(place: Jurisdiction) -> str:
    """The list of the place's villages."""
    return reverse("institutions:villages", args=[place.code])


def boundaries_url(place: Jurisdiction) -> str:
    """The map of the place."""
    return reverse("institutions:boundaries", args=[place.code])


def crumbs(place: Jurisdiction, *last: Crumb) -> tuple[Crumb, ...]:
    """From bodies and terms to this page."""
    first = Crumb(_("机构与届次"), reverse("institutions:bodies", args=[place.code]))
    return (first, Crumb(_("村和社区"), list_url(place) if last else ""), *last)


@require_safe
@place_page(permissions.can_read_office)
def villages(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """村和社区: those of today, and those that have ended."""
    rows = list(villages_of(place))
    ended = all_villages(place).exclude(pk__in=[one.pk for one in rows])
    may = permissions.can_manage_institutions(actor_of(request), place)
    word = _("登记村和社区")
    add = Act(word, reverse("institutions:villages_add", args=[place.code]), "plus-lg", main=True)
    context: dict[str, Any] = {
        "page": Page(
            title=_("%(n)d 个村和社区") % {"n": len(rows)} if rows else _("还没有登记村和社区"),
            lead=_("群众提建议、办事机构形成项目时从这里选。"),
            crumbs=crumbs(place),
            acts=[*([add] if may else []), Act(_("边界和地图"), boundaries_url(place), "map")],
        ),
        "place": place,
        "rows": rows,
        "ended": list(ended),
        "may_manage": may,
    }
    return render(request, "institutions/villages.html", context)


@place_page(permissions.can_manage_institutions)
def villages_add(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记村和社区: one or a pasted list."""
    word = _("登记村和社区")
    page = ActPage(
        title=word,
        button=word,
        back_url=list_url(place),
        crumbs=crumbs(place, Crumb(word)),
        lead=_("已经登记的同名村、社区跳过，不会重复。"),
        done=_("已登记。"),
        obstacle=obstacle_of(lambda: actions.require_level(place)),
    )
    return place_act(request, place, page, VillagesForm, actions.add_villages)


@place_page(permissions.can_manage_institutions)
def village_rename(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """村（社区）更名。"""
    found = tie_or_404(villages_of(place), key)
    page = ActPage(
        title=_("%(name)s更名") % {"name": found.name},
        button=_("更名"),
        back_url=list_url(place),
        crumbs=crumbs(place, Crumb(_("更名"))),
        warning=_("已经公开的版本仍是原来的名称，其余各处从现在起用新名称。"),
        done=_("已更名。"),
    )
    return place_act(
        request, place, page, VillageNameForm, actions.rename_village,
        about={"village": found}, initial={"name": found.name},
    )  # fmt: skip


@place_page(permissions.can_manage_institutions)
def village_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """撤销村（社区）。"""
    found = tie_or_404(villages_of(place), key)
    page = ActPage(
        title=_("登记%(name)s撤销") % {"name": found.name},
        button=_("登记撤销"),
        back_url=list_url(place),
        crumbs=crumbs(place, Crumb(_("登记撤销"))),
        warning=_("以后不再供选；已经写明它的建议和项目不变。"),
        done=_("已登记撤销。"),
    )
    return place_act(
        request, place, page, EndWithReasonForm, actions.end_village,
        about={"village": found}, initial={"on": queries.today()},
    )  # fmt: skip
