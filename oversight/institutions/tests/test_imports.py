"""Spreadsheets: round trip, errors by cell, nothing half-imported, files that are none."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.institutions import actions, queries
from oversight.institutions.models import ImportDraft
from oversight.institutions.sheets import exporting, layouts
from oversight.institutions.sheets.columns import headings_of
from oversight.institutions.sheets.reading import read_tables
from oversight.institutions.sheets.workbook import Sheet, write_workbook
from oversight.institutions.tests.builders import (
    clerk_of,
    make_actor,
    make_bodies,
    make_deputy,
    make_person,
    make_place,
    make_term,
    make_unit,
)

pytestmark = pytest.mark.django_db


def workbook(**tables: list[list[Any]]) -> bytes:
    """A filled-in workbook: the rows of each sheet, by the sheet's key."""
    specs = {spec.key: spec for book in layouts.WORKBOOKS.values() for spec in book}
    return write_workbook(
        [
            Sheet(specs[key].title, headings_of(specs[key].columns), rows)
            for key, rows in tables.items()
        ]
    )


def a_full_place() -> Any:
    place, actor = make_place(), operator()
    bodies = make_bodies(place)
    mandate = make_deputy(place, "周一", base_reason="暂停", counts_in_base=False)
    unit = make_unit(place, "=SUM(1)", aliases=["甲", "乙"], valid_from=date(2019, 1, 1))
    old = make_unit(place, "旧局", valid_from=date(2019, 1, 1))
    actions.rename_unit(actor, place, unit=old, name="新局", on=date(2026, 7, 1), basis="方案")
    head = make_person(place, "吴二", birth_year=1971, phone="13900000000")
    actions.add_post(actor, place, person=head, unit=unit, title="局长", is_head=True)
    actions.appoint_liaison(actor, place, person=make_person(place, "郑三"), unit=unit)
    actions.set_correspondence(actor, place, office=bodies["general_office"], unit=unit)
    actions.add_membership(
        actor, place, person=mandate.person, body=bodies["standing_committee"], role="chair"
    )
    return place


@pytest.mark.parametrize("subject", ["units", "people"])
def test_importing_the_export_again_changes_nothing(subject: str) -> None:
    place = a_full_place()
    if subject == "units":
        content = exporting.units_workbook(place, queries.units_of(place))
    else:
        content = exporting.people_workbook(place, queries.people_of(place), private=True)
    before = audit.entries_of(place.code).count()
    outcome = actions.import_workbook(operator(), place, subject=subject, content=content)
    assert outcome.count("unchanged") >= 4
    assert not outcome.has_work and not outcome.problems and not outcome.imported
    assert audit.entries_of(place.code).count() == before


def test_exports_hold_text_where_a_cell_begins_like_a_formula() -> None:
    place = a_full_place()
    content = exporting.units_workbook(place, queries.units_of(place))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
        strings = package.read("xl/sharedStrings.xml").decode()
    assert b"<f>" not in sheet and "=SUM(1)" in strings


def test_a_reader_without_right_gets_no_telephones() -> None:
    place = a_full_place()
    content = exporting.people_workbook(place, queries.people_of(place), private=False)
    assert "手机" not in read_tables(content)["人员"].headings


def test_a_whole_roster_comes_in_as_one_act() -> None:
    place, actor = make_place(), operator()
    make_bodies(place)
    make_term(place)
    make_unit(place, "水利局")
    content = workbook(
        people=[["", "周一", "女", 1970, "139", ""], ["", "吴二", "男", 1980, "", ""]],
        deputies=[["", "周一", 1970, 18, "一选区", "一代表团", "", "", "是", "", ""]],
        members=[["", "周一", "", "人大常委会", "委员", "2022年1月12日", "", ""]],
        posts=[["", "吴二", 1980, "水利局", "局长", "是", date(2024, 5, 1), "", ""]],
        liaisons=[["", "吴二", "", "水利局", "A角", "", "", ""]],
    )
    preview = actions.preview_import(actor, place, subject="people", content=content)
    assert [problem.cell for problem in preview.problems] == ["D2"]
    committee = queries.body_of_kind(place, "standing_committee")
    actions.correct_body(actor, place, body=committee, short_name="人大常委会")
    assert queries.people_of(place).count() == 0
    outcome = actions.import_workbook(actor, place, subject="people", content=content)
    assert outcome.imported and outcome.count("new") == 6
    entry = audit.last_entry(place.code, "institutions.import_people")
    assert entry is not None and entry.facts["new"] == 6
    mandate = queries.deputyships_in(place).get()
    assert (mandate.constituency.name, mandate.delegation.name) == ("一选区", "一代表团")
    assert mandate.valid_from == date(2022, 1, 10)
    again = actions.import_workbook(actor, place, subject="people", content=content)
    assert again.count("unchanged") == 6 and not again.imported


def test_errors_name_the_cell_and_nothing_is_written() -> None:
    place, actor = make_place(), operator()
    content = workbook(
        units=[
            ["", "甲局", "", "政府部门", "", "2026-06-31", "", ""],
            ["", "", "", "", "", "", "", "无名"],
            ["", "乙局", "", "衙门", "", "", "", ""],
            ["", "丙局", "", "", "", "", "", "没有的委室"],
            ["", "丁局", "", "", "", "", "", ""],
        ]
    )
    preview = actions.preview_import(actor, place, subject="units", content=content)
    found = [(problem.cell, problem.heading) for problem in preview.problems]
    assert found == [("F2", "设立日期"), ("B3", "名称"), ("D4", "类别"), ("H5", "对口机构")]
    with pytest.raises(Invalid) as refused:
        actions.import_workbook(actor, place, subject="units", content=content)
    assert refused.value.code == "rows_refused"
    assert queries.units_of(place).count() == 0
    mend = read_tables(exporting.refused_workbook("units", preview))["单位"]
    assert mend.headings[-1] == "问题" and len(mend.rows) == 4
    outcome = actions.import_workbook(
        actor, place, subject="units", content=content, leave_out_refused=True
    )
    assert [unit.name for unit in queries.units_of(place)] == ["丁局"]
    assert outcome.counts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 4}
    entry = audit.last_entry(place.code, "institutions.import_units")
    assert entry is not None and len(entry.changes) == 1


