"""读人员: persons of a place with mandates, seats and posts."""

from __future__ import annotations

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Deputyship, Jurisdiction, Membership, Person, Post
from oversight.institutions.queries.places import today


def people_of(place: Jurisdiction) -> models.QuerySet[Person]:
    """Everybody known in the place."""
    return Person.objects.in_scope(Scope.of(place))


def person_by_id(place: Jurisdiction, public_id: str) -> Person | None:
    """One person of the place."""
    return people_of(place).filter(public_id=public_id).first()


def deputyships_in(place: Jurisdiction) -> models.QuerySet[Deputyship]:
    """Every mandate in the place."""
    return Deputyship.objects.in_scope(Scope.of(place)).select_related(
        "person", "term", "constituency", "delegation"
    )


def memberships_in(place: Jurisdiction) -> models.QuerySet[Membership]:
    """Every seat in a body of the place."""
    return Membership.objects.in_scope(Scope.of(place)).select_related("person", "body")


def leading_seats(place: Jurisdiction) -> models.QuerySet[Membership]:
    """主任、副主任、秘书长 (主席、副主席) of the bodies of today, and everybody with a seat in the presidium."""
    leads = models.Q(role__in=Membership.LEADING) | models.Q(body__kind="presidium")
    rows = memberships_in(place).on(today()).filter(leads)
    return rows.exclude(role="staff")


def posts_in(place: Jurisdiction) -> models.QuerySet[Post]:
    """Every post in a unit of the place."""
    return Post.objects.in_scope(Scope.of(place)).select_related("person", "unit")
