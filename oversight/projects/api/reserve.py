"""补选的接口: free places, what is in reserve with its votes, one put forward to the congress."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from oversight.institutions.api.access import optional, the
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.actions.reserving import ask_from_reserve as ask
from oversight.projects.api import reserve_schemas as s
from oversight.projects.api.routing import router
from oversight.projects.api.selecting_values import year_for
from oversight.projects.models import ProjectYear
from oversight.projects.queries import reserve as read

RESERVE = "/{slug:place}/{int:year}/reserve"


def reserve_value(year: ProjectYear) -> dict[str, Any]:
    """The same as the page says."""
    vacancy = read.vacancy_of(year)
    named = ("state", "text", "meeting_name", "decided_on")
    return vars(vacancy) | {
        "free": vacancy.free,
        "projects": [
            {
                "id": one.project.public_id,
                "code": one.project.code,
                "title": one.project.title,
                "state": one.project.state,
                "votes": list(one.votes),
            }
            for one in read.with_votes(year)
        ],
        "ended": [one.public_id for one in read.to_replace(year)],
        "changes": [
            {
                "id": one.public_id,
                "project": one.project.public_id,
                "replaces": one.replaces.public_id if one.replaces else "",
                **{name: getattr(one, name) for name in named},
            }
            for one in read.applications(year)
        ],
    }


@router.get(RESERVE, response=s.ReserveOut)
def get_reserve(request: HttpRequest, place: str, year: int) -> Any:
    """补选: places, what may be taken with its votes, the applications."""
    _where, found = year_for(request, place, year, permissions.can_see)
    return reserve_value(found)


@router.post(RESERVE, response={201: s.ReserveOut})
def ask_from_reserve(request: HttpRequest, place: str, year: int, body: s.ReserveIn) -> Any:
    """提请补选; the congress decides."""
    where, found = year_for(request, place, year, building.can_report)
    project = the(read.may_take(found), body.project)
    replaces = optional(read.to_replace(found), body.replaces)
    ask(actor_of(request), where, found, project=project, replaces=replaces, text=body.text)
    return Status(201, reserve_value(found))
