"""民生实事项目作为关联的一端: seen by whoever sees the year's work pages."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.projects import permissions
from oversight.projects.models import LivelihoodProject
from oversight.projects.pages.selecting import url_of

KIND = "project"


def rows_for(actor: Actor, place: Jurisdiction) -> QuerySet[LivelihoodProject] | None:
    """Every project of the place, None where the reader sees none."""
    if not permissions.can_see(actor, place):
        return None
    rows = LivelihoodProject.objects.in_scope(Scope.of(place))
    return rows.select_related("project_year").order_by("-project_year__year", "number")


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """The project, for who sees its year."""
    rows = rows_for(actor, place)
    found = rows.filter(public_id=public_id).first() if rows is not None else None
    return shown(place, found) if found else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Projects by name or number."""
    rows, words = rows_for(actor, place), search_text(text)
    if rows is None:
        return []
    found = rows.filter(Q(title__icontains=words) | Q(code__icontains=words))[:FOUND_AT_MOST]
    return [shown(place, one) for one in found]


def shown(place: Jurisdiction, project: LivelihoodProject) -> Linked:
    """Name, number and state."""
    note = f"{project.code} · {project.get_state_display()}"
    return Linked(KIND, project.public_id, project.title, url_of(place, project), note)
