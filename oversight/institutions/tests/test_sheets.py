"""写表格: notes under the table, numbers as numbers, names of sheets that every program takes."""

from __future__ import annotations

import io

from python_calamine import load_workbook

from oversight.institutions.sheets.csv_file import write_csv
from oversight.institutions.sheets.workbook import Sheet, write_workbook

SHEET = Sheet(
    "城区/乡镇：[一]", ["单位", "升幅"], [["城管局", -0.5], ["＝1", 3]], notes=["第 2 版"]
)


def test_a_workbook_has_its_notes_under_the_rows_and_numbers_as_numbers():
    book = load_workbook(io.BytesIO(write_workbook([SHEET])))
    assert not set("[]:*?/\\") & set(book.sheet_names[0])
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[:3] == [["单位", "升幅"], ["城管局", -0.5], ["＝1", 3.0]]
    assert rows[-1][0] == "第 2 版"


def test_a_text_file_has_them_too_and_no_text_becomes_a_formula():
    lines = write_csv(SHEET).decode("utf-8-sig").splitlines()
    assert lines == ["单位,升幅", "城管局,-0.5", "'＝1,3", "", "第 2 版"]
