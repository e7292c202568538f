"""联名人数: procedures §0.9 and §12.9 as written."""

from __future__ import annotations

import pytest

from oversight.cases.rules.signatures import SignatureFacts, check


@pytest.mark.parametrize(
    ("purpose", "level", "signers", "base", "enough"),
    [
        ("interpellation_committee", "county", 3, 25, True),
        ("interpellation_committee", "county", 2, 25, False),
        ("interpellation_committee", "city", 5, 41, True),
        ("interpellation_committee", "city", 4, 41, False),
        ("interpellation_congress", "county", 10, 200, True),
        ("interpellation_congress", "city", 9, 400, False),
        ("commission_committee", "city", 9, 41, True),
        ("commission_committee", "city", 8, 41, False),
        ("commission_congress", "county", 20, 200, True),
        ("commission_congress", "county", 19, 200, False),
        ("attention", "town", 1, 60, True),
    ],
)
def test_the_number_of_the_law(purpose: str, level: str, signers: int, base: int, enough: bool):
    assert check(SignatureFacts(purpose, level, signers, base)).enough is enough


def test_a_town_has_no_committee_and_questions_its_government_only():
    assert check(SignatureFacts("interpellation_committee", "town", 9, 9)).code == "no_committee"
    facts = ("interpellation_congress", "town", 10, 60)
    assert check(SignatureFacts(*facts, "department")).code == "town_government_only"
    assert check(SignatureFacts(*facts, "government")).enough


def test_more_names_than_members_cannot_be():
    assert check(SignatureFacts("attention", "city", 6, 5)).code == "more_than_all"
    assert check(SignatureFacts("anything", "city", 6, 9)).code == "unknown_purpose"
