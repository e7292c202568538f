"""询问的页面: the chair's order by keyboard, live entry, the telephone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oversight.audit.queries import entries_of
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings import papers
from oversight.meetings import queries as read
from oversight.meetings.actions import answers, questions
from oversight.meetings.queries import questions as queries
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.hearings import Hearing, make_hearing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def built(module_db) -> Hearing:
    return make_hearing()


@pytest.fixture
def hearing(built: Hearing) -> Hearing:
    built.item.refresh_from_db()
    return built


def page(hearing: Hearing, name: str, *keys: str) -> str:
    return reverse(f"meetings:{name}", args=[hearing.house.place.code, *keys])


def test_the_chair_orders_with_numbers_and_arrows(hearing):
    first, second, third = (hearing.file(text=f"第{n}问") for n in "一二三")
    chair = hearing.client("chair")
    listed = page(hearing, "questions", hearing.item.public_id)
    assert [row.number for row in chair.get(listed).context["groups"].waiting] == [1, 2, 3]
    order = page(hearing, "questions_order", hearing.item.public_id)
    typed = {f"n-{one.public_id}": at for one, at in ((first, "3"), (second, "x"), (third, "1"))}
    assert chair.post(order, typed).status_code == 302
    assert [one.text for one in queries.waiting(hearing.item)] == ["第三问", "第一问", "第二问"]
    moved = chair.post(order, {"move": f"{second.public_id}:-1"})
    assert moved.url.endswith(f"#q-{second.public_id}")
    assert "autofocus" in chair.get(moved.url.partition("#")[0]).content.decode()
    assert [one.text for one in queries.waiting(hearing.item)] == ["第三问", "第二问", "第一问"]


def test_a_question_is_entered_and_asked_in_one_press(hearing):
    hearing.consider()
    clerk = hearing.client("clerk")
    new = page(hearing, "question_new", hearing.item.public_id)
    expert = hearing.meeting.participants.get(name="周知行")
    data = {"asker": expert.public_id, "text": "成本怎么算的？", "unit": hearing.unit.public_id}
    assert clerk.post(new, {"text": "谁问的？"}).status_code == 422
    assert clerk.post(new, {**data, "capacity": "member"}).status_code == 409
    before = entries_of(hearing.house.place.code).count()
    assert clerk.post(new, {**data, "ask": "1"}).status_code == 302
    assert entries_of(hearing.house.place.code).count() == before + 1
    shown = clerk.get(page(hearing, "questions", hearing.item.public_id))
    assert shown.context["groups"].now.question.capacity == "expert"
    assert "周知行正在询问" in shown.content.decode()


def test_a_deputy_files_by_telephone_and_sees_what_became_of_it(hearing):
    deputy = hearing.client("deputy")
    mine = page(hearing, "my_questions")
    assert hearing.item.title in deputy.get(mine).content.decode()
    new = page(hearing, "my_question_new", hearing.item.public_id)
    meeting = page(hearing, "own_meeting", hearing.meeting.public_id)
    assert new in deputy.get(meeting).content.decode()
    assert deputy.post(new, {"text": ""}).status_code == 422
    assert deputy.post(new, {"text": "法院的案子什么时候判？"}).status_code == 302
    asked = queries.own_questions(hearing.deputy, hearing.house.place).get()
    questions.block_question(
        hearing.house.actor("chair"), hearing.house.place, asked, ground="pending_case"
    )
    own = page(hearing, "my_question", asked.public_id)
    assert "代表法" in deputy.get(own).content.decode()
    assert hearing.client("member").get(own).status_code == 403


def test_a_unit_reads_a_question_only_after_it_was_put(hearing):
    asked = hearing.file(unit=hearing.unit)
    speaker = make.signed_in(make.make_grant(hearing.house.place, "liaison", unit=hearing.unit))
    url = page(hearing, "question", asked.public_id)
    assert speaker.get(url).status_code == 403, "the list of questions does not leak"
    questions.defer_question(
        hearing.house.clerk, hearing.house.place, asked, reason="没有问到，转书面"
    )
    assert speaker.get(url).status_code == 200
    answer = page(hearing, "question_answer", asked.public_id)
    form = speaker.get(answer).context["form"]
    assert form["official"].value() == "陆景行"
    data = {"unit": hearing.unit.public_id, "official": "陆景行", "official_title": "局长"}
    assert speaker.post(answer, {**data, "mode": "written", "text": "已核实。"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.answers.get().mode) == ("answered", "written")


def test_the_questions_are_taken_away_as_a_table(hearing):
    hearing.file()
    url = page(hearing, "questions", hearing.item.public_id)
    clerk = hearing.client("clerk")
    assert clerk.get(f"{url}?form=xlsx").content[:2] == b"PK"
    assert "老旧管网" in clerk.get(f"{url}?form=csv").content.decode("utf-8-sig")


def test_the_lists_of_questions_cost_the_same_however_long(hearing):
    hearing.consider()
    clerk, member = hearing.client("clerk"), hearing.client("member")
    addresses = [
        (clerk, page(hearing, "questions", hearing.item.public_id)),
        (clerk, page(hearing, "questions", hearing.item.public_id) + "?form=csv"),
        (member, page(hearing, "my_questions")),
    ]

    def cost() -> list[int]:
        found = []
        for client, url in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            found.append(len(asked))
        return found

    def one_more(number: int) -> None:
        question = hearing.file(text=f"第{number}个问题？")
        questions.ask_question(hearing.house.actor("chair"), hearing.house.place, question)
        answer = hearing.answered(question)
        answers.mark_promise(
            hearing.house.clerk,
            hearing.house.place,
            answer,
            text=f"承诺{number}",
            unit=hearing.unit,
        )
        build.placed(hearing.house, hearing.meeting, f"议题{number}", kind="other")
        hearing.file(text=f"再问{number}？")

    one_more(1)
    cost()
    before = cost()
    for number in range(2, 6):
        one_more(number)
    assert cost() == before


def test_the_minutes_say_who_asked_who_answered_and_what_was_promised(hearing):
    hearing.consider()
    place, clerk = hearing.house.place, hearing.house.clerk
    chair = hearing.house.actor("chair")
    first, later = hearing.file(text="什么时候换完？"), hearing.file(text="钱从哪里来？")
    questions.ask_question(chair, place, first)
    answer = hearing.answered(first)
    answers.mark_promise(clerk, place, answer, text="明年六月底前换完", unit=hearing.unit)
    closing = page(hearing, "close_meeting", hearing.meeting.public_id)
    shown = hearing.client("clerk").get(closing).content.decode()
    assert "没有问到的询问" in shown and page(hearing, "question", later.public_id) in shown
    questions.defer_question(chair, place, later, unit=hearing.unit, reason="时间到了")
    other = build.placed(hearing.house, hearing.meeting, "另一项", kind="other")
    meetings.do_not_put(clerk, place, other, reason="材料不齐")
    text = papers.minutes(
        hearing.meeting,
        list(read.items_of(hearing.meeting)),
        list(read.participants_of(hearing.meeting)),
        read.quorum_of(hearing.meeting),
        questions=list(queries.questions_at(hearing.meeting)),
        promises=list(queries.promises_at(hearing.meeting)),
    ).text
    assert f"{first.asker_name}提出询问，局长陆景行作了答复。" in text
    assert f"{later.asker_name}的询问转为书面答复。" in text
    assert f"{hearing.unit.name}承诺：明年六月底前换完。" in text
    assert (
        "列入议程，决定暂不付表决。原因：材料不齐。" in text
        and "审议了这项议题（其他）" not in text
    )
