"""案件的行为: opening and judging, with every refusal on the way."""

from __future__ import annotations

import pytest
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.cases import actions, queries
from oversight.cases.tests import builders as b
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions.queries import today
from oversight.institutions.tests import builders as make

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


def test_sent_back_the_case_is_judged_anew_and_the_first_opinions_stay(office):
    case = b.judged(office, b.make_case(office))
    b.decide(office, case, kind="back", text="补充与未入选单位的比较。")
    case = b.fresh(case)
    assert (case.state, case.round) == ("judging", 2)
    case = b.judged(office, case)
    assert case.state == "judged" and queries.opinions_of(case).count() == 4


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


def test_a_retracted_case_is_over(office):
    case = b.make_case(office)
    actions.retract_case(office.actor("clerk"), office.place, case, reason="登记有误")
    with pytest.raises(Refused) as refused:
        actions.add_evidence(
            office.actor("clerk"), office.place, case, kind="document", title="照片"
        )
    assert refused.value.code == "case_ended"
