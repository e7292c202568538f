"""权限世界里的询问、质询案、材料、任免。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.audit.actors import Actor, operator
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.meetings import actions as meetings
from oversight.meetings import queries as read
from oversight.meetings.actions import answers, questions
from oversight.meetings.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from tests.permissions.world import World


def acting(world: World, role: str) -> Actor:
    return queries.actor_for(world.grants[role, "own"])


def sitting(world: World, number: int = 91) -> tuple[Meeting, list[AgendaItem]]:
    """A meeting of the committee that sits, with an item on the agenda and one being considered."""
    place, clerk = world.place, acting(world, "clerk")
    committee = queries.body_of_kind(place, "standing_committee")
    today = queries.today()
    meeting = meetings.plan_meeting(
        clerk, place, body=committee, meeting_no=number, starts_on=today
    )
    items = []
    for title in ("听取供水情况的报告", "听取供暖情况的报告"):
        item = meetings.propose_item(
            clerk, place, meeting=meeting, title=title, kind="special_work_report"
        )
        items.append(meetings.place_item(clerk, place, item))
    meetings.call_members(clerk, place, meeting)
    meetings.notify(clerk, place, meeting)
    meetings.convene(clerk, place, meeting)
    marks = {one.public_id: "present" for one in read.participants_of(meeting)}
    meetings.record_attendance(clerk, place, meeting, marks=marks)
    meetings.open_session(clerk, place, meeting)
    items[1] = meetings.start_consideration(clerk, place, items[1])
    return meeting, items


def build(world: World) -> None:
    """A sitting meeting with questions in the states that the acts of the table need."""
    place, clerk, member = world.place, acting(world, "clerk"), acting(world, "member")
    person = queries.person_by_id(place, world.ids["person"])
    institutions.link_account(
        operator(), place, person=person, account=world.grants["member", "own"].account
    )
    unit = queries.unit_by_id(place, world.ids["liaison_unit"])
    meeting, (placed, considered) = sitting(world)
    filed = questions.file_question(member, place, placed, text="管网什么时候换完？")
    deferred = questions.file_question(member, place, placed, text="水价会不会涨？", unit=unit)
    questions.defer_question(clerk, place, deferred, reason="数字要核实")
    answered = questions.file_question(member, place, considered, text="哪天供暖？", unit=unit)
    questions.ask_question(clerk, place, answered)
    given = answers.record_answer(
        clerk,
        place,
        answered,
        unit=unit,
        official="林知微",
        official_title="局长",
        text="十一月十五日前全部供上。",
    )
    promise = answers.mark_promise(clerk, place, given, text="十一月十五日前全部供上")
    world.ids |= {
        "items_meeting": meeting.public_id,
        "question_item": placed.public_id,
        "considered_item": considered.public_id,
        "question": filed.public_id,
        "question_deferred": deferred.public_id,
        "question_answered": answered.public_id,
        "promise": promise.public_id,
    }
