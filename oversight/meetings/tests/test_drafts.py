"""会议文书: each kind drafted from a record carries the facts of the record, and no placeholder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.actors import system
from oversight.audit.errors import Refused
from oversight.documents import actions as documents
from oversight.documents import queries as papers_read
from oversight.documents import rendering
from oversight.documents.models import Paper
from oversight.documents.tests.builders import PDF
from oversight.files.actions import store_file
from oversight.institutions import queries as institutions
from oversight.institutions.models import Unit
from oversight.institutions.tests import builders as make
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.actions import answers, item_papers, questions
from oversight.meetings.actions.item_votes import record_outcome
from oversight.meetings.drafts.results import corrections
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.tests import builders as build
from oversight.voting import actions as voting
from oversight.voting import queries as polls
from oversight.voting.models import Poll
from oversight.voting.tests import builders as ballots
from oversight.voting.values import Voters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
REPORT, DECISION = "听取物业服务管理情况的专项工作报告", "关于加强物业服务监督的决定（草案）"
SCRUTINEERS = [{"name": "秦望川", "chief": True}, {"name": "沈清和"}]
CHAIR = "组成人员01"
DOTS = ("……", "××", "待定", "None")


@dataclass
class World:
    """A meeting with a report, a decision, and somebody on leave, told and not yet convened."""

    house: build.House
    meeting: Meeting
    report: AgendaItem
    decision: AgendaItem
    unit: Unit

    def meeting_now(self) -> Meeting:
        found = read.meeting_by_id(self.house.place, self.meeting.public_id)
        assert found is not None
        return found

    def item(self, item: AgendaItem) -> AgendaItem:
        found = read.item_by_id(self.house.place, item.public_id)
        assert found is not None
        return found

    def draft(self, kind: str) -> Paper:
        meeting = self.meeting_now()
        return actions.draft_meeting_paper(self.house.clerk, self.house.place, meeting, kind=kind)

    def of_item(self, item: AgendaItem, kind: str, unit: Unit | None = None) -> Paper:
        of = self.item(item)
        return actions.draft_item_paper(
            self.house.clerk, self.house.place, of, kind=kind, unit=unit
        )

    def sit(self) -> Meeting:
        return build.in_session(self.house, self.meeting_now(), 4)


@pytest.fixture(scope="module")
def world(module_db: None) -> World:
    house = build.make_house(members=5)
    unit = make.make_unit(house.place, "县住建局")
    meeting = build.make_meeting(house, 0, chair=CHAIR, starts_at=time(9, 0))
    report = build.placed(house, meeting, REPORT, reporter="县住建局局长程砚秋")
    decision = build.placed(house, meeting, DECISION, kind="decision")
    actions.call_members(house.clerk, house.place, meeting)
    rows = [{"name": "程砚秋", "capacity": "sit_in", "title": "局长", "unit": unit}]
    actions.add_participants(house.clerk, house.place, meeting, rows=rows)
    meeting = actions.notify(house.clerk, house.place, meeting)
    return World(house, meeting, report, decision, unit)


def says(paper: Paper, *words: str) -> str:
    """The text holds each of these and nothing that stands for something unknown."""
    for word in words:
        assert word in paper.text, word
    assert not [dots for dots in DOTS if dots in paper.text + paper.title]
    return str(paper.text)


def voted(world: World, item: AgendaItem, row: tuple[int, ...], **more: object) -> Poll:
    """The item voted on, announced, its result recorded as the worker does."""
    house = world.house
    found = actions.start_consideration(house.clerk, house.place, world.item(item))
    more.setdefault("method", "keypad")
    poll = actions.put_to_vote(
        house.clerk,
        house.place,
        found,
        scrutineers=SCRUTINEERS,
        **more,  # type: ignore[arg-type]
    )
    poll = ballots.through(house, poll, [row])  # type: ignore[arg-type]
    outcome = polls.outcome_of(poll)
    assert outcome is not None
    record_outcome(
        system(),
        house.place,
        world.item(item),
        poll=poll.public_id,
        adopted=bool(outcome.passed),
        text=outcome.text,
    )
    return poll


def test_the_notice_is_addressed_to_the_members_and_to_those_who_sit_in(world: World) -> None:
    paper = actions.draft_notice(world.house.clerk, world.house.place, world.meeting_now())
    says(paper, "09:00，机关六楼会议厅", REPORT, "县住建局")
    assert [one["name"] for one in paper.addressees] == ["常委会各组成人员", "县住建局"]


def test_the_agenda_names_time_place_items_and_who_reports(world: World) -> None:
    paper = world.draft("agenda")
    says(
        paper,
        "上午9:00",
        "地点：机关六楼会议厅",
        f"主持：{CHAIR}",
        f"一、{REPORT}（报告人：县住建局局长程砚秋）；",
        f"二、{DECISION}。",
    )
    with pytest.raises(Refused) as refused:
        world.draft("agenda")
    assert refused.value.code == "paper_exists"


def test_the_roll_counts_and_names_everybody_in_their_capacity(world: World) -> None:
    text = says(world.draft("roll"), "应到5人，法定人数3人", "一、出席人员（5人）", "县住建局局长")
    assert "| 1 | 程砚秋 |" in text.split("二、列席人员（1人）")[1]


def test_the_attendance_list_is_empty_before_and_filled_after_the_opening(world: World) -> None:
    before = says(world.draft("attendance_list"), "| 序号 | 姓名 | 单位和职务 | 签到 | 备注 |")
    assert "到会" not in before
    world.sit()
    paper = papers_read.papers_about(world.house.place, "meeting", world.meeting.public_id).get(
        kind="attendance_list"
    )
    documents.withdraw_draft(world.house.clerk, world.house.place, paper=paper, reason="重新起草")
    says(world.draft("attendance_list"), "应到5人，开会时实到4人", "到会", "未到")


def test_a_leave_slip_carries_the_reason_and_the_answer(world: World) -> None:
    house, one = world.house, list(read.participants_of(world.meeting_now()))[4]
    with pytest.raises(Refused):
        actions.draft_leave_slip(house.clerk, house.place, one)
    actions.ask_leave(house.clerk, house.place, one, reason="赴省城开会")
    one = actions.grant_leave(house.actor("chair"), house.place, one, note="同意")
    says(
        actions.draft_leave_slip(house.clerk, house.place, one),
        f"【请假人】{one.name}",
        "【请假事由】赴省城开会",
        "【批假意见】准假。同意。",
        "批假人",
        "【签字】批假人：",
    )


def test_the_script_has_both_endings_before_and_the_words_said_after(world: World) -> None:
    paper = world.draft("script")
    says(
        paper,
        "法定人数为3人",
        f"请{world.report.reporter}作报告。",
        "（赞成3票以上）赞成票超过常务委员会全体组成人员的半数",
        "（赞成不足3票）",
        "请按“赞成”",
        "闭会。",
    )
    world.sit()
    voted(world, world.decision, (3, 1, 0, 0))
    documents.withdraw_draft(world.house.clerk, world.house.place, paper=paper, reason="重新起草")
    says(
        world.draft("script"),
        "应到5人，实到4人，符合法定人数",
        "本次表决由总监票人秦望川，监票人沈清和监票。",
        "赞成 3 票，反对 1 票",
    )


def test_count_sheet_and_announcement_wait_for_the_chair(world: World) -> None:
    house = world.house
    world.sit()
    item = actions.start_consideration(house.clerk, house.place, world.item(world.decision))
    poll = actions.put_to_vote(
        house.clerk, house.place, item, method="paper", scrutineers=SCRUTINEERS
    )
    poll = ballots.collected(house, poll, 4, 4)  # type: ignore[arg-type]
    good = ballots.figures(poll, [(3, 1, 0, 0)], valid=4, invalid=0)
    ballots.entered(house, poll, good | {"paper.0.no": 7}, good)  # type: ignore[arg-type]
    voting.correct_cell(
        house.clerk,
        house.place,
        ballots.fresh(poll),
        side="first",
        cell="paper.0.no",
        value=1,
        reason="看原票，1 写成 7",
        witness="秦望川",
    )
    ballots.signed(house, ballots.fresh(poll))  # type: ignore[arg-type]
    for kind in ("count_sheet", "announcement"):
        with pytest.raises(Refused) as refused:
            world.of_item(world.decision, kind)
        assert refused.value.code == "not_announced"
    ballots.announced(house, ballots.fresh(poll))  # type: ignore[arg-type]
    says(
        world.of_item(world.decision, "count_sheet"),
        "【发出票】4张",
        f"| 1 | {DECISION} | 3 | 1 | 0 | 0 |",
        "由7改为1，看原票，1 写成 7；在场监票人秦望川",
        "总监票人秦望川：",
        "【签字】监票人：沈清和",
        f"{DECISION}，通过。",
    )
    paper = world.of_item(world.decision, "announcement")
    says(
        paper,
        "常务委员会全体组成人员5人，实到4人",
        "发出票4张，收回票4张，有效票4张，无效票0张",
        "赞成3票，反对1票，弃权0票",
        "《地方组织法》第五十一条",
        "现予公告。",
    )
    assert paper.issuer == house.committee


def test_promises_and_written_answers_are_handed_to_the_unit_on_a_slip(world: World) -> None:
    house, place, day = world.house, world.house.place, institutions.today()
    world.sit()
    item = actions.start_consideration(house.clerk, place, world.item(world.report))
    asked = [
        questions.file_question(
            house.clerk,
            place,
            item,
            text=text,
            unit=world.unit,
            capacity="member",
            person=house.people[0],
        )
        for text in ("什么时候修完？", "名单能否公开？")
    ]
    questions.ask_question(house.clerk, place, asked[0])
    answer = answers.record_answer(
        house.clerk,
        place,
        asked[0],
        unit=world.unit,
        official="程砚秋",
        official_title="局长",
        text="年底前修完。",
    )
    answers.mark_promise(
        house.clerk, place, answer, text="年底前修完", unit=world.unit, due=day + timedelta(days=30)
    )
    questions.ask_question(house.clerk, place, asked[1])
    questions.defer_question(
        house.clerk, place, asked[1], reason="要核对", due=day + timedelta(days=20)
    )
    paper = world.of_item(world.report, "assignment_slip", world.unit)
    says(
        paper,
        "【承办单位】县住建局",
        "年底前修完。",
        "书面答复：名单能否公开？",
        "前办结并书面报告",
    )
    assert [one["name"] for one in paper.addressees] == ["县住建局"]
    with pytest.raises(Refused):
        world.of_item(world.decision, "assignment_slip", world.unit)


def test_a_research_report_gets_its_cover_once_it_is_among_the_papers(world: World) -> None:
    house = world.house
    with pytest.raises(Refused):
        world.of_item(world.report, "research_cover")
    file = store_file(house.clerk, house.place, name="调研.pdf", stream=BytesIO(PDF))
    item_papers.add_item_paper(
        house.clerk,
        house.place,
        world.item(world.report),
        kind="research",
        title="物业服务管理情况调研",
        file=file,
        received_on=institutions.today(),
    )
    says(
        world.of_item(world.report, "research_cover"),
        "【调研课题】物业服务管理情况调研",
        f"【服务议题】{REPORT}",
        f"【提交会议】{world.meeting.title}",
        "物业服务管理情况调研",
    )


def test_minutes_and_the_report_up_tell_what_became_of_every_item(world: World) -> None:
    house = world.house
    world.sit()
    actions.start_consideration(house.clerk, house.place, world.item(world.report))
    actions.decide_item_without_vote(
        house.clerk, house.place, world.item(world.report), adopted=True, text="会议同意这个报告"
    )
    voted(world, world.decision, (3, 1, 0, 0))
    meeting = actions.close_meeting(house.clerk, house.place, world.meeting_now())
    minutes = actions.draft_minutes(house.clerk, house.place, meeting)
    says(minutes, f"{CHAIR}主持会议", "开会时实到4人", "会议同意这个报告")
    filing = actions.draft_report_up(house.clerk, house.place, meeting)
    paper = papers_read.paper_by_id(house.place, filing.paper_id)
    assert paper is not None
    says(
        paper, f"现将{meeting.title}有关情况报告如下", "会议同意这个报告", "赞成 3 票", "特此报告。"
    )
    assert paper.kind == "report_up"
    assert paper.addressees
    with pytest.raises(Refused):
        actions.draft_report_up(house.clerk, house.place, meeting)


def test_a_working_paper_is_signed_without_a_number_and_printed_without_a_seal(
    world: World,
) -> None:
    house, place = world.house, world.house.place
    paper = world.draft("roll")
    documents.submit_for_check(house.clerk, place, paper=paper)
    documents.approve_check(house.actor("reviewer"), place, paper=paper)
    paper = documents.sign(house.actor("chair"), place, paper=paper)
    assert (paper.state, paper.number) == ("signed", "")
    content = rendering.content_of(place, paper)
    assert (content.issued_by, content.printed_by, content.seal_place) == ("", "", False)
    assert rendering.pdf_of(place, paper).startswith(b"%PDF")
    assert rendering.docx_of(place, paper).startswith(b"PK")


def test_the_pages_offer_what_can_be_drafted_and_lead_to_the_paper(world: World) -> None:
    client: Client = make.signed_in(world.house.grants["clerk"])
    keys = [world.house.place.code, world.meeting.public_id]
    page = client.get(reverse("meetings:papers", args=keys)).content.decode()
    url = reverse("meetings:draft_meeting_paper", args=[*keys, "script"])
    assert url in page
    assert "会议还没有闭会，结果还不完整，不能报告。" in page
    answer = client.post(url)
    assert answer.status_code == 302
    assert "/documents/" in answer["Location"] or "/papers/" in answer["Location"]
    assert client.get(reverse("meetings:draft_meeting_paper", args=[*keys, "x"])).status_code == 404


def test_the_count_sheet_lists_no_correction_of_what_too_few_have_rated() -> None:
    office = ballots.make_office()
    poll = ballots.make_rating(office, voters=Voters("群众代表"), roll=ballots.roll(9, 9))
    poll = ballots.collected(office, poll, 9, 9)
    good = ballots.figures(poll, [(0, 1, 3, 5), (4, 1, 1, 3)], valid=9, invalid=0)
    wrong = {"paper.0.dissatisfied": 7, "paper.1.dissatisfied": 8}
    ballots.entered(office, poll, good | wrong, good)
    change = {"side": "first", "reason": "看原票", "witness": "秦望川"}
    for cell, value in (("paper.0.dissatisfied", 3), ("paper.1.dissatisfied", 1)):
        voting.correct_cell(
            office.actor("clerk"), office.place, poll, cell=cell, value=value, **change
        )
    poll = ballots.announced(office, ballots.signed(office, ballots.fresh(poll)))
    outcome, sheet = polls.outcome_of(poll), polls.sheet_of(poll)
    assert outcome is not None and sheet is not None
    told = corrections(poll, sheet, outcome)
    assert "由8改为1" in told and "由7改为3" not in told
    assert told.endswith("不出结果的各项，改动不列。")
