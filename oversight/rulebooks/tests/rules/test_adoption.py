"""通过和施行: by a deciding body, not before its day, never by who drafted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from oversight.rulebooks.rules.adoption import AdoptionFacts, why_not

GOOD = AdoptionFacts(
    body_kind="standing_committee",
    body_exists=True,
    adopted_on=date(2026, 8, 27),
    valid_from=date(2026, 9, 1),
    today=date(2026, 8, 28),
    paper_number="云人常发〔2026〕3号",
    last_from=date(2026, 1, 1),
    own_draft=False,
    small_office=False,
    by_chair=False,
)


def test_a_meeting_adopts_and_the_day_may_be_the_same():
    assert why_not(GOOD) is None
    assert why_not(replace(GOOD, valid_from=date(2026, 8, 27))) is None
    assert why_not(replace(GOOD, last_from=None)) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"body_kind": "working_office"}, "not_deciding"),
        ({"body_kind": "street_committee"}, "not_deciding"),
        ({"body_exists": False}, "no_body"),
        ({"adopted_on": date(2026, 8, 29), "valid_from": date(2026, 9, 1)}, "not_yet"),
        ({"valid_from": date(2026, 8, 26)}, "reaches_back"),
        ({"last_from": date(2026, 9, 1)}, "before_last"),
        ({"paper_number": "云人常发[2026]3号"}, "bad_paper_number"),
        ({"paper_number": "云人常发〔2026〕第3号"}, "bad_paper_number"),
        ({"paper_number": "云人常发〔2026〕03号"}, "bad_paper_number"),
        ({"own_draft": True}, "own_draft"),
        ({"own_draft": True, "small_office": True}, "own_draft"),
        ({"own_draft": True, "by_chair": True}, "own_draft"),
    ],
)
def test_what_is_refused(change, code):
    reason = why_not(replace(GOOD, **change))
    assert reason is not None and reason.code == code


def test_the_chair_of_a_small_office_confirms():
    assert why_not(replace(GOOD, own_draft=True, small_office=True, by_chair=True)) is None
