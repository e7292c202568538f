"""演示听取: a case from the annual plan to the unit's report on the review opinions, day after day.

The first vote on report and answers fails, the second passes at the next meeting; every paper, question
and figure is invented.
"""

from __future__ import annotations

from datetime import date

from oversight.cases import actions as cases
from oversight.cases import queries as case_queries
from oversight.cases import queries_hearing
from oversight.cases.models import Case
from oversight.config.demo import appointing, meetings, publishing, supervision
from oversight.config.demo.counting import vote
from oversight.config.demo.days import after, before, on, settle
from oversight.config.demo.papers import People, bring_to
from oversight.config.demo.places import RISING_UNIT
from oversight.config.demo.questions import questioned
from oversight.documents import actions as documents
from oversight.documents.queries import paper_by_id
from oversight.institutions.models import Jurisdiction, Unit
from oversight.links import actions as links
from oversight.meetings import actions as acts
from oversight.meetings import queries as meeting_queries
from oversight.meetings.models import AgendaItem, Meeting, PlanItem

OPENED, FIRST, SECOND = 112, 62, 8
"""How many days ago the case was opened and the two meetings were."""
REPORT = (
    "一、基本情况。全市住宅小区 612 个，物业服务覆盖 571 个。\n"
    "二、存在问题。报修积压，维修资金使用程序长，收费公示不全。\n"
    "三、下一步措施。年内排查七个重点小区，建立报修专线。"
)
AGAIN = (
    "一、专题调研意见的办理。七个小区逐户登记 212 户，已修好 168 户；维修资金申请由 40 天减为 10 天。\n"
    "二、收费公示。612 个小区全部公示收费项目和标准。\n"
    "三、尚未完成的 44 户，逐户写明原因和日期。"
)
REPLY = (
    "一、剩余 44 户已修好 31 户，其余列入明年第一季度。\n二、报修进度每月在小区公示栏和网站公布。"
)
OPINIONS = (
    "加快维修资金使用，剩余 44 户限期修好。",
    "每月公布报修办理进度，接受居民监督。",
)


def planned_on(today: date) -> date:
    """The annual plan is adopted in the January of the year in which the case begins."""
    return after(date(before(today, OPENED).year, 1, 15), 0)


def load(city: Jurisdiction, people: People, today: date) -> Case:
    """Everything, in the order of the days."""
    with on(planned_on(today)):
        item = meetings.annual_plan(city, people)
    with on(before(today, 119)):
        supervision.adopt_rulebook(city, people)
    with on(before(today, OPENED)):
        first = meetings.planned(city, people, before(today, FIRST), 32)
        case = opened(city, people, item)
    with on(before(today, 104)):
        told(city, people, case, first)
    with on(before(today, 90)):
        supervision.task_done(city, people)
        found(city, people, case, "维修资金申请要走 40 天", "已并联办理，正在减少环节。")
    with on(before(today, 83)):
        reported(city, people, case, REPORT)
    with on(before(today, 73)):
        reported(city, people, case, REPORT + "\n四、调研意见的回应。逐条写明。")
        placed(city, people, case, first)
    heard(city, people, case, first)
    with on(after(first.starts_on, 5)):
        archived(city, people, first)
    with on(before(today, 50)):
        found(
            city, people, case, "返修率高，六个月内同一处再次报修的占三成", "约谈施工单位并返修。"
        )
    with on(before(today, 40)):
        second = meetings.planned(city, people, before(today, SECOND), 33)
    with on(before(today, 29)):
        reported(city, people, case, AGAIN)
    with on(before(today, 19)):
        reported(city, people, case, AGAIN + "\n四、审议时提出的问题。逐条写明答复。")
        placed(city, people, case, second)
    with on(before(today, 18)):
        coming = supervision.plan_meetings(city, people, today)
        supervision.other_cases(city, people)
    with on(before(today, 16)):
        supervision.decide_on_petition(city, people, coming[-1])
    heard_again(city, people, case, second)
    with on(after(second.starts_on, 1)):
        publishing.heard(city, people, fresh(city, case))
    with on(before(today, 5), 14):
        opinions_sent(city, people, case)
        publishing.opinions(city, people, fresh(city, case))
    with on(before(today, 1)):
        reported(city, people, case, REPLY)
        publishing.followed_up(city, people, fresh(city, case))
        links.link(
            people.clerk,
            city,
            first=("case", case.public_id),
            second=("plan_item", item.public_id),
            kind="carries_out",
        )
        acts.set_plan_item(
            people.clerk,
            city,
            item,
            state="done",
            note="第32次会议听取，报告未获通过；第33次会议再次听取，获得通过，审议意见已交办。",
        )
        meetings.plan_progress(city, people, item.plan)
    return fresh(city, case)


def fresh(city: Jurisdiction, case: Case) -> Case:
    """The case as it stands now."""
    return case_queries.case_by_id(city, case.public_id) or case


