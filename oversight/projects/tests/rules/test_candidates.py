"""候选项目: order proposed, surplus, money, item by item, and a list that stays as fixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules.candidates import (
    Candidate,
    CandidateList,
    Frame,
    ListFrozen,
    determined,
    fingerprint,
    frozen,
    is_as_frozen,
    may_determine,
    may_freeze,
    money,
    proposed_order,
    reopened,
    with_items,
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
    items = [
        candidate(key, determination="approve", minutes="〔2026〕3号", **values) for key in keys
    ]
    return CandidateList(tuple(items))


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
    with pytest.raises(ListFrozen) as refused:
        frozen(found, FRAME)
    assert refused.value.verdict.code == code


def test_a_struck_item_stays_on_record_but_not_on_the_ballot():
    struck = candidate("x", determination="strike", minutes="〔2026〕3号")
    found = frozen(CandidateList((*approved("a", "b", "c").items, struck)), FRAME)
    assert [one.id for one in found.approved] == ["a", "b", "c"]
    assert len(found.items) == 4


def test_the_law_asks_for_a_surplus_even_where_a_rulebook_does_not():
    assert may_freeze(approved("a", "b"), Frame(2, least_surplus=0)).code == "no_surplus"
    assert may_freeze(approved("a", "b", "c"), Frame(2, least_surplus=0)).allowed


def test_an_item_is_determined_by_its_minutes():
    found = CandidateList((candidate("a"),))
    assert may_determine(found, "approve", " ").code == "no_minutes"
    assert may_determine(found, "maybe", "〔2026〕3号").code == "no_determination"
    assert determined(found, "a", "strike", "〔2026〕3号").items[0].determination == "strike"


def test_a_project_name_changed_after_printing_shows():
    found = frozen(approved("a", "b", "c"), FRAME)
    assert is_as_frozen(found)
    renamed = replace(found.items[0], name="另一个名字")
    assert not is_as_frozen(replace(found, items=(renamed, *found.items[1:])))


def test_reopening_takes_every_determination_back():
    found = reopened(frozen(approved("a", "b", "c"), FRAME))
    assert not found.frozen
    assert may_freeze(found, FRAME).code == "undetermined"


acts = st.lists(
    st.sampled_from(["add", "drop", "rename", "approve", "strike", "freeze", "reopen"]), max_size=40
)


@given(acts)
def test_a_frozen_list_never_changes_but_by_reopening_and_repeating_the_steps(steps):
    found, fixed = approved("a", "b", "c"), ""
    for number, act in enumerate(steps):
        before = found
        try:
            found = changed(found, act, number)
        except ListFrozen:
            assert found is before
        if before.frozen and act != "reopen":
            assert found == before and fingerprint(found.approved) == fixed
        if found.frozen:
            assert is_as_frozen(found)
            assert all(one.determination and one.minutes for one in found.items)
            fixed = found.fingerprint
    assert found.version <= steps.count("freeze")


def changed(found: CandidateList, act: str, number: int) -> CandidateList:
    """The list after one act."""
    if act == "add":
        return with_items(found, (*found.items, candidate(f"n{number}")))
    if act == "drop":
        return with_items(found, found.items[1:])
    if act == "rename":
        first = [replace(one, name=f"改名{number}") for one in found.items[:1]]
        return with_items(found, (*first, *found.items[1:]))
    if act in {"approve", "strike"}:
        for one in found.items:
            found = determined(found, one.id, act, f"〔2026〕{number}号")
        return found
    return frozen(found, FRAME) if act == "freeze" else reopened(found)
