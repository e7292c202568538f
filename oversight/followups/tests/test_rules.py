"""规则: pure, without a database."""

from __future__ import annotations

from datetime import date

import pytest

from oversight.followups.rules import progress, verification
from oversight.followups.sheets.comparing import Sides, compare
from oversight.followups.sheets.layouts import Held

DAY = date(2026, 7, 31)


def codes(found: progress.Refusal | None) -> str:
    return found.code if found else ""


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, ""),
        ({"due": None}, "no_deadline"),
        ({"extension_waiting": True}, "extension_waiting"),
        ({"extension_limit": 2, "extensions_granted": 1}, ""),
        ({"extension_limit": 2, "extensions_granted": 2}, "extensions_used_up"),
        ({"state": "to_sign"}, "waits_for_head"),
        ({"state": "reported_done"}, "waits_for_verification"),
        ({"state": "verified"}, "already_verified"),
    ],
)
def test_when_an_extension_may_be_asked(facts, code: str):
    given = {"state": "in_progress", "due": DAY} | facts
    assert codes(progress.refusal("ask_extension", progress.Facts(**given))) == code


def test_an_extension_goes_to_a_later_day_that_is_not_past():
    assert codes(progress.day_refusal(DAY, DAY, date(2026, 7, 1))) == "not_later"
    assert codes(progress.day_refusal(date(2026, 8, 1), DAY, date(2026, 9, 1))) == "in_the_past"
    assert progress.day_refusal(date(2026, 8, 1), DAY, date(2026, 7, 1)) is None


def test_sections_that_still_work_need_a_reason():
    facts = progress.Facts("in_progress", open_parts=1)
    assert codes(progress.parts_refusal(facts, " ")) == "parts_open"
    assert progress.parts_refusal(facts, "该科室的部分转下一批") is None


@pytest.mark.parametrize(
    ("verifier", "code"),
    [
        (verification.Verifier(1, of_unit=False), ""),
        (verification.Verifier(1, of_unit=True), "own_unit"),
        (verification.Verifier(7, of_unit=False), "own_report"),
        (verification.Verifier(7, of_unit=False, chair_of_small_office=True), ""),
        (verification.Verifier(7, of_unit=True, chair_of_small_office=True), "own_unit"),
        (verification.Verifier(None, of_unit=False), ""),
    ],
)
def test_another_person_verifies(verifier: verification.Verifier, code: str):
    assert codes(verification.refusal(verifier, frozenset({7, 8}))) == code


def test_every_refusal_cites_its_rule():
    for step in progress.STEPS:
        for state in ("assigned", "to_sign", "reported_done", "verified", "withdrawn"):
            found = progress.refusal(step, progress.Facts(state, due=DAY))
            assert found is None or found.basis


def held(progress_text: str | None, state: str = "in_progress", percent: int | None = None) -> Held:
    return Held.of({"progress": progress_text, "state": state, "percent": percent})


@pytest.mark.parametrize(
    ("mine", "base", "theirs", "wishes", "conflicts"),
    [
        (None, "旧", "新", {}, 0),  # an empty cell asks for nothing
        ("旧", "旧", "新", {}, 0),  # the user did not touch it
        ("新", "旧", "新", {}, 0),  # both say the same
        ("我", "旧", "旧", {"progress": "我"}, 0),
        ("我", "旧", "他", {}, 1),
        ("我", None, None, {"progress": "我"}, 0),
    ],
)
def test_a_cell_is_compared_on_three_sides(mine, base, theirs, wishes, conflicts):
    sides = Sides("a", {"progress": mine}, held(base), held(theirs), "", "", "韩照川")
    found = compare(sides, {}, {}, 2, frozenset())
    assert (found.wishes, len(found.conflicts)) == (wishes, conflicts)


def test_a_chosen_side_settles_the_conflict():
    sides = Sides("a", {"progress": "我"}, held("旧"), held("他"), "", "", "")
    mine = compare(sides, {"choice-a-progress": "mine"}, {}, 2, frozenset())
    theirs = compare(sides, {"choice-a-progress": "theirs"}, {}, 2, frozenset())
    assert (mine.wishes, theirs.wishes) == ({"progress": "我"}, {})
    assert (len(mine.settled), len(theirs.settled)) == (1, 1)
