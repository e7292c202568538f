"""会议的行为: a meeting from plan to closing, its agenda, leave, sign-in, as people go about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from oversight.accounts import attempts
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.outbox import run_pending
from oversight.calendar import actions as calendar_acts
from oversight.calendar import queries as calendar
from oversight.config.reactions import REACTIONS
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.tests.builders import signed_in
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.rules import stages
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.builders import House
from oversight.meetings.tests.hearings import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def house(module_db: None) -> House:
    return build.make_house(members=5)


def account_of(house: House, role: str) -> Any:
    """The account of a grant as it is stored; what another test has linked to it is forgotten."""
    account = house.grants[role].account
    account.refresh_from_db()
    return account


def test_a_planned_meeting_stands_in_the_calendar_and_moves_with_it(house: House) -> None:
    meeting = build.make_meeting(house, 30)
    planned = calendar.meeting_by_id(house.place, meeting.planned_meeting)
    assert planned is not None and planned.on == meeting.starts_on
    later = meeting.starts_on + timedelta(days=2)
    actions.change_meeting(house.clerk, house.place, meeting, starts_on=later, ends_on=later)
    planned.refresh_from_db()
    assert planned.on == later
    actions.cancel_meeting(house.clerk, house.place, meeting, reason="与上级会议冲突")
    planned.refresh_from_db()
    assert planned.state == "cancelled"


def test_a_meeting_that_the_calendar_has_already_is_bound_and_not_doubled(house: House) -> None:
    meeting = build.make_meeting(house, 60)
    before = calendar.meetings_of(house.place).count()
    actions.cancel_meeting(house.clerk, house.place, meeting, reason="改期")
    again = build.make_meeting(house, 60)
    assert calendar.meetings_of(house.place).count() == before + 1
    assert again.planned_meeting != meeting.planned_meeting
    with pytest.raises(Invalid) as refused:
        build.make_meeting(house, 60)
    assert refused.value.code == "meeting_exists"


def test_a_meeting_follows_its_entry_in_the_calendar(house: House) -> None:
    meeting = build.make_meeting(house, 500)
    planned = calendar.meeting_by_id(house.place, meeting.planned_meeting)
    assert planned is not None
    on = meeting.starts_on + timedelta(days=1)
    calendar_acts.move_meeting(house.clerk, house.place, meeting=planned, on=on, reason="让会场")
    run_pending(REACTIONS)
    meeting.refresh_from_db()
    assert (meeting.starts_on, meeting.ends_on) == (on, on)
    calendar_acts.cancel_meeting(house.clerk, house.place, meeting=planned, reason="误记")
    run_pending(REACTIONS)
    told = Notice.rows.filter(account=house.grants["clerk"].account, title__contains="会期里已取消")
    assert told.count() == 1


def test_only_the_congress_has_preparatory_meetings(house: House) -> None:
    with pytest.raises(Invalid) as refused:
        build.make_meeting(house, 10, kind="preparatory")
    assert refused.value.code == "congress_only"
    found = build.make_meeting(house, 10, "congress", kind="preparatory")
    assert found.title.endswith("预备会议")
    assert found.planned_meeting == ""


def test_a_meeting_runs_from_plan_to_closing(house: House) -> None:
    meeting = build.make_meeting(house, 0)
    item = build.placed(house, meeting)
    assert actions.call_members(house.clerk, house.place, meeting) == 5
    assert actions.call_members(house.clerk, house.place, meeting) == 0
    meeting = actions.notify(house.clerk, house.place, meeting)
    assert read.calls_of(meeting).count() == 5
    meeting = actions.convene(house.clerk, house.place, meeting)
    build.present(house, meeting, 2)
    with pytest.raises(Refused) as refused:
        actions.open_session(house.clerk, house.place, meeting)
    assert refused.value.code == "no_quorum"
    assert "第五十一条" in refused.value.basis
    build.present(house, meeting, 3)
    meeting = actions.open_session(house.clerk, house.place, meeting)
    assert (meeting.opening_present, meeting.opening_base) == (3, 5)
    with pytest.raises(Refused, match="还有议题没有结果"):
        actions.close_meeting(house.clerk, house.place, meeting)
    actions.start_consideration(house.clerk, house.place, item)
    actions.decide_item_without_vote(
        house.clerk, house.place, item, adopted=True, text="会议同意这个报告。"
    )
    meeting = actions.close_meeting(house.clerk, house.place, meeting)
    absent = [one for one in read.participants_of(meeting) if one.attendance == "absent"]
    assert len(absent) == 2


def test_a_meeting_opens_and_closes_on_its_day_and_moves_until_then(house: House) -> None:
    far = build.notified(house, build.make_meeting(house, 2, meeting_no=602))
    with pytest.raises(Refused) as early:
        actions.convene(house.clerk, house.place, far)
    assert early.value.code == "too_early"
    card = signed_in(house.grants["clerk"]).get(
        reverse("meetings:meeting", args=[house.place.code, far.public_id])
    )
    assert early.value.text in card.content.decode()
    meeting = build.notified(house, build.make_meeting(house, 1, meeting_no=601))
    meeting = actions.convene(house.clerk, house.place, meeting)
    build.present(house, meeting, 5)
    with pytest.raises(Refused) as refused:
        actions.open_session(house.clerk, house.place, meeting)
    assert refused.value.code == "before_its_day"
    page = signed_in(house.grants["clerk"]).get(
        reverse("meetings:meeting", args=[house.place.code, meeting.public_id])
    )
    assert "改会议日期" in page.content.decode()
    day = queries.today() + timedelta(days=2)
    with pytest.raises(Invalid) as owed:
        actions.change_meeting(house.clerk, house.place, meeting, starts_on=day, ends_on=day)
    assert owed.value.where == "reason"
    meeting = actions.change_meeting(
        house.clerk, house.place, meeting, starts_on=day, ends_on=day, reason="台风"
    )
    assert meeting.state == "notified" and build.first(meeting).attendance == ""
    planned = calendar.meeting_by_id(house.place, meeting.planned_meeting)
    assert planned is not None and planned.on == day
    facts = stages.MeetingFacts("in_session", quorate=True, early=True)
    assert stages.meeting_permits("close_meeting", facts).code == "before_its_day"


def test_a_later_number_is_dated_before_an_earlier_one_only_where_it_is_said(house: House) -> None:
    build.make_meeting(house, 700, meeting_no=70)
    with pytest.raises(Invalid) as refused:
        build.make_meeting(house, 690, meeting_no=71)
    assert (refused.value.code, refused.value.where) == ("out_of_order", "starts_on")
    later = build.make_meeting(house, 710, meeting_no=71)
    first = queries.today() + timedelta(days=690)
    change = {"starts_on": first, "ends_on": first}
    with pytest.raises(Invalid) as moved:
        actions.change_meeting(house.clerk, house.place, later, **change)
    assert moved.value.code == "out_of_order"
    said = actions.change_meeting(
        house.clerk, house.place, later, order_note="第70次会议推迟召开", **change
    )
    page = signed_in(house.grants["clerk"]).get(
        reverse("meetings:meeting", args=[house.place.code, said.public_id])
    )
    assert said.starts_on == first and "第70次会议推迟召开" in page.content.decode()
    with pytest.raises(Invalid, match="两个日期一起改"):
        actions.change_meeting(house.clerk, house.place, said, starts_on=first + timedelta(days=3))


def test_a_closed_or_cancelled_meeting_has_left_the_queue_of_its_day(house: House) -> None:
    meeting = build.make_meeting(house, 0, meeting_no=80)
    assert meeting.planned_meeting not in read.planned_over(house.place)
    meeting = build.in_session(house, meeting, 4)
    actions.do_not_put(house.clerk, house.place, read.items_of(meeting)[0], reason="再研究")
    actions.close_meeting(house.clerk, house.place, meeting)
    gone = build.make_meeting(house, 620)
    actions.cancel_meeting(house.clerk, house.place, gone, reason="并会")
    assert {meeting.planned_meeting, gone.planned_meeting} <= read.planned_over(house.place)


def test_leave_has_an_approver_and_nobody_approves_their_own(house: House) -> None:
    meeting = build.notified(house, build.make_meeting(house, 90))
    one = build.first(meeting)
    secretary = build.leading(house)
    actions.ask_leave(house.clerk, house.place, one, reason="住院")

    def refusal(**answer: object) -> str:
        with pytest.raises(Refused) as refused:
            actions.grant_leave(house.clerk, house.place, one, **answer)
        return refused.value.code

    assert refusal() == "no_approver"
    assert refusal(approver=house.people[1], slip_ref="3号") == "no_approver", "a plain member"
    assert refusal(approver=secretary) == "no_slip"
    one = actions.grant_leave(
        house.clerk, house.place, one, approver=secretary, slip=photo("请假条.png")
    )
    assert (one.leave, one.leave_by) == ("granted", secretary.name)
    assert one.leave_entered_by == house.clerk.label and one.leave_slip.confined
    page = signed_in(house.grants["clerk"]).get(
        reverse("meetings:people", args=[house.place.code, meeting.public_id])
    )
    assert "代录，凭签字的请假条" in page.content.decode()
    paper = actions.draft_leave_slip(house.clerk, house.place, one)
    assert f"由{house.clerk.label}代录" in paper.text
    with pytest.raises(Refused):
        actions.refuse_leave(house.actor("chair"), house.place, one)


def test_who_leads_answers_from_the_own_account_and_never_for_themselves(house: House) -> None:
    meeting = build.notified(house, build.make_meeting(house, 91))
    secretary = build.leading(house)
    other, own = (
        meeting.participants.get(person=person) for person in (house.people[1], secretary)
    )
    for one in (other, own):
        actions.ask_leave(house.clerk, house.place, one, reason="出差")
    with pytest.raises(NotPermitted) as stranger:
        actions.grant_leave(house.actor("member"), house.place, other)
    assert stranger.value.code == "no_approver"
    account = account_of(house, "member")
    institutions.link_account(house.clerk, house.place, person=secretary, account=account)
    client, keys = signed_in(house.grants["member"]), [house.place.code, meeting.public_id]
    people = client.get(reverse("meetings:people", args=keys)).content.decode()
    grant = [reverse("meetings:grant_leave", args=[*keys, one.public_id]) for one in (other, own)]
    assert [address in people for address in grant] == [True, False]
    done = actions.grant_leave(house.actor("member"), house.place, other)
    assert (done.leave_by, done.leave_entered_by) == (secretary.name, "")
    for actor, answer in (
        (house.actor("member"), {}),
        (house.clerk, {"approver": secretary, "slip_ref": "4号"}),
    ):
        with pytest.raises(NotPermitted) as own_leave:
            actions.grant_leave(actor, house.place, own, **answer)
        assert own_leave.value.code == "own_leave"


def test_a_deputy_signs_in_by_phone_with_the_code_of_the_hall_only(house: House) -> None:
    person = house.people[0]
    account = account_of(house, "member")
    institutions.link_account(house.clerk, house.place, person=person, account=account)
    meeting = build.notified(house, build.make_meeting(house, 0, meeting_no=121))
    meeting = actions.convene(house.clerk, house.place, meeting)
    member = house.actor("member")
    wrong = "000000" if meeting.hall_code != "000000" else "111111"
    with pytest.raises(Invalid) as refused:
        actions.sign_in_by_phone(member, house.place, meeting, code=wrong)
    assert refused.value.code == "wrong_code"
    one = actions.sign_in_by_phone(member, house.place, meeting, code=meeting.hall_code)
    assert (one.attendance, one.attendance_how) == ("present", "phone")
    with pytest.raises(Refused):
        actions.sign_in_by_phone(member, house.place, meeting, code=meeting.hall_code)
    with pytest.raises(Refused) as stranger:
        actions.sign_in_by_phone(
            house.actor("deputy"), house.place, meeting, code=meeting.hall_code
        )
    assert stranger.value.code == "not_called"
    with pytest.raises(NotPermitted):
        actions.sign_in_by_phone(house.clerk, house.place, meeting, code=meeting.hall_code)


def test_ten_wrong_codes_of_an_account_close_the_door_for_ten_minutes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, account = house.people[0], account_of(house, "member")
    institutions.link_account(house.clerk, house.place, person=person, account=account)
    meeting = build.notified(house, build.make_meeting(house, 0, meeting_no=121))
    meeting = actions.convene(house.clerk, house.place, meeting)
    member, right = house.actor("member"), meeting.hall_code
    wrong = "000000" if right != "000000" else "111111"

    def refusal(code: str) -> Refused:
        with pytest.raises(Refused) as refused:
            actions.sign_in_by_phone(member, house.place, meeting, code=code)
        return refused.value

    assert [refusal(wrong).code for _each in range(10)] == ["wrong_code"] * 10
    closed = refusal(right)
    assert (closed.code, closed.status, closed.where) == ("too_many_codes", 429, "code")
    later = timezone.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(attempts.timezone, "now", lambda: later)
    one = actions.sign_in_by_phone(member, house.place, meeting, code=right)
    assert one.is_present
    assert attempts.blocked_until("hall_code", attempts.origin_of_account(account)) is None


def test_the_card_code_signs_in_once(house: House) -> None:
    meeting = build.notified(house, build.make_meeting(house, 0, meeting_no=151))
    meeting = actions.convene(house.clerk, house.place, meeting)
    code = build.first(meeting).card_code
    typed = f"{code[:4].lower()}-{code[4:]}"
    assert actions.sign_in_by_code(house.clerk, house.place, meeting, code=typed).is_present
    with pytest.raises(Refused):
        actions.sign_in_by_code(house.clerk, house.place, meeting, code=code)


def test_who_must_come_and_is_not_there_is_named_until_excused(house: House) -> None:
    meeting = build.make_meeting(house, 180)
    [head] = actions.add_participants(
        house.clerk,
        house.place,
        meeting,
        rows=[{"name": "王局长", "capacity": "sit_in", "must_attend": True}],
    )
    build.notified(house, meeting)
    assert read.missing_of(meeting) == [head]
    actions.ask_leave(house.clerk, house.place, head, reason="出差")
    actions.grant_leave(house.actor("chair"), house.place, head)
    assert read.missing_of(meeting) == []


def test_only_members_of_the_day_attend_others_sit_in(house: House) -> None:
    from oversight.institutions.tests import builders as make

    meeting = build.make_meeting(house, 210)
    guest = make.make_person(house.place, "列席代表")
    with pytest.raises(Invalid) as refused:
        actions.add_participants(
            house.clerk, house.place, meeting, rows=[{"person": guest, "capacity": "attend"}]
        )
    assert refused.value.code == "not_a_member"
    [one] = actions.add_participants(
        house.clerk, house.place, meeting, rows=[{"person": guest, "capacity": "sit_in"}]
    )
    assert one.name == "列席代表"


def test_an_item_on_the_agenda_is_taken_back_with_consent_only(house: House) -> None:
    meeting = build.make_meeting(house, 240)
    item = build.placed(house, meeting)
    with pytest.raises(Invalid) as refused:
        actions.withdraw_item(house.clerk, house.place, item, reason="情况变化")
    assert "第二十二条" in refused.value.basis
    item = actions.withdraw_item(
        house.clerk, house.place, item, reason="情况变化", consent="主任会议"
    )
    assert item.state == "withdrawn"


def test_the_agenda_is_ordered_whole(house: House) -> None:
    meeting = build.make_meeting(house, 270)
    items = [build.make_item(house, meeting, f"议题{number}") for number in range(3)]
    keys = [one.public_id for one in reversed(items)]
    actions.order_items(house.clerk, house.place, meeting, order=keys)
    assert [one.public_id for one in read.items_of(meeting)] == keys
    with pytest.raises(Invalid):
        actions.order_items(house.clerk, house.place, meeting, order=keys[:2])


def test_the_next_meeting_is_the_one_after_the_day(house: House) -> None:
    after = queries.today() + timedelta(days=400)
    first = build.make_meeting(house, 410)
    second = build.make_meeting(house, 420)
    assert read.next_meeting(house.place, house.committee, after) == first
    assert read.next_meeting(house.place, house.committee, first.starts_on) == second
