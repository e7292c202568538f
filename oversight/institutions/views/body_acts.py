"""机构与届次的行为表单: bodies, terms, counters, constituencies, delegations, stations."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms import bodies as forms
from oversight.institutions.forms.base import EndForm, PlaceForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, place_act
from oversight.institutions.views.tie_acts import tie_or_404
from oversight.institutions.web import place_page
from oversight.ui.page import Crumb


def page_of(place: Jurisdiction, title: str, button: str, **more: Any) -> ActPage:
    """The head of an act that leads back to bodies and terms."""
    back = reverse("institutions:bodies", args=[place.code])
    crumbs = (Crumb(_("机构与届次"), back), Crumb(button))
    return ActPage(title, button, back, crumbs, done=_("已登记。"), **more)


def current_values(record: Any, form_class: type[django_forms.Form]) -> dict[str, Any]:
    """What the record holds for the fields of a form."""
    names = [name for name in form_class.base_fields if name != "kind" or hasattr(record, "kind")]
    return {name: getattr(record, name) for name in names if hasattr(record, name)}


@place_page(permissions.can_manage_institutions)
def body_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """设立机构。"""
    initial = {"parent": queries.body_of_kind(place, "standing_committee")}
    page = page_of(place, _("设立一个机构"), _("设立机构"))
    return place_act(request, place, page, forms.BodyForm, actions.create_body, initial=initial)


@place_page(permissions.can_manage_institutions)
def bodies_standard(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """按级别设立标准机构。"""
    page = page_of(
        place,
        _("按%(level)s设立标准机构") % {"level": place.get_level_display()},
        _("设立标准机构"),
        lead=_("设立后名称可以逐个更正。乡镇设主席团，不设常委会；街道只设人大工委。"),
    )
    return place_act(request, place, page, PlaceForm, actions.create_standard_bodies)


@place_page(permissions.can_manage_institutions)
def body_correct(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更正机构登记。"""
    body = tie_or_404(queries.bodies_of(place).select_related("parent"), key)
    initial = current_values(body, forms.BodyForm)
    page = page_of(place, _("更正%(body)s的登记") % {"body": body.name}, _("更正登记"))
    return place_act(
        request,
        place,
        page,
        forms.BodyForm,
        actions.correct_body,
        about={"body": body},
        initial=initial,
        offered={"body": body},
    )


@place_page(permissions.can_manage_institutions)
def body_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """撤销机构。"""
    body = tie_or_404(queries.bodies_of(place), key)
    page = page_of(
        place,
        _("撤销%(body)s") % {"body": body.name},
        _("撤销机构"),
        warning=_("撤销后不能再登记组成人员，历史记录保留。"),
    )
    return place_act(
        request,
        place,
        page,
        EndForm,
        actions.end_body,
        about={"body": body},
        initial={"on": queries.today()},
    )


@place_page(permissions.can_manage_institutions)
def term_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记届次。"""
    page = page_of(
        place,
        _("登记一届"),
        _("登记届次"),
        lead=_("一届五年，从本届第一次会议到下一届第一次会议为止（《代表法》第二条）。"),
    )
    return place_act(request, place, page, forms.TermForm, actions.create_term)


@place_page(permissions.can_manage_institutions)
def term_correct(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更正届次。"""
    term = tie_or_404(queries.terms_of(place), key)
    initial = current_values(term, forms.TermForm)
    page = page_of(place, _("更正%(term)s的登记") % {"term": term}, _("更正登记"))
    return place_act(
        request,
        place,
        page,
        forms.TermForm,
        actions.correct_term,
        about={"term": term},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def counter_set(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """定下一次会议的次数。"""
    initial = {
        "term": queries.current_term(place),
        "body": queries.bodies_of(place).filter(public_id=request.GET.get("body", "")).first(),
    }
    page = page_of(
        place, _("定下一次会议是第几次"), _("定下一次会议的次数"), lead=_("次数随届次重新起算。")
    )
    return place_act(
        request, place, page, forms.CounterForm, actions.set_meeting_counter, initial=initial
    )


@place_page(permissions.can_manage_institutions)
def constituency_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记选区。"""
    initial = {"term": queries.current_term(place)}
    page = page_of(place, _("登记一个选区或选举单位"), _("登记选区"))
    return place_act(
        request,
        place,
        page,
        forms.NewConstituencyForm,
        actions.create_constituency,
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def constituency_correct(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更正选区。"""
    record = tie_or_404(queries.constituencies_of(place), key)
    initial = current_values(record, forms.ConstituencyForm)
    page = page_of(place, _("更正%(name)s的登记") % {"name": record.name}, _("更正登记"))
    return place_act(
        request,
        place,
        page,
        forms.ConstituencyForm,
        actions.correct_constituency,
        about={"constituency": record},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def delegation_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记代表团或小组。"""
    initial = {"term": queries.current_term(place)}
    page = page_of(place, _("登记一个代表团或代表小组"), _("登记代表团或小组"))
    return place_act(
        request, place, page, forms.NewDelegationForm, actions.create_delegation, initial=initial
    )


@place_page(permissions.can_manage_institutions)
def delegation_correct(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更正代表团或小组。"""
    record = tie_or_404(queries.delegations_of(place), key)
    initial = current_values(record, forms.DelegationForm)
    page = page_of(place, _("更正%(name)s的登记") % {"name": record.name}, _("更正登记"))
    return place_act(
        request,
        place,
        page,
        forms.DelegationForm,
        actions.correct_delegation,
        about={"delegation": record},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def station_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """设立联络站。"""
    page = page_of(place, _("设立一个代表联络站"), _("设立联络站"))
    return place_act(request, place, page, forms.StationForm, actions.create_station)


@place_page(permissions.can_manage_institutions)
def station_correct(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更正联络站。"""
    station = tie_or_404(queries.stations_of(place), key)
    initial = current_values(station, forms.StationForm)
    page = page_of(place, _("更正%(name)s的登记") % {"name": station.name}, _("更正登记"))
    return place_act(
        request,
        place,
        page,
        forms.StationForm,
        actions.correct_station,
        about={"station": station},
        initial=initial,
    )
