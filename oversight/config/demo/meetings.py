"""演示会议: the annual plan, meetings that were held, one to come, a count in work, an inquiry, a town's presidium."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from oversight.config.demo import meeting_today, names
from oversight.config.demo.counting import cells, collected, scrutineers
from oversight.config.demo.days import before, on
from oversight.config.demo.papers import People
from oversight.config.demo.people import DEPUTY_AT
from oversight.config.demo.supervision import TERM, unit_named
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction, Unit
from oversight.meetings import actions as acts
from oversight.meetings import queries as read
from oversight.meetings.actions import inquiries, questions
from oversight.meetings.models import AgendaItem, AnnualPlan, Meeting, PlanItem, Question
from oversight.meetings.rules.plan_text import PlanLine
from oversight.voting import actions as voting
from oversight.voting.rolls import voters_of

HALL = "云川市会议中心二楼会议厅（演示）"
EXPERT = ("苏见微", "物业管理专家")
HEARD, MATTERS, DEPUTIES = "听取和审议专项工作报告", "讨论决定重大事项", "代表工作"
PLAN = (
    PlanLine(HEARD, "听取和审议教育资源均衡情况的报告", "教科文卫工委", "4月"),
    PlanLine(HEARD, "听取和审议粮食安全情况的报告", "农业农村工委", "6月"),
    PlanLine(HEARD, "检查《安全生产法》实施情况", "监察和法制工委", "6月"),
    PlanLine(HEARD, "听取城市管理工作情况的报告", "城建环资工委", "下半年"),
    PlanLine(HEARD, "听取审计查出问题整改情况的报告", "财经工委", "12月"),
    PlanLine(HEARD, "听取住宅小区物业服务情况的报告", "城建环资工委", "下半年"),
    PlanLine(MATTERS, "审查和批准本级决算", "财经工委", "6月"),
    PlanLine(DEPUTIES, "组织代表视察城市排水防涝", "城建环资工委", "7月"),
)
DONE = {
    0: (4, "done", "第29次会议听取，审议意见已交市政府研究处理。"),
    1: (6, "done", "第30次会议听取。"),
    2: (6, "done", "6月完成，检查报告提请第31次会议审议。"),
    3: (7, "running", ""),
    6: (6, "done", "第31次会议批准。"),
}
"""By line of the plan: in which month what was done with it."""
ADJUSTED, ADJUSTED_AT = (7, "组织代表视察城市排水防涝，改在9月。", "今年主汛期提前。"), 45
"""The line that the chairpersons' meeting adjusted, what it becomes, and why; at its meeting of which number."""
RATED = (
    "市教育局",
    "市交通运输局",
    "市水务局",
    "市住房和城乡建设局",
    "市民政局",
    "市生态环境局",
    "市市场监督管理局",
)


def annual_plan(city: Jurisdiction, people: People) -> PlanItem:
    """The year's plan, adopted; gives the line on the residential estates."""
    today = queries.today()
    plan = acts.import_plan(
        people.clerk,
        city,
        body=queries.body_of_kind(city, "standing_committee"),
        year=today.year,
        title=f"云川市人大常委会{today.year}年工作要点（演示）",
        lines=PLAN,
    )
    acts.adopt_plan(people.clerk, city, plan, on=today, adopted_by="第31次主任会议")
    return list(plan.items.order_by("order"))[5]


def plan_progress(city: Jurisdiction, people: People, plan: AnnualPlan) -> None:
    """What was done with the lines of the plan up to now, each on the last working day of its month."""
    items = list(plan.items.order_by("order"))
    for number, (month, state, note) in DONE.items():
        day = before(date(plan.year, month + 1, 1), 1)
        if day <= queries.today():
            acts.set_plan_item(people.clerk, city, items[number], state=state, note=note, on=day)
    number, text, reason = ADJUSTED
    body = queries.body_of_kind(city, "chairpersons_meeting")
    acts.decide_plan_change(
        people.clerk,
        city,
        items[number],
        kind="adjusted",
        text=text,
        reason=reason,
        met=acts.Met(
            body,
            TERM,
            ADJUSTED_AT,
            before(queries.today(), 1),
            paper_ref=f"主任会议纪要第{ADJUSTED_AT}号（演示）",
        ),
    )


