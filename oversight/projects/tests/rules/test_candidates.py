"""候选项目: order proposed, surplus, money, item by item, and what a list needs to be fixed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from oversight.projects.rules.candidates import (
    Candidate,
    CandidateList,
    Frame,
    may_determine,
    may_freeze,
    missing,
    money,
    proposed_order,
)

FRAME = Frame(places=2, least_surplus=1)


def candidate(key: str, **values) -> Candidate:
    given = {
        "id": key,
        "name": f"项目{key}",
        "content": "修路两公里",
        "cost": Decimal("30.5"),
        "source": "镇财政",
        "unit": "镇建设办",
        "due": date(2026, 10, 31),
        "checked": frozenset({"legality"}),
        **values,
    }
    return Candidate(**given)


def approved(*keys: str, **values) -> CandidateList:
    return CandidateList(tuple(candidate(key, determination="approve", **values) for key in keys))


def test_urgent_first_then_mature_then_the_better_and_equal_marks_share_a_place():
    items = [
        candidate("d", urgency=3, maturity=5, quality=5),
        candidate("a", urgency=5, maturity=2, quality=1, why="断头路"),
        candidate("c", urgency=5, maturity=1, quality=5),
        candidate("b", urgency=5, maturity=1, quality=5),
    ]
    placed = proposed_order(items)
    assert [(one.id, one.place) for one in placed] == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]
    assert "断头路" in placed[0].reason.chinese
    assert proposed_order(items[::-1]) == placed


def test_the_sheet_says_which_columns_are_empty():
    assert missing(candidate("a")) == ()
    assert missing(candidate("a", unit=" ", cost=None, due=None)) == ("unit", "cost", "due")


def test_cost_against_the_frame_while_choosing():
    items = [candidate("a"), candidate("b", cost=Decimal("70")), candidate("c", cost=None)]
    found = money(items, {"a", "b"}, Decimal("100"))
    assert (found.total, found.chosen, found.left, found.unknown) == (
        Decimal("100.5"), Decimal("100.5"), Decimal("-0.5"), 1,
    )  # fmt: skip
    assert found.over
    assert not money(items, {"a"}, None).over


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (approved("a", "b"), "no_surplus"),
        (CandidateList((*approved("a", "b", "c").items, candidate("d"))), "undetermined"),
        (
            CandidateList((*approved("a", "b", "c").items, candidate("d", determination="return"))),
            "still_returned",
        ),
        (approved("a", "b", "c", cost=None), "incomplete"),
        (approved("a", "b", "c", source=""), "incomplete"),
        (approved("a", "b", "c", checked=frozenset()), "unchecked"),
        (approved("a", "b", "c", name="同名"), "same_name"),
    ],
)
def test_a_list_is_not_fixed_before_it_is_ready(found, code):
    assert may_freeze(found, FRAME).code == code


def test_a_struck_item_stays_on_record_but_not_on_the_ballot():
    struck = candidate("x", determination="strike")
    found = CandidateList((*approved("a", "b", "c").items, struck))
    assert may_freeze(found, FRAME).allowed
    assert [one.id for one in found.approved] == ["a", "b", "c"]
    assert len(found.items) == 4


def test_the_law_asks_for_a_surplus_even_where_a_rulebook_does_not():
    assert may_freeze(approved("a", "b"), Frame(2, least_surplus=0)).code == "no_surplus"
    assert may_freeze(approved("a", "b", "c"), Frame(2, least_surplus=0)).allowed


def test_an_item_is_determined_by_its_minutes():
    assert may_determine("approve", " ").code == "no_minutes"
    assert may_determine("maybe", "〔2026〕3号").code == "no_determination"
    assert may_determine("strike", "〔2026〕3号").allowed
