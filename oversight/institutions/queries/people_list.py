"""人员清单: people of a place by what they are – deputies, members, posts, liaison officers. No rankings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import (
    Deputyship,
    Jurisdiction,
    LiaisonOfficer,
    Membership,
    Person,
    Post,
)
from oversight.institutions.queries.people import people_of
from oversight.institutions.queries.searching import search_text


@dataclass(frozen=True)
class PersonRow:
    """清单的一行。"""

    person: Person
    mandates: list[Deputyship]
    seats: list[Membership]
    posts: list[Post]
    liaisons: list[LiaisonOfficer]


TIES = {
    "deputies": Deputyship,
    "members": Membership,
    "posts": Post,
    "liaisons": LiaisonOfficer,
}


def people_list(
    place: Jurisdiction,
    *,
    day: date,
    q: str = "",
    group: str = "",
    delegation: str = "",
    constituency: str = "",
    body: str = "",
    unit: str = "",
) -> models.QuerySet[Person]:
    """People who match on the day; delegation, constituency, body and unit by public id."""
    rows, q = people_of(place), search_text(q)
    if q:
        rows = rows.filter(name__icontains=q)
    if group in TIES:
        rows = rows.filter(pk__in=_holders(place, TIES[group], day))
    elif group == "none":
        for model in TIES.values():
            rows = rows.exclude(pk__in=_holders(place, model, day))
    if delegation:
        ties = _holders(place, Deputyship, day, delegation__public_id=delegation)
        rows = rows.filter(pk__in=ties)
    if constituency:
        ties = _holders(place, Deputyship, day, constituency__public_id=constituency)
        rows = rows.filter(pk__in=ties)
    if body:
        rows = rows.filter(pk__in=_holders(place, Membership, day, body__public_id=body))
    if unit:
        rows = rows.filter(pk__in=_holders(place, Post, day, unit__public_id=unit))
    return rows


def _holders(place: Jurisdiction, model: Any, day: date, **conditions: Any) -> Any:
    rows = model.objects.in_scope(Scope.of(place)).on(day).filter(**conditions)
    return rows.order_by().values("person_id")


def with_ties(
    rows: models.QuerySet[Person], place: Jurisdiction, day: date
) -> models.QuerySet[Person]:
    """The same people with what they hold on the day fetched beside."""
    scope = Scope.of(place)

    def beside(name: str, model: Any, *parts: str) -> models.Prefetch:
        held = model.objects.in_scope(scope).on(day).select_related(*parts).order_by("pk")
        return models.Prefetch(name, held, to_attr=f"{name}_held")

    return rows.prefetch_related(
        beside("deputyships", Deputyship, "term", "constituency", "delegation"),
        beside("memberships", Membership, "body"),
        beside("posts", Post, "unit"),
        beside("liaisons", LiaisonOfficer, "unit"),
    )


def person_row(person: Any) -> PersonRow:
    """One row from a person fetched ``with_ties``."""
    return PersonRow(
        person,
        person.deputyships_held,
        person.memberships_held,
        person.posts_held,
        person.liaisons_held,
    )
