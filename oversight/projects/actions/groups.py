"""工作专班: deputies of the register and experts, who joins and who leaves."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, not_to_come, put, written
from oversight.institutions.models import Jurisdiction, Person
from oversight.projects import permissions
from oversight.projects.actions.expert_codes import ended
from oversight.projects.models import GroupMember, ProjectYear, TaskGroup
from oversight.projects.queries import selecting as read
from oversight.projects.queries.experts import invitation_of


def form_group(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    name: str,
    formed_on: date,
    note: str = "",
) -> TaskGroup:
    """成立工作专班."""
    with act(
        "projects.form_group",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        not_to_come(formed_on, "formed_on")
        name = written(name, "name", _("名称"), 80)
        if read.groups_of(year).filter(name=name).exists():
            raise Invalid("name_taken", _("已经有这个名称的专班。"), where="name")
        group = TaskGroup(
            jurisdiction=place,
            project_year=year,
            name=name,
            formed_on=formed_on,
            note=note.strip(),
        )
        put(group)
        running.facts = {"group": name}
    return group


def add_member(
    actor: Actor,
    place: Jurisdiction,
    group: TaskGroup,
    *,
    capacity: str,
    person: Person | None = None,
    name: str = "",
    field: str = "",
    leads: bool = False,
) -> GroupMember:
    """增加专班成员: a deputy of the register who holds a mandate today, or an expert by name and field."""
    with act(
        "projects.add_group_member",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        check_place(place, person=person)
        today = institutions.today()
        if capacity not in dict(GroupMember.CAPACITIES):
            raise Invalid("unknown_capacity", _("从列表里选。"), where="capacity")
        if capacity == "deputy":
            if person is None:
                raise Invalid("no_person", _("代表从名册里选。"), where="person")
            if person.pk not in read.mandated(place, today):
                raise Invalid("no_deputy", _("这个人现在不是本级代表。"), where="person")
        if capacity == "expert":
            field = written(field, "field", _("专业或单位"), 100)
        called = person.name if person is not None else written(name, "name", _("姓名"), 60)
        sitting = read.sitting(group, today)
        if any(
            one.name == called and one.person_id == getattr(person, "pk", None) for one in sitting
        ):
            raise Refused("member_already", _("已经在这个专班里。"), where="person")
        member = GroupMember(
            jurisdiction=place,
            group=group,
            person=person,
            name=called,
            capacity=capacity,
            field=field.strip(),
            leads=leads,
        )
        put(member)
        running.facts = {"group": group.name, "name": called, "capacity": capacity}
    return member


def remove_member(
    actor: Actor, place: Jurisdiction, member: GroupMember, *, on: date
) -> GroupMember:
    """成员退出: what the group argued before stays as it was."""
    with act(
        "projects.remove_group_member",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        not_to_come(on)
        member.refresh_from_db()
        if member.left_on is not None:
            raise Refused("left_before", _("这名成员已经退出。"))
        if on < member.group.formed_on:
            raise Invalid("before_it_began", _("退出日期早于专班成立。"), where="on")
        member.left_on = on
        put(member)
        if (invitation := invitation_of(member)) is not None:
            ended(actor, invitation)
        running.facts = {"group": member.group.name, "name": member.name}
    return member
