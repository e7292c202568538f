"""标出位置: where a chosen project lies on the map. What was promised stays as it is; only the pin is set or moved."""

from __future__ import annotations

from decimal import Decimal

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import require_unit
from oversight.projects.actions.drafting import located
from oversight.projects.actions.support import locked_project
from oversight.projects.models import LivelihoodProject


def locate_project(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    latitude: Decimal | None,
    longitude: Decimal | None,
) -> LivelihoodProject:
    """标出项目位置: by the clerk or the unit that builds it, at any time; without a point the pin goes.

    The village of the point is filled in where the project names none.
    """
    with act(
        "projects.locate_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report(actor, place),
    ) as running:
        project = locked_project(place, project)
        require_unit(actor, place, project)
        given = {"latitude": latitude, "longitude": longitude, "village": project.village}
        found = located(place, given)
        for name, value in found.items():
            setattr(project, name, value)
        put(project)
        at = [str(found["latitude"]), str(found["longitude"])] if latitude is not None else []
        running.facts = {"project": project.code, "at": at}
    return project
