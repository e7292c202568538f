"""Pure rules: bodies by level, incompatible offices, periods, lineage."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from oversight.institutions.act_codes import ACTS
from oversight.institutions.rules import bodies, offices, periods
from oversight.institutions.rules.lineage import Step, successors, would_circle
from oversight.institutions.sheets.layouts import WORKBOOKS


@pytest.mark.parametrize(
    ("level", "place", "body", "allowed"),
    [
        ("county", "county", "standing_committee", True),
        ("town", "town", "standing_committee", False),
        ("town", "town", "presidium", True),
        ("town", "subdistrict", "street_committee", True),
        ("town", "subdistrict", "congress", False),
        ("county", "county", "street_committee", False),
        ("village", "village", "congress", False),
    ],
)
def test_a_place_has_only_the_bodies_of_its_level(
    level: str, place: str, body: str, allowed: bool
) -> None:
    reason = bodies.why_not(level, place, body)
    assert (reason is None) is allowed
    if reason:
        assert reason[1].startswith("《地方组织法》")


def test_the_size_of_a_committee_is_noted_not_refused() -> None:
    assert bodies.committee_size("city", 45).ok
    assert not bodies.committee_size("county", 51).ok


def test_committee_members_hold_no_supervised_office_but_staff_may() -> None:
    assert offices.is_incompatible("standing_committee", "member", "court")
    assert not offices.is_incompatible("standing_committee", "staff", "court")
    for kind in ("enterprise", "institution", "association", "village", "other"):
        assert not offices.is_incompatible("standing_committee", "member", kind)
    assert not offices.is_incompatible("general_office", "member", "court")


def test_periods_share_a_day_only_when_they_touch() -> None:
    first, second = date(2026, 1, 1), date(2026, 6, 30)
    assert periods.overlaps(first, second, second, None)
    assert not periods.overlaps(first, second, date(2026, 7, 1), None)
    assert periods.overlaps(None, None, first, first)
    assert not periods.is_ordered(second, first)


def test_names_are_followed_to_the_end_and_a_split_has_no_single_heir() -> None:
    day = date(2025, 1, 1)
    steps = [
        Step("甲", "乙", day, "renamed"),
        Step("乙", "丙", date(2026, 1, 1), "merged"),
        Step("丁", "戊", day, "split"),
        Step("丁", "己", day, "split"),
        Step("庚", "丙", day, "moved"),
    ]
    assert successors(steps, date(2025, 6, 1)) == {"甲": "乙", "丁": None}
    assert successors(steps, date(2026, 6, 1)) == {"甲": "丙", "乙": "丙", "丁": None}
    assert successors(steps, date(2024, 12, 31)) == {}


def test_a_unit_never_becomes_its_own_ancestor() -> None:
    assert would_circle([(1, 2), (2, 3)], 3, 1)
    assert not would_circle([(1, 2), (2, 3)], 1, 3)


def test_every_act_of_this_app_has_its_words() -> None:
    folder = Path(__file__).parent.parent
    sources = [path for path in folder.rglob("*.py") if "tests" not in path.parts]
    text = "\n".join(path.read_text() for path in sources if path.name != "act_codes.py")
    used = set(re.findall(r'"(institutions\.[a-z]+_[a-z_]+)"', text))
    used |= {f"institutions.import_{subject}" for subject in WORKBOOKS}
    assert used == set(ACTS)
