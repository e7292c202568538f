"""Snapshot-1: canonical lines, whatever the order of import."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import rfc8785
from hotline_analytics.snapshot import KEYS, lines_of, snapshot_1
from hotline_analytics.tickets import parse_month
from hypothesis import given, settings
from hypothesis import strategies as st

from .import_cases import Shelf, make_mapping, make_row

JUNE = parse_month("2026-06")
TIMES = ("received_at", "closed_at", "due_at")

numbers = st.integers(-(10**15), 10**16)
rows = st.fixed_dictionaries(
    {"received_at": numbers, **dict.fromkeys(("ticket_id", "source", "unit", "kind"), st.text())},
    optional={
        "closed_at": numbers,
        "due_at": numbers,
        "reopened": st.integers(0, 99),
        **dict.fromkeys(("first_unit", "category", "satisfaction", "resolved"), st.text()),
    },
)


def canonical(row: dict[str, object]) -> bytes:
    facts = {
        key: int(value) // 1_000_000 if key in TIMES else value  # type: ignore[call-overload]
        for key in KEYS
        if (value := row.get(key)) is not None
    }
    return rfc8785.dumps(facts) + b"\n"


@settings(deadline=None)
@given(st.lists(rows, max_size=20))
def test_lines_are_those_of_rfc_8785(listed: list[dict[str, object]]) -> None:
    assert lines_of(listed) == b"".join(canonical(row) for row in listed)


def recount(shelf: Shelf, month: int) -> str:
    chosen = [row for row in shelf.tickets() if row["month"] == month]
    chosen.sort(key=lambda row: (row["ticket_id"], row["source"]))
    return hashlib.sha256(b"".join(canonical(row) for row in chosen)).hexdigest()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_month_has_one_fingerprint_whatever_the_order_of_import(tmp_path: Path) -> None:
    listed = [make_row(i, 办结="2026-06-09 08:00" if i % 2 else "", 类型="投诉") for i in range(30)]
    prints = []
    for name, parts in {
        "a": [listed],
        "b": [listed[20:], listed[:20]],
        "c": [listed[::-1]],
    }.items():
        shelf = Shelf(tmp_path / name)
        shelf.folder.mkdir()
        for part in parts:
            shelf.take_rows(part)
        prints.append(snapshot_1(shelf.files, JUNE))
        assert prints[-1][0] == recount(shelf, JUNE)
    assert len(set(prints)) == 1
    assert prints[0][1] == 30


def test_a_change_makes_another_fingerprint_and_other_months_do_not(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1), make_row(2)])
    first = snapshot_1(shelf.files, JUNE)
    shelf.take_rows([make_row(3, 时间="2026-07-01 08:00")])
    assert snapshot_1(shelf.files, JUNE) == first
    shelf.take_rows([make_row(2, 单位="水务局")])
    changed = snapshot_1(shelf.files, JUNE)
    assert changed[0] != first[0]
    assert changed == (recount(shelf, JUNE), 2)


def test_sources_can_be_chosen(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1)])
    alone = snapshot_1(shelf.files, JUNE)
    shelf.take_rows([make_row(1)], make_mapping("网站"))
    assert snapshot_1(shelf.files, JUNE)[1] == 2
    assert snapshot_1(shelf.files, JUNE, ["热线"]) == alone
    assert snapshot_1(shelf.files, JUNE, ["别的"]) == (hashlib.sha256(b"").hexdigest(), 0)


def test_a_month_without_tickets_is_the_hash_of_nothing() -> None:
    assert snapshot_1([], JUNE) == (hashlib.sha256(b"").hexdigest(), 0)
