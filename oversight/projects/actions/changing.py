"""调整、暂停、恢复、终止: asked by the government, put on the congress's agenda, carried out by its announced vote.

Taking one from the reserve is asked in ``reserving`` and goes the same way from there.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as meetings
from oversight.meetings.models import Meeting
from oversight.projects import permissions_building as permissions
from oversight.projects import publishing_building as publishing
from oversight.projects.actions.building_support import (
    answering,
    require_government,
    require_unit,
    tell_office,
    tell_unit,
)
from oversight.projects.actions.plans import keep_change
from oversight.projects.actions.support import locked_project, require
from oversight.projects.change_words import note_words, reason_words, words
from oversight.projects.models import LivelihoodProject, ProjectChange
from oversight.projects.pages.works import rows_of
from oversight.projects.queries.inherited import now_at
from oversight.projects.rules import finishing, project_steps, reserve
from oversight.publications import actions as publications
from oversight.publications.models import PublicationVersion

KEPT_IN = "zh-hans"
ABOUT = "project_change"
OF_WORKS = frozenset({"adjust", "suspend", "resume", "terminate"})


def ask_change(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    kind: str,
    cause: str,
    text: str,
    due: date | None = None,
    budget_yuan: int | None = None,
    content: str = "",
) -> ProjectChange:
    """申请调整: what shall change and why; nothing changes before the congress has decided."""
    with act(
        "projects.ask_change",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report(actor, place),
        rule=finishing.CODE,
        basis=_("参照《陕西省民生实事项目人大代表票决制规定》第十八条"),
    ) as running:
        project = locked_project(place, project)
        require_unit(actor, place, project)
        if kind not in OF_WORKS or cause not in dict(ProjectChange.CAUSES):
            raise Invalid("unknown_kind", _("从列表里选。"), where="kind")
        require(project_steps.permits(kind, project.state, decided_by_congress=True))
        if project.changes.filter(state="asked").exists():
            raise Refused("change_waits", _("这个项目已有一项申请等大会决定。"))
        made = ProjectChange(
            jurisdiction=place,
            project=project,
            kind=kind,
            cause=cause,
            text=written(text, "text", _("理由"), 2000),
            wanted=wanted_of(kind, due, budget_yuan, content),
            asked_label=actor.label[:100],
            asked_at=timezone.now(),
        )
        put(made)
        title = _("%(code)s：政府申请%(what)s，须由大会决定") % words(made)
        tell_office(place, project, f"asked:{made.public_id}", title, made.text)
        running.facts = {"project": project.code, "kind": kind, "cause": cause}
    return made


def wanted_of(kind: str, due: date | None, budget_yuan: int | None, content: str) -> dict[str, Any]:
    """调整成什么: only an adjustment changes what the plan says, and then something."""
    if kind != "adjust":
        if due or budget_yuan or content.strip():
            text = _("日期、预算和建设内容只在申请调整时写；暂停、恢复、终止的，写在理由里。")
            raise Invalid("only_adjusted", text, where="kind")
        return {}
    if due is not None and due <= institutions.today():
        raise Invalid("in_the_past", _("调整后的完工日期写今天以后的。"), where="due")
    found: dict[str, Any] = {}
    if due:
        found["due"] = due.isoformat()
    if budget_yuan:
        found["budget_yuan"] = budget_yuan
    if content.strip():
        found["content"] = content.strip()[:2000]
    if not found:
        raise Invalid("nothing_wanted", _("写明调整什么：日期、预算或者建设内容。"), where="due")
    return found


def withdraw_change(
    actor: Actor, place: Jurisdiction, change: ProjectChange, *, reason: str
) -> ProjectChange:
    """撤回申请, before the congress has decided."""
    with act(
        "projects.withdraw_change",
        actor=actor,
        place=place.code,
        permitted=permissions.can_report(actor, place),
        rule=finishing.CODE,
    ) as running:
        change = locked_change(place, change)
        if change.kind == reserve.ACT:
            require_government(actor, _("补选由人民政府提出。"))
        else:
            require_unit(actor, place, change.project)
        require_waiting(change)
        if change.item_id:
            text = _("已经列入大会议程，经会议同意才能撤回：在议题里办理。")
            raise Refused("on_the_agenda", text)
        change.state, change.decision_text = "withdrawn", written(reason, "reason", _("原因"), 500)
        put(change)
        running.note = change.decision_text[:500]
        running.facts = {"project": change.project.code, "kind": change.kind}
    return change


def place_change(
    actor: Actor, place: Jurisdiction, change: ProjectChange, *, meeting: Meeting
) -> ProjectChange:
    """提请列入大会议程: a decision of a meeting of the town's congress, and of no other body."""
    with act(
        "projects.place_change",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run(actor, place),
        rule=finishing.CODE,
        basis=_("参照《陕西省民生实事项目人大代表票决制规定》第十八条"),
    ) as running:
        change = locked_change(place, change)
        require_waiting(change)
        if meeting.body.kind != "congress" or meeting.jurisdiction != now_at(place):
            raise Refused(
                "congress_decides", _("只能列入本级人民代表大会会议的议程。"), where="meeting"
            )
        with override(KEPT_IN):
            title = _("关于%(what)s民生实事项目“%(title)s”的决定（草案）") % words(change)
            basis, note = (
                reason_words(change),
                note_words(change, rows_of(place, [change.project])[0]),
            )
        item = meetings.propose_item(
            actor,
            meeting.jurisdiction,
            meeting=meeting,
            title=title[:200],
            kind="decision",
            about=(ABOUT, change.public_id),
            basis=basis,
            proposer=f"{meeting.jurisdiction.name}人民政府",
            note=note,
            units=answering(meeting.jurisdiction, change.project),
        )
        change.item_id, change.meeting_name = item.public_id, meeting.title[:120]
        put(change)
        running.facts = {"project": change.project.code, "meeting": meeting.title}
    return change


