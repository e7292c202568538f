"""提请补选: the government names one from the reserve for a free place; the congress decides, as on every change.

On the agenda, carried out and published by the acts of ``changing``; nothing moves up by itself (procedures §4 e).
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import require_government, tell_office
from oversight.projects.actions.support import locked_project, locked_year, require
from oversight.projects.models import LivelihoodProject, ProjectChange, ProjectYear
from oversight.projects.queries import reserve as read
from oversight.projects.rules import reserve
from oversight.projects.rules.basis import SHAANXI_18


def ask_from_reserve(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    project: LivelihoodProject,
    text: str,
    replaces: LivelihoodProject | None = None,
) -> ProjectChange:
    """提请补选: which project, why this one, in whose place; it stays in the reserve until the congress has decided."""
    with act(
        "projects.ask_from_reserve",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report(actor, place),
        rule=reserve.CODE,
        basis=_(SHAANXI_18),
    ) as running:
        require_government(actor, _("补选由人民政府提出。"))
        year = locked_year(place, year)
        project = locked_project(place, project)
        if project.project_year_id != year.pk:
            raise Invalid("other_year", _("选这一年的备选项目。"), where="project")
        require(reserve.may_ask(project.state, year.state, read.vacancy_of(year)))
        made = ProjectChange(
            jurisdiction=place,
            project=project,
            kind=reserve.ACT,
            replaces=replaced(place, year, replaces),
            cause=cause_of(replaces),
            text=written(text, "text", _("理由"), 2000),
            asked_label=actor.label[:100],
            asked_at=timezone.now(),
        )
        put(made)
        title = _("%(code)s：政府提请补选，须由大会决定") % {"code": project.code}
        tell_office(place, project, f"asked:{made.public_id}", title, made.text)
        running.facts = {
            "project": project.code,
            "replaces": made.replaces.code if made.replaces else "",
        }
    return made


def replaced(
    place: Jurisdiction, year: ProjectYear, project: LivelihoodProject | None
) -> LivelihoodProject | None:
    """The ended project in whose place it comes; where one waits for a successor it is named."""
    open_ones = list(read.to_replace(year))
    if project is None:
        if open_ones and len(open_ones) >= read.vacancy_of(year).free:
            text = _("写明补哪个终止项目的名额。")
            raise Invalid("no_ended_project", text, where="replaces")
        return None
    found = locked_project(place, project)
    require(reserve.may_replace(found.state))
    if found.pk not in {one.pk for one in open_ones}:
        text = _("这个项目的名额已经补选，或者正在提请。")
        raise Invalid("replaced_before", text, where="replaces")
    return found


def cause_of(replaces: LivelihoodProject | None) -> str:
    """Why the place is free: what ended the project, else the measure."""
    if replaces is None:
        return "other"
    ended = replaces.changes.filter(kind="terminate", state="decided").last()
    return str(ended.cause) if ended is not None else "other"
