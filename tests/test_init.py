"""`jiannuo init`: sets up a real office whole, says every mistake at once, can be repeated."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid
from oversight.config.cli import main
from oversight.config.setup import questions
from oversight.config.setup.answers import AnswersError, read
from oversight.config.setup.building import build
from oversight.institutions import actions, queries
from oversight.institutions.sheets import exporting

pytestmark = pytest.mark.django_db

ANSWERS = """
[place]
code = "linxi"
name = "临溪县"
kind = "county"
[office]
body_name = "临溪县人民代表大会常务委员会"
small = true
[term]
no = 18
begins = 2022-01-12
ends = 2027-01-11
[next_meeting]
congress = 6
standing_committee = 34
[[accounts]]
username = "zhou"
name = "周砚清"
role = "clerk"
"""


def write(folder: Path, text: str = ANSWERS) -> Path:
    path = folder / "answers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def silently(text: str) -> None:
    """No progress in tests."""


def test_an_office_is_set_up_from_a_file(tmp_path: Path):
    built = build(read(write(tmp_path)), silently)
    place = queries.place_by_code("linxi")
    assert place is not None
    assert queries.profile_of(place).small_office
    term = queries.current_term(place, date(2026, 6, 1))
    assert term is not None and term.term_no == 18
    counters = {c.body.kind: c.next_meeting_no for c in term.counters.all()}
    assert counters == {"congress": 6, "standing_committee": 34}
    assert list(built.passwords) == ["zhou"]
    assert all(state.valid for state in audit.verify_chains())


def test_a_second_run_changes_nothing_that_is_there(tmp_path: Path):
    answers = read(write(tmp_path))
    build(answers, silently)
    units = queries.bodies_of(queries.place_by_code("linxi")).count()
    again = build(answers, silently)
    assert again.passwords == {}
    assert queries.bodies_of(queries.place_by_code("linxi")).count() == units


def test_every_mistake_is_said_at_once(tmp_path: Path):
    wrong = ANSWERS.replace('kind = "county"', 'kind = "kingdom"').replace("linxi", "临溪")
    wrong += '[rosters]\nunits = "missing.xlsx"\n[extra]\nx = 1\n'
    with pytest.raises(AnswersError) as error:
        read(write(tmp_path, wrong))
    assert {where for where, _ in error.value.problems} == {
        "place.code",
        "place.kind",
        "rosters.units",
        "extra",
    }


def test_a_town_has_no_standing_committee_and_nothing_is_written(tmp_path: Path):
    town = ANSWERS.replace('kind = "county"', 'kind = "town"')
    with pytest.raises(Invalid) as error:
        build(read(write(tmp_path, town)), silently)
    assert error.value.where == "next_meeting.standing_committee"
    assert queries.place_by_code("linxi") is None


def test_rosters_are_carried_in_with_the_hash_of_the_file(tmp_path: Path):
    other = actions.create_place(operator(), code="nanpu", name="南浦区", kind="district")
    for name in ("区水利局", "区教育局"):
        actions.create_unit(operator(), other, name=name)
    book = openpyxl.load_workbook(
        io.BytesIO(exporting.units_workbook(other, queries.units_of(other)))
    )
    for row in book["单位"].iter_rows(min_row=2, max_col=1):
        row[0].value = None  # new here, so without the number of the other place
    book.save(tmp_path / "units.xlsx")
    build(read(write(tmp_path, ANSWERS + '[rosters]\nunits = "units.xlsx"\n')), silently)
    place = queries.place_by_code("linxi")
    assert place is not None
    assert {u.name for u in queries.units_of(place)} == {"区水利局", "区教育局"}
    entry = audit.last_entry("linxi", "setup.carry_in")
    assert entry is not None
    assert entry.facts["file"] == "units.xlsx" and len(entry.facts["sha256"]) == 64


def test_the_command_prints_one_json_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["init", "--answers", str(write(tmp_path)), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["jurisdiction"] == "linxi"
    assert set(said["passwords"]) == {"zhou"}


def test_bad_answers_end_with_two_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = write(tmp_path, ANSWERS.replace('kind = "county"', 'kind = "x"'))
    assert main(["init", "--answers", str(path), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert "place.kind" in captured.err


def test_the_questions_give_the_same_answers():
    replies = iter(
        [
            "临溪县",
            "linxi",
            "不知道",
            "县",
            "",
            "",
            "",
            "否",
            "是",
            "十八",
            "18",
            "2022-01-12",
            "",
            "6",
            "34",
            "周砚清",
            "zhou",
            "经办人",
            "",
            "",
            "",
        ]
    )
    said: list[str] = []
    answers = questions.ask_all(lambda prompt: next(replies), said.append)
    assert (answers.name, answers.kind, answers.term_no) == ("临溪县", "county", 18)
    assert answers.next_meetings == {"congress": 6, "standing_committee": 34}
    assert [a.username for a in answers.accounts] == ["zhou"]
    assert any("不知道" in line for line in said) and any("十八" in line for line in said)


def test_the_template_is_a_valid_answers_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["init", "--template"]) == 0
    answers = read(write(tmp_path, capsys.readouterr().out))
    assert (answers.code, answers.term_no) == ("linxi", 18)
