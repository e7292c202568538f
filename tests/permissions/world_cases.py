"""权限世界里的案件: one in each of the states that an act of the table asks for, led by the office of the table."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from oversight.calendar import actions as calendar
from oversight.cases import actions
from oversight.cases.actions.deciding import Met
from oversight.cases.models import Case
from oversight.institutions import queries
from oversight.institutions.models import Unit
from oversight.institutions.tests.builders import make_office

if TYPE_CHECKING:
    from tests.permissions.world import World

OPINION = {
    "causes": ["real_rise"],
    "cause_text": "集中渗漏。",
    "method": "special_work_report",
    "text": "建议听取专项工作报告。",
}


def build(world: World) -> None:
    """Cases that wait for an opinion, a signature, a decision, its confirmation, a notice, a report up."""
    place = world.place
    unit = queries.unit_by_id(place, world.ids["liaison_unit"])
    assert unit is not None
    body = queries.body_of_kind(place, "standing_committee")
    assert body is not None
    clerk = queries.actor_for(world.grants["clerk", "own"])
    meeting = calendar.plan_meeting(
        clerk,
        place,
        body=body,
        term_no=18,
        meeting_no=1,
        on=queries.today() + timedelta(days=45),
    )
    world.ids["case_meeting"] = meeting.public_id
    lead = world.grants["office", "own"].body
    assert lead is not None
    world.ids["case_unit"] = unit.public_id
    world.ids["office_body"] = lead.public_id
    world.ids["case_other_office"] = make_office(place).public_id
    world.ids["case_day"] = queries.today().isoformat()
    world.ids["case"] = opened(world, unit).public_id
    world.ids["case_written"] = written(world, unit).public_id
    judged = judge(world, unit)
    world.ids["case_judged"] = judged.public_id
    world.ids["case_pending"] = record(world, judge(world, unit), "clerk").public_id
    decided = record(world, judge(world, unit), "chair")
    world.ids["case_decided"] = decided.public_id
    last = decided.decisions.filter(state="confirmed").last()
    assert last is not None
    world.ids["case_decision"] = last.public_id
    noticed = record(world, judge(world, unit), "chair")
    actions.draft_notice(clerk, place, noticed)
    world.ids["case_noticed"] = noticed.public_id


def opened(world: World, unit: Unit) -> Case:
    """A case led by the office whose staff the table asks as."""
    lead = world.grants["office", "own"].body
    year = queries.today().year
    return actions.open_case(
        queries.actor_for(world.grants["clerk", "own"]),
        world.place,
        origin="annual_plan",
        unit=unit,
        subject="物业服务",
        lead_office=lead,
        facts={"year": year, "item": "第4项", "text": "听取物业服务情况的报告"},
    )


def written(world: World, unit: Unit) -> Case:
    """Both sides have written."""
    case = opened(world, unit)
    for role in ("clerk", "office"):
        actor = queries.actor_for(world.grants[role, "own"])
        actions.write_opinion(actor, world.place, case, **OPINION)
    return case


def judge(world: World, unit: Unit) -> Case:
    """Both sides have signed."""
    case = written(world, unit)
    for role in ("reviewer", "office"):
        actions.sign_opinion(queries.actor_for(world.grants[role, "own"]), world.place, case)
    return case


def met(world: World) -> Met:
    """The chairpersons' meeting of today."""
    body = queries.body_of_kind(world.place, "chairpersons_meeting")
    assert body is not None
    return Met(body, 18, 7, queries.today(), 9, 8)


def record(world: World, case: Case, role: str) -> Case:
    """Decided to hear a report at the planned meeting."""
    actions.record_decision(
        queries.actor_for(world.grants[role, "own"]),
        world.place,
        case,
        kind="action",
        met=met(world),
        text="听取和审议专项工作报告。",
        method="special_work_report",
        heard_at=world.ids["case_meeting"],
    )
    return case
