"""代表与人员: the list of people and the page of one. Nobody is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import permissions, queries
from oversight.institutions.models import Jurisdiction, Person
from oversight.institutions.queries.people_list import PersonRow, people_list, person_row, with_ties
from oversight.institutions.views.history import history, links_act
from oversight.institutions.views.listing import chosen_day, paged, sorted_by, word
from oversight.institutions.web import place_page
from oversight.ui.formats import day as day_text
from oversight.ui.page import Act, Crumb, Entry, Page

ORDERS = {"name": "name", "birth": "birth_year"}


@dataclass(frozen=True)
class PeoplePage:
    """人员清单页。"""

    page: Page
    listing: PaginatorPage[Any]
    rows: list[PersonRow]
    q: str
    group: str
    groups: list[tuple[str, str]]
    delegation: str
    delegations: list[tuple[str, str]]
    constituency: str
    constituencies: list[tuple[str, str]]
    day: date
    day_given: bool
    filtered: bool
    may_manage: bool
    place: Jurisdiction


def groups_of_people() -> list[tuple[str, str]]:
    """What the list may be narrowed to."""
    return [
        ("deputies", _("代表")),
        ("members", _("组成人员和机构人员")),
        ("posts", _("单位任职人员")),
        ("liaisons", _("联络员")),
        ("none", _("现无任职")),
    ]


def people_page(request: HttpRequest, place: Jurisdiction, everything: bool = False) -> PeoplePage:
    """The list as the address asks for it; all rows for printing."""
    day, groups = chosen_day(request), groups_of_people()
    term = queries.current_term(place, day)
    parts = queries.in_order(queries.delegations_of(place).filter(term=term))
    delegations = [(row.public_id, row.name) for row in parts]
    parts = queries.in_order(queries.constituencies_of(place).filter(term=term))  # type: ignore[assignment]
    constituencies = [(row.public_id, row.name) for row in parts]
    chosen = {
        "q": word(request, "q"),
        "group": word(request, "group", dict(groups)),
        "delegation": word(request, "delegation", dict(delegations)),
        "constituency": word(request, "constituency", dict(constituencies)),
    }
    found = people_list(place, day=day, **chosen)
    found = with_ties(sorted_by(request, found, ORDERS, "name"), place, day)
    listing = paged(request, found)
    may_manage = permissions.can_manage_institutions(request.actor, place)  # type: ignore[attr-defined]
    given = day != queries.today()
    return PeoplePage(
        page=people_head(place, chosen["group"], listing.paginator.count, day, term, may_manage),
        listing=listing,
        rows=[person_row(person) for person in (found if everything else listing)],
        **chosen,
        groups=groups,
        delegations=delegations,
        constituencies=constituencies,
        day=day,
        day_given=given,
        filtered=any(chosen.values()) or given,
        may_manage=may_manage,
        place=place,
    )


def people_head(
    place: Jurisdiction, group: str, total: int, day: date, term: Any, may_manage: bool
) -> Page:
    """A title that says how many were found."""
    what = dict(groups_of_people()).get(group, _("人员"))
    acts = (
        Act(_("登记人员"), reverse("institutions:person_new", args=[place.code]), "plus-lg", True),
        Act(
            _("导入表格"),
            reverse("institutions:import", args=[place.code, "people"]),
            "file-earmark-arrow-up",
        ),
    )
    return Page(
        title=_("%(what)s %(count)d 人") % {"what": what, "count": total},
        lead=_("截至%(day)s，%(term)s")
        % {"day": day_text(day), "term": term or _("当日没有登记届次")},
        crumbs=(Crumb(_("代表与人员")),),
        window_title=_("代表与人员"),
        acts=acts if may_manage else (),
    )


@require_safe
@place_page(permissions.can_read_office)
def people(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """人员清单。"""
    return render(request, "institutions/people.html", vars(people_page(request, place)))


@require_safe
@place_page(permissions.can_read_office)
def people_print(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """打印人员清单。"""
    context = vars(people_page(request, place, everything=True))
    context["back_url"] = reverse("institutions:people", args=[place.code])
    return render(request, "institutions/people_print.html", context)


def person_or_404(place: Jurisdiction, key: str) -> Person:
    """The person of the address."""
    found = queries.person_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


@dataclass(frozen=True)
class PersonPage:
    """人员页。"""

    page: Page
    place: Jurisdiction
    person: Person
    mandates: list[Any]
    seats: list[Any]
    posts: list[Any]
    liaisons: list[Any]
    grants: list[Any]
    entries: list[Entry]
    may_manage: bool
    may_accounts: bool
    sees_private: bool
    sees_base_reason: bool
    today: date


@require_safe
@place_page(permissions.can_read_office)
def person(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个人。"""
    found = person_or_404(place, key)
    actor = request.actor  # type: ignore[attr-defined]
    mandates = list(queries.deputyships_in(place).filter(person=found).order_by("-term__term_no"))
    seats = list(queries.memberships_in(place).filter(person=found).order_by("-valid_from"))
    posts = list(queries.posts_in(place).filter(person=found).order_by("-valid_from"))
    liaisons = list(queries.liaisons_in(place).filter(person=found).order_by("-valid_from"))
    grants = queries.grants_in(place).filter(account=found.account_id) if found.account_id else []
    context = PersonPage(
        page=person_head(place, found, mandates, seats, posts),
        place=place,
        person=found,
        mandates=mandates,
        seats=seats,
        posts=posts,
        liaisons=liaisons,
        grants=list(grants),
        entries=history(actor, place, found, *mandates[:3], *seats[:3], *posts[:3], *liaisons[:3]),
        may_manage=permissions.can_manage_institutions(actor, place),
        may_accounts=permissions.can_manage_accounts(actor, place),
        sees_private=permissions.is_office(actor, place),
        sees_base_reason=permissions.can_read_base_reason(actor, place),
        today=queries.today(),
    )
    return render(request, "institutions/person.html", vars(context))


def person_head(place: Jurisdiction, found: Person, *ties: list[Any]) -> Page:
    """The name, and in one line what the person is today."""
    mandates, seats, posts = (
        [tie for tie in held if tie.holds_on(queries.today())] for held in ties
    )
    said = [_("%(term)s代表") % {"term": mandate.term} for mandate in mandates]
    said += [f"{seat.body.name}{seat.title}" for seat in seats]
    said += [f"{post.unit.name}{post.title}" for post in posts]
    return Page(
        title=found.name,
        lead=" · ".join(said) or _("现无任职"),
        crumbs=(
            Crumb(_("代表与人员"), reverse("institutions:people", args=[place.code])),
            Crumb(found.name),
        ),
        acts=(links_act(place, "person", found.public_id),),
    )
