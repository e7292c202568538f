"""监督的行为: groups, what they saw through the year, findings handed over, answered, and judged by the group."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted
from oversight.audit.scoping import Scope
from oversight.inbox.actions import notify
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, not_to_come, put, written
from oversight.institutions.models import Jurisdiction, Unit
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import OF_UNIT, stored, units_of
from oversight.projects.actions.drafting import checked_photos
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import (
    LivelihoodProject,
    ProjectYear,
    SupervisionFinding,
    SupervisionGroup,
    SupervisionPhoto,
    SupervisionRecord,
)
from oversight.projects.queries import supervising
from oversight.projects.queries.inherited import governments_of, looked_after
from oversight.projects.rules import stages
from oversight.projects.rules.supervising import CODE, permits
from oversight.projects.rules.year_facts import YearFacts


def record_supervision(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    kind: str,
    on: date,
    people: str,
    text: str,
    group: SupervisionGroup | None = None,
    project: LivelihoodProject | None = None,
    findings: Iterable[str] = (),
    photos: Iterable[Any] = (),
) -> SupervisionRecord:
    """登记监督情况: topic, mid-year check, year-end questions, visits, inspections, guidance; problems as findings."""
    permitted = permissions.can_supervise(actor, place)
    ready = checked_photos(photos) if permitted else []
    with act(
        "projects.record_supervision",
        actor=actor,
        place=place.code,
        permitted=permitted,
        rule=CODE,
    ) as running:
        year = locked_year(place, year)
        not_to_come(on)
        check_place(place, group=group)
        if project is not None and project.jurisdiction not in looked_after(place):
            check_place(place, project=project)
        require(permits(kind, year.state, with_group=group is not None))
        require_member(actor, place, group, kind)
        made = SupervisionRecord(
            jurisdiction=place,
            project_year=year,
            group=group,
            project=project,
            kind=kind,
            on=on,
            people=written(people, "people", _("参加人员"), 300),
            text=written(text, "text", _("看到的情况"), 4000),
            entered_label=actor.label[:100],
            at=timezone.now(),
        )
        put(made)
        for file in stored(actor, place, ready, _("监督照片")):
            put(SupervisionPhoto(jurisdiction=place, record=made, file=file))
        found = [line.strip() for line in findings if line.strip()]
        for line in found:
            add_finding(place, made, line)
        if kind == "topic":
            take_topic(place, year, group, made)
        running.facts = {"kind": kind, "on": on.isoformat(), "findings": len(found)}
    return made


def require_member(
    actor: Actor, place: Jurisdiction, group: SupervisionGroup | None, kind: str
) -> None:
    """A deputy writes for a group of theirs; the office for any, and for the upper level that came to guide."""
    if actor.role not in {"deputy", "member"}:
        return
    mine = supervising.groups_with(actor, place)
    if kind == "guidance" or group is None or not mine.filter(pk=group.pk).exists():
        raise NotPermitted(_("你不在这个监督小组里。"), code="not_watching")


def add_finding(place: Jurisdiction, record: SupervisionRecord, text: str) -> SupervisionFinding:
    """One problem of a record; its project's unit is proposed for the handing over."""
    made = SupervisionFinding(
        jurisdiction=place,
        record=record,
        project=record.project,
        unit=builder_of(place, record.project) if record.project else None,
        text=written(text, "findings", _("问题"), 2000),
    )
    put(made)
    return made


def builder_of(place: Jurisdiction, project: LivelihoodProject) -> Unit | None:
    """Whom a finding is proposed to be handed to: the unit of the project; of one taken over the government."""
    if project.jurisdiction_id == place.pk:
        return project.unit
    return governments_of(place).first()


def take_topic(
    place: Jurisdiction,
    year: ProjectYear,
    group: SupervisionGroup | None,
    record: SupervisionRecord,
) -> None:
    """选题定下: the group has its topic, and supervision of the year has begun."""
    if group is not None:
        group.topic = record.text.splitlines()[0][:200]
        put(group)
    facts = YearFacts(year.state)
    if stages.permits("start_supervision", facts).allowed:
        year.state = stages.after("start_supervision", facts)
        year.save()


