"""Mappings: what is accepted, what is refused and where; what is proposed for a new file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hotline_analytics.inspect import inspect_head, to_toml
from hotline_analytics.mapping import MappingError, load_mapping, shipped_mappings

from .import_cases import Shelf, make_row, write_csv

GOOD = """
name = "x"
[columns]
ticket_id = "a"
received_at = "b"
[constants]
unit = "局"
"""


def test_a_small_mapping_is_enough() -> None:
    mapping = load_mapping(GOOD)
    assert mapping.columns == {"ticket_id": "a", "received_at": "b"}
    assert mapping.present == {"ticket_id", "received_at", "unit"}
    assert (mapping.timezone, mapping.policy) == ("Asia/Shanghai", "auto")


@pytest.mark.parametrize(
    ("changed", "code", "where"),
    [
        (("[columns]", "[columns"), "not_toml", "mapping"),
        (('name = "x"', ""), "missing", "name"),
        (('name = "x"', 'name = 3'), "bad_type", "name"),
        (('received_at = "b"', ""), "missing_column", "columns"),
        (('unit = "局"', ""), "missing_column", "columns"),
        (('received_at = "b"', 'received_at = ""'), "missing", "columns.received_at"),
        (('received_at = "b"', 'received = "b"'), "unknown_key", "columns"),
        (('unit = "局"', 'unit = "局"\nticket_id = "1"'), "unknown_key", "constants"),
        (('unit = "局"', 'unit = "局"\nkind = "投诉"'), "bad_value", "constants.kind"),
        (('[constants]', 'unit = "c"\n[constants]'), "twice", "constants.unit"),
        (('unit = "局"', 'unit = "局"\n[extra]'), "unknown_key", "mapping"),
        (('unit = "局"', 'unit = "局"\n[values.kind]\n"投诉" = "投诉"'), "bad_value", "values.kind.投诉"),
        (('unit = "局"', 'unit = "局"\n[values.unit]\n"a" = "b"'), "unknown_key", "values"),
        (('unit = "局"', 'unit = "局"\n[formats]\ntimezone = "Mars"'), "bad_timezone", "formats.timezone"),
        (('unit = "局"', 'unit = "局"\n[formats]\ndatetime = ["%H:%M"]'), "bad_format", "formats.datetime"),
        (('unit = "局"', 'unit = "局"\n[formats]\ndatetime = ["%Q"]'), "bad_format", "formats.datetime"),
        (('unit = "局"', 'unit = "局"\n[units]\npolicy = "maybe"'), "bad_policy", "units.policy"),
        (('unit = "局"', 'unit = "局"\n[units]\njurisdiction = "a b"'), "bad_code", "units.jurisdiction"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused_with_its_place(
    changed: tuple[str, str], code: str, where: str
) -> None:
    with pytest.raises(MappingError) as error:
        load_mapping(GOOD.replace(*changed))
    assert (error.value.code, error.value.where) == (code, where)


def test_a_mapping_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as error:
        load_mapping(tmp_path / "none.toml")
    assert error.value.code == "unreadable"
    (tmp_path / "a.toml").write_bytes('name = "热线"'.encode("gbk"))
    with pytest.raises(MappingError) as error:
        load_mapping(str(tmp_path / "a.toml"))
    assert error.value.code == "not_utf8"


def test_the_shipped_mappings_are_valid() -> None:
    names = {path.stem: load_mapping(path).name for path in shipped_mappings()}
    assert set(names) == {"nyc", "boston", "baltimore", "teddy2020"}
    assert len(set(names.values())) == 4


def test_a_new_mapping_is_proposed_and_works(tmp_path: Path) -> None:
    header = ("工单编号", "受理时间", "承办单位", "办结时间", "诉求类型", "诉求内容")
    rows = [
        make_row(i, 时间=f"2026年6月{i + 1}日 08:15", 办结="2026/07/01", 类型="投诉举报")
        for i in range(20)
    ]
    source = write_csv(tmp_path / "a.csv", [["2026 年 6 月工单"], header, *rows], ["", ""])
    head = inspect_head(source)
    assert head.columns == header
    assert head.guesses == {
        "ticket_id": "工单编号", "received_at": "受理时间", "unit": "承办单位",
        "closed_at": "办结时间", "kind": "诉求类型", "text": "诉求内容",
    }  # fmt: skip
    assert (head.encoding, head.delimiter, head.missing) == ("UTF-8", ",", ())
    assert sorted(head.date_formats, reverse=True) == ["%Y年%m月%d日 %H:%M", "%Y/%m/%d"]
    assert head.values == {"kind": {"投诉举报": "complaint"}}
    assert len(head.sample) == 10
    mapping = load_mapping(
        to_toml('一个 "名字"', head.guesses, date_formats=head.date_formats, values=head.values)
    )
    assert mapping.name == '一个 "名字"'
    result = Shelf(tmp_path).take(source, mapping)
    assert (result.accepted, len(result.notes)) == (20, 1)


def test_what_a_proposal_lacks_is_said(tmp_path: Path) -> None:
    head = inspect_head(write_csv(tmp_path / "a.csv", [["1", "2"]], ["msg_id", "detail"]))
    assert head.guesses == {"ticket_id": "msg_id", "text": "detail"}
    assert head.missing == ("received_at", "unit")
