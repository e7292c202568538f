"""一个项目可以办什么、下一步是什么、由谁办: asked of the same rules and permissions as the acts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.boundaries import boundaries_now
from oversight.meetings import queries as meetings
from oversight.projects import permissions_building as permissions
from oversight.projects.actions.building_support import (
    OF_UNIT,
    report_facts,
    speaks_for,
    verifier_of,
)
from oversight.projects.models import LivelihoodProject, ProjectChange
from oversight.projects.pages.supervision import may_record
from oversight.projects.pages.works import WorkRow
from oversight.projects.queries import building as read
from oversight.projects.queries.inherited import governments_of, now_at, year_watching
from oversight.projects.queries.supervising import group_of
from oversight.projects.rules import finishing, plans, project_steps
from oversight.projects.rules.basis import SHAANXI_17, SHAANXI_18, TWO_PEOPLE
from oversight.ui import formats
from oversight.ui.page import Act, NextStep, Step

CHANGING = ("adjust", "suspend", "resume", "terminate")


def url_of(place: Jurisdiction, project: LivelihoodProject, name: str = "work") -> str:
    """The address of a page of the project."""
    return reverse(f"projects:{name}", args=[place.code, project.public_id])


def acts_for(actor: Actor, place: Jurisdiction, row: WorkRow) -> list[Act]:
    """What this reader may do with the project now."""
    project = row.project
    found: list[Act] = []
    if permissions.can_report(actor, place) and for_unit(actor, place, project):
        found += unit_acts(place, row)
        if boundaries_now(place) is not None:
            found.append(Act(_("标出项目位置"), url_of(place, project, "locate_work"), "geo-alt"))
    if permissions.can_verify(actor, place) and may_judge(actor, place, project):
        if project_steps.permits("verify", project.state).allowed:
            found.append(
                Act(_("核实完成"), url_of(place, project, "verify_work"), "check-lg", True)
            )
        if project.state in {"self_reported_done", "verified_done"}:
            url = url_of(place, project, "send_back_work")
            found.append(Act(_("退回继续实施"), url, "arrow-return-left"))
    if permissions.can_accept(actor, place) and may_accept(actor, place, project):
        found.append(Act(_("登记验收"), url_of(place, project, "accept_work"), "award", True))
    if may_record(actor, place):
        year = year_watching(project)
        url = reverse("projects:record_supervision", args=[year.jurisdiction.code, year.year])
        found.append(Act(_("登记监督情况"), f"{url}?project={project.public_id}", "eye"))
    return found


def unit_acts(place: Jurisdiction, row: WorkRow) -> list[Act]:
    """What the unit, or the clerk for it, may do."""
    project, found = row.project, []
    if plans.may_plan(project.state, project.project_year.state).allowed:
        found.append(Act(_("编制实施计划"), url_of(place, project, "write_plan"), "pencil", True))
    if project_steps.permits("report_progress", project.state).allowed:
        url = url_of(place, project, "report_progress")
        found.append(Act(_("报进展"), url, "graph-up", True))
        found.append(Act(_("自报完成"), url_of(place, project, "report_done"), "check-lg"))
    if project_steps.permits("declare_unfinished", project.state).allowed:
        url = url_of(place, project, "declare_unfinished")
        found.append(Act(_("说明未完成"), url, "arrow-repeat"))
    if changes_possible(project) and row.built.waiting_change is None:
        url = url_of(place, project, "ask_change")
        stopped = project.state == "suspended"
        word = _("申请恢复、调整或终止") if stopped else _("申请调整、暂停或终止")
        found.append(Act(word, url, "arrow-down-up", main=stopped))
    return found


def changes_possible(project: LivelihoodProject) -> frozenset[str]:
    """Which changes the government may ask for now."""
    return frozenset(
        kind
        for kind in CHANGING
        if project_steps.permits(kind, project.state, decided_by_congress=True).allowed
    )


def for_unit(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> bool:
    """The clerk enters for any unit; a unit acts on its own."""
    return actor.role not in OF_UNIT or speaks_for(actor, place, project)


def may_judge(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> bool:
    """Another person, and a deputy only where a group of theirs watches it."""
    if project.state not in {"self_reported_done", "verified_done"}:
        return False
    facts, who = report_facts(place, project), verifier_of(actor, place)
    if not finishing.other_person(facts, who).allowed:
        return False
    return actor.role not in {"deputy", "member"} or group_of(actor, place, project) is not None


def may_accept(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> bool:
    if project.state != "verified_done":
        return False
    facts, who = report_facts(place, project), verifier_of(actor, place)
    return finishing.may_accept(facts, who, certificate="—").allowed


def next_step(actor: Actor, place: Jurisdiction, row: WorkRow) -> NextStep | None:
    """下一步: what, by whom, until when, on what basis; the reader's own button if they may."""
    told = told_of(place, row)
    if told is None:
        return None
    title, who, due, basis, name = told
    facts = [(_("由谁"), who)]
    if due:
        facts.append((_("期限"), due))
    if basis:
        facts.append((_("依据"), _(basis)))
    acts = acts_for(actor, place, row)
    wanted = url_of(place, row.project, name) if name else ""
    own = [act for act in acts if act.url == wanted]
    if row.built.waiting_change is not None:
        own = change_acts(actor, place, row.built.waiting_change)
    return NextStep(title, facts, own, days=ladder(row), refusal=refusal(row))


