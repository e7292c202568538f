"""计票文件: the table of a keypad system or a reader taken over, or every wrong cell named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oversight.audit.errors import Invalid, Refused
from oversight.institutions.sheets.csv_file import write_csv
from oversight.institutions.sheets.workbook import write_workbook
from oversight.voting import actions, queries
from oversight.voting.count_files import WrongCells, read_counts, template
from oversight.voting.models import Poll
from oversight.voting.tests import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
ROWS = [[30, 5, 3, 1], [24, 11, 3, 1], [24, 12, 2, 1]]


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def poll(office: b.Office) -> Poll:
    return b.at_state(office, "collected")


@pytest.fixture(scope="module")
def mixed(office: b.Office) -> Poll:
    return b.collected(office, b.make_poll(office, method="mixed", roll=b.roll(45, 38, 2)))


def filled(poll: Poll, rows=ROWS, valid: str = "39"):
    """The template with its figures."""
    sheet = template(poll)
    cells = [*rows, [valid, "", "", ""], ["1", "", "", ""]]
    return type(sheet)(sheet.title, sheet.headings, [
        [row[0], *values] for row, values in zip(sheet.rows, cells, strict=True)
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "write"),
    [("计票.csv", write_csv), ("计票.xlsx", lambda sheet: write_workbook([sheet]))],
)
def test_the_template_filled_in_is_taken_over(poll: Poll, name: str, write: Callable):
    expected = b.figures(poll, ROWS, valid=39, invalid=1)
    assert read_counts(poll, name, write(filled(poll))) == expected


def test_columns_in_another_order_and_in_gb18030(poll: Poll):
    lines = ["未填,弃权,反对,赞成,项目", "1,3,5,30,示例路改造", "1,3,11,24,社区食堂"]
    lines += ["1,2,12,24,公交候车亭", "39,,,,有效票", "1,,,,无效票"]
    content = "\n".join(lines).encode("gb18030")
    assert read_counts(poll, "a.csv", content) == b.figures(poll, ROWS, valid=39, invalid=1)


def test_two_methods_in_one_file(mixed: Poll):
    lines = ["方式,事项,赞成,反对,弃权,未表示", f"会场按表决器,{b.REPORT},22,8,5,1"]
    lines += [f"视频参加人员举手,{b.REPORT},1,1,0,0"]
    found = read_counts(mixed, "a.csv", "\n".join(lines).encode())
    assert found == b.figures(mixed, [(22, 8, 5, 1), (1, 1, 0, 0)])


def test_every_wrong_cell_is_named(poll: Poll):
    lines = ["项目,赞成,反对,弃权,未填", "示例路改造,三十,5,,1", "不认识的,1,1,1,1"]
    lines += ["公交候车亭,26,10,2,1.5", "公交候车亭,26,10,2,1", "有效票,39,,,"]
    with pytest.raises(WrongCells) as error:
        read_counts(poll, "a.csv", "\n".join(lines).encode())
    where = [one.where for one in error.value.errors]
    assert {"B2", "D2", "A3", "E4", "B5"} <= set(where)
    said = " ".join(str(one) for one in error.value.errors)
    assert "没有“社区食堂”这一行" in said and "没有“无效票”这一行" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"no workbook"), ("a.csv", b""), ("a.csv", "项目,赞成\n".encode())],
)
def test_no_table_no_entry(poll: Poll, name: str, content: bytes):
    with pytest.raises(Invalid):
        read_counts(poll, name, content)


def test_one_of_the_two_entries_at_most_is_a_file(office: b.Office):
    poll = b.at_state(office, "collected")
    content = write_csv(filled(poll))
    first = {"source": "reader_file", "name": "读票.csv", "content": content}
    entry = actions.enter_from_file(office.actor("clerk"), office.place, poll, **first)
    assert (entry.side, entry.source, entry.file_name) == ("first", "reader_file", "读票.csv")
    with pytest.raises(Refused) as error:
        actions.enter_from_file(office.actor("reviewer"), office.place, poll, **first)
    assert error.value.code == "two_files"
    figures = b.figures(poll, ROWS, valid=39, invalid=1)
    actions.enter_counts(office.actor("reviewer"), office.place, poll, figures=figures)
    count = queries.count_of(b.fresh(poll))
    assert count is not None and count.may_be_locked
