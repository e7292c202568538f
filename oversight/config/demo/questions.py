"""演示询问: what was filed before and asked at a meeting, what the unit answered and promised."""

from __future__ import annotations

from oversight.config.demo.papers import People
from oversight.config.demo.people import HEAD_NAME
from oversight.institutions.models import Jurisdiction, Unit
from oversight.meetings import queries as read
from oversight.meetings.actions import answers, questions
from oversight.meetings.models import AgendaItem, Answer, Participant, Question

OFFICIAL, TITLE = HEAD_NAME, "局长"


def questioned(
    city: Jurisdiction, people: People, item: AgendaItem, unit: Unit, filed: Question
) -> None:
    """The filed one with a follow-up, a deputy's, an expert's put off to writing, one that is not put."""
    questions.ask_question(people.chair, city, filed)
    answered(city, people, filed, unit, "报修积压 380 件，主要是维修资金审批慢，平均要走 40 天。")
    filed.refresh_from_db()
    again = questions.follow_up(people.clerk, city, filed, text="40 天能减到几天，什么时候做到？")
    given = answered(city, people, again, unit, "年底前减到 10 天以内，并在网站公布每一步的时限。")
    answers.mark_promise(people.clerk, city, given, text="维修资金申请年底前减到 10 天以内")
    deputy, expert = invited(item)
    live = raised(
        city, people, item, unit, "deputy", person=deputy.person,
        text="物业费上涨没有公示，居民到哪里查？",
    )  # fmt: skip
    questions.ask_question(people.chair, city, live)
    answered(city, people, live, unit, "收费项目和标准在小区公示栏公布，年内全部上网。")
    later = raised(
        city, people, item, unit, "expert", name=expert.name,
        text="物业企业的信用评价有没有和招投标挂钩？",
    )  # fmt: skip
    reason = "需要数据支持，会后书面答复"
    questions.defer_question(people.chair, city, later, reason=reason)
    later.refresh_from_db()
    answers.record_answer(
        people.liaison,
        city,
        later,
        unit=unit,
        official=OFFICIAL,
        official_title=TITLE,
        text="已经挂钩：信用等级 C 级以下的 14 家企业一年内不得参加前期物业招投标。",
        mode="written",
    )
    blocked = raised(
        city, people, item, unit, "deputy", person=deputy.person,
        text="某小区业主起诉物业公司的案子，为什么还没有判？",
    )  # fmt: skip
    questions.block_question(people.chair, city, blocked, ground="pending_case")


def invited(item: AgendaItem) -> tuple[Participant, Participant]:
    """The deputy and the expert who were called to the meeting."""
    called = [one for one in read.participants_of(item.meeting) if one.capacity == "sit_in"]
    deputy = next(one for one in called if one.person is not None and one.unit is None)
    expert = next(one for one in called if one.person is None)
    return deputy, expert


def raised(
    city: Jurisdiction, people: People, item: AgendaItem, unit: Unit, capacity: str, **more: object
) -> Question:
    """Asked on the spot and entered by the clerk."""
    item.refresh_from_db()
    return questions.file_question(
        people.clerk,
        city,
        item,
        unit=unit,
        capacity=capacity,
        **more,  # type: ignore[arg-type]
    )


def answered(
    city: Jurisdiction, people: People, question: Question, unit: Unit, text: str
) -> Answer:
    """What the head of the unit said on the spot."""
    return answers.record_answer(
        people.clerk,
        city,
        question,
        unit=unit,
        official=OFFICIAL,
        official_title=TITLE,
        text=text,
    )
