"""读调整申请: one by its id, what waits for the congress."""

from __future__ import annotations

from django.db.models import QuerySet

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import ProjectChange


def changes_in(place: Jurisdiction) -> QuerySet[ProjectChange]:
    rows = ProjectChange.objects.in_scope(Scope.of(place))
    return rows.select_related("project__project_year", "project__unit", "replaces")


def change_by_id(place: Jurisdiction, key: str) -> ProjectChange | None:
    return changes_in(place).filter(public_id=key).first()


def waiting(place: Jurisdiction) -> QuerySet[ProjectChange]:
    """Asked for and not yet decided."""
    return changes_in(place).filter(state="asked").order_by("pk")
