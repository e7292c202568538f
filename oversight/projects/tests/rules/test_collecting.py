"""征集、待查看、个别诉求的规则: boundaries, the worked cases, and what holds whatever is written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules import collecting, single_matter, spam
from oversight.projects.rules.collecting import Window

FIRST = date(2026, 8, 1)


def window(days: int, state: str = "collecting", **more: bool) -> Window:
    return Window(state, FIRST, FIRST + timedelta(days=days - 1), **more)


def test_thirty_days_are_counted_with_both_ends():
    assert collecting.may_open(window(30, "prepared"), 30).allowed
    assert collecting.may_open(window(29, "prepared"), 30).code == "too_short"
    assert collecting.may_open(window(30), 30).code == "opened_before"
    assert collecting.may_open(Window("prepared", FIRST, None), 30).code == "days_missing"
    assert collecting.may_open(window(1, "prepared"), 0).allowed, "a place without a least number"


@given(st.integers(-5, 60), st.integers(1, 40))
def test_the_public_proposes_on_the_published_days_and_on_no_other(offset: int, days: int):
    today = FIRST + timedelta(days=offset)
    assert collecting.takes_public(window(days), today).allowed == (0 <= offset < days)
    assert not collecting.takes_public(window(days, ended=True), today).allowed
    assert not collecting.takes_public(window(days, "preliminary"), today).allowed
    assert collecting.may_end(window(days), today).allowed == (offset >= days)


@given(st.integers(-40, 60), st.integers(0, 60))
def test_what_was_promised_is_never_shortened(later: int, today: int):
    asked = window(30).last + timedelta(days=later)  # type: ignore[operator]
    verdict = collecting.may_extend(window(30), asked, FIRST + timedelta(days=today))
    assert verdict.allowed == (later > 0 and asked >= FIRST + timedelta(days=today))


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_an_answer_never_makes_a_contact_stay_longer(until: date, day: int):
    today = date(2026, 1, 1) + timedelta(days=day)
    assert collecting.keep_contact_once_answered(until, today) <= until


def codes(**more: object) -> list[str]:
    signs = spam.Signs(**{"text": "给背街小巷装路灯", "seconds": 40, **more})  # type: ignore[arg-type]
    return [one.code for one in spam.reasons_to_hold(signs)]


def test_what_a_person_writes_is_not_held():
    assert codes() == []
    assert codes(from_address=spam.MOST_A_DAY - 1) == [], "a village office shares one address"
    assert codes(seconds=None, asks_stamp=False) == [], "a program has no page"


@pytest.mark.parametrize(
    ("signs", "code"),
    [
        ({"honeypot": "http://x"}, "honeypot"),
        ({"seconds": spam.QUICK_SECONDS - 1}, "too_quick"),
        ({"seconds": None}, "no_stamp"),
        ({"same": 1}, "same_again"),
        ({"from_address": spam.MOST_A_DAY}, "one_address"),
        ({"text": "低价办证 www.abc.com"}, "links"),
        ({"text": "啊" * 10}, "repeated"),
    ],
)
def test_each_sign_says_itself(signs: dict[str, object], code: str):
    assert codes(**signs) == [code]
    found = spam.reasons_to_hold(spam.Signs(**{"text": "装路灯", "seconds": 40, **signs}))  # type: ignore[arg-type]
    assert all(one.chinese and "%(" not in one.chinese for one in found)


@given(st.text(max_size=80))
def test_width_case_blanks_and_signs_make_no_other_text(text: str):
    plain = spam.folded(text)
    assert spam.folded(f" {text}。\n") == plain
    assert spam.folded(plain) == plain


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("我家3号楼402室漏水，昨天就报了没人修", True),
        ("投诉物业拖欠退款", True),
        ("楼下烧烤店油烟扰民，今天又开到半夜", True),
        ("给背街小巷装路灯", False),
        ("全村饮水管网老化，经常停水，希望改造", False),
        ("新建一个老年食堂，大家都盼着", False),
        ("路灯坏了", False),
    ],
)
def test_one_persons_matter_is_told_from_a_work_for_many(text: str, single: bool):
    found = single_matter.look_at("", text)
    assert found.single is single
    assert bool(found.reasons) is single


@given(st.text(max_size=200))
def test_the_fork_always_has_its_reasons(text: str):
    found = single_matter.look_at(text, "")
    assert found.single is (len(found.reasons) > 0)
