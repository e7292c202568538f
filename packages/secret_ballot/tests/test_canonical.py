"""The one form of every value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from secret_ballot.findings import SENTENCES, BallotError, Finding
from secret_ballot.v1.canonical import count, decode, encode, members, written_count

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
@examples(max_examples=60)
def test_what_is_written_is_read_back(value: object):
    assert decode(encode(value), "x") == value
    assert encode(decode(encode(value), "x")) == encode(value)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "malformed"),
        (b"{", "malformed"),
        (b"\xff", "malformed"),
        (b'\xef\xbb\xbf"a"', "malformed"),
        (b'{"a":1,"a":1}', "malformed"),
        (b"1.0", "malformed"),
        (b"1e3", "malformed"),
        (b"NaN", "malformed"),
        (b"-Infinity", "malformed"),
        (b"[" * 100_000, "malformed"),
        (b"9" * 5000, "malformed"),
        (b"-0", "not_canonical"),
        (b" 1", "not_canonical"),
        (b"1\n", "not_canonical"),
        (b'{"a": 1}', "not_canonical"),
        (b'"\\u4e00"', "not_canonical"),
        (b'"\\/"', "not_canonical"),
        (b'"\\ud800"', "not_canonical"),
    ],
)
def test_what_has_another_form_is_refused(raw: bytes, code: str):
    with pytest.raises(BallotError) as caught:
        decode(raw, "here")
    assert (caught.value.code, caught.value.where) == (code, "here")


def test_members_stand_in_their_order_and_nothing_beside_them():
    assert members({"a": 1, "c": 2}, "a b? c", "x") == {"a": 1, "c": 2}
    for value in ({"c": 2, "a": 1}, {"a": 1}, {"a": 1, "c": 2, "d": 3}, [], None):
        with pytest.raises(BallotError, match="shape"):
            members(value, "a b? c", "x")


def test_large_counts_are_strings():
    assert written_count(2**30 - 1) == 1073741823
    assert written_count(2**30) == "1073741824"
    assert count(1073741823, "x") == 1073741823 and count("1073741824", "x") == 1073741824
    for value in ("1073741823", 2**30, "01073741824", -1, True, 1.0, None):
        with pytest.raises(BallotError, match="shape"):
            count(value, "x")


def test_every_finding_speaks_both_languages():
    for code, (chinese, english) in SENTENCES.items():
        assert chinese.endswith("。") and english.endswith("."), code
        assert set(Finding(code, "x").as_dict()) == {"code", "where", "text", "text_en"}
