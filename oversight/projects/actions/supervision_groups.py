"""监督小组的行为: formed with its projects, who joins and who leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import check_place, not_to_come, put, written
from oversight.institutions.models import Jurisdiction, Person
from oversight.projects import permissions_building as permissions
from oversight.projects.models import (
    GroupProject,
    LivelihoodProject,
    ProjectYear,
    SupervisionGroup,
    Supervisor,
)
from oversight.projects.queries import supervising
from oversight.projects.queries.inherited import looked_after, now_at


def form_supervision_group(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    name: str,
    formed_on: date,
    projects: Sequence[LivelihoodProject] = (),
) -> SupervisionGroup:
    """成立监督小组, with the projects that it watches."""
    with act(
        "projects.form_supervision_group",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        not_to_come(formed_on, "formed_on")
        name = written(name, "name", _("名称"), 80)
        if supervising.groups_of(year).filter(name=name).exists():
            raise Invalid("name_taken", _("已经有这个名称的小组。"), where="name")
        group = SupervisionGroup(
            jurisdiction=place, project_year=year, name=name, formed_on=formed_on
        )
        put(group)
        watch(place, group, projects)
        running.facts = {"group": name, "projects": [one.code for one in projects]}
    return group


def set_watched(
    actor: Actor,
    place: Jurisdiction,
    group: SupervisionGroup,
    *,
    projects: Sequence[LivelihoodProject],
) -> SupervisionGroup:
    """更改跟踪的项目: which projects a group watches from now on."""
    with act(
        "projects.set_watched",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        kept = {one.pk for one in projects}
        for row in group.watched.all():
            if row.project_id not in kept:
                row.delete()
        known = set(group.watched.values_list("project_id", flat=True))
        watch(place, group, [one for one in projects if one.pk not in known])
        running.facts = {"group": group.name, "projects": [one.code for one in projects]}
    return group


def watch(
    place: Jurisdiction, group: SupervisionGroup, projects: Iterable[LivelihoodProject]
) -> None:
    """The projects as watched by the group, those taken over among them."""
    known = {one.pk for one in looked_after(place)}
    for project in projects:
        if project.jurisdiction_id not in known:
            check_place(place, projects=project)
        put(GroupProject(jurisdiction=place, group=group, project=project))


def add_supervisor(
    actor: Actor,
    place: Jurisdiction,
    group: SupervisionGroup,
    *,
    capacity: str,
    person: Person | None = None,
    name: str = "",
    leads: bool = False,
) -> Supervisor:
    """增加监督员: a deputy of town, district or city, or a citizen; by the register or by name."""
    with act(
        "projects.add_supervisor",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        if person is None or person.jurisdiction_id != now_at(place).pk:
            check_place(place, person=person)
        called = person.name if person else written(name, "name", _("姓名"), 60)
        rows = group.supervisors.filter(left_on=None, name=called, person=person)
        if rows.exists():
            raise Refused("member_already", _("已经在这个小组里。"), where="person")
        made = Supervisor(
            jurisdiction=place,
            group=group,
            person=person,
            name=called,
            capacity=written(capacity, "capacity", _("身份"), 100),
            leads=leads,
        )
        put(made)
        running.facts = {"group": group.name, "name": called, "capacity": made.capacity}
    return made


def remove_supervisor(
    actor: Actor, place: Jurisdiction, supervisor: Supervisor, *, on: date
) -> Supervisor:
    """监督员退出: what was seen before stays under the name."""
    with act(
        "projects.remove_supervisor",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        not_to_come(on)
        supervisor.refresh_from_db()
        if supervisor.left_on is not None:
            raise Refused("left_before", _("这名监督员已经退出。"))
        if on < supervisor.group.formed_on:
            raise Invalid("before_it_began", _("退出日期早于小组成立。"), where="on")
        supervisor.left_on = on
        put(supervisor)
        running.facts = {"group": supervisor.group.name, "name": supervisor.name}
    return supervisor