def planned(city: Jurisdiction, people: People, day: date, number: int) -> Meeting:
    """A meeting of the standing committee."""
    return acts.plan_meeting(
        people.clerk,
        city,
        body=queries.body_of_kind(city, "standing_committee"),
        term_no=TERM,
        meeting_no=number,
        starts_on=day,
        starts_at=time(9),
        place_text=HALL,
        chair=people.chair.label,
    )


def call(city: Jurisdiction, people: People, meeting: Meeting, unit: Unit) -> None:
    """Members by the register, the unit's leaders, two deputies, an expert, a citizen; all are told."""
    acts.call_members(people.clerk, city, meeting)
    deputies = queries.deputyships_in(city).order_by("pk")[DEPUTY_AT : DEPUTY_AT + 2]
    head = queries.posts_of(unit)[0]
    liaison = queries.liaisons_in(city).filter(unit=unit, rank="A").get()
    rows: list[Mapping[str, Any]] = [
        {"person": head.person, "title": head.title, "unit": unit, "must_attend": True,
         "must_reason": "报告机关主要负责人到会听取意见、回答询问"},
        {"person": liaison.person, "title": "办公室主任", "unit": unit},
        *({"person": one.person, "title": "市人大代表"} for one in deputies),
        {"name": EXPERT[0], "title": EXPERT[1]},
    ]  # fmt: skip
    acts.add_participants(
        people.clerk,
        city,
        meeting,
        rows=[
            *({"capacity": "sit_in", **row} for row in rows),
            {"name": names.name(7001), "title": "市民", "capacity": "gallery"},
        ],
    )
    acts.notify(people.clerk, city, meeting)


def sit(city: Jurisdiction, people: People, meeting: Meeting, how_many: int) -> None:
    """So many of the members are there, two on leave; the meeting opens."""
    members, others = [], []
    for one in read.participants_of(meeting):
        (members if one.capacity == "attend" else others).append(one)
    for one in members[-2:]:
        acts.ask_leave(people.clerk, city, one, reason="公务出差")
        acts.grant_leave(people.chair, city, one)
    acts.convene(people.clerk, city, meeting)
    there = [*members[:how_many], *others]
    marks = {one.public_id: "present" for one in there}
    acts.record_attendance(people.clerk, city, meeting, marks=marks)
    acts.open_session(people.clerk, city, meeting)


def filed_question(city: Jurisdiction, people: People, item: AgendaItem, unit: Unit) -> Question:
    """A member files a question before the meeting."""
    text = "老旧小区公共部位报修为什么长期积压？"
    return questions.file_question(people.member, city, item, text=text, unit=unit)


def load(city: Jurisdiction, town: Jurisdiction, people: People, coming: date, today: date) -> None:
    """What stands now: a meeting to come, one of today, a count in work, a town's presidium."""
    meeting = planned(city, people, coming, 34)
    inquiry(city, people, meeting)
    agenda(city, people, meeting)
    call(city, people, meeting, unit_named(city, "市城市管理局"))
    receipts(city, people, meeting)
    satisfaction(city, people)
    meeting_today.load(city, people, today)
    with on(before(today, 20), 15):
        presidium(town)


def agenda(city: Jurisdiction, people: People, meeting: Meeting) -> None:
    """Two reports; one stands on the agenda, one waits for it."""
    for title, kind, proposer in (
        ("听取和审议审计查出问题整改情况的报告", "audit_rectification", "财经工委"),
        ("听取和审议城市管理工作情况的报告", "special_work_report", "城建环资工委"),
    ):
        item = acts.propose_item(
            people.clerk, city, meeting=meeting, title=title, kind=kind, proposer=proposer
        )
        if kind != "special_work_report":
            acts.place_item(people.clerk, city, item)


