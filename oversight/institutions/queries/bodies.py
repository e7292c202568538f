"""读机构: bodies, terms, meeting counters, constituencies, delegations, stations of a place."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import (
    Body,
    Constituency,
    Delegation,
    Jurisdiction,
    LiaisonStation,
    MeetingCounter,
    Term,
)
from oversight.institutions.queries.places import today
from oversight.institutions.rules.numerals import in_natural_order

Division = TypeVar("Division", Constituency, Delegation)


def bodies_of(place: Jurisdiction) -> models.QuerySet[Body]:
    """All bodies ever known in the place."""
    return Body.objects.in_scope(Scope.of(place))


def body_of_kind(place: Jurisdiction, kind: str, day: date | None = None) -> Body | None:
    """The body of a kind that exists on a day, e.g. the standing committee."""
    return bodies_of(place).filter(kind=kind).on(day or today()).order_by("pk").first()


def terms_of(place: Jurisdiction) -> models.QuerySet[Term]:
    """All terms of the place's congress, newest first."""
    return Term.objects.in_scope(Scope.of(place)).order_by("-term_no")


def current_term(place: Jurisdiction, day: date | None = None) -> Term | None:
    """The term that runs on a day."""
    return terms_of(place).on(day or today()).first()


def counters_of(place: Jurisdiction) -> models.QuerySet[MeetingCounter]:
    """The next meeting numbers of the place."""
    return MeetingCounter.objects.in_scope(Scope.of(place)).select_related("body", "term")


def constituencies_of(place: Jurisdiction) -> models.QuerySet[Constituency]:
    """Constituencies (选区、选举单位) of all terms."""
    return Constituency.objects.in_scope(Scope.of(place)).select_related("term")


def delegations_of(place: Jurisdiction) -> models.QuerySet[Delegation]:
    """Delegations and groups of all terms."""
    return Delegation.objects.in_scope(Scope.of(place)).select_related("term")


def in_order(rows: models.QuerySet[Division]) -> models.QuerySet[Division]:
    """代表团、选区 as people count them: groups behind delegations, 第二 before 第十, 第2 before 第10."""
    found = sorted(
        rows.order_by().values_list("pk", "kind", "name"),
        key=lambda row: (row[1], in_natural_order(row[2])),
    )
    place = models.Case(
        *(models.When(pk=row[0], then=number) for number, row in enumerate(found)),
        default=len(found),
        output_field=models.IntegerField(),
    )
    return rows.order_by(place, "pk") if found else rows


def stations_of(place: Jurisdiction) -> models.QuerySet[LiaisonStation]:
    """Liaison stations of the place."""
    return LiaisonStation.objects.in_scope(Scope.of(place))
