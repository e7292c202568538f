"""询问、专题询问、质询案: signers, addressees, majorities (procedures §12.9)."""

from __future__ import annotations

import pytest

from oversight.meetings.rules import inquiries
from oversight.meetings.rules.inquiries import InquiryFacts


def interpellation(body: str = "standing_committee", level: str = "county", **more) -> InquiryFacts:
    return InquiryFacts("interpellation", body, level, **more)


def code(found) -> str:
    return found.code if found else ""


@pytest.mark.parametrize(
    ("body", "level", "signers", "expected"),
    [
        ("standing_committee", "county", 3, ""),
        ("standing_committee", "county", 2, "too_few_signers"),
        ("standing_committee", "city", 5, ""),
        ("standing_committee", "city", 4, "too_few_signers"),
        ("congress", "county", 10, ""),
        ("congress", "county", 9, "too_few_signers"),
        ("congress", "town", 10, ""),
    ],
)
def test_case_12_9_signers(body, level, signers, expected):
    facts = interpellation(body, level, signers=signers, addressee="government")
    assert code(inquiries.refusal("submit", facts)) == expected


@pytest.mark.parametrize(
    ("body", "signers", "unsatisfied", "expected"),
    [
        ("congress", 10, 5, ""),
        ("congress", 10, 4, "too_few_unsatisfied"),
        ("standing_committee", 6, 3, "too_few_unsatisfied"),
        ("standing_committee", 6, 4, ""),
    ],
)
def test_case_12_9_half_or_more_in_a_congress_more_than_half_in_a_committee(
    body, signers, unsatisfied, expected
):
    facts = interpellation(body, state="answered", signers=signers, unsatisfied=unsatisfied)
    assert code(inquiries.refusal("demand", facts)) == expected


def test_a_towns_interpellation_is_aimed_at_the_town_government_alone():
    facts = interpellation("congress", "town", signers=10, addressee="department")
    found = inquiries.refusal("submit", facts)
    assert (code(found), found.basis) == ("town_government_only", inquiries.DEPUTIES_20)


def test_an_interpellation_is_aimed_at_an_organ():
    facts = interpellation(signers=3, addressee="enterprise")
    assert code(inquiries.refusal("submit", facts)) == "not_an_organ"


def test_a_special_inquiry_is_a_committees_and_its_head_must_come():
    assert code(inquiries.body_refusal(InquiryFacts("special_inquiry", "congress", "county"))) == (
        "committee_only"
    )
    facts = InquiryFacts(
        "special_inquiry", "standing_committee", "county", state="decided", head_comes=False
    )
    assert code(inquiries.refusal("answer", facts)) == "head_must_come"


def test_a_town_has_no_standing_committee_to_interpellate_in():
    facts = interpellation("standing_committee", "town", signers=10, addressee="government")
    assert code(inquiries.refusal("submit", facts)) == "no_committee_in_towns"


def test_an_inquiry_needs_no_signatures_and_demands_no_new_answer():
    facts = InquiryFacts("inquiry", "standing_committee", "county", signers=1, unsatisfied=1)
    assert inquiries.refusal("submit", facts) is None
    assert code(inquiries.demand_refusal(facts)) == "no_demand"


@pytest.mark.parametrize("state", inquiries.STATES)
def test_every_state_allows_what_it_should(state):
    facts = interpellation(state=state, signers=6, unsatisfied=6, addressee="court", reasons=True)
    for act, states in inquiries.STEPS.items():
        assert (inquiries.refusal(act, facts) is None) == (state in states)


def test_closing_needs_a_reason_only_where_a_new_answer_could_be_demanded():
    def found(unsatisfied: int, **more) -> str:
        facts = interpellation(state="answered", signers=6, unsatisfied=unsatisfied, **more)
        return code(inquiries.refusal("accept", facts))

    assert (found(3), found(4), found(4, reasons=True)) == ("", "why_not_again", "")
