"""终止和交接: ending a post, seat, liaison or correspondence, and handing a liaison over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms.base import EndForm, EndWithReasonForm
from oversight.institutions.forms.units import HandOverForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import place_page


def tie_or_404(rows: Any, key: str) -> Any:
    """The dated record of the address among the place's rows."""
    found = rows.filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


def ending(
    request: HttpRequest,
    place: Jurisdiction,
    *,
    title: str,
    button: str,
    back: str,
    run: Callable[[dict[str, Any]], Any],
    form_class: type[django_forms.Form] = EndForm,
) -> HttpResponse:
    """The page that ends a dated record."""
    page = ActPage(title, button, back, done=_("已登记。"))
    form = bound(form_class, request, place=place, initial={"on": queries.today()})

    def act(data: dict[str, Any]) -> None:
        run(data)

    return act_page(request, page, form, act)


@place_page(permissions.can_manage_institutions)
def post_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """单位职务离任。"""
    post = tie_or_404(queries.posts_in(place), key)
    values = {"name": post.person.name, "unit": post.unit.name, "title": post.title}
    return ending(
        request,
        place,
        title=_("%(name)s不再任%(unit)s%(title)s") % values,
        button=_("登记离任"),
        back=reverse("institutions:unit", args=[place.code, post.unit.public_id]),
        form_class=EndWithReasonForm,
        run=lambda data: actions.end_post(request.actor, place, post=post, **data),  # type: ignore[attr-defined]
    )


@place_page(permissions.can_manage_institutions)
def membership_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """组成人员离任。"""
    seat = tie_or_404(queries.memberships_in(place), key)
    values = {"name": seat.person.name, "body": seat.body.name}
    return ending(
        request,
        place,
        title=_("%(name)s不再任%(body)s职务") % values,
        button=_("登记离任"),
        back=reverse("institutions:person", args=[place.code, seat.person.public_id]),
        form_class=EndWithReasonForm,
        run=lambda data: actions.end_membership(request.actor, place, membership=seat, **data),  # type: ignore[attr-defined]
    )


@place_page(permissions.can_manage_institutions)
def liaison_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """联络员不再担任。"""
    officer = tie_or_404(queries.liaisons_in(place), key)
    values = {"name": officer.person.name, "unit": officer.unit.name}
    return ending(
        request,
        place,
        title=_("%(name)s不再任%(unit)s联络员") % values,
        button=_("登记不再担任"),
        back=reverse("institutions:unit", args=[place.code, officer.unit.public_id]),
        run=lambda data: actions.end_liaison(request.actor, place, liaison=officer, **data),  # type: ignore[attr-defined]
    )


@place_page(permissions.can_manage_institutions)
def liaison_hand_over(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """联络员交接。"""
    officer = tie_or_404(queries.liaisons_in(place), key)
    values = {"name": officer.person.name, "unit": officer.unit.name}
    page = ActPage(
        _("%(name)s把%(unit)s联络员的工作交给别人") % values,
        _("登记交接"),
        reverse("institutions:unit", args=[place.code, officer.unit.public_id]),
        warning=_("交出的人到前一天为止，账号的联络员授权要另行收回。"),
        done=_("交接已登记。"),
    )
    form = bound(HandOverForm, request, place=place, initial={"on": queries.today()})

    def run(data: dict[str, Any]) -> None:
        actions.hand_over_liaison(request.actor, place, liaison=officer, **data)  # type: ignore[attr-defined]

    return act_page(request, page, form, run)


@place_page(permissions.can_manage_institutions)
def correspondence_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """对口联系终止。"""
    tie = tie_or_404(queries.correspondence_in(place), key)
    values = {"office": tie.office.name, "unit": tie.unit.name}
    return ending(
        request,
        place,
        title=_("%(office)s不再联系%(unit)s") % values,
        button=_("终止对口联系"),
        back=reverse("institutions:unit", args=[place.code, tie.unit.public_id]),
        run=lambda data: actions.end_correspondence(  # type: ignore[attr-defined]
            request.actor, place, correspondence=tie, **data
        ),
    )
