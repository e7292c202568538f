"""权限世界里的询问、质询案、材料、任免。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.audit.actors import Actor, operator, system
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.sheets.workbook import Sheet, write_workbook
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings import queries as read
from oversight.meetings.actions import (
    answers,
    appointments,
    audits,
    inquiries,
    item_papers,
    questions,
)
from oversight.meetings.models import AgendaItem, InquiryMotion, Meeting
from oversight.meetings.queries import appointments as read_appointments
from oversight.meetings.queries import audits as read_audits
from oversight.meetings.sheets.audits import HEADINGS, TITLE
from oversight.meetings.tests.hearings import photo

if TYPE_CHECKING:
    from tests.permissions.world import World


def acting(world: World, role: str) -> Actor:
    return queries.actor_for(world.grants[role, "own"])


def sitting(world: World) -> tuple[Meeting, list[AgendaItem]]:
    """A joint meeting of the committee's groups that sits, one item on the agenda, one being considered."""
    place, clerk = world.place, acting(world, "clerk")
    meeting = meetings.plan_meeting(
        clerk,
        place,
        body=queries.body_of_kind(place, "standing_committee"),
        kind="joint_group",
        meeting_no=1,
        starts_on=queries.today(),
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
    build_inquiries(world, meeting)
    build_papers(world, placed)
    build_persons(world, meeting)
    audit = meetings.propose_item(
        clerk, place, meeting=meeting, title="审计整改情况报告", kind="audit_rectification"
    )
    row = ["", 1, "挪用专项资金", "县水利局", 120, "", "", "未整改", "", "", ""]
    content = write_workbook([Sheet(TITLE, HEADINGS, [row])])
    audits.import_ledger(clerk, place, audit, content=content)
    world.ids["audit_item"] = audit.public_id
    world.ids["audit_problem"] = read_audits.problems_of(audit).get().public_id


def build_inquiries(world: World, meeting: Meeting) -> None:
    """An interpellation that collects signatures, and questions put to the unit and answered."""
    place, clerk = world.place, acting(world, "clerk")
    unit = queries.unit_by_id(place, world.ids["liaison_unit"])

    def started(kind: str) -> InquiryMotion:
        return inquiries.start_inquiry(
            clerk,
            place,
            kind=kind,
            meeting=meeting,
            unit=unit,
            title="供暖质量",
            questions="为何不热？",
        )

    put = inquiries.submit_inquiry(clerk, place, started("inquiry"))
    answered = inquiries.submit_inquiry(clerk, place, started("inquiry"))
    inquiries.answer_inquiry(
        clerk,
        place,
        answered,
        official="林知微",
        official_title="局长",
        form="oral",
        text="已增开锅炉。",
    )
    world.ids |= {
        "inquiry": started("interpellation").public_id,
        "inquiry_decided": put.public_id,
        "inquiry_answered": answered.public_id,
        "enterprise": make.make_unit(place, "县热力集团", kind="enterprise").public_id,
    }


def build_papers(world: World, item: AgendaItem) -> None:
    """A paper that must come back, with one copy out."""
    place, clerk = world.place, acting(world, "clerk")
    paper = item_papers.add_item_paper(
        clerk, place, item, kind="report", title="供水报告", file=photo("报告.png"), to_return=True
    )
    (copy,) = item_papers.hand_out_copies(clerk, place, paper, holders=["周砚清"])
    world.ids |= {"item_paper": paper.public_id, "paper_copy": copy.public_id}


def build_persons(world: World, meeting: Meeting) -> None:
    """Persons who are nominated, one who was adopted, one whose dismissal is moved."""
    place, clerk = world.place, acting(world, "clerk")
    items = {}
    for kind, title in (("appointment", "人事任免"), ("dismissal", "撤职案")):
        item = meetings.propose_item(clerk, place, meeting=meeting, title=title, kind=kind)
        items[kind] = meetings.place_item(clerk, place, item)

    def nominated(kind: str, name: str, **more: object) -> str:
        item = items["dismissal" if kind == "dismissal" else "appointment"]
        values = {"kind": kind, "name": name, "post": "局长", "nominator": "县长", **more}
        one = appointments.nominate(clerk, place, item, **values)
        return str(one.public_id)

    passed = nominated("appoint", "秦望川")
    one = read_appointments.appointment_by_id(place, passed)
    appointments.introduce(clerk, place, one, introduced_by="甲", text="乙")
    meetings.start_consideration(clerk, place, items["appointment"])
    poll = appointments.put_appointments_to_vote(clerk, place, items["appointment"])
    appointments.record_result(
        system(), place, one, poll=poll.public_id, passed=True, text="通过。"
    )
    item = meetings.propose_item(
        clerk, place, meeting=meeting, title="人事任免（二）", kind="appointment"
    )
    items["appointment"] = meetings.place_item(clerk, place, item)
    moved = nominated("dismissal", "陆景行", reasons="失职")
    introduced = read_appointments.appointment_by_id(place, moved)
    appointments.introduce(clerk, place, introduced, introduced_by="甲", text="乙")
    world.ids |= {
        "personnel_item": items["appointment"].public_id,
        "appointment": nominated("appoint", "周砚清", letter=photo("提请函.png")),
        "appointment_passed": passed,
        "appointment_dismissal": moved,
    }
