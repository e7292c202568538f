"""双升规则: the worked examples of the notice, and that old versions stay callable."""

from __future__ import annotations

import pytest

from oversight.hotline.rules.double_rise import DOUBLE_RISE, RULES, RiseFacts


@pytest.mark.parametrize(
    ("count", "previous", "last_year", "outcome"),
    [
        (120, 100, 90, "propose_judgment"),
        (3, 2, 1, "propose_judgment"),
        (100, 100, 90, "none"),
        (0, 0, 0, "none"),
        (5, 0, 2, "judge_by_hand"),
        (5, 2, None, "judge_by_hand"),
        (5, 6, None, "none"),
    ],
)
def test_a_unit_is_proposed_only_above_both_bases(count, previous, last_year, outcome):
    judged = DOUBLE_RISE.judge(RiseFacts(count, count, previous, last_year))
    assert judged.outcome == outcome
    assert judged.code == f"double_rise_{judged.direction}" and judged.text


def test_year_to_date_compares_the_month_with_the_month_before():
    assert DOUBLE_RISE.judge(RiseFacts(600, 90, 100, 500)).direction == "no"
    assert DOUBLE_RISE.judge(RiseFacts(600, 110, 100, 500)).direction == "yes"


def test_every_version_is_found_under_its_code():
    assert RULES["double_rise@1"] is DOUBLE_RISE
    assert DOUBLE_RISE.title and DOUBLE_RISE.basis and DOUBLE_RISE.in_force_from.year == 2020