def unit_of(city: Jurisdiction) -> Unit:
    """The department that is heard."""
    return supervision.unit_named(city, RISING_UNIT)


def opened(city: Jurisdiction, people: People, item: PlanItem) -> Case:
    """From the annual plan; judged by both sides, the judgment sheet issued."""
    case = cases.open_case(
        people.clerk,
        city,
        origin="annual_plan",
        unit=unit_of(city),
        subject="住宅小区物业服务",
        facts={"year": item.plan.year, "item": "第6项", "text": item.text},
    )
    supervision.judge(city, people, case, "物业服务诉求连续两年居前，小区公共部位维修迟缓。")
    sheet = cases.draft_judgment_sheet(people.clerk, city, case)
    bring_to(city, people, sheet, "issued")
    return case


def told(city: Jurisdiction, people: People, case: Case, meeting: Meeting) -> None:
    """Decided by the chairpersons' meeting, the unit told, reported up."""
    supervision.decide(city, people, case, meeting.planned_meeting, 38)
    minutes = cases.draft_minutes_extract(people.clerk, city, case)
    bring_to(city, people, minutes, "issued")
    supervision.tell(city, people, case)
    supervision.report_up(city, people, case)


def found(city: Jurisdiction, people: People, case: Case, title: str, answer: str) -> None:
    """The office went to see; the unit answered."""
    cases.record_finding(
        people.office,
        city,
        case,
        title=title,
        text="现场看了三个小区，访问 26 户。",
        where="滨河新村等",
    )
    cases.send_findings(people.office, city, case)
    finding = queries_hearing.findings_of(fresh(city, case))[-1]
    cases.answer_finding(people.liaison, city, case, finding, text=answer)


def reported(city: Jurisdiction, people: People, case: Case, text: str) -> None:
    """The liaison officer writes, the head of the unit hands in."""
    cases.draft_report(people.liaison, city, case, text=text)
    cases.submit_report(people.head, city, case)


def placed(city: Jurisdiction, people: People, case: Case, meeting: Meeting) -> AgendaItem:
    """On the agenda; members have the report."""
    made = cases.place_hearing(people.clerk, city, fresh(city, case), meeting=meeting)
    cases.distribute_report(people.clerk, city, case)
    item = meeting_queries.item_by_id(city, made.item_id)
    assert item is not None
    return acts.place_item(people.clerk, city, item)


def item_at(city: Jurisdiction, case: Case, meeting: Meeting) -> AgendaItem:
    """The hearing on the agenda of the meeting."""
    items = meeting_queries.items_about(city, "case", case.public_id)
    return items.get(meeting=meeting)


def heard(city: Jurisdiction, people: People, case: Case, meeting: Meeting) -> None:
    """41 of 45 came: 19 for the report and the answers, 17 against, 5 abstained; more than half of 45 are 23."""
    nominee = appointing.nomination(city, people, meeting)
    with on(before(meeting.starts_on, 7)):
        meetings.call(city, people, meeting, unit_of(city))
        item = item_at(city, case, meeting)
        filed = meetings.filed_question(city, people, item, unit_of(city))
    with on(meeting.starts_on):
        meetings.sit(city, people, meeting, 41)
        acts.start_consideration(people.clerk, city, item)
        questioned(city, people, item, unit_of(city), filed)
        vote(city, people, item, [(19, 17, 5, 0)])
        appointing.appointed(city, people, nominee)
        acts.close_meeting(people.clerk, city, meeting)


def archived(city: Jurisdiction, people: People, meeting: Meeting) -> None:
    """The minutes issued, all papers of the meeting in one file."""
    minutes = acts.draft_minutes(people.clerk, city, meeting)
    bring_to(city, people, minutes, "issued")
    acts.archive_meeting(people.clerk, city, meeting)


def heard_again(city: Jurisdiction, people: People, case: Case, meeting: Meeting) -> None:
    """40 came: 31 for it, 6 against, 2 abstained, one did not press."""
    with on(before(meeting.starts_on, 7)):
        meetings.call(city, people, meeting, unit_of(city))
    with on(meeting.starts_on):
        meetings.sit(city, people, meeting, 40)
        item = item_at(city, case, meeting)
        acts.start_consideration(people.clerk, city, item)
        vote(city, people, item, [(31, 6, 2, 1)])
        acts.close_meeting(people.clerk, city, meeting)


def opinions_sent(city: Jurisdiction, people: People, case: Case) -> None:
    """The review opinions signed off and issued; the case learns of it."""
    made = cases.draft_opinions(people.office, city, fresh(city, case), items=OPINIONS)
    paper = paper_by_id(city, made.paper_id)
    assert paper is not None
    receipt = bring_to(city, people, paper, "issued").receipts.get()
    settle()
    documents.acknowledge_receipt(people.liaison, city, receipt=receipt)
