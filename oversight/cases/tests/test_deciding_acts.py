"""决定以后的行为: decisions, notices, what follows a unit, ends of a case, papers and reports up."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from oversight.audit.actors import system
from oversight.audit.errors import Invalid, Refused
from oversight.audit.outbox import run_pending
from oversight.cases import actions, queries
from oversight.cases.actions import deciding
from oversight.cases.actions.deciding import replay
from oversight.cases.models import CaseDecision
from oversight.cases.standing import standing
from oversight.cases.tests import builders as b
from oversight.config.reactions import REACTIONS
from oversight.documents import actions as documents
from oversight.inbox.models import Notice
from oversight.institutions.queries import today
from oversight.publications.filings import actions as filings

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> b.Office:
    return b.make_office()


def told(office: b.Office, role: str) -> list[str]:
    """What the person in a role finds in the inbox."""
    account = office.grants[role].account
    return list(Notice.rows.filter(account=account).values_list("title", flat=True))


def test_a_decision_needs_a_meeting_of_more_than_half_of_the_members(office):
    case = b.judged(office, b.make_case(office))
    with pytest.raises(Refused) as refused:
        b.decide(office, case, met=b.met(office, present=4))
    assert refused.value.code == "not_quorate" and "五十一" in refused.value.basis
    assert not CaseDecision.objects.in_scope(b.queries.ALL_PLACES).exists()


def test_a_meeting_that_comes_too_early_is_refused_with_the_earliest_day(office):
    case = b.judged(office, b.make_case(office))
    soon = b.make_meeting(office, days=19)
    with pytest.raises(Refused) as refused:
        b.decide(office, case, heard_at=soon.public_id)
    earliest = today() + timedelta(days=20)
    assert refused.value.code == "too_early" and "第十五条" in refused.value.basis
    assert f"{earliest.year}年{earliest.month}月{earliest.day}日" in refused.value.text
    with pytest.raises(Refused):
        b.decide(office, case, heard_at=soon.public_id, waiver_reason="临时议题")
    on_the_day = b.make_meeting(office, days=20)
    b.decide(office, case, heard_at=on_the_day.public_id)
    assert b.fresh(case).state == "decided"


def test_a_heard_method_names_a_planned_meeting_of_the_right_body(office):
    case = b.judged(office, b.make_case(office))
    chairs = b.make_meeting(office, kind="chairpersons_meeting")
    for heard_at, code in (("", "meeting_missing"), (chairs.public_id, "wrong_body")):
        with pytest.raises(Invalid) as refused:
            b.decide(office, case, heard_at=heard_at)
        assert refused.value.code == code


def test_what_the_clerk_records_waits_for_the_chair(office):
    case = b.judged(office, b.make_case(office))
    decision = b.decide(office, case, role="clerk")
    assert b.fresh(case).state == "judged" and decision.state == "recorded"
    with pytest.raises(Refused) as refused:
        b.decide(office, case, role="clerk")
    assert refused.value.code == "decision_pending"
    actions.refuse_decision(office.actor("chair"), office.place, case, reason="会议次数写错")
    b.decide(office, case, role="clerk")
    actions.confirm_decision(office.actor("chair"), office.place, case)
    assert b.fresh(case).state == "decided"
    states = [one.state for one in queries.decisions_of(case)]
    assert states == ["refused", "confirmed"]


def test_a_decision_is_replayed_with_its_rulebook_and_rules(office):
    case = b.decided(office)
    decision = queries.decision_in_force(case)
    assert decision is not None and decision.rule.startswith("case_decision@1")
    assert replay(office.place, decision)["same"]
    decision.facts = {**decision.facts, "present": 4}
    again = replay(office.place, decision)
    assert not again["same"] and again["reasons"][-1]["code"] == "not_quorate"


def test_the_unit_acknowledges_and_the_case_moves_once(office):
    case = b.notified(office)
    assert case.state == "notified"
    notice = queries.notice_of(case)
    assert notice is not None and notice.state == "acknowledged"
    entries = office.place.code
    again = actions.acknowledge_notice(system(), office.place, notice.paper_id)
    assert again is not None and again.state == "acknowledged" and entries
    run_pending(REACTIONS, limit=1000)
    assert any("已收悉" in title for title in told(office, "office"))


def test_no_one_but_the_unit_moves_the_case_on(office):
    case = b.decided(office)
    paper = b.issue_notice(office, case)
    assert actions.acknowledge_notice(system(), office.place, paper.public_id) is not None
    assert b.fresh(case).state == "decided"


def test_a_recalled_notice_is_given_up_before_another(office):
    case = b.decided(office)
    paper = b.issue_notice(office, case)
    clerk = office.actor("clerk")
    with pytest.raises(Refused) as refused:
        actions.withdraw_notice(clerk, office.place, case, reason="会期有变")
    assert refused.value.code == "paper_in_course"
    documents.recall(office.actor("chair"), office.place, paper=paper, reason="会期有变")
    actions.withdraw_notice(clerk, office.place, case, reason="会期有变")
    b.acknowledge(office, b.issue_notice(office, case))
    assert b.fresh(case).state == "notified"


def test_a_new_decision_asks_for_a_new_notice(office):
    case = b.notified(office)
    b.decide(office, case, text="改在下一次会议听取。")
    case = b.fresh(case)
    assert case.state == "decided" and queries.notice_of(case) is None


def test_the_unit_is_urged_once_a_day(office):
    case = b.notified(office)
    assert actions.remind_unit(office.actor("clerk"), office.place, case, text="请报送初稿。") == 2
    with pytest.raises(Refused) as refused:
        actions.remind_unit(office.actor("clerk"), office.place, case, text="请报送初稿。")
    assert refused.value.code == "reminded_today"


def test_ending_a_case_takes_the_body_and_its_reason(office):
    case = b.judged(office, b.make_case(office))
    b.decide(office, case, kind="no_action", text="全市同步上升，本单位低于平均，不采取行动。")
    case = b.fresh(case)
    assert case.state == "closed" and "不采取行动" in case.end_reason
    into = b.make_case(office, subject="物业服务")
    other = b.make_case(office, subject="电梯维修")
    with pytest.raises(Invalid):
        b.decide(office, other, kind="merge", merge_into=other, text="合并办理。")
    b.decide(office, other, kind="merge", merge_into=into, text="合并办理。")
    assert b.fresh(other).merged_into == into


def test_a_case_that_ended_before_the_chair_confirms_takes_no_other_in(office):
    into, other = b.make_case(office), b.make_case(office)
    b.decide(office, other, role="clerk", kind="merge", merge_into=into, text="合并办理。")
    b.decide(office, into, kind="withdraw", text="不再办理。")
    with pytest.raises(Refused) as refused:
        actions.confirm_decision(office.actor("chair"), office.place, other)
    assert refused.value.code == "merge_ended" and not b.fresh(other).has_ended


def test_only_whom_the_rulebook_names_decides_on_cases(office, monkeypatch):
    case = b.judged(office, b.make_case(office))

    def presidium_alone(*asked):
        return dataclasses.replace(standing(*asked), decided_by=("presidium",))

    monkeypatch.setattr(deciding, "standing", presidium_alone)
    with pytest.raises(Refused) as refused:
        b.decide(office, case)
    assert refused.value.code == "body_may_not_decide"


def test_every_action_is_reported_up_once(office):
    case = b.decided(office)
    filing = actions.draft_report_up(office.actor("clerk"), office.place, case)
    assert filing.about_id == case.public_id and filing.recipients.exists()
    with pytest.raises(Refused) as refused:
        actions.draft_report_up(office.actor("clerk"), office.place, case)
    assert refused.value.code == "nothing_to_report"
    assert filings is not None


def test_the_papers_of_a_case_are_made_from_its_facts(office):
    case = b.decided(office)
    sheet = actions.draft_judgment_sheet(office.actor("clerk"), office.place, case)
    extract = actions.draft_minutes_extract(office.actor("office"), office.place, case)
    assert "城建环资工委" in sheet.text and "听取和审议专项工作报告" in sheet.text
    assert "应到9人，实到8人" in extract.text and "第四" not in extract.title
    with pytest.raises(Refused) as refused:
        actions.draft_judgment_sheet(office.actor("clerk"), office.place, case)
    assert refused.value.code == "paper_exists"


def test_a_town_is_decided_by_its_presidium_and_a_street_by_nobody():
    town = b.make_office("town", "镇人民政府")
    case = b.judged(town, b.make_case(town), "none")
    with pytest.raises(Refused) as refused:
        b.decide(town, case, kind="no_action", met=b.met(town, yes=4), text="不采取行动。")
    assert refused.value.code == "not_carried"
    b.decide(town, case, kind="no_action", met=b.met(town, yes=5), text="不采取行动。")
    assert b.fresh(case).state == "closed"