def hand_finding(
    actor: Actor, place: Jurisdiction, finding: SupervisionFinding, *, unit: Unit, due: date
) -> SupervisionFinding:
    """交办发现的问题, to a unit or to the government, until a day."""
    with act(
        "projects.hand_finding",
        actor=actor,
        place=place.code,
        permitted=permissions.can_supervise(actor, place),
        rule=CODE,
    ) as running:
        finding = locked_finding(place, finding)
        require(permits("hand", finding.state))
        require_member(actor, place, finding.record.group, finding.record.kind)
        check_place(place, unit=unit)
        if due < institutions.today():
            raise Invalid("in_the_past", _("期限已经过去。"), where="due")
        finding.unit, finding.due = unit, due
        finding.state, finding.handed_at = "handed", timezone.now()
        put(finding)
        title = _("监督小组发现的问题，请答复")
        tell(place, finding, "handed", title, roles=tuple(OF_UNIT), unit=unit)
        running.facts = facts_of(finding)
    return finding


def answer_finding(
    actor: Actor, place: Jurisdiction, finding: SupervisionFinding, *, answer: str
) -> SupervisionFinding:
    """答复: by the unit it was handed to, or entered for it."""
    with act(
        "projects.answer_finding",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report(actor, place),
        rule=CODE,
    ) as running:
        finding = locked_finding(place, finding)
        require(permits("answer", finding.state))
        if actor.role in OF_UNIT and not is_of_unit(actor, place, finding):
            raise NotPermitted(_("这个问题没有交给你的单位。"), code="other_unit")
        finding.answer = written(answer, "answer", _("答复"), 2000)
        finding.answered_label, finding.answered_at = actor.label[:100], timezone.now()
        finding.state = "answered"
        put(finding)
        tell(place, finding, "answered", _("单位已答复，请确认是否解决"), roles=("clerk",))
        running.facts = facts_of(finding)
    return finding


def judge_finding(
    actor: Actor, place: Jurisdiction, finding: SupervisionFinding, *, solved: bool, text: str
) -> SupervisionFinding:
    """确认是否解决: by the group or the office, never by somebody of the unit; unsolved it goes on."""
    with act(
        "projects.judge_finding",
        actor=actor,
        place=place.code,
        permitted=permissions.can_supervise(actor, place),
        rule=CODE,
    ) as running:
        finding = locked_finding(place, finding)
        require(permits("judge", finding.state))
        if str(finding.unit_id) in units_of(actor, place):
            raise NotPermitted(_("责任单位的人不确认自己的答复。"), code="of_the_unit")
        require_member(actor, place, finding.record.group, finding.record.kind)
        finding.judged_text = written(text, "text", _("确认意见"), 500)
        finding.judged_label, finding.judged_at = actor.label[:100], timezone.now()
        finding.state = "solved" if solved else "open"
        put(finding)
        title = _("问题已确认解决") if solved else _("答复不满意，请继续办理")
        tell(place, finding, finding.state, title, roles=tuple(OF_UNIT), unit=finding.unit)
        running.facts = facts_of(finding)
    return finding


def is_of_unit(actor: Actor, place: Jurisdiction, finding: SupervisionFinding) -> bool:
    """Whether the actor speaks for the unit that has the finding today."""
    rows = supervising.findings_of_unit(place, actor.unit_id)
    return rows.filter(pk=finding.pk).exists()


def tell(
    place: Jurisdiction,
    finding: SupervisionFinding,
    what: str,
    title: str,
    roles: tuple[str, ...],
    unit: Unit | None = None,
) -> None:
    """Who acts next learns of it."""
    notify(
        key=f"project_finding:{finding.public_id}:{what}:{timezone.now():%Y%m%d%H%M}",
        title=f"{title}：{finding.text[:40]}",
        url=reverse("projects:finding", args=[place.code, finding.public_id]),
        kind="matter",
        place=place,
        roles=roles,
        unit=unit,
    )


def facts_of(finding: SupervisionFinding) -> dict[str, Any]:
    return {
        "finding": finding.public_id,
        "state": finding.state,
        "unit": finding.unit.name if finding.unit else "",
    }


def locked_finding(place: Jurisdiction, finding: SupervisionFinding) -> SupervisionFinding:
    """The finding as it stands now, locked until the act ends."""
    rows = SupervisionFinding.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("record__group", "unit", "project").get(pk=finding.pk)
