"""权限世界里的会议: one meeting in every state that an act of the table asks for."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfWriter

from oversight.audit.actors import Actor, operator
from oversight.documents import actions as documents
from oversight.files.actions import store_file
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.rules.plan_text import PlanLine

if TYPE_CHECKING:
    from tests.permissions.world import World


def acting(world: World, role: str) -> Actor:
    return queries.actor_for(world.grants[role, "own"])


def planned(world: World, number: int) -> Meeting:
    """A meeting of the chairpersons, today."""
    body = queries.body_of_kind(world.place, "chairpersons_meeting")
    return actions.plan_meeting(
        acting(world, "clerk"),
        world.place,
        body=body,
        meeting_no=number,
        starts_on=queries.today(),
    )


def told(world: World, number: int) -> Meeting:
    """Members, a deputy and a unit that sit in were called; an item is on the agenda."""
    place, clerk = world.place, acting(world, "clerk")
    meeting = planned(world, number)
    actions.call_members(clerk, place, meeting)
    rows = [
        {"capacity": "sit_in", "person": queries.person_by_id(place, world.ids["sitting_deputy"])},
        {
            "capacity": "sit_in",
            "name": "局长",
            "unit": queries.unit_by_id(place, world.ids["liaison_unit"]),
        },
    ]
    actions.add_participants(clerk, place, meeting, rows=rows)
    item(world, meeting)
    return actions.notify(clerk, place, meeting)


def item(world: World, meeting: Meeting, title: str = "听取报告") -> AgendaItem:
    """An item on the agenda."""
    place, clerk = world.place, acting(world, "clerk")
    made = actions.propose_item(clerk, place, meeting=meeting, title=title, kind="other")
    return actions.place_item(clerk, place, made)


def sitting(world: World, number: int) -> Meeting:
    """A meeting in session: the members are there, the others not."""
    place, clerk = world.place, acting(world, "clerk")
    meeting = actions.convene(clerk, place, told(world, number))
    marks = {
        one.public_id: "present"
        for one in read.participants_of(meeting)
        if one.capacity == "attend"
    }
    actions.record_attendance(clerk, place, meeting, marks=marks)
    return actions.open_session(clerk, place, meeting)


def build(world: World) -> None:
    """Records for the rows of ``table_meetings``."""
    place, clerk = world.place, acting(world, "clerk")
    deputy = queries.deputyships_in(place).get(public_id=world.ids["deputyship"]).person
    account = world.grants["deputy", "own"].account
    institutions.link_account(operator(), place, person=deputy, account=account)
    world.ids["sitting_deputy"] = deputy.public_id
    chair = queries.person_by_id(place, world.ids["person"])
    body = queries.body_of_kind(place, "chairpersons_meeting")
    institutions.add_membership(operator(), place, person=chair, body=body, role="chair")
    plan, notice = planned(world, 92), told(world, 93)
    proposed = actions.propose_item(clerk, place, meeting=plan, title="甲", kind="decision")
    desk = actions.convene(clerk, place, told(world, 94))
    session = sitting(world, 95)
    running(world, session)
    people(world, notice, desk)
    world.ids |= {
        "meeting_planned": plan.public_id,
        "item_proposed": proposed.public_id,
        "meeting_told": notice.public_id,
        "item_placed": read.items_of(notice)[0].public_id,
        "meeting_desk": desk.public_id,
        "meeting_open": session.public_id,
        "meeting_closed": closed(world).public_id,
        "meeting_paper": paper(world, notice),
    }
    plans(world)


def running(world: World, session: Meeting) -> None:
    """Items of the sitting meeting: one to take up, one considered; a group with a note; a linked meeting."""
    place, clerk = world.place, acting(world, "clerk")
    considered = actions.start_consideration(clerk, place, item(world, session, "乙"))
    group = actions.add_group(clerk, place, session, name="第一组")
    actions.note_speech(clerk, place, group, speaker="甲", text="抓紧办。")
    linked = actions.link_meeting(
        clerk, place, session, level="lower", place_name="某镇", title="某镇主席团会议"
    )
    world.ids |= {
        "session_item": read.items_of(session)[0].public_id,
        "session_considered": considered.public_id,
        "group": group.public_id,
        "linked": linked.public_id,
    }


def people(world: World, notice: Meeting, desk: Meeting) -> None:
    """One who is called, one who asked for leave."""
    called = list(read.participants_of(notice))
    waiting = called[-1]
    actions.ask_leave(acting(world, "clerk"), world.place, waiting, reason="出差")
    world.ids |= {
        "called": called[0].public_id,
        "called_unit": waiting.public_id,
        "called_deputy": called[-2].public_id,
        "called_desk": read.participants_of(desk)[0].public_id,
    }


def closed(world: World) -> Meeting:
    """A meeting that is over."""
    place, clerk = world.place, acting(world, "clerk")
    meeting = sitting(world, 96)
    for one in read.items_of(meeting):
        actions.start_consideration(clerk, place, one)
        actions.decide_item_without_vote(clerk, place, one, adopted=True, text="会议同意。")
    return actions.close_meeting(clerk, place, meeting)


def paper(world: World, meeting: Meeting) -> str:
    """An issued paper of the meeting, with a scan of one page."""
    place = world.place
    who = {role: acting(world, role) for role in ("clerk", "reviewer", "chair")}
    made = documents.draft_paper(
        who["clerk"],
        place,
        kind="opinion",
        issuer=meeting.body,
        title="会议文件",
        text="内容。",
        addressees=["各组成人员"],
        about=("meeting", meeting.public_id),
    )
    documents.submit_for_check(who["clerk"], place, paper=made)
    documents.approve_check(who["reviewer"], place, paper=made)
    documents.sign(who["chair"], place, paper=made)
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    scan = store_file(who["clerk"], place, name="会议文件.pdf", stream=BytesIO(out.getvalue()))
    documents.attach_sealed_scan(who["clerk"], place, paper=made, file=scan)
    documents.issue(who["clerk"], place, paper=made)
    return str(made.public_id)


def plans(world: World) -> None:
    """An annual plan; its line is the office's own."""
    place, clerk = world.place, acting(world, "clerk")
    office = world.grants["office", "own"].body
    plan = actions.import_plan(
        clerk,
        place,
        body=queries.body_of_kind(place, "standing_committee"),
        year=2026,
        title="2026年工作要点",
        lines=[PlanLine("监督工作", "听取报告", office.name, "6月")],
    )
    world.ids |= {
        "plan": plan.public_id,
        "plan_line": read.plan_items_of(plan)[0].public_id,
    }
