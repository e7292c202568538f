"""听取全程的行为: paper path, sending back, other persons, options that wait, the body's own reason, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.actors import system
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.outbox import run_pending
from oversight.cases import actions, days, queries, queries_hearing
from oversight.cases.models import Case
from oversight.cases.pages.course import Course
from oversight.cases.pages.due import due_day
from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h
from oversight.config.reactions import REACTIONS
from oversight.documents.tests.builders import PDF
from oversight.inbox.models import Notice
from oversight.institutions.queries import today
from oversight.institutions.tests.builders import make_grant, signed_in
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.meetings.rules import kinds
from oversight.meetings.rules.item_stages import item_permits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    found = b.make_office()
    for role in ("deputy", "member"):
        found.grants[role] = make_grant(found.place, role)
        h.joined(found.place, found.grants[role])
    return found


@pytest.fixture(scope="module")
def told(office: b.Office) -> Case:
    return h.told(office)


@pytest.fixture(scope="module")
def twice(office: b.Office) -> Case:
    return h.failed_twice(office)


def test_a_paper_report_needs_its_scan_and_counts_by_the_day_it_came(office, told):
    clerk, place = office.actor("clerk"), office.place
    known = {"received_on": today(), "submitted_label": "局长"}
    with pytest.raises(Invalid) as refused:
        actions.enter_report(clerk, place, told, **known)
    assert refused.value.code == "scan_missing"
    made = actions.enter_report(clerk, place, told, upload=("报告.pdf", BytesIO(PDF)), **known)
    assert made.entered and made.step == "final" and made.late_days == 0
    assert made.file is not None and made.file.confined


def test_the_liaison_drafts_and_only_the_head_hands_in(office, told):
    with pytest.raises(NotPermitted):
        actions.submit_report(office.actor("liaison"), office.place, told)
    stranger = make_grant(
        office.place, "unit_head", unit=b.make.make_unit(office.place, "市水务局")
    )
    with pytest.raises(NotPermitted) as refused:
        actions.submit_report(b.queries.actor_for(stranger), office.place, told)
    assert refused.value.code == "other_unit"


def test_a_report_sent_back_stays_with_its_reason_and_the_next_keeps_its_step(office, told):
    actions.return_report(office.actor("clerk"), office.place, told, reason="没有逐条回应")
    case = b.fresh(told)
    first = queries_hearing.reports_of(case)[0]
    assert (first.state, first.return_reason) == ("returned", "没有逐条回应")
    assert not queries.facts_of(case).handed_in
    again = actions.submit_report(office.actor("unit_head"), office.place, case)
    assert (again.number, again.step) == (2, "draft")
    account = office.grants["liaison"].account
    assert Notice.rows.filter(account=account, title__contains="被退回").exists()


def test_a_finding_is_answered_once(office, told):
    finding = queries_hearing.findings_of(told)[0]
    liaison, place = office.actor("liaison"), office.place
    actions.answer_finding(liaison, place, told, finding, text="已经整改。")
    actions.send_findings(office.actor("clerk"), place, told)
    with pytest.raises(Refused) as refused:
        actions.answer_finding(liaison, place, told, finding, text="再说一次。")
    assert refused.value.code == "answered"


def test_an_unanswered_finding_keeps_no_hearing_from_being_held(office, told):
    assert queries.facts_of(told).unanswered
    made = actions.place_hearing(
        office.actor("clerk"), office.place, told, meeting=h.make_meeting(office)
    )
    item = meetings_read.item_by_id(office.place, made.item_id)
    assert item is not None and (item.about_kind, item.about_id) == ("case", told.public_id)
    assert item.kind == "special_work_report" and "专项工作报告" in item.title


def test_the_first_hearing_is_by_the_method_that_was_decided(office, told):
    meeting, clerk = h.make_meeting(office), office.actor("clerk")
    with pytest.raises(Invalid) as refused:
        actions.place_hearing(clerk, office.place, told, meeting=meeting, method="inquiry")
    assert refused.value.code == "as_decided"


def test_an_item_withdrawn_brings_the_case_back_before_the_hearing(office, told):
    clerk, place = office.actor("clerk"), office.place
    made = actions.place_hearing(clerk, place, told, meeting=h.make_meeting(office))
    item = meetings_read.item_by_id(place, made.item_id)
    meetings.withdraw_item(clerk, place, item, reason="另择会议", consent="主任会议")
    run_pending(REACTIONS, limit=10_000)
    case = b.fresh(told)
    assert case.state == "notified" and case.hearings.get().state == "dropped"
    again = actions.place_hearing(clerk, place, case, meeting=h.make_meeting(office, 80))
    assert again.number == 1


def test_the_hearing_of_a_case_is_never_decided_without_a_count(office, told):
    made = actions.place_hearing(
        office.actor("clerk"), office.place, told, meeting=h.make_meeting(office, 170)
    )
    item = meetings_read.item_by_id(office.place, made.item_id)
    assert item is not None and item.kind == "special_work_report"
    facts = meetings_read.facts_of_item(item)
    verdict = item_permits("decide_item_without_vote", replace(facts, state="considered"))
    assert facts.must_vote and verdict.code == "must_vote"
    assert not kinds.must_vote(item.kind) and kinds.must_vote("decision")


def test_a_cancelled_meeting_brings_its_cases_back(office, told):
    clerk, place = office.actor("clerk"), office.place
    meeting = h.make_meeting(office, 160)
    actions.place_hearing(clerk, place, told, meeting=meeting)
    meetings.cancel_meeting(clerk, place, meeting, reason="不再召开")
    run_pending(REACTIONS, limit=10_000)
    assert b.fresh(told).state == "notified"


def test_a_result_is_taken_once_and_a_void_poll_is_none(office, told):
    clerk, place = office.actor("clerk"), office.place
    made = actions.place_hearing(clerk, place, told, meeting=h.make_meeting(office))
    values: dict[str, Any] = {"grades": {}, "figures": {"base": 5}, "text": "宣布", "on": today()}
    void = actions.Announced("p0", "r", "void", [], **values)
    actions.record_result(system(), place, made.item_id, void)
    assert b.fresh(told).state == "placed"
    failed = actions.Announced("p1", "r", "valid", [], **values)
    actions.record_result(system(), place, made.item_id, failed)
    passes = actions.Announced("p2", "r", "valid", ["报告"], **values)
    again = actions.record_result(system(), place, made.item_id, passes)
    assert again is not None and again.poll_id == "p1" and b.fresh(told).state == "failed"


def test_an_interpellation_needs_its_signers(office):
    case = h.failed(office)
    clerk, meeting = office.actor("clerk"), h.make_meeting(office, 80)
    asked = {"meeting": meeting, "method": "interpellation"}
    with pytest.raises(Invalid) as refused:
        actions.place_hearing(clerk, office.place, case, signers=["甲", "乙"], **asked)
    assert refused.value.code == "too_few" and "五十一" in refused.value.basis
    signers = ["甲", "乙", "丙", "丁", "戊"]
    made = actions.place_hearing(clerk, office.place, case, signers=signers, **asked)
    assert made.number == 2 and made.signers == signers and made.method == "interpellation"
    case = h.result(office, b.fresh(case), passes=False)
    with pytest.raises(Refused) as late:
        b.decide(office, case, kind="withdraw", text="撤案。")
    assert late.value.code == "hearing_course"


def test_after_a_second_failure_options_wait_as_drafts_for_the_body(office, twice):
    options = list(twice.options.all())
    assert twice.state == "failed_twice" and options
    assert {one.state for one in options} == {"draft"}
    assert "report_up" in {one.code for one in options}
    assert not {"dismissal_motion", "summons_talk"} & {one.code for one in options}
    b.decide(office, twice, method="inquiry_commission", text="组织特定问题调查委员会。")
    case = b.fresh(twice)
    assert case.state == "decided"
    states = dict(case.options.values_list("code", "state"))
    assert states.pop("inquiry_commission") == "taken" and set(states.values()) == {"declined"}


def test_the_body_closes_with_its_own_reason(office, twice):
    b.decide(office, twice, kind="finish", text="单位已经撤销，职责划转，由新单位另案监督。")
    case = b.fresh(twice)
    assert case.state == "resolved" and "另案监督" in case.end_reason
    assert queries.facts_of(case).unreported


def test_every_announced_result_is_reported_up(office, twice):
    clerk, place = office.actor("clerk"), office.place
    for one in queries.unreported(twice):
        actions.draft_report_up(clerk, place, twice, decision=one)
    waiting = queries.unreported_hearings(twice)
    assert [one.number for one in waiting] == [1, 2]
    filing = actions.draft_report_up(clerk, place, twice, hearing=waiting[1])
    paper = b.paper_of(place, filing.paper_id)
    assert "尚未实施" in paper.text and "没有获得通过" in paper.text
    assert len(queries.unreported_hearings(b.fresh(twice))) == 1


def test_opinions_are_handed_over_in_time_from_the_day_the_body_passed_them(office, told):
    clerk, place, lead = office.actor("clerk"), office.place, office.actor("office")
    made = actions.place_hearing(clerk, place, told, meeting=h.make_meeting(office, 190))
    day = today() - timedelta(days=9)
    values: dict[str, Any] = {"grades": {}, "figures": {"base": 5}, "text": "宣布", "on": day}
    actions.record_result(
        system(), place, made.item_id, actions.Announced("p1", "r", "valid", ["报告"], **values)
    )
    case = b.fresh(told)
    assert due_day(Course(place, case)) is None
    found = actions.draft_opinions(lead, place, case, items=["加快返修。"])
    assert found.hand_over_due is None
    met = {"term_no": 18, "meeting_no": 40}
    with pytest.raises(Invalid) as refused:
        actions.pass_opinions(lead, place, case, **met, on=day - timedelta(days=1))
    assert refused.value.code == "before_result"
    with pytest.raises(Invalid) as refused:
        actions.pass_opinions(lead, place, case, **met, on=today() + timedelta(days=1))
    assert refused.value.code == "day_to_come"
    passed_on = day + timedelta(days=5)
    found = actions.pass_opinions(lead, place, case, **met, on=passed_on)
    assert found.hand_over_due == days.after(place, passed_on, "review_opinion_handover")
    assert "主任会议" in found.passed_by and due_day(Course(place, b.fresh(case))) is not None
    with pytest.raises(Invalid) as again:
        actions.pass_opinions(lead, place, case, **met, on=passed_on)
    assert again.value.where == "reason"
    client, asked = signed_in(office.grants["clerk"]), {"term_no": 18, "meeting_no": 41}
    address = reverse("cases:pass_opinions", args=[place.code, case.public_id])
    assert found.passed_by in client.get(address).content.decode()
    asked |= {"on": (passed_on + timedelta(days=1)).isoformat(), "reason": "会议次数写错"}
    assert client.post(address, asked).status_code == 302
    found.refresh_from_db()
    passed_on += timedelta(days=1)
    assert "第四十一次" in found.passed_by and found.passed_on == passed_on
    assert found.hand_over_due == days.after(place, passed_on, "review_opinion_handover")
    page = signed_in(office.grants["clerk"]).get(
        reverse("cases:outcome", args=[place.code, case.public_id])
    )
    assert found.passed_by in page.content.decode()


def test_a_hearing_is_on_the_day_of_its_meeting_wherever_that_moves(office):
    case = h.placed(office, days=60)
    made = queries_hearing.hearing_ahead(case)
    meeting = meetings_read.meeting_by_id(office.place, made.meeting_id)
    later = meeting.starts_on + timedelta(days=5)
    meetings.change_meeting(
        office.actor("clerk"), office.place, meeting, starts_on=later, ends_on=later
    )
    run_pending(REACTIONS)
    made.refresh_from_db()
    assert made.on == later


def test_the_unit_sees_the_findings_that_it_was_sent(office, told):
    client, code = signed_in(office.grants["liaison"]), office.place.code
    page = client.get(reverse("cases:reports", args=[code, told.public_id])).content.decode()
    assert "返修慢" in page and "资金慢" not in page


def test_the_office_sees_reports_hearings_and_options(office, told, twice):
    client, code = signed_in(office.grants["clerk"]), office.place.code
    page = client.get(reverse("cases:reports", args=[code, told.public_id])).content.decode()
    assert "再改的一稿" not in page and "初稿" in page and "还没有交单位" in page
    page = client.get(reverse("cases:hearings", args=[code, twice.public_id])).content.decode()
    assert "待会议决定" in page and "第 2 次听取" in page


def test_without_a_meeting_to_come_the_page_says_what_to_do_first():
    office = b.make_office()
    case = h.failed(office)
    for one in meetings_read.meetings_of(office.place).filter(state="planned"):
        meetings.cancel_meeting(office.actor("clerk"), office.place, one, reason="改期")
    client = signed_in(office.grants["clerk"])
    page = client.get(reverse("cases:place_hearing", args=[office.place.code, case.public_id]))
    text = page.content.decode()
    assert page.status_code == 409 and "先登记会议，再提请列入议程" in text
    assert reverse("meetings:plan_meeting", args=[office.place.code]) in text
