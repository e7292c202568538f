"""What an import does with rows: taken in, seen before, newer, set aside."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest
from hotline_analytics.ingest import ImportStopped, SourceError
from hotline_analytics.mapping import load_mapping
from hotline_analytics.tickets import SCHEMA, parse_month
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .import_cases import HEADER, MAPPING, Shelf, make_mapping, make_row, rows_of, write_csv


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_row_becomes_a_ticket(shelf: Shelf) -> None:
    row = make_row(1, 时间="2026/06/30 23:30", 办结="2026-07-01", 内容=" =1+1 电话13812345678 ")
    result = shelf.take_rows([row])
    assert (result.read, result.accepted, result.months) == (1, 1, [parse_month("2026-06")])
    assert (result.units, result.quarantine_file) == ({"城管局": 1}, None)
    ticket = shelf.ticket("T1")
    assert set(ticket) == set(SCHEMA.names)
    assert ticket["text"] == "=1+1 电话〔电话〕"
    assert ticket["received_at"] == 1_782_833_400_000_000
    assert ticket["month"] == parse_month("2026-06")
    assert ticket["closed_month"] == parse_month("2026-07")
    assert (ticket["kind"], ticket["source"], ticket["version"]) == ("complaint", "热线", 1)


def test_the_same_content_again_is_a_duplicate(shelf: Shelf) -> None:
    rows = [make_row(1), make_row(2), make_row(1)]
    first = shelf.take_rows(rows)
    assert (first.accepted, first.duplicates) == (2, 1)
    before = list(shelf.files)
    again = shelf.take_rows(rows)
    assert (again.accepted, again.duplicates, again.added, again.removed) == (0, 3, [], [])
    assert shelf.files == before


def test_other_content_is_a_newer_version_and_the_last_in_the_file_wins(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1, 内容="甲"), make_row(2)])
    result = shelf.take_rows([make_row(1, 内容="乙"), make_row(1, 内容="丙")])
    assert (result.updated, result.accepted) == (2, 0)
    assert shelf.ticket("T1")["text"] == "丙"
    assert shelf.ticket("T1")["version"] == 3
    assert [row["text"] for row in shelf.tickets("superseded")] == ["甲", "乙"]
    assert len(shelf.tickets()) == 2


def test_an_older_version_is_never_a_way_back(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1, 内容="甲")])
    shelf.take_rows([make_row(1, 内容="乙")])
    result = shelf.take_rows([make_row(1, 内容="甲")])
    assert (result.duplicates, result.updated) == (1, 0)
    assert shelf.ticket("T1")["text"] == "乙"
    inside = shelf.take_rows([make_row(9, 内容=text) for text in "甲乙甲"])
    assert (inside.accepted, inside.updated, inside.duplicates) == (1, 1, 1)
    assert shelf.ticket("T9")["text"] == "乙"


def test_masked_texts_still_tell_versions_apart(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1, 内容="13812345678")])
    assert shelf.take_rows([make_row(1, 内容="13812345679")]).updated == 1


def test_a_ticket_may_move_to_another_month(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1), make_row(2)])
    result = shelf.take_rows([make_row(1, 时间="2026-07-01 08:00")])
    assert result.months == [parse_month("2026-06"), parse_month("2026-07")]
    assert {row["ticket_id"]: row["month"] for row in shelf.tickets()} == {
        "T1": parse_month("2026-07"),
        "T2": parse_month("2026-06"),
    }
    alone = shelf.take_rows([make_row(2, 时间="2026-07-02 08:00")])
    assert parse_month("2026-06") in alone.months
    assert {ref.month for ref in shelf.files if ref.role == "current"} == {parse_month("2026-07")}


def test_sources_have_ids_of_their_own(shelf: Shelf) -> None:
    shelf.take_rows([make_row(1)])
    other = shelf.take_rows([make_row(1, 内容="别的")], make_mapping("网站"))
    assert (other.accepted, other.updated) == (1, 0)
    again = shelf.take_rows([make_row(1, 内容="改了")], make_mapping("网站"))
    assert again.updated == 1
    assert [row["text"] for row in shelf.tickets()] == ["内容1", "改了"]


def test_bad_rows_are_set_aside_with_place_and_reason(shelf: Shelf) -> None:
    rows = [
        make_row(1, 内容="两\n行"),
        make_row(2, 编号=" ", 类型="吐槽"),
        make_row(3, 时间="2026-06-31 08:00", 类型="打听"),
        make_row(4, 时间=""),
        make_row(5, 单位="　"),
        make_row(6)[:-1],
        make_row(7, 办结="很快", 类型="吐槽"),
    ]
    result = shelf.take_rows(rows)
    assert (result.read, result.accepted, result.quarantined) == (7, 2, 5)
    refused = rows_of(result.quarantine_file)
    assert [(row["line"], row["code"]) for row in refused] == [
        ("4", "blank_id"),
        ("5", "bad_received_at"),
        ("6", "missing_received_at"),
        ("7", "blank_unit"),
        ("8", "ragged_row"),
    ]
    assert all(row["reason"] for row in refused)
    assert list(refused[0]) == [*HEADER, "line", "code", "reason"]
    assert result.quarantine_file is not None
    assert stat.S_IMODE(result.quarantine_file.stat().st_mode) == 0o600
    assert shelf.ticket("T7")["closed_at"] is None
    assert shelf.ticket("T7")["kind"] == "unknown"
    assert any("closed_at" in note and "1" in note for note in result.notes)
    [unmapped] = [note for note in result.notes if "kind" in note]
    assert "吐槽（1）" in unmapped and "打听" not in unmapped


def test_a_mended_quarantine_file_is_imported_with_the_same_mapping(shelf: Shelf) -> None:
    bad = [make_row(1, 时间="六月", 内容='=1+1,"x"\n第二行'), make_row(2, 单位="")]
    result = shelf.take_rows([make_row(0), *bad])
    refused = rows_of(result.quarantine_file)
    assert refused[0]["内容"] == '=1+1,"x"\n第二行'
    same = shelf.take(result.quarantine_file or Path())
    assert (same.read, same.quarantined) == (2, 2)
    assert list(rows_of(same.quarantine_file)[0]) == [*HEADER, "line", "code", "reason"]
    refused[0]["时间"], refused[1]["单位"] = "2026-06-02 09:00", "水务局"
    mended = shelf.folder / "mended.csv"
    with mended.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(refused[0]))
        writer.writeheader()
        writer.writerows(refused)
    done = shelf.take(mended)
    assert (done.accepted, done.quarantined) == (2, 0)
    assert shelf.ticket("T1")["text"] == '=1+1,"x"\n第二行'
    whole = shelf.take_rows([make_row(1, 时间="2026-06-02 09:00", 内容='=1+1,"x"\n第二行')])
    assert whole.duplicates == 1


def test_unknown_units_are_set_aside_where_the_mapping_says_so(shelf: Shelf) -> None:
    source = write_csv(shelf.folder / "a.csv", [make_row(1), make_row(2, 单位="火星局")])
    result = shelf.take(source, make_mapping(policy="known"), known_units=frozenset({"城管局"}))
    assert (result.accepted, result.quarantined) == (1, 1)
    assert rows_of(result.quarantine_file)[0]["code"] == "unknown_unit"
    free = shelf.take(source, make_mapping(), known_units=frozenset({"城管局"}))
    assert (free.accepted, free.duplicates) == (1, 1)


def test_rows_without_ids_are_told_apart_by_content_and_occurrence(shelf: Shelf) -> None:
    mapping = make_mapping(ticket_id="")
    rows = [make_row(1), make_row(1), make_row(2)]
    assert shelf.take_rows(rows, mapping).accepted == 3
    assert len({row["ticket_id"] for row in shelf.tickets()}) == 3
    assert shelf.take_rows(rows, mapping).duplicates == 3
    assert shelf.take_rows([*rows, make_row(1)], mapping).accepted == 1


def test_callers_are_counted_without_being_kept(shelf: Shelf) -> None:
    mapping = load_mapping(
        MAPPING.format(name="x", ticket_id="编号", policy="auto").replace("text =", "caller =")
    )
    callers = ["13812345678", "138-1234-5678", "+86 138 1234 5678", "13900000000"]
    shelf.take_rows([make_row(i, 内容=caller) for i, caller in enumerate(callers)], mapping)
    hashes = [row["caller"] for row in shelf.tickets()]
    assert len(set(hashes)) == 2
    assert hashes[0] == hashes[1] == hashes[2]
    stored = b"".join(Path(ref.path).read_bytes() for ref in shelf.files)
    assert b"13812345678" not in stored
    other = Shelf(shelf.folder / "b", secret=b"another")
    other.folder.mkdir()
    other.take_rows([make_row(0, 内容=callers[0])], mapping)
    assert other.tickets()[0]["caller"] != hashes[0]


def test_many_imports_of_a_month_are_made_one_file(shelf: Shelf) -> None:
    for number in range(12):
        shelf.take_rows([make_row(number), make_row("x", 内容=str(number))])
    current = [ref for ref in shelf.files if ref.role == "current"]
    assert len(current) <= 8
    assert len(shelf.tickets()) == 13
    assert len(shelf.tickets("superseded")) == 11
    assert shelf.ticket("Tx")["text"] == "11"


def test_an_import_that_is_stopped_leaves_nothing(shelf: Shelf) -> None:
    source = write_csv(shelf.folder / "a.csv", [make_row(i, 单位="") for i in range(5)])
    with pytest.raises(ImportStopped):
        shelf.take(source, should_stop=lambda: True)
    assert list((shelf.folder / "store").iterdir()) == []
    assert list((shelf.folder / "quarantine").iterdir()) == []


def test_progress_tells_rows_read_expected_and_set_aside(shelf: Shelf) -> None:
    seen: list[tuple[int, int, int]] = []
    source = write_csv(shelf.folder / "a.csv", [make_row(1), make_row(2, 单位="")])
    shelf.take(source, progress=lambda *numbers: seen.append(numbers))
    assert seen[-1] == (2, 2, 1)


def test_a_missing_required_column_stops_before_anything_is_written(shelf: Shelf) -> None:
    source = write_csv(shelf.folder / "a.csv", [["1", "2026-06-01"]], ["编号", "时间"])
    with pytest.raises(SourceError) as error:
        shelf.take(source)
    assert error.value.code == "missing_column"
    assert "单位" in error.value.text
    assert not (shelf.folder / "store").exists()


def test_an_optional_column_that_is_missing_is_said(shelf: Shelf) -> None:
    result = shelf.take(write_csv(shelf.folder / "a.csv", [["1", "2026-06-01", "局"]], HEADER[:3]))
    assert result.accepted == 1
    assert any("办结" in note for note in result.notes)
    assert {"ticket_id", "received_at", "unit"} == result.present


cells = st.fixed_dictionaries(
    {
        "编号": st.sampled_from(["1", "2", "3", " 2 ", ""]),
        "时间": st.sampled_from(["2026-06-01", "2026/07/02 10:00", "2026-06-31", ""]),
        "单位": st.sampled_from(["甲", "乙", ""]),
        "内容": st.sampled_from(["一", "二", "三\n行", 'a"b', ""]),
    }
)
files = st.lists(cells, max_size=12)
relaxed = settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@relaxed
@given(st.lists(files, min_size=1, max_size=3))
def test_versions_are_kept_as_a_plain_count_says(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[dict[str, str]]]
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    known: dict[str, list[tuple[str, ...]]] = {}
    for part in parts:
        accepted = duplicates = updated = 0
        for row in part:
            key = row["编号"].strip()
            if not key or not row["单位"] or row["时间"] in ("", "2026-06-31"):
                continue
            content = (row["时间"], row["单位"], row["内容"])
            versions = known.setdefault(key, [])
            if content in versions:
                duplicates += 1
                continue
            accepted, updated = accepted + (not versions), updated + bool(versions)
            versions.append(content)
        result = shelf.take_rows([make_row(0, **row) for row in part])
        assert (result.accepted, result.duplicates, result.updated) == (
            accepted,
            duplicates,
            updated,
        )
        assert result.read == len(part)
    current = {row["ticket_id"]: (row["unit"], row["text"] or "") for row in shelf.tickets()}
    assert current == {key: versions[-1][1:] for key, versions in known.items()}
    assert len(shelf.tickets("superseded")) == sum(len(v) - 1 for v in known.values())


@relaxed
@given(
    st.permutations([make_row(i, 时间=f"2026-0{1 + i % 3}-01") for i in range(8)]),
    st.integers(0, 8),
)
def test_the_order_of_distinct_ids_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], cut: int
) -> None:
    ordered, shuffled = (Shelf(tmp_path_factory.mktemp("shelf")) for _ in range(2))
    ordered.take_rows(sorted(rows))
    shuffled.take_rows(rows[:cut])
    shuffled.take_rows(rows[cut:])
    assert ordered.tickets() == shuffled.tickets()
