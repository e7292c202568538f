"""询问和答复: who files, in which order, one at a time, with answers and what was promised."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from oversight.audit.actors import system
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings.actions import answers, questions
from oversight.meetings.queries import questions as queries
from oversight.meetings.tests.hearings import Hearing, make_hearing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def built(module_db) -> Hearing:
    return make_hearing()


@pytest.fixture
def hearing(built: Hearing) -> Hearing:
    built.item.refresh_from_db()
    return built


def code_of(call) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def test_before_the_meeting_or_live_stays_known(hearing):
    before = hearing.file(unit=hearing.unit)
    assert (before.moment, before.capacity, before.entered) == ("before", "member", False)
    assert before.rulebook
    hearing.consider()
    live = hearing.file(hearing.deputy)
    assert (live.moment, live.capacity) == ("live", "deputy")
    questions.ask_question(hearing.house.clerk, hearing.house.place, before)
    before.refresh_from_db()
    assert (before.state, before.moment) == ("asked", "before")


def test_an_expert_asks_live_and_does_not_follow_up(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    hearing.consider()
    asked = hearing.file(clerk, name="周知行", capacity="expert", unit=hearing.unit)
    assert (asked.entered, asked.asker_title) == (True, "经济专家")
    questions.ask_question(clerk, place, asked)
    hearing.answered(asked)
    asked.refresh_from_db()
    call = lambda: questions.follow_up(clerk, place, asked, text="再问一句")  # noqa: E731
    assert code_of(call) == "no_follow_up"


def test_the_same_question_is_filed_once_while_the_first_is_open(hearing):
    first = hearing.file(text="水价 怎么定？")
    assert code_of(lambda: hearing.file(text="水价怎么定?\n")) == "filed_already"
    assert hearing.file(text="水价怎么降？").pk != first.pk
    questions.withdraw_question(hearing.house.clerk, hearing.house.place, first)
    assert hearing.file(text="水价怎么定？").state == "filed"


def test_who_was_not_invited_does_not_ask(hearing):
    clerk = hearing.house.clerk
    stranger = make.make_deputy(hearing.house.place, "沈未请").person
    call = lambda: hearing.file(clerk, person=stranger, capacity="deputy")  # noqa: E731
    assert code_of(call) == "not_invited"
    call = lambda: hearing.file(clerk, person=stranger, capacity="member")  # noqa: E731
    assert code_of(call) == "capacity_not_held"
    call = lambda: hearing.file(clerk, name="路人甲", capacity="citizen")  # noqa: E731
    assert code_of(call) == "capacity_may_not_ask"


def test_the_chair_orders_and_one_is_asked_at_a_time(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    first, second, third = (hearing.file(text=f"第{n}问") for n in "一二三")
    ordered = questions.order_questions(
        hearing.house.actor("chair"), place, hearing.item, [third.public_id, first.public_id]
    )
    assert [one.text for one in ordered] == ["第三问", "第一问", "第二问"]
    questions.move_question(clerk, place, second, by=-1)
    assert [one.text for one in queries.waiting(hearing.item)] == ["第三问", "第二问", "第一问"]
    assert code_of(lambda: questions.ask_question(clerk, place, third)) == "not_considered"
    hearing.consider()
    third.refresh_from_db()
    questions.ask_question(clerk, place, third)
    first.refresh_from_db()
    assert code_of(lambda: questions.ask_question(clerk, place, first)) == "another_open"
    assert queries.asked_now(hearing.item) == third


def test_who_is_recorded_absent_does_not_ask_and_what_was_filed_stays_filed(hearing):
    place, clerk, meeting = hearing.house.place, hearing.house.clerk, hearing.meeting
    filed = hearing.file(unit=hearing.unit)
    hearing.consider()
    called = meeting.participants.get(person=filed.person)

    def marked(mark: str) -> None:
        meetings.record_attendance(clerk, place, meeting, marks={called.public_id: mark})

    for mark, code in (("absent", "asker_absent"), ("present", ""), ("left", "asker_left")):
        marked(mark)
        if code:
            call = lambda: questions.ask_question(clerk, place, filed)  # noqa: E731
            assert code_of(call) == code
            again = lambda: hearing.file(  # noqa: E731
                clerk, person=filed.person, capacity="member", moment="live"
            )
            assert code_of(again) == code
    filed.refresh_from_db()
    assert filed.state == "filed"
    url = reverse("meetings:question", args=[place.code, filed.public_id])
    assert "已经离会，不能当场询问" in hearing.client("clerk").get(url).content.decode()
    marked("")
    called.refresh_from_db()
    called.leave = "granted"
    assert queries.away_of(called) == "leave"
    marked("present")
    assert questions.ask_question(clerk, place, filed).state == "asked"


def test_an_item_is_not_put_to_the_vote_nor_the_meeting_closed_while_a_question_is_open(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    hearing.consider()
    asked = questions.ask_question(clerk, place, hearing.file(unit=hearing.unit))
    for act in (
        lambda: meetings.put_to_vote(clerk, place, hearing.item),
        lambda: meetings.do_not_put(clerk, place, hearing.item, reason="再研究"),
        lambda: meetings.close_meeting(clerk, place, hearing.meeting),
    ):
        assert code_of(act) == "question_open"
    keys = [place.code, hearing.meeting.public_id]
    link = reverse("meetings:question", args=[place.code, asked.public_id])
    for name, more in (
        ("close_meeting", []),
        ("put_to_vote", [hearing.item.public_id]),
        ("meeting", []),
    ):
        page = hearing.client("clerk").get(reverse(f"meetings:{name}", args=[*keys, *more]))
        assert link in page.content.decode(), name
    questions.defer_question(clerk, place, asked, reason="要核对数字")
    hearing.item.refresh_from_db()
    assert meetings.put_to_vote(clerk, place, hearing.item).state


def test_a_follow_up_stands_behind_its_question_and_is_asked_once(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    hearing.consider()
    asked = hearing.file(unit=hearing.unit)
    questions.ask_question(clerk, place, asked)
    hearing.answered(asked)
    asked.refresh_from_db()
    again = questions.follow_up(clerk, place, asked, text="四十公里在哪里？")
    assert (again.state, again.follow_up_of, again.asker_name) == ("asked", asked, asked.asker_name)
    hearing.answered(again)
    assert code_of(lambda: questions.follow_up(clerk, place, asked, text="再问")) == "followed_up"
    again.refresh_from_db()
    assert (
        code_of(lambda: questions.follow_up(clerk, place, again, text="再问"))
        == "follow_up_of_follow_up"
    )


def test_a_question_about_a_pending_case_is_blocked_with_its_article(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    asked = hearing.file(text="法院那件案子为什么还不判？")
    blocked = questions.block_question(clerk, place, asked, ground="pending_case")
    assert (blocked.state, blocked.ground) == ("blocked", "pending_case")
    assert "代表法" in blocked.basis
    hearing.consider()
    blocked.refresh_from_db()
    assert code_of(lambda: questions.ask_question(clerk, place, blocked)) == "already_blocked"
    with pytest.raises(Invalid):
        questions.block_question(clerk, place, hearing.file(), ground="too_sharp")


def test_an_answer_names_the_official_and_is_added_to_never_changed(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    hearing.consider()
    asked = hearing.file(unit=hearing.unit)
    assert code_of(lambda: hearing.answered(asked)) == "not_asked"
    questions.ask_question(clerk, place, asked)
    first = hearing.answered(asked)
    assert (first.official, first.is_head, first.mode) == ("陆景行", True, "oral")
    hearing.answered(asked)
    assert asked.answers.count() == 2
    later = timezone.now() + timedelta(hours=1)
    assert code_of(lambda: hearing.answered(asked, at=later)) == "day_to_come"
    with pytest.raises(NotPermitted):
        answers.record_answer(
            hearing.member, place, asked, unit=hearing.unit, official="甲", official_title="乙",
            text="丙",
        )  # fmt: skip


def test_what_was_not_reached_is_answered_in_writing_by_the_unit(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    speaker = make.make_actor(place, "liaison", unit=hearing.unit)
    asked = hearing.file()
    call = lambda: questions.defer_question(clerk, place, asked, reason="没有问到")  # noqa: E731
    assert code_of(call) == "no_unit"
    questions.defer_question(clerk, place, asked, reason="没有问到", unit=hearing.unit)
    asked.refresh_from_db()
    given = answers.record_answer(
        speaker, place, asked, unit=hearing.unit, official="陆景行", official_title="局长", text="已办。",
        mode="oral",
    )  # fmt: skip
    assert given.mode == "written"


def test_a_promise_is_marked_by_the_office_and_kept_once_assigned(hearing):
    place, clerk = hearing.house.place, hearing.house.clerk
    hearing.consider()
    asked = hearing.file(unit=hearing.unit)
    questions.ask_question(clerk, place, asked)
    given = hearing.answered(asked)
    wrong = answers.mark_promise(clerk, place, given, text="记错了")
    answers.drop_promise(clerk, place, wrong, reason="不是承诺")
    promise = answers.mark_promise(clerk, place, given, text="明年六月底前换完四十公里")
    assert promise.unit == hearing.unit
    answers.link_promise(system(), place, promise, followup="a" * 12, code="跟〔2026〕7号")
    assert (
        code_of(lambda: answers.drop_promise(clerk, place, promise, reason="算了"))
        == "already_assigned"
    )
    assert list(queries.promises_of(hearing.item)) == [promise]


def test_the_asker_takes_back_what_is_not_yet_asked(hearing):
    place = hearing.house.place
    asked = hearing.file()
    with pytest.raises(NotPermitted):
        questions.withdraw_question(hearing.deputy, place, asked)
    assert questions.withdraw_question(hearing.member, place, asked).state == "withdrawn"
    assert (
        code_of(lambda: questions.withdraw_question(hearing.member, place, asked))
        == "already_withdrawn"
    )


def test_a_member_finds_where_to_ask_and_what_became_of_it(hearing):
    place = hearing.house.place
    asked = hearing.file()
    assert list(queries.own_questions(hearing.member, place)) == [asked]
    assert list(queries.own_questions(hearing.deputy, place)) == []
    assert hearing.item in queries.open_to(hearing.deputy, place)
