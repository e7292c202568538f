"""年度计划的写: imported after it was looked over, adopted by a meeting, adjusted line by line with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, named, not_to_come, put
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.actions.plan_meetings import ADJUSTABLE, Met, take_met
from oversight.meetings.actions.support import meeting_act, written
from oversight.meetings.models import AnnualPlan, PlanChange, PlanItem
from oversight.meetings.rules.plan_text import MOST, PlanLine


def import_plan(
    actor: Actor,
    place: Jurisdiction,
    *,
    body: Body,
    year: int,
    title: str,
    lines: Sequence[PlanLine],
    source_name: str = "",
    source_sha256: str = "",
) -> AnnualPlan:
    """导入年度计划: all lines or none; offices are found by name where they exist."""
    with meeting_act(
        "import_plan", actor, place, permissions.can_import_plan(actor, place)
    ) as running:
        check_place(place, body=body)
        title = named(title, "title")
        if not 1990 <= year <= 2100:
            raise Invalid("bad_year", _("年份写四位数字。"), where="year")
        if not lines or len(lines) > MOST:
            raise Invalid("no_lines", _("没有导入。计划要有 1 至 500 项。"), where="lines")
        if queries.plans_of(place).filter(body=body, year=year, title=title).exists():
            raise Invalid("plan_exists", _("这份计划已经导入。"), where="title")
        plan = AnnualPlan(
            jurisdiction=place,
            body=body,
            year=year,
            title=title,
            source_name=source_name[:200],
            source_sha256=source_sha256,
        )
        put(plan)
        offices = queries.offices_by_name(place)
        for order, line in enumerate(lines, start=1):
            add_line(plan, order, line, offices)
        running.facts = {"year": year, "lines": len(lines)}
    return plan


def add_line(plan: AnnualPlan, order: int, line: PlanLine, offices: Mapping[str, Body]) -> PlanItem:
    """One line as it was written."""
    item = PlanItem(
        jurisdiction_id=plan.jurisdiction_id,
        plan=plan,
        order=order,
        section=line.section,
        text=written(line.text, "lines", _("计划事项"), 1000),
        office=queries.office_named(offices, line.office),
        office_name=line.office,
        due_text=line.when,
    )
    put(item)
    return item


def adopt_plan(
    actor: Actor, place: Jurisdiction, plan: AnnualPlan, *, on: date, adopted_by: str
) -> AnnualPlan:
    """登记年度计划通过: by the chairpersons' meeting (监督法 art. 63)."""
    with meeting_act(
        "adopt_plan", actor, place, permissions.can_import_plan(actor, place)
    ) as running:
        plan = locked_plan(place, plan)
        if plan.state == "adopted":
            raise Refused("already_adopted", _("这份计划已经登记通过。"))
        not_to_come(on)
        plan.state, plan.adopted_on = "adopted", on
        plan.adopted_by = written(adopted_by, "adopted_by", _("通过的会议"), 200)
        put(plan)
        running.basis = ADJUSTABLE
        running.facts = {"plan": plan.title, "on": str(on)}
    return plan


def locked_line(actor: Actor, place: Jurisdiction, item: PlanItem) -> PlanItem:
    """The line as it stands now; an office works on its own lines only."""
    rows = PlanItem.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    found = rows.filter(pk=item.pk).order_by().first()
    if found is None:
        raise Invalid("other_place", _("所选的记录不属于本地。"))
    if actor.role == "office" and found.office_id != actor.body_id:
        raise NotPermitted(_("这一项由别的委室负责。"), code="other_office")
    return found


def locked_plan(place: Jurisdiction, plan: AnnualPlan) -> AnnualPlan:
    """The plan as it stands now."""
    rows = AnnualPlan.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    found = rows.select_related("body").filter(pk=plan.pk).first()
    if found is None:
        raise Invalid("other_place", _("所选的记录不属于本地。"))
    return found


def add_plan_item(
    actor: Actor,
    place: Jurisdiction,
    plan: AnnualPlan,
    *,
    text: str,
    section: str = "",
    office: Body | None = None,
    when: str = "",
    reason: str = "",
    met: Met | None = None,
) -> PlanItem:
    """增加计划事项: to an adopted plan only as its body decided, with the reason – an adjustment (art. 63)."""
    with meeting_act(
        "add_plan_item", actor, place, permissions.can_import_plan(actor, place)
    ) as running:
        plan = locked_plan(place, plan)
        check_place(place, office=office)
        adopted = plan.state == "adopted"
        if adopted:
            running.note = written(reason, "reason", _("调整的原因和依据"))
            running.basis = ADJUSTABLE
        last = plan.items.aggregate(last=models.Max("order"))["last"] or 0
        line = PlanLine(
            section.strip()[:200], text, office.name if office else "", when.strip()[:100]
        )
        item = add_line(plan, last + 1, line, {office.name: office} if office else {})
        if adopted:
            change = PlanChange(jurisdiction=place, item=item, kind="added", reason=running.note)
            change.state = "decided"
            take_met(actor, place, plan, change, met)
            put(change)
        running.facts = {"plan": plan.title, "item": item.public_id}
    return item


def set_plan_item(
    actor: Actor,
    place: Jurisdiction,
    item: PlanItem,
    *,
    state: str,
    note: str = "",
    on: date | None = None,
) -> PlanItem:
    """登记计划事项的进展: done says how; an office only for its own lines. A change is for the body to decide."""
    with meeting_act(
        "set_plan_item", actor, place, permissions.can_keep_plan(actor, place)
    ) as running:
        item = locked_line(actor, place, item)
        if state not in dict(PlanItem.STATES):
            raise Invalid("unknown_choice", _("没有这个选项。"), where="state")
        if state not in PlanItem.PROGRESS:
            text = _("计划的调整由通过计划的会议决定；委室可以提出，决定以后再登记。")
            raise Refused("body_decides", text, basis=ADJUSTABLE, where="state")
        if item.state == "dropped":
            raise Refused("dropped", _("会议已经决定这一项不再进行。"), basis=ADJUSTABLE)
        if state == "done":
            if item.changes.filter(state="proposed").exists():
                text = _("这一项有人提出调整，等会议决定以后再登记完成。")
                raise Refused("change_waits", text, basis=ADJUSTABLE, where="state")
            note = written(note, "note", _("完成情况"), 1000)
        item.state, item.state_note = state, note.strip()[:1000]
        item.state_on = on or institutions.today()
        not_to_come(item.state_on)
        put(item)
        running.note = item.state_note[:300]
        running.facts = {"item": item.public_id, "state": state}
    return item
