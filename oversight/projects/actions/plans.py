"""实施计划的行为: the plan of a chosen project, by its unit or entered for it; once all stand, the work begins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid
from oversight.institutions.actions.writing import check_place, put, written
from oversight.institutions.models import Jurisdiction, Unit
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import on_behalf, require_unit, tell_unit
from oversight.projects.actions.support import locked_project, locked_year, require
from oversight.projects.models import (
    ImplementationPlan,
    LivelihoodProject,
    PlanNode,
    ProjectYear,
)
from oversight.projects.queries import building as read
from oversight.projects.queries.inherited import now_at
from oversight.projects.rules import plans, project_steps, stages
from oversight.projects.rules.year_facts import YearFacts


def write_plan(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    leader: str,
    starts_on: date,
    due: date,
    budget_yuan: int,
    nodes: Iterable[plans.Node],
    unit: Unit | None = None,
    contact: str = "",
    guarantee: str = "",
) -> ImplementationPlan:
    """编制实施计划: unit, leader, days, money and monthly nodes; before the work begins it may be written again.

    ``unit``: named by the clerk where the candidate list did not; a unit plans its own projects only.
    """
    with act(
        "projects.write_plan",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report(actor, place),
        rule=plans.CODE,
        basis=_("参照《陕西省民生实事项目人大代表票决制规定》第十七条"),
    ) as running:
        year = locked_year(place, project.project_year)
        project = locked_project(place, project)
        require_unit(actor, place, project)
        require(plans.may_plan(project.state, year.state))
        unit = unit if unit is not None and on_behalf(actor) else project.unit
        if unit is None or unit.jurisdiction_id != now_at(place).pk:
            check_place(place, unit=unit)
        if unit is None:
            raise Invalid("no_unit", _("写明责任单位。"), where="unit")
        found = plans.Plan(starts_on, due, budget_yuan, tuple(nodes), project.cost_yuan, guarantee)
        refuse(found)
        made = keep(actor, place, project, unit, found, leader, contact)
        project.unit, project.leader = unit, made.leader
        project.starts_on, project.due = starts_on, due
        put(project)
        running.facts = {"project": project.code, "version": made.version, "unit": unit.name}
        begin(running, place, year, project)
    return made


def refuse(plan: plans.Plan) -> None:
    """The first thing that keeps the plan from standing, at its field."""
    for where, text in plans.refusals(plan):
        raise Invalid("plan_cannot_stand", _(text), where=where)


def keep(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    unit: Unit,
    plan: plans.Plan,
    leader: str,
    contact: str,
) -> ImplementationPlan:
    """The plan as the next version, with its nodes."""
    made = ImplementationPlan(
        jurisdiction=place,
        project=project,
        version=project.plans.count() + 1,
        unit=unit,
        leader=written(leader, "leader", _("分管领导"), 60),
        contact=contact.strip()[:60],
        starts_on=plan.starts_on,
        due=plan.due,
        budget_yuan=plan.budget_yuan,
        guarantee=plan.guarantee.strip()[:500],
        entered_label=actor.label[:100],
        at=timezone.now(),
    )
    put(made)
    for node in sorted(plan.nodes, key=lambda one: one.by):
        put(
            PlanNode(
                jurisdiction=place,
                plan=made,
                by=node.by,
                percent=node.percent,
                yuan=node.yuan,
                title=(node.title or _("%(month)d 月底") % {"month": node.by.month})[:120],
            )
        )
    return made


def begin(running: Act, place: Jurisdiction, year: ProjectYear, project: LivelihoodProject) -> None:
    """Once every chosen project has its plan the year is implementing; a project chosen later begins with its own."""
    if year.state in {"announced", "filed"}:
        planned = not read.unplanned(year)
        facts = YearFacts(year.state, planned=planned)
        if not planned or not stages.permits("start_building", facts).allowed:
            return
        year.state = stages.after("start_building", facts)
        year.save()
        waiting = [locked_project(place, one) for one in chosen(year)]
        running.facts["begins"] = [one.code for one in waiting]
    elif year.state in {"voted", "measure_adopted"}:
        return
    else:
        waiting = [project]
    for one in waiting:
        start(place, one)


def chosen(year: ProjectYear) -> list[LivelihoodProject]:
    """The projects of the year that wait for the work to begin."""
    rows = read.chosen_in(year.jurisdiction).filter(project_year=year, state="chosen")
    return list(rows.order_by("number"))


def start(place: Jurisdiction, project: LivelihoodProject) -> None:
    """开工: one project."""
    require(project_steps.permits("start", project.state))
    project.state = project_steps.after("start", project.state)
    put(project)
    title = _("%(code)s %(title)s：实施计划已定，请按月报进展")
    tell_unit(place, project, "begins", title % {"code": project.code, "title": project.title})


def keep_change(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, wanted: dict[str, Any]
) -> ImplementationPlan | None:
    """调整后的计划: a new version as the congress decided; nodes after a new last day fall away. Inside its act."""
    last = project.plans.last()
    if last is None:
        return None
    due = date.fromisoformat(wanted["due"]) if wanted.get("due") else last.due
    budget = wanted.get("budget_yuan") or last.budget_yuan
    nodes = [
        plans.Node(
            one.by, one.percent, None if one.yuan is None else min(one.yuan, budget), one.title
        )
        for one in last.nodes.all()
        if one.by < due and (one.percent < 100 or due <= last.due)
    ]
    nodes.append(plans.Node(due, 100, None, _("全部完工")))
    plan = plans.Plan(min(last.starts_on, due), due, budget, tuple(nodes), None, last.guarantee)
    made = keep(actor, place, project, last.unit, plan, last.leader, last.contact)
    if wanted.get("due"):
        project.due = due
    return made
