"""议题材料的时限: 20, 10 and 7 days."""

from __future__ import annotations

from datetime import date

import pytest

from oversight.calendar.rules.lead_times import STATUTORY
from oversight.meetings.rules.papers import Copies, timeliness

MEETING = date(2026, 8, 28)


@pytest.mark.parametrize(
    ("code", "received", "late"),
    [
        ("draft", date(2026, 8, 8), 0),
        ("draft", date(2026, 8, 9), 1),
        ("final", date(2026, 8, 18), 0),
        ("final", date(2026, 8, 20), 2),
        ("members", date(2026, 8, 21), 0),
        ("members", date(2026, 8, 27), 6),
        ("", date(2026, 8, 27), 0),
    ],
)
def test_a_paper_is_late_by_the_days_after_its_step(code, received, late):
    found = timeliness(MEETING, STATUTORY, code, received)
    assert (found.late, found.is_late) == (late, late > 0)
    assert (found.due is None) == (code == "")


def test_a_waiver_leaves_the_days_and_says_so():
    found = timeliness(MEETING, STATUTORY, "final", date(2026, 8, 20), waiver="浙江条例第十三条")
    assert (found.late, found.waived) == (2, True)


def test_what_is_still_out():
    assert Copies(30, 28).out == 2
