"""单位的行为表单: one page per act that registers or changes a unit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms import units as forms
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.views.act_forms import ActPage, place_act
from oversight.institutions.views.units import unit_or_404
from oversight.institutions.web import place_page
from oversight.ui.page import Crumb


def url_of(place: Jurisdiction, unit: Unit) -> str:
    return reverse("institutions:unit", args=[place.code, unit.public_id])


def page_of(place: Jurisdiction, unit: Unit, title: str, button: str, **more: Any) -> ActPage:
    """The head of an act on a unit."""
    back = url_of(place, unit)
    crumbs = (
        Crumb(_("单位"), reverse("institutions:units", args=[place.code])),
        Crumb(unit.name, back),
        Crumb(button),
    )
    return ActPage(title, button, back, crumbs, **more)


@place_page(permissions.can_manage_institutions)
def unit_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记单位。"""
    back = reverse("institutions:units", args=[place.code])
    page = ActPage(
        _("登记一个被监督单位"),
        _("登记单位"),
        back,
        (Crumb(_("单位"), back), Crumb(_("登记单位"))),
        lead=_("已有单位改了名称的，到该单位的页面办“更名”，这样历年的数才接得上。"),
        done=_("单位已登记。"),
    )
    return place_act(
        request,
        place,
        page,
        forms.UnitForm,
        actions.create_unit,
        then=lambda made: url_of(place, made),
    )


@place_page(permissions.can_manage_institutions)
def unit_correct(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更正单位登记。"""
    unit = unit_or_404(place, key)
    fields = forms.UnitForm.base_fields
    initial = {name: getattr(unit, name) for name in fields}
    page = page_of(
        place,
        unit,
        _("更正%(unit)s的登记") % {"unit": unit.name},
        _("更正登记"),
        lead=_("只用于更正写错的字、补别名和日期。依法改名称的，办更名。"),
        done=_("登记已更正。"),
        others=(
            (
                _("是依法更名？去办更名"),
                reverse("institutions:unit_rename", args=[place.code, key]),
            ),
        ),
    )
    return place_act(
        request,
        place,
        page,
        forms.UnitForm,
        actions.correct_unit,
        about={"unit": unit},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def unit_rename(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """单位更名。"""
    unit = unit_or_404(place, key)
    page = page_of(
        place,
        unit,
        _("%(unit)s更名") % {"unit": unit.name},
        _("办理更名"),
        warning=_("旧名称保留到前一天，以后查得到。现任职务、联络员、对口联系和授权转到新名称下。"),
        done=_("更名已办理。"),
        others=(
            (
                _("只是写错了字？去更正笔误"),
                reverse("institutions:unit_correct", args=[place.code, key]),
            ),
        ),
    )
    return place_act(
        request,
        place,
        page,
        forms.RenameForm,
        actions.rename_unit,
        about={"unit": unit},
        initial={"name": unit.name},
        then=lambda made: url_of(place, made),
    )


@place_page(permissions.can_manage_institutions)
def unit_merge(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """单位合并。"""
    unit = unit_or_404(place, key)
    page = page_of(
        place,
        unit,
        _("把%(unit)s并入另一个单位，或与其他单位合并") % {"unit": unit.name},
        _("办理合并"),
        warning=_(
            "并入的单位从这一天起不再存在；没有选“转到新单位”的，职务、联络员和授权同时终止。"
        ),
        done=_("合并已办理。"),
    )

    def merge(actor: Actor, place: Jurisdiction, *, units: list[Unit], **data: Any) -> Unit:
        return actions.merge_units(actor, place, units=[unit, *units], **data)

    return place_act(
        request,
        place,
        page,
        forms.MergeForm,
        merge,
        offered={"unit": unit},
        then=lambda made: url_of(place, made),
    )


@place_page(permissions.can_manage_institutions)
def unit_split(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """单位分设。"""
    unit = unit_or_404(place, key)
    page = page_of(
        place,
        unit,
        _("%(unit)s分设为几个单位") % {"unit": unit.name},
        _("办理分设"),
        warning=_("原单位从这一天起不再存在，职务、联络员和授权同时终止。分设前的数仍列在原名下。"),
        done=_("分设已办理。"),
    )
    return place_act(
        request, place, page, forms.SplitForm, actions.split_unit, about={"unit": unit}
    )


@place_page(permissions.can_manage_institutions)
def unit_abolish(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """撤销单位。"""
    unit = unit_or_404(place, key)
    page = page_of(
        place,
        unit,
        _("撤销%(unit)s") % {"unit": unit.name},
        _("撤销单位"),
        warning=_("没有单位接办其职责时才办撤销；职务、联络员和授权同时终止。"),
        done=_("撤销已办理。"),
    )
    return place_act(
        request, place, page, forms.AbolishForm, actions.abolish_unit, about={"unit": unit}
    )


@place_page(permissions.can_manage_institutions)
def unit_succession(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记沿革。"""
    unit = unit_or_404(place, key)
    page = page_of(
        place,
        unit,
        _("登记%(unit)s的沿革") % {"unit": unit.name},
        _("登记沿革"),
        lead=_("两个单位都已登记，补记谁接办了谁的职责。"),
        done=_("沿革已登记。"),
    )
    return place_act(
        request,
        place,
        page,
        forms.SuccessionForm,
        actions.record_succession,
        about={"predecessor": unit},
        offered={"unit": unit},
    )


@place_page(permissions.can_manage_institutions)
def unit_post_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记单位职务。"""
    unit = unit_or_404(place, key)
    title = _("登记%(unit)s的职务") % {"unit": unit.name}
    page = page_of(place, unit, title, _("登记职务"), done=_("职务已登记。"))
    return place_act(
        request, place, page, forms.UnitPostForm, actions.add_post, about={"unit": unit}
    )


@place_page(permissions.can_manage_institutions)
def unit_liaison_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """确定联络员。"""
    unit = unit_or_404(place, key)
    title = _("确定%(unit)s的联络员") % {"unit": unit.name}
    page = page_of(place, unit, title, _("确定联络员"), done=_("联络员已确定。"))
    initial = {"valid_from": queries.today()}
    return place_act(
        request,
        place,
        page,
        forms.LiaisonForm,
        actions.appoint_liaison,
        about={"unit": unit},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def unit_office(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """确定对口联系。"""
    unit = unit_or_404(place, key)
    title = _("确定哪个委室对口联系%(unit)s") % {"unit": unit.name}
    page = page_of(place, unit, title, _("确定对口联系"), done=_("对口联系已确定。"))
    initial = {"valid_from": queries.today()}
    return place_act(
        request,
        place,
        page,
        forms.CorrespondenceForm,
        actions.set_correspondence,
        about={"unit": unit},
        initial=initial,
    )