def test_a_spreadsheet_never_renames_a_unit() -> None:
    place = make_place()
    unit = make_unit(place, "甲局")
    content = workbook(units=[[unit.public_id, "乙局", "", "", "", "", "", ""]])
    preview = actions.preview_import(operator(), place, subject="units", content=content)
    assert "更名" in preview.problems[0].text


def test_an_empty_cell_leaves_what_is_registered() -> None:
    place = make_place()
    make_unit(place, "甲局", short_name="甲", valid_from=date(2019, 1, 1))
    content = workbook(units=[["", "甲局", "", "公用企业", "", "", "", ""]])
    outcome = actions.import_workbook(operator(), place, subject="units", content=content)
    unit = queries.units_of(place).get()
    assert (unit.kind, unit.short_name, unit.valid_from) == ("enterprise", "甲", date(2019, 1, 1))
    assert [change.heading for change in outcome.rows[0].changes] == ["类别"]


def test_namesakes_need_a_year_or_an_id() -> None:
    place = make_place()
    make_person(place, "周一", birth_year=1970)
    make_person(place, "周一", birth_year=1980)
    content = workbook(people=[["", "周一", "", "", "", "同名"]])
    preview = actions.preview_import(operator(), place, subject="people", content=content)
    assert preview.problems[0].cell == "B2"
    content = workbook(people=[["", "周一", "", 1980, "", "同名"]])
    actions.import_workbook(operator(), place, subject="people", content=content)
    assert queries.people_of(place).get(note="同名").birth_year == 1980


def test_what_changed_after_the_preview_is_shown_again_before_importing() -> None:
    place, actor = make_place(), operator()
    content = workbook(units=[["", "甲局", "", "", "", "", "", ""]])
    preview = actions.preview_import(actor, place, subject="units", content=content)
    make_unit(place, "甲局", kind="court")
    content_after = workbook(units=[["", "甲局", "甲", "", "", "", "", ""]])
    with pytest.raises(Refused) as refused:
        actions.import_workbook(
            actor, place, subject="units", content=content_after, check=preview.check
        )
    assert refused.value.code == "changed_since_preview"
    assert queries.units_of(place).get().short_name == ""


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a workbook",
        zipped("xl/worksheets/sheet1.xml", b"0" * 50_000_000),
        zipped("xl/worksheets/sheet1.xml", b'<c r="XFD1048576" t="n">'),
        zipped("xl/workbook.xml", b"<broken"),
        workbook(units=[["", "甲局"]])[:-200],
    ],
    ids=["empty", "text", "bomb", "far cell", "broken", "truncated"],
)
def test_what_is_no_workbook_is_refused_before_it_is_unpacked(content: bytes) -> None:
    place = make_place()
    with pytest.raises(Invalid) as refused:
        actions.preview_import(operator(), place, subject="units", content=content)
    assert refused.value.code == "unreadable_workbook"


def test_a_missing_sheet_or_column_is_said() -> None:
    place = make_place()
    nothing = write_workbook([Sheet("别的", ["甲"], [["乙"]])])
    with pytest.raises(Invalid) as refused:
        actions.preview_import(operator(), place, subject="units", content=nothing)
    assert refused.value.code == "no_sheet"
    without = write_workbook([Sheet("单位", ["简称", "备注"], [["乙", "丙"]])])
    with pytest.raises(Invalid) as refused:
        actions.preview_import(operator(), place, subject="units", content=without)
    assert refused.value.code == "missing_column"
    with pytest.raises(NotPermitted):
        actions.preview_import(make_actor(place, "member"), place, subject="units", content=nothing)


def test_the_pages_upload_preview_import_and_drop_the_file() -> None:
    place = make_place()
    client = clerk_of(place)
    content = workbook(
        units=[["", "甲局", "", "", "", "", "", ""], ["", "乙局", "", "官", "", "", "", ""]]
    )
    address = reverse("institutions:import", args=[place.code, "units"])
    answer = client.post(address, {"file": SimpleUploadedFile("单位.xlsx", content)})
    preview = answer["Location"]
    page = client.get(preview)
    assert page.status_code == 200 and "D3" in page.content.decode()
    assert client.post(preview, {"check": page.context["outcome"].check}).status_code == 422
    assert queries.units_of(place).count() == 0
    assert clerk_of(place).get(preview).status_code == 404
    mend = client.get(preview + "refused/")
    assert read_tables(mend.content)["单位"].headings[-1] == "问题"
    body = {"check": page.context["outcome"].check, "leave_out": "1"}
    assert client.post(preview, body).status_code == 302
    assert queries.units_of(place).get().name == "甲局"
    good = workbook(units=[["", "丙局", "", "", "", "", "", ""]])
    preview = client.post(address, {"file": SimpleUploadedFile("b.xlsx", good)})["Location"]
    client.post(preview, {"check": client.get(preview).context["outcome"].check})
    kept = ImportDraft.objects.in_scope(Scope.of(place))
    assert [draft.file_name for draft in kept] == ["单位.xlsx"]
    bad = client.post(address, {"file": SimpleUploadedFile("c.xlsx", b"nothing")})
    assert bad.status_code == 422
