"""月报表: figures kept with their findings, replaced by newer ones, and analysed where no tickets are."""

from __future__ import annotations

import pytest
from hotline_analytics.tickets import parse_month

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted
from oversight.audit.queries import last_entry
from oversight.hotline import actions, analyses, queries, questions, tables
from oversight.hotline.questions import Question
from oversight.hotline.tests.builders import clerk, make_import, make_place, member, ticket
from oversight.institutions import queries as institutions

pytestmark = pytest.mark.django_db
JUNE = parse_month("2026-06")
HEADS = "单位,月份,受理量,办结量,应办结量,办结率（%）\n"


def make_table(folder, lines, name="table.csv"):
    path = folder / name
    path.write_text(HEADS + "\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def place():
    return make_place()


def answer(place):
    return analyses.answer(place, Question(JUNE), questions.standing(place, JUNE))


THREE = [
    "城管局,2025-06,80,80,80,100", "城管局,2026-05,90,81,90,90", "城管局,2026-06,120,108,120,90",
    "水务局,2025-06,10,10,10,100", "水务局,2026-05,20,20,20,100", "水务局,2026-06,9,9,9,100",
]  # fmt: skip


def test_tables_answer_where_there_are_no_tickets(place, tmp_path):
    read = actions.import_table(clerk(place), place, path=make_table(tmp_path, THREE))
    assert read.findings == []
    rows = {row["name"]: row for row in answer(place)["rows"]}
    assert rows["城管局"]["double_rise"] == "yes" and rows["水务局"]["double_rise"] == "no"
    assert rows["城管局"]["rates"]["closing"]["numerator"] == 108
    assert {unit.name for unit in institutions.units_of(place)} == {"城管局", "水务局"}
    entry = last_entry(place.code, "hotline.import_table")
    assert entry is not None and entry.facts["findings"] == 0


def test_a_month_that_nobody_handed_in_is_not_zero(place, tmp_path):
    actions.import_table(clerk(place), place, path=make_table(tmp_path, [THREE[0], THREE[2]]))
    (row,) = answer(place)["rows"]
    assert (row["previous"], row["last_year"], row["double_rise"]) == (None, 80, "manual")


def test_a_table_with_findings_is_kept_with_them(place, tmp_path):
    path = make_table(tmp_path, ["城管局,2026-06,120,60,120,90"])
    read = actions.import_table(clerk(place), place, path=path)
    assert "rate_contradicts_parts" in {finding["code"] for finding in read.findings}
    (kept,) = place_tables(place)
    assert kept.findings == read.findings and answer(place)["rows"][0]["count"] == 120


def place_tables(place):
    from oversight.hotline import queries

    return list(queries.tables_of(place))


def test_a_place_keeps_its_own_findings_and_no_neighbours(tmp_path):
    make_place("east"), make_place("west")
    path = tmp_path / "two.csv"
    lines = ["东县,城管局,2026-06,120,60,120,90", "西县,城管局,2026-06,100,90,100,90"]
    path.write_text("地区," + HEADS + "\n".join(lines) + "\n", encoding="utf-8")
    columns = ("place", "unit", "month", "count", "closed", "due", "closing_rate")
    named = zip(columns, ("地区", *HEADS.strip().split(",")), strict=True)
    lines = ['percent = ["closing_rate"]', "[columns]"]
    lines += [f'{ours} = "{theirs}"' for ours, theirs in named]
    mapping = "\n".join([*lines, "[places]", '"东县" = "east"', '"西县" = "west"', ""])
    read = actions.import_table(operator(), None, path=path, mapping=mapping)
    assert {one["where"]["place"] for one in read.findings} == {"东县"}
    kept = {
        code: queries.tables_of(institutions.place_by_code(code)).get().findings
        for code in ("east", "west")
    }
    assert kept == {"east": read.findings, "west": []}


def test_the_same_table_again_changes_nothing_and_a_corrected_one_replaces(place, tmp_path):
    path = make_table(tmp_path, THREE)
    actions.import_table(clerk(place), place, path=path)
    before = answer(place)["snapshot"]
    actions.import_table(clerk(place), place, path=path)
    assert answer(place)["snapshot"] == before
    corrected = make_table(tmp_path, [THREE[2].replace("120,108,120", "130,117,130")], "second.csv")
    actions.import_table(clerk(place), place, path=corrected)
    counts = {(one.group, one.month): one.count for one in tables.counts_at(place)}
    assert counts["城管局", JUNE] == 130 and ("水务局", JUNE) not in counts
    assert counts["水务局", JUNE - 1] == 20


def test_a_frozen_table_month_keeps_its_figures(place, tmp_path):
    actions.import_table(clerk(place), place, path=make_table(tmp_path, THREE))
    freeze = actions.freeze_month(clerk(place), place, month=JUNE)
    assert (freeze.format, freeze.tickets) == ("counts-1", 129)
    frozen = answer(place)
    changed = make_table(tmp_path, [THREE[2].replace("120,108,120", "130,117,130")], "second.csv")
    actions.import_table(clerk(place), place, path=changed)
    assert answer(place) == frozen
    assert actions.freeze_month(clerk(place), place, month=JUNE).version == 2


def test_tickets_answer_where_both_exist(place, tmp_path):
    actions.import_table(clerk(place), place, path=make_table(tmp_path, THREE))
    make_import(place, tmp_path, [ticket(1, "2026-06-01 08:00", "环保局")])
    assert [row["name"] for row in answer(place)["rows"]] == ["环保局"]


def test_tables_know_neither_categories_nor_kinds(place, tmp_path):
    actions.import_table(clerk(place), place, path=make_table(tmp_path, THREE))
    for question in (Question(JUNE, by="category"), Question(JUNE, kinds=frozenset({"help"}))):
        with pytest.raises(Invalid) as refused:
            analyses.answer(place, question, questions.standing(place, JUNE))
        assert refused.value.code == "tables_only"


def test_only_the_clerk_imports_a_table(place, tmp_path):
    with pytest.raises(NotPermitted):
        actions.import_table(member(place), place, path=make_table(tmp_path, THREE))
    assert tables.counts_at(place) == []
