"""终止和交接: ending a post, seat, liaison or correspondence, and handing a liaison over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms.base import EndForm, EndWithReasonForm, PlaceForm
from oversight.institutions.forms.units import HandOverForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, place_act
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
    page: ActPage,
    act: Callable[..., Any],
    about: dict[str, Any],
    form_class: type[PlaceForm] = EndForm,
) -> HttpResponse:
    """The page that ends a dated record, as of today unless another day is given."""
    return place_act(
        request, place, page, form_class, act, about=about, initial={"on": queries.today()}
    )


def page_of(
    place: Jurisdiction, record: str, key: str, title: str, button: str, **more: Any
) -> ActPage:
    """The head of an act on a tie; back to the unit or person whose tie it is."""
    back = reverse(f"institutions:{record}", args=[place.code, key])
    return ActPage(title, button, back, **{"done": _("已登记。"), **more})


@place_page(permissions.can_manage_institutions)
def post_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """单位职务离任。"""
    post = tie_or_404(queries.posts_in(place), key)
    values = {"name": post.person.name, "unit": post.unit.name, "title": post.title}
    title = _("%(name)s不再任%(unit)s%(title)s") % values
    page = page_of(place, "unit", post.unit.public_id, title, _("登记离任"))
    return ending(request, place, page, actions.end_post, {"post": post}, EndWithReasonForm)


@place_page(permissions.can_manage_institutions)
def membership_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """组成人员离任。"""
    seat = tie_or_404(queries.memberships_in(place), key)
    values = {"name": seat.person.name, "body": seat.body.name}
    title = _("%(name)s不再任%(body)s职务") % values
    page = page_of(place, "person", seat.person.public_id, title, _("登记离任"))
    return ending(
        request, place, page, actions.end_membership, {"membership": seat}, EndWithReasonForm
    )


@place_page(permissions.can_manage_institutions)
def liaison_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """联络员不再担任。"""
    officer = tie_or_404(queries.liaisons_in(place), key)
    values = {"name": officer.person.name, "unit": officer.unit.name}
    title = _("%(name)s不再任%(unit)s联络员") % values
    page = page_of(place, "unit", officer.unit.public_id, title, _("登记不再担任"))
    return ending(request, place, page, actions.end_liaison, {"liaison": officer})


@place_page(permissions.can_manage_institutions)
def liaison_hand_over(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """联络员交接。"""
    officer = tie_or_404(queries.liaisons_in(place), key)
    values = {"name": officer.person.name, "unit": officer.unit.name}
    page = page_of(
        place,
        "unit",
        officer.unit.public_id,
        _("%(name)s把%(unit)s联络员的工作交给别人") % values,
        _("登记交接"),
        warning=_("交出的人到前一天为止，账号的联络员授权要另行收回。"),
        done=_("交接已登记。"),
    )
    return ending(
        request, place, page, actions.hand_over_liaison, {"liaison": officer}, HandOverForm
    )


@place_page(permissions.can_manage_institutions)
def correspondence_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """对口联系终止。"""
    tie = tie_or_404(queries.correspondence_in(place), key)
    values = {"office": tie.office.name, "unit": tie.unit.name}
    title = _("%(office)s不再联系%(unit)s") % values
    page = page_of(place, "unit", tie.unit.public_id, title, _("终止对口联系"))
    return ending(request, place, page, actions.end_correspondence, {"correspondence": tie})
