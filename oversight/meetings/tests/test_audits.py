"""审计整改台账: out as a workbook, back filled in; what cannot be true is refused by its cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.sheets.workbook import MIME, Sheet, write_workbook
from oversight.institutions.tests import builders as make
from oversight.meetings.actions import audits as actions
from oversight.meetings.actions.attendance import Unimported
from oversight.meetings.queries import audits as queries
from oversight.meetings.rules.audits import ProblemFacts, refusals, totals
from oversight.meetings.sheets.audits import HEADINGS, TITLE, ledger_sheet
from oversight.meetings.tests import builders as build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FIRST = ["", 1, "挪用专项资金", "县水利局", 120.5, "追回资金", "2026-12-31", "未整改", "", "", ""]
SECOND = ["", 2, "未按规定招标", "县城管局", "", "完善制度", "", "整改中", "", "已制定办法。", ""]


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    house = build.make_house(members=3)
    make.make_unit(house.place, "县水利局")
    return house


@pytest.fixture
def item(house) -> Any:
    meeting = build.read.meetings_of(house.place).first() or build.make_meeting(house)
    return build.make_item(house, meeting, "审计整改情况报告", kind="audit_rectification")


def workbook(*rows: Any) -> bytes:
    return write_workbook([Sheet(TITLE, HEADINGS, [list(row) for row in rows])])


def load(house: build.House, item: Any, *rows: Any) -> Any:
    return actions.import_ledger(house.clerk, house.place, item, content=workbook(*rows))


def out(item: Any) -> list[list[Any]]:
    return [list(row) for row in ledger_sheet(queries.problems_of(item)).rows]


def test_the_ledger_goes_out_and_comes_back_filled_in(house, item):
    assert load(house, item, FIRST, SECOND).counts["new"] == 2
    first, second = queries.problems_of(item)
    assert (first.amount, first.unit.name, second.unit) == (Decimal("120.50"), "县水利局", None)
    rows = out(item)
    rows[0][7:10] = ["部分整改", 100, "已追回一百万元。"]
    assert load(house, item, *rows).counts == {"new": 0, "changed": 1, "unchanged": 1, "refused": 0}
    found = queries.totals_of(item)
    assert (found.rectified, found.open) == (Decimal("100.00"), 2)
    with pytest.raises(Unimported):
        load(house, item, [*rows[0][:9], "又改", "1"])
    with pytest.raises(Invalid):
        load(house, item, *out(item))


@pytest.mark.parametrize(
    ("changes", "cells"),
    [
        ({4: "很多"}, ["E2"]),
        ({6: "年底"}, ["G2"]),
        ({7: "差不多"}, ["H2"]),
        ({7: "已整改", 8: 100, 9: "追回。"}, ["I2"]),
        ({8: 121}, ["I2"]),
        ({7: "已整改", 8: 120.5}, ["J2"]),
        ({4: -1}, ["E2"]),
        ({0: "nothing"}, ["A2"]),
        ({1: 0, 2: ""}, ["B2", "C2"]),
    ],
)
def test_a_cell_that_cannot_be_true_is_named_and_nothing_is_written(house, item, changes, cells):
    row = [changes.get(at, value) for at, value in enumerate(FIRST)]
    with pytest.raises(Unimported) as refused:
        load(house, item, row, SECOND)
    assert [one.cell for one in refused.value.outcome.problems] == cells
    assert not queries.problems_of(item).exists()


def test_only_an_audit_item_has_a_ledger(house):
    other = build.make_item(
        house, build.read.meetings_of(house.place).first() or build.make_meeting(house)
    )
    with pytest.raises(Refused):
        load(house, other, FIRST)


def test_the_office_imports_by_page_and_sees_what_is_late(house, item):
    client = make.signed_in(house.grants["clerk"])
    url = reverse("meetings:import_ledger", args=[house.place.code, item.public_id])
    bad = SimpleUploadedFile("台账.xlsx", workbook([*FIRST[:4], "很多", *FIRST[5:]]), MIME)
    answer = client.post(url, {"file": bad})
    assert (answer.status_code, "E2" in answer.content.decode()) == (422, True)
    late = [*FIRST[:6], "2020-01-01", *FIRST[7:]]
    assert client.post(url, {"file": SimpleUploadedFile("a.xlsx", workbook(late), MIME)}).url
    text = client.get(reverse("meetings:ledger", args=[house.place.code, item.public_id]))
    assert "过了期限" in text.content.decode()
    assert text.context["rows"][0].assign_url


def test_one_row_is_changed_by_its_page_and_never_over_another_change(house, item):
    load(house, item, FIRST, SECOND)
    first = queries.problems_of(item)[0]
    client = make.signed_in(house.grants["clerk"])
    url = reverse("meetings:audit_problem", args=[house.place.code, first.public_id])
    ledger = client.get(reverse("meetings:ledger", args=[house.place.code, item.public_id]))
    assert ledger.context["rows"][0].change_url == url
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in sent.items()}
    assert (sent["amount"], sent["version"]) == (Decimal("120.50"), 1)
    assert client.post(url, sent).status_code == 422  # nothing changed
    for wrong in ({"rectified": "200", "measures": "追回。"}, {"number": "2"}, {"state": "partly"}):
        assert client.post(url, {**sent, **wrong}).status_code == 422
    done = {"state": "done", "rectified": "120.5", "measures": "已全部追回。"}
    assert client.post(url, {**sent, **done}).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.rectified, first.version) == ("done", Decimal("120.50"), 2)
    assert first.unit is not None
    stale = client.post(url, {**sent, "text": "又改"})
    assert (stale.status_code, "已另有改动" in stale.content.decode()) == (422, True)
    with pytest.raises(NotPermitted):
        actions.change_problem(house.actor("chair"), house.place, first, version=2, text="乙")


def test_sums_are_exact_and_order_never_matters():
    rows = [
        ProblemFacts("done", "追回", Decimal("0.10"), Decimal("0.10")),
        ProblemFacts("explained", "单位已撤销", Decimal("0.20"), None),
        ProblemFacts("open", "", None, None),
    ]
    assert totals(rows) == totals(reversed(rows))
    assert (totals(rows).amount, totals(rows).closed) == (Decimal("0.30"), 2)
    assert refusals(rows[0]) == ()
