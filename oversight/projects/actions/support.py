"""民生实事行为的共同检查: records locked for the act, numbers drawn without gaps, the words of a refusal."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.institutions.rules.verdicts import Verdict
from oversight.projects import permissions
from oversight.projects.models import LivelihoodProject, ProjectCounter, ProjectYear, Proposal
from oversight.projects.rulebook import projects_rules, speaks_for_collector


def locked_year(place: Jurisdiction, year: ProjectYear) -> ProjectYear:
    """The year as it stands now, locked until the act ends."""
    rows = ProjectYear.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("jurisdiction").get(pk=year.pk)


def locked_proposal(place: Jurisdiction, proposal: Proposal) -> Proposal:
    """The proposal as it stands now, locked until the act ends."""
    rows = Proposal.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("jurisdiction", "project_year").get(pk=proposal.pk)


def locked_project(place: Jurisdiction, project: LivelihoodProject) -> LivelihoodProject:
    """The project as it stands now, locked until the act ends."""
    rows = LivelihoodProject.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("jurisdiction", "project_year").get(pk=project.pk)


def next_number(year: ProjectYear, series: str) -> int:
    """The next number of a series, drawn under a lock in the act's transaction: no gap, no double."""
    scope = Scope.of(year.jurisdiction_id)
    ProjectCounter.objects.in_scope(scope).get_or_create(
        project_year=year, series=series, defaults={"jurisdiction_id": year.jurisdiction_id}
    )
    rows = ProjectCounter.objects.in_scope(scope).select_for_update()
    counter = rows.get(project_year=year, series=series)
    number = int(counter.next_number)
    counter.next_number = number + 1
    counter.save()
    return number


def require(verdict: Verdict) -> None:
    """Refuse what a rule does not allow now, with its reason and article."""
    if not verdict.allowed:
        basis = _(verdict.basis) if verdict.basis else ""
        raise Refused(verdict.code, _(verdict.text), basis=basis)


def may_handle(actor: Actor, place: Jurisdiction) -> bool:
    """Whether the actor works for the side that collects here, as the rulebook in force says."""
    if not permissions.can_handle_proposals(actor, place):
        return False
    if actor.role in {"liaison", "unit_head"}:
        return speaks_for_collector(actor.role, projects_rules(place)[1])
    return True


def may_enter(actor: Actor, place: Jurisdiction) -> bool:
    """录入: the congress's people and deputies always, the government's where the rulebook says that it collects."""
    return permissions.can_enter(actor, place) or may_handle(actor, place)


def in_state(place: Jurisdiction, proposal: Proposal, wanted: frozenset[str]) -> Proposal:
    """The proposal, locked; refused where its state does not allow the act."""
    found = locked_proposal(place, proposal)
    if found.state not in wanted:
        words = _("%(code)s现在是“%(state)s”，不能这样办。")
        values = {"code": found.code, "state": found.get_state_display()}
        raise Refused("wrong_state", words % values)
    return found