def carry_out_change(
    actor: Actor,
    place: Jurisdiction,
    change: ProjectChange,
    *,
    poll_id: str,
    adopted: bool,
    on: date,
    text: str,
) -> ProjectChange:
    """按大会决定办理: run by the worker after the announcement, any number of times; nobody else may."""
    with act(
        "projects.carry_out_change",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
        rule=finishing.CODE,
    ) as running:
        change = locked_change(place, change)
        if change.state != "asked":
            return change
        change.poll_id, change.decided_on = poll_id, on
        change.decision_text = text[:1000]
        change.state = "decided" if adopted else "refused"
        put(change)
        if adopted:
            take_effect(actor, place, change)
        title = _("%(code)s：大会对%(what)s的申请已作决定") % words(change)
        tell_unit(place, change.project, f"decided:{change.public_id}", title, change.decision_text)
        running.facts = {"project": change.project.code, "kind": change.kind, "adopted": adopted}
    return change


def take_effect(actor: Actor, place: Jurisdiction, change: ProjectChange) -> None:
    """What the congress decided holds: the state, and for an adjustment a new version of the plan."""
    project = locked_project(place, change.project)
    decision = finishing.Decision(
        "congress",
        change.meeting_name,
        change.decision_text or change.item_id,
        change.decided_on or institutions.today(),
        change.cause,
    )
    require(finishing.may_change(change.kind, project.state, decision, institutions.today()))
    if change.kind == "adjust":
        keep_change(actor, place, project, change.wanted)
        project.requirement = change.wanted.get("content") or project.requirement
        if change.wanted.get("budget_yuan"):
            project.cost_yuan = change.wanted["budget_yuan"]
    carried = project.reports.filter(kind="unfinished").exists()
    project.state = project_steps.after(change.kind, project.state, carried_over=carried)
    project.state_reason = change.text[:500]
    put(project)


def drop_item(actor: Actor, place: Jurisdiction, change: ProjectChange) -> ProjectChange:
    """议题没有表决: the application waits for another meeting; run by the worker."""
    with act(
        "projects.drop_change_item",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
        rule=finishing.CODE,
    ) as running:
        change = locked_change(place, change)
        if change.state == "asked" and change.item_id:
            change.item_id, change.meeting_name = "", ""
            put(change)
        running.facts = {"project": change.project.code}
    return change


def propose_change_publication(
    actor: Actor, place: Jurisdiction, change: ProjectChange, *, note: str = ""
) -> PublicationVersion:
    """拟公开调整决定: what the congress decided, as announced; another person publishes it.

    Of a work taken over it is a publication of the place that carries it on.
    """
    with act(
        "projects.propose_change_publication",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
        rule=finishing.CODE,
    ) as running:
        change = locked_change(place, change)
        if change.state not in {"decided", "refused"}:
            raise Refused("not_decided", _("大会还没有决定。"))
        made = publications.propose(
            actor,
            now_at(place),
            kind=publishing.CHANGE,
            key=change.public_id,
            title=publishing.change_title(change),
            content=publishing.change_content(change),
            note=note,
        )
        running.facts = {"project": change.project.code, "version": made.version}
    return made


def require_waiting(change: ProjectChange) -> None:
    if change.state != "asked":
        raise Refused("not_waiting", _("这项申请已经有了结果。"))


def locked_change(place: Jurisdiction, change: ProjectChange) -> ProjectChange:
    """The application as it stands now, locked until the act ends."""
    rows = ProjectChange.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("project__unit", "project__project_year").get(pk=change.pk)