def inquiry(city: Jurisdiction, people: People, meeting: Meeting) -> None:
    """A special inquiry that the chairpersons' meeting has put to a department for the next meeting."""
    motion = inquiries.start_inquiry(
        people.clerk,
        city,
        kind="special_inquiry",
        meeting=meeting,
        unit=unit_named(city, "市水务局"),
        title="关于城市排水防涝工作的专题询问",
        questions="一、易涝点整治完成了几处？\n二、管网底数是否清楚？\n三、应急排水力量够不够？",
    )
    inquiries.submit_inquiry(people.clerk, city, motion)
    inquiries.decide_inquiry(
        people.clerk,
        city,
        motion,
        decided_by="第45次主任会议",
        decided_on=before(queries.today(), 1),
        form="oral",
        answer_at="第34次会议全体会议",
        on_agenda=True,
    )


def receipts(city: Jurisdiction, people: People, meeting: Meeting) -> None:
    """Some have acknowledged, some were phoned, two ask for leave; the others are still awaited."""
    members = [one for one in read.participants_of(meeting) if one.capacity == "attend"]
    for number, one in enumerate(members[10:16]):
        state = "phoned" if number > 3 else "acknowledged"
        acts.record_receipt(people.clerk, city, one, state=state)
    for one in members[20:22]:
        acts.ask_leave(people.clerk, city, one, reason="参加省里的培训")
    acts.grant_leave(people.chair, city, members[20])


def satisfaction(city: Jurisdiction, people: People) -> None:
    """Rated on paper by the 40 who were there; the two entries differ in one cell, one row does not add up."""
    held = read.meetings_of(city).get(meeting_no=33)
    poll = voting.prepare_poll(
        people.clerk,
        city,
        about=("meeting", held.public_id),
        title="部门工作满意度测评",
        kind="satisfaction",
        options=RATED,
        rule="half_of_all_counts",
        method="paper",
        roll=read.roll_of(held),
        measure="云川市人大常委会工作评议办法（演示）",
        chair=people.chair.label,
        scrutineers=scrutineers(held),
        voters=voters_of(held.body),
    )
    poll = collected(city, people, poll, 40)
    rows = [(31, 6, 1, 1), (24, 11, 4, 0), (22, 12, 4, 1), (19, 8, 10, 2),
            (33, 5, 1, 0), (25, 7, 1, 1), (28, 8, 2, 1)]  # fmt: skip
    heads = {"valid": 39, "invalid": 1}
    figures = cells(poll, rows, heads)
    voting.enter_counts(people.clerk, city, poll, figures=figures)
    other = figures | {"paper.3.basically_satisfied": 18}
    voting.enter_counts(people.reviewer, city, poll, figures=other)


def presidium(town: Jurisdiction) -> None:
    """A town's presidium heard the town government; small enough to decide by a show of hands."""
    from oversight.config.demo.load import acting

    clerk, chair = acting("town"), acting("townchair")
    meeting = acts.plan_meeting(
        clerk,
        town,
        body=queries.body_of_kind(town, "presidium"),
        meeting_no=11,
        starts_on=queries.today(),
        place_text="镇政府三楼会议室（演示）",
        chair=chair.label,
    )
    item = acts.propose_item(
        clerk,
        town,
        meeting=meeting,
        title="听取农村生活污水治理情况的报告",
        kind="special_work_report",
        proposer="镇人大办公室",
        reporter="镇长",
    )
    item = acts.place_item(clerk, town, item)
    acts.call_members(clerk, town, meeting)
    acts.notify(clerk, town, meeting)
    acts.convene(clerk, town, meeting)
    called = list(read.participants_of(meeting))[:8]
    marks = {one.public_id: "present" for one in called}
    acts.record_attendance(clerk, town, meeting, marks=marks)
    acts.open_session(clerk, town, meeting)
    item = acts.start_consideration(clerk, town, item)
    acts.decide_item_without_vote(
        chair, town, item, adopted=True, text="举手表决，一致同意这个报告。"
    )
    acts.close_meeting(clerk, town, meeting)