def told_of(place: Jurisdiction, row: WorkRow) -> tuple[str, str, str, str, str] | None:
    """Title, who, until when, basis, and the act's page."""
    project, unit = row.project, builder_of(place, row)
    change = row.built.waiting_change
    if change is not None:
        return change_step(place, change)
    if project.state == "chosen":
        return _("编制实施计划"), unit, "", SHAANXI_17, "write_plan"
    if project.state in read.REPORTING:
        if row.owed_month:
            title = _("报%(month)s的进展") % {"month": formats.month(row.owed_month)}
            return title, unit, day_words(row.owed_due), SHAANXI_17, "report_progress"
        return _("按计划实施，按月报进展"), unit, row.promised_words, SHAANXI_17, "report_progress"
    if project.state == "self_reported_done":
        return _("到现场核实"), _("监督小组的代表或者办公室"), "", TWO_PEOPLE, "verify_work"
    if project.state == "verified_done":
        return _("凭验收报告登记验收"), _("办公室"), "", TWO_PEOPLE, "accept_work"
    if project.state == "suspended":
        return _("大会决定恢复或者终止"), _("人民政府提出"), "", SHAANXI_18, "ask_change"
    return None


def builder_of(place: Jurisdiction, row: WorkRow) -> str:
    """Who builds and reports it today: its unit; where the place has ended, the government that carries it on."""
    heir = now_at(place)
    government = governments_of(heir).first() if heir != place else None
    return str(government.name) if government else row.unit_name or _("责任单位")


def change_step(place: Jurisdiction, change: ProjectChange) -> tuple[str, str, str, str, str]:
    """What a waiting application waits for."""
    what = {"what": change.get_kind_display()}
    if change.item_id:
        title = _("大会决定是否%(what)s") % what
        item = meetings.item_by_id(now_at(place), change.item_id)
        if item is not None and item.state == "proposed":
            title = _("由主席团决定是否把%(what)s申请列入议程") % what
        return title, change.meeting_name, "", SHAANXI_18, ""
    return _("把%(what)s申请提请列入大会议程") % what, _("经办人"), "", SHAANXI_18, ""


def change_acts(actor: Actor, place: Jurisdiction, change: ProjectChange) -> list[Act]:
    """For the clerk: onto the agenda, then the item on which the congress decides."""
    if not permissions.can_run(actor, place):
        return []
    if not change.item_id:
        url = reverse("projects:place_change", args=[place.code, change.public_id])
        return [Act(_("提请列入大会议程"), url, main=True)]
    where = now_at(place)
    item = meetings.item_by_id(where, change.item_id)
    if item is None:
        return []
    keys = [where.code, item.meeting.public_id, item.public_id]
    return [Act(_("办理这项议题"), reverse("meetings:item", args=keys), main=True)]


def day_words(on: object) -> str:
    return formats.day(on) if on else ""  # type: ignore[arg-type]


def ladder(row: WorkRow) -> list[Step]:
    """The nodes of the plan as days, each reached, late, next or to come."""
    plan = row.built.plan
    if plan is None or row.project.state in {"accepted", "terminated"}:
        return []
    found, current = [], False
    for node in plan.nodes.all():
        state = "future"
        if row.percent >= node.percent:
            state = "done"
        elif node.by < row.built.today:
            state = "late"
        elif not current:
            state, current = "current", True
        found.append(Step(node.title, state, notes=(f"{node.percent}%",), on=node.by))
    return found[-6:] if len(found) > 6 else found


def refusal(row: WorkRow) -> str:
    """What is not possible yet."""
    if row.project.state in {"implementing", "unfinished_tracking"}:
        return _("现在不能登记验收：自报完成、另一人核实以后才能验收。")
    if row.project.state == "self_reported_done":
        return _("报告人和责任单位的人不能核实。")
    return ""
