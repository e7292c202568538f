"""谁来办、现在能不能办: the side that the rulebook names, and what the state of a project, its year and the list allow."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import OPERATOR, SYSTEM, Actor
from oversight.audit.errors import NotPermitted
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import speaks_for_unit
from oversight.projects import permissions
from oversight.projects.actions.support import require
from oversight.projects.models import LivelihoodProject
from oversight.projects.queries import selecting as read
from oversight.projects.queries.building import speaks_for
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import project_steps, selecting


def screens_here(actor: Actor, place: Jurisdiction) -> bool:
    """Whether the actor is of the side that screens here: the congress's office, or the government's people."""
    if actor.role in {OPERATOR, SYSTEM}:
        return True
    side = projects_rules(place)[1].screener
    return side == "both" or (side == "government") == speaks_for_unit(actor, place)


def may_screen(actor: Actor, place: Jurisdiction) -> bool:
    """初选由规则簿写明的一方办理。 Whether the actor screens here, by role and by side."""
    return permissions.can_screen(actor, place) and screens_here(actor, place)


def require_screener(actor: Actor, place: Jurisdiction) -> None:
    """Refuse who is of the other side than the rulebook names for the screening."""
    if not screens_here(actor, place):
        government = projects_rules(place)[1].screener == "government"
        who = _("镇人民政府") if government else _("镇人大")
        raise NotPermitted(_("本地规则簿写明初选由%(who)s办理。") % {"who": who})


def may_change(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> bool:
    """修改: the office and whoever screens here any project, the other side what its own unit answers for."""
    if not permissions.can_handle_proposals(actor, place):
        return False
    if not speaks_for_unit(actor, place) or screens_here(actor, place):
        return True
    if project.unit_id is None:
        return bool(project.origin == "government")
    return speaks_for(actor, place, project)


def require_own(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> None:
    """Refuse a unit that would change what another answers for, or what citizens proposed."""
    if not may_change(actor, place, project):
        unit = project.unit.name if project.unit else "—"
        raise NotPermitted(_("这个项目由%(unit)s承办。") % {"unit": unit}, code="other_unit")


def moved(project: LivelihoodProject, step: str) -> None:
    """Part of an act: the project goes a step of its own table; refused from a state that has no such step."""
    require(project_steps.permits(step, project.state))
    project.state = project_steps.after(step, project.state)


def require_possible(act_code: str, project: LivelihoodProject) -> None:
    """Refuse where the state of the project, its year or the list does not allow the act."""
    year = project.project_year
    require(selecting.permits(act_code, project.state, year.state, read.list_state(year)))
