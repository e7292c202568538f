"""Bad and odd files: a clear refusal or a quarantine, never half an import."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hotline_analytics import reading_fast
from hotline_analytics.ingest import SourceError
from hotline_analytics.reading import Block, open_source
from hotline_analytics.reading_sheet import refuse_bomb
from hotline_analytics.reading_text import TextSource
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .import_cases import HEADER, Shelf, make_mapping, make_row, rows_of, write_csv

WANTED = {"编号", "时间", "单位"}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def put(shelf: Shelf, name: str, content: bytes) -> Path:
    path = shelf.folder / name
    path.write_bytes(content)
    return path


def text_of(rows: list[list[str]], delimiter: str = ",") -> str:
    return "\r\n".join(delimiter.join(row) for row in [list(HEADER), *rows]) + "\r\n"


def xlsx_of(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
        ("utf-16", "UTF-16"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encoding_and_delimiter_are_found_and_said(
    shelf: Shelf, encoding: str, said: str, delimiter: str
) -> None:
    content = text_of([make_row(1, 内容="夜间施工噪音扰民")], delimiter).encode(encoding)
    result = shelf.take(put(shelf, "a.dat", content))
    assert result.accepted == 1
    assert shelf.ticket("T1")["text"] == "夜间施工噪音扰民"
    assert said in result.notes[0]


def test_rows_with_broken_bytes_are_set_aside(shelf: Shelf) -> None:
    lines = text_of([make_row(i, 内容="北京市朝阳区") for i in range(5)]).encode().split(b"\r\n")
    lines[3] = lines[3].replace("京".encode(), b"\xff\xc0")
    result = shelf.take(put(shelf, "a.csv", b"\r\n".join(lines)))
    assert (result.accepted, result.quarantined) == (4, 1)
    [row] = rows_of(result.quarantine_file)
    assert (row["line"], row["code"]) == ("4", "undecodable")
    assert "\ufffd" in row["内容"]


def test_rows_in_another_encoding_are_set_aside(shelf: Shelf) -> None:
    good = text_of([make_row(i, 内容="北京市朝阳区" * 3) for i in range(5)]).encode()
    odd = ",".join(make_row(9, 内容="投诉")).encode("gbk")
    result = shelf.take(put(shelf, "a.csv", good + odd + b"\r\n"))
    assert (result.accepted, result.quarantined) == (5, 1)


def test_lines_are_physical_ones(shelf: Shelf) -> None:
    rows = [make_row(i, 内容="一\n二\r\n三", 单位="" if i % 7 == 0 else "局") for i in range(600)]
    source = write_csv(shelf.folder / "a.csv", rows)
    with source.open(encoding="utf-8", newline="") as file:
        physical = [
            at
            for at, line in enumerate(file, 1)
            if line.startswith("T") and int(line[1:].split(",")[0]) % 7 == 0
        ]
    result = shelf.take(source)
    assert [int(row["line"]) for row in rows_of(result.quarantine_file)] == physical


@pytest.mark.parametrize("count", [3, 255, 256, 257])
def test_a_quote_that_never_closes_costs_one_row(shelf: Shelf, count: int) -> None:
    lines = text_of([make_row(i) for i in range(count)]).split("\r\n")
    lines[2] = lines[2].replace("内容1", '"内容1')
    result = shelf.take(put(shelf, "a.csv", "\r\n".join(lines).encode()))
    assert (result.read, result.quarantined) == (count, 1)
    [row] = rows_of(result.quarantine_file)
    assert (row["line"], row["code"], row["编号"]) == ("3", "unclosed_quote", "T1")


def test_a_title_above_the_header_and_blank_lines_are_no_rows(shelf: Shelf) -> None:
    content = "  \r\n6 月工单\r\n\r\n" + text_of([make_row(1)]) + "\r\n  \r\n"
    result = shelf.take(put(shelf, "a.csv", content.encode()))
    assert (result.read, result.accepted) == (1, 1)


def test_a_very_long_cell_and_zero_bytes_come_in_as_text(shelf: Shelf) -> None:
    long = "长" * 1_000_000
    source = write_csv(shelf.folder / "a.csv", [make_row(1, 内容=long), make_row(2, 内容="甲\0乙")])
    assert shelf.take(source).accepted == 2
    assert shelf.ticket("T1")["text"] == long
    assert shelf.ticket("T2")["text"] == "甲乙"


def test_a_header_alone_is_read_as_nothing(shelf: Shelf) -> None:
    result = shelf.take(write_csv(shelf.folder / "a.csv", []))
    assert (result.read, result.added, result.quarantine_file) == (0, [], None)


def test_typed_sheet_cells_are_read(shelf: Shelf) -> None:
    rows: list[list[object]] = [
        ["六月"],
        list(HEADER),
        [1, datetime(2026, 6, 1, 8, 0), "局", date(2026, 6, 2), "投诉", "=1+1 不是公式"],
        [None] * 6,
        [2.0, "2026/06/01 08:00", "", None, None, None],
    ]
    rows[2][5] = "1+1"
    result = shelf.take(put(shelf, "a.csv", xlsx_of(rows)))
    assert (result.read, result.accepted, result.quarantined) == (2, 1, 1)
    ticket = shelf.ticket("1")
    assert ticket["received_at"] == int(datetime(2026, 6, 1, tzinfo=UTC).timestamp()) * 1_000_000
    assert ticket["closed_at"] is not None
    assert rows_of(result.quarantine_file)[0]["line"] == "5"
    assert "XLSX" in result.notes[0]


def test_typed_parquet_columns_are_read(shelf: Shelf) -> None:
    table = pa.table(
        {
            "编号": pa.array([101000729509.0, 2.0, None]),
            "时间": pa.array([datetime(2026, 6, 1)] * 3, pa.timestamp("ms")),
            "单位": pa.array(["局"] * 3).dictionary_encode(),
            "办结": pa.array([datetime(2026, 6, 1, tzinfo=UTC)] * 3, pa.timestamp("ns", "UTC")),
        }
    )
    pq.write_table(table, shelf.folder / "a.parquet")
    result = shelf.take(shelf.folder / "a.parquet")
    assert (result.accepted, result.quarantined) == (2, 1)
    ticket = shelf.ticket("101000729509")
    assert ticket["closed_at"] - ticket["received_at"] == 8 * 3600 * 1_000_000
    assert rows_of(result.quarantine_file)[0]["line"] == "3"


def test_the_same_content_in_another_kind_of_file_is_a_duplicate(shelf: Shelf) -> None:
    rows = [make_row(1), make_row(2, 内容="乙")]
    shelf.take_rows(rows)
    assert shelf.take(put(shelf, "a.xlsx", xlsx_of([list(HEADER), *rows]))).duplicates == 2
    columns = dict(zip(HEADER, map(list, zip(*rows, strict=True)), strict=True))
    pq.write_table(pa.table(columns), shelf.folder / "a.parquet")
    assert shelf.take(shelf.folder / "a.parquet").duplicates == 2


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """Sizes in the directory that are far below what the part unpacks to."""
    content = bomb()
    return content.replace((60_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def many_entries() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(6_000):
            archive.writestr(str(number), b"")
    return buffer.getvalue()


WORKBOOK = xlsx_of([list(HEADER), make_row(1)])
PARQUET = io.BytesIO()
pq.write_table(
    pa.table({name: [f"{name}{i}" for i in range(5_000)] for name in HEADER}),
    PARQUET,
    compression="none",
)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "empty_file"),
        ("blank.csv", b"\n \n", "empty_file"),
        ("foreign.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "unsupported_format"),
        ("packed.csv", b"\x1f\x8b\x08" + b"\0" * 99, "unsupported_format"),
        ("noise.csv", bytes(range(256)) * 20 + b"\0" * 2000, "not_text"),
        ("bomb.xlsx", bomb(), "zip_bomb"),
        ("lying.xlsx", lying_bomb(), "damaged_file"),
        ("many.xlsx", many_entries(), "zip_bomb"),
        (
            "plain.zip",
            b"PK\x05\x06" + b"\0" * 18,
            "unsupported_format",
        ),
        ("cut.xlsx", WORKBOOK[: len(WORKBOOK) // 2], "damaged_file"),
        ("junk.xlsx", b"PK\x03\x04" + b"junk" * 99, "damaged_file"),
        ("cut.parquet", PARQUET.getvalue()[:5_000], "damaged_file"),
        (
            "hole.parquet",
            PARQUET.getvalue()[:200] + b"\xff" * 400 + PARQUET.getvalue()[600:],
            "damaged_file",
        ),
        ("columns.csv", b"a,b\n1,2\n", "missing_column"),
        ("twice.csv", "编号,时间,单位,单位\n".encode(), "duplicate_column"),
    ],
)
def test_unusable_files_are_refused_before_anything_is_stored(
    shelf: Shelf, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(SourceError) as error:
        shelf.take(put(shelf, name, content))
    assert error.value.code == code
    assert name in error.value.where
    store = shelf.folder / "store"
    assert not store.exists() or list(store.iterdir()) == []
    assert list(shelf.folder.glob("quarantine/*")) == []


parts = st.sampled_from(
    [",", ",", '"', '""', "\n", "\r\n", "a", "长", " ", '","', '",\n"', "\r", "", "x,y\n"]
)


@settings(
    deadline=None, max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(parts, max_size=40), st.integers(1, 60))
def test_the_fast_reader_reads_what_the_careful_one_reads(
    tmp_path: Path, texts: list[str], size: int
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("h,i\n" + "".join(texts)).encode())
    source = TextSource(path, ("h", "i"))
    careful = flattened(source._careful_blocks(1, 0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_fast, "PIECE_BYTES", size)
        assert flattened(source.blocks()) == careful


def flattened(blocks: Iterable[Block]) -> tuple[list[object], list[object]]:
    """Rows and rejects with their lines, whatever the blocks."""
    listed = list(blocks)
    rows = [
        (line, *row) for block in listed for line, row in zip(block.lines, block.rows, strict=True)
    ]
    return rows, [(one.line, *one.row, one.code) for block in listed for one in block.rejects]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(SourceError) as error:
            open_source(path, WANTED)
        assert error.value.code == "unreadable"


def test_an_ordinary_workbook_is_no_bomb(shelf: Shelf) -> None:
    rows = [list(HEADER), *([make_row(1, 内容="同样的内容")] * 20_000)]
    path = put(shelf, "a.xlsx", xlsx_of(rows))
    refuse_bomb(path)
    result = shelf.take(path, make_mapping())
    assert (result.accepted, result.duplicates) == (1, 19_999)
