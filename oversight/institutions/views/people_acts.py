"""人员的行为表单: one page per act on a person, a mandate, a seat, a post."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions import actions, permissions, queries
from oversight.institutions.forms import people as forms
from oversight.institutions.forms.base import EndWithReasonForm
from oversight.institutions.models import Jurisdiction, Person
from oversight.institutions.views.act_forms import ActPage, place_act
from oversight.institutions.views.people import person_or_404
from oversight.institutions.views.tie_acts import tie_or_404
from oversight.institutions.web import place_page
from oversight.ui.page import Crumb


def url_of(place: Jurisdiction, person: Person) -> str:
    return reverse("institutions:person", args=[place.code, person.public_id])


def page_of(place: Jurisdiction, person: Person, title: str, button: str, **more: Any) -> ActPage:
    """The head of an act on a person; back to the person when done."""
    back = url_of(place, person)
    crumbs = (
        Crumb(_("代表与人员"), reverse("institutions:people", args=[place.code])),
        Crumb(person.name, back),
        Crumb(button),
    )
    return ActPage(title, button, back, crumbs, done=_("已登记。"), **more)


@place_page(permissions.can_manage_institutions)
def person_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记人员。"""
    back = reverse("institutions:people", args=[place.code])
    crumbs = (Crumb(_("代表与人员"), back), Crumb(_("登记人员")))
    page = ActPage(
        _("登记一个人"),
        _("登记人员"),
        back,
        crumbs,
        lead=_("先登记人，再在其页面登记代表任职、组成人员、单位职务。人数多的，用表格导入。"),
        done=_("人员已登记。"),
    )
    return place_act(
        request,
        place,
        page,
        forms.PersonForm,
        actions.create_person,
        then=lambda person: url_of(place, person),
    )


@place_page(permissions.can_manage_institutions)
def person_correct(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更正人员登记。"""
    person = person_or_404(place, key)
    names = ("name", "gender", "birth_year", "phone", "note")
    initial = {name: getattr(person, name) for name in names}
    page = page_of(place, person, _("更正%(name)s的登记") % {"name": person.name}, _("更正登记"))
    return place_act(
        request,
        place,
        page,
        forms.PersonForm,
        actions.correct_person,
        about={"person": person},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def deputyship_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记代表任职。"""
    person = person_or_404(place, key)
    initial = {"term": queries.current_term(place)}
    page = page_of(
        place, person, _("登记%(name)s的代表任职") % {"name": person.name}, _("登记代表任职")
    )
    return place_act(
        request,
        place,
        page,
        forms.DeputyshipForm,
        actions.add_deputyship,
        about={"person": person},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def deputyship_change(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """更改代表任职的登记。"""
    mandate = tie_or_404(queries.deputyships_in(place), key)
    names = ("constituency", "delegation", "valid_from")
    initial = {name: getattr(mandate, name) for name in names}
    page = page_of(
        place,
        mandate.person,
        _("更改%(name)s代表任职的登记") % {"name": mandate.person.name},
        _("更改登记"),
    )
    return place_act(
        request,
        place,
        page,
        forms.ChangeDeputyshipForm,
        actions.change_deputyship,
        about={"deputyship": mandate},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def deputyship_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """代表资格终止。"""
    mandate = tie_or_404(queries.deputyships_in(place), key)
    page = page_of(
        place,
        mandate.person,
        _("登记%(name)s的代表资格终止") % {"name": mandate.person.name},
        _("登记终止"),
        warning=_("终止要有法定事由和公告；这里只作登记，账号的代表授权要另行收回。"),
        facts=((_("依据"), _("《代表法》第六十二条")),),
    )
    return place_act(
        request,
        place,
        page,
        EndWithReasonForm,
        actions.end_deputyship,
        about={"deputyship": mandate},
        initial={"on": queries.today()},
    )


@place_page(permissions.can_manage_institutions)
def deputyship_base(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """是否计入全体代表。"""
    mandate = tie_or_404(queries.deputyships_in(place), key)
    initial = {"counts": "1" if mandate.counts_in_base else "0", "reason": mandate.base_reason}
    page = page_of(
        place,
        mandate.person,
        _("%(name)s是否计入全体代表") % {"name": mandate.person.name},
        _("登记是否计入"),
        warning=_("全体代表是表决过半数的基数，改动前请核对主席团的决定。"),
    )
    return place_act(
        request,
        place,
        page,
        forms.BaseForm,
        actions.set_counts_in_base,
        about={"deputyship": mandate},
        initial=initial,
    )


@place_page(permissions.can_manage_institutions)
def membership_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记组成人员。"""
    person = person_or_404(place, key)
    page = page_of(
        place, person, _("登记%(name)s在机构的职务") % {"name": person.name}, _("登记组成人员")
    )
    return place_act(
        request, place, page, forms.MembershipForm, actions.add_membership, about={"person": person}
    )


@place_page(permissions.can_manage_institutions)
def post_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记单位职务。"""
    person = person_or_404(place, key)
    page = page_of(
        place, person, _("登记%(name)s在单位的职务") % {"name": person.name}, _("登记职务")
    )
    return place_act(
        request, place, page, forms.PostForm, actions.add_post, about={"person": person}
    )
