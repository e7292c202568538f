"""民生实事项目的检索来源: found by whoever sees the work pages of projects, the government's people included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.linking import KIND
from oversight.projects.models import LivelihoodProject
from oversight.projects.pages.selecting import url_of
from oversight.search.sources import Entry, Source, Watch, joined


def rows_of(place: Jurisdiction) -> QuerySet[LivelihoodProject]:
    """Every project of the place."""
    rows = LivelihoodProject.objects.in_scope(Scope.of(place))
    return rows.select_related("project_year", "unit", "village").order_by("pk")


def entry_of(project: LivelihoodProject) -> Entry:
    """Number, place, unit and content."""
    unit = project.unit.name if project.unit else ""
    village = project.village.name if project.village else ""
    said = (project.code, str(project.project_year), unit, village, project.where)
    text = joined(*said, project.requirement, project.target)
    return Entry(project.public_id, project.title, text, project.due)


def entries(place: Jurisdiction) -> Iterator[Entry]:
    """Every project."""
    for project in rows_of(place):
        yield entry_of(project)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    found = rows_of(place).filter(public_id=public_id).first()
    return entry_of(found) if found else None


def among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The projects that this reader may open."""
    return set(public_ids) if permissions.can_see(actor, place) else set()


def address(actor: Actor, place: Jurisdiction, key: str) -> str:
    return url_of(place, rows_of(place).get(public_id=key))


PROJECTS = Source(
    kind=KIND,
    label=_("民生实事项目"),
    permitted=permissions.can_see,
    readable=lambda actor, place, key: bool(among(actor, place, [key])),
    among=among,
    entries=entries,
    entry=entry,
    url=address,
    watches=(
        Watch("projects.LivelihoodProject"),
        Watch("institutions.Jurisdiction", "livelihood_projects__public_id"),
        Watch("institutions.Unit", "livelihood_projects__public_id"),
    ),
)
