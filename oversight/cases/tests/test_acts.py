"""案件的行为: from opening to the acknowledged notice, with every refusal on the way."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator, system
from oversight.audit.errors import Invalid, NotPermitted, Refused
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
from oversight.institutions import actions as institutions
from oversight.institutions.queries import today
from oversight.institutions.tests import builders as make
from oversight.publications.filings import actions as filings

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> b.Office:
    return b.make_office()


def told(office: b.Office, role: str) -> list[str]:
    """What the person in a role finds in the inbox."""
    account = office.grants[role].account
    return list(Notice.rows.filter(account=account).values_list("title", flat=True))


def test_a_case_has_the_next_number_of_its_year_and_the_office_that_follows_the_unit(office):
    first, second = b.make_case(office), b.make_case(office, subject="物业服务")
    assert (first.code, second.code) == (f"案〔{today().year}〕1号", f"案〔{today().year}〕2号")
    assert first.lead_office == office.office and first.state == "judging"
    other = b.make_office()
    assert b.make_case(other).number == 1
    assert any("请研判" in title for title in told(office, "office"))


def test_a_refused_opening_uses_up_no_number(office):
    with pytest.raises(Invalid) as refused:
        b.make_case(office, facts={"year": 2026, "item": "第4项"})
    assert refused.value.code == "fact_missing"
    assert b.make_case(office).number == 1


def test_office_staff_open_only_what_their_office_leads(office):
    other = make.make_office(office.place)
    grant = make.make_grant(office.place, "office", body=other)
    office.grants["clerk"] = grant
    with pytest.raises(NotPermitted):
        b.make_case(office)


def test_by_api_nobody_writes_the_figures_of_a_hotline_finding(office):
    _token, plain = accounts.issue_token(
        operator(),
        office.place.code,
        account=office.grants["clerk"].account,
        role="clerk",
        unit_key=None,
        body_key=None,
        name="取数",
        scopes=["cases:write"],
        days=1,
        permitted=True,
    )
    answer = Client().post(
        f"/api/v1/cases/{office.place.code}",
        {
            "origin": "hotline_finding",
            "unit": office.unit.public_id,
            "subject": "热线双升",
            "facts": {"freeze": "x", "sha256": "y", "month": "2026-06"},
        },
        content_type="application/json",
        headers={"Authorization": f"Bearer {plain}"},
    )
    assert answer.status_code == 422 and answer.json()["code"] == "through_disposition"
    assert not queries.cases_of(office.place).exists()


def test_too_few_signatures_are_refused_with_the_article(office):
    facts = {
        "purpose": "interpellation_committee",
        "on": today(),
        "signers": "甲、乙、丙、丁",
        "base": 41,
        "text": "请说明渗漏整治情况。",
    }
    with pytest.raises(Invalid) as refused:
        b.make_case(office, origin="signatures", facts=facts)
    assert refused.value.code == "too_few" and "五十一" in refused.value.basis
    case = b.make_case(
        office, origin="signatures", facts={**facts, "signers": "甲、乙、丙、丁、戊"}
    )
    assert case.origin_facts["check"]["needed"] == 5


def test_both_offices_must_sign_and_by_two_people(office):
    case = b.make_case(office)
    place = office.place
    actions.write_opinion(office.actor("clerk"), place, case, **b.opinion())
    actions.sign_opinion(office.actor("clerk"), place, case)
    assert b.fresh(case).state == "judging"
    account = office.grants["clerk"].account
    both = make.make_grant(place, "office", account=account, body=office.office)
    actor = b.queries.actor_for(both)
    actions.write_opinion(actor, place, case, **b.opinion())
    with pytest.raises(Refused) as refused:
        actions.sign_opinion(actor, place, case)
    assert refused.value.code == "same_person"
    actions.sign_opinion(office.actor("office"), place, case)
    assert b.fresh(case).state == "judged"
    assert any("研判完成" in title for title in told(office, "chair"))


def test_another_office_and_the_chair_have_no_opinion_to_write(office):
    case = b.make_case(office)
    other = make.make_actor(office.place, "office")
    for actor in (other, office.actor("chair")):
        with pytest.raises(NotPermitted):
            actions.write_opinion(actor, office.place, case, **b.opinion())


def test_in_a_small_office_the_chair_confirms_for_the_second_person():
    office = b.make_office(small_office=True)
    case = b.make_case(office)
    clerk, chair = office.actor("clerk"), office.actor("chair")
    for side in ("general", "committee"):
        actions.write_opinion(clerk, office.place, case, side=side, **b.opinion())
    actions.sign_opinion(clerk, office.place, case, side="general")
    with pytest.raises(Refused):
        actions.sign_opinion(clerk, office.place, case, side="committee")
    signed = actions.sign_opinion(chair, office.place, case, side="committee")
    assert signed.confirmed_by_chair and b.fresh(case).state == "judged"


def test_in_a_small_office_the_chair_confirms_what_another_wrote_and_never_judges_alone():
    office = b.make_office(small_office=True)
    case, chair = b.make_case(office), office.actor("chair")
    for side in ("general", "committee"):
        actions.write_opinion(chair, office.place, case, side=side, **b.opinion())
    actions.sign_opinion(chair, office.place, case, side="general")
    with pytest.raises(Refused) as refused:
        actions.sign_opinion(chair, office.place, case, side="committee")
    assert refused.value.code == "same_person"


def test_a_method_without_basis_cannot_be_proposed(office):
    case = b.make_case(office)
    for method, code in (("normative_doc_review", None), ("no_such_method", "unknown_method")):
        with pytest.raises(Invalid) as refused:
            actions.write_opinion(office.actor("clerk"), office.place, case, **b.opinion(method))
        assert code is None or refused.value.code == code
        assert refused.value.where == "method"


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


def test_sent_back_the_case_is_judged_anew_and_the_first_opinions_stay(office):
    case = b.judged(office, b.make_case(office))
    b.decide(office, case, kind="back", text="补充与未入选单位的比较。")
    case = b.fresh(case)
    assert (case.state, case.round) == ("judging", 2)
    case = b.judged(office, case)
    assert case.state == "judged" and queries.opinions_of(case).count() == 4


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


def test_a_merged_unit_is_followed_to_its_successor(office):
    case = b.decided(office)
    successor = make.make_unit(office.place, "市城乡建设局")
    institutions.merge_units(
        operator(),
        office.place,
        units=[office.unit],
        into=successor,
        on=today(),
        basis="机构改革方案",
        carry_people=True,
    )
    case = b.fresh(case)
    assert case.unit.name == b.BUILDING and queries.unit_now(case) == successor
    paper = b.issue_notice(office, case)
    assert paper.addressees[0]["name"] == "市城乡建设局" and "原" + b.BUILDING in paper.text
    office.unit = successor
    liaison = make.make_grant(office.place, "liaison", unit=successor)
    office.grants["liaison"] = liaison
    b.acknowledge(office, paper)
    assert b.fresh(case).state == "notified"
    assert list(queries.told_to_unit(office.place, successor)) == [case]


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


def test_a_retracted_case_is_over(office):
    case = b.make_case(office)
    actions.retract_case(office.actor("clerk"), office.place, case, reason="登记有误")
    with pytest.raises(Refused) as refused:
        actions.add_evidence(
            office.actor("clerk"), office.place, case, kind="document", title="照片"
        )
    assert refused.value.code == "case_ended"
