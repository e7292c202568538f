"""数字可以点开: every number of the quality table has as many tickets behind it as it says; exports are safe."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.test import Client

from oversight.hotline.pages import quality, squares_map
from oversight.hotline.pages.addresses import MonthAddress
from oversight.hotline.pages.basis import Basis
from oversight.hotline.tests.builders import make_import, ticket
from oversight.hotline.tests.pages import MONTH, client_as, refresh
from oversight.institutions.sheets.csv_file import csv_cell, defused

pytestmark = pytest.mark.django_db


def listed(client: Client, url: str) -> int:
    """How many tickets a list says that it has."""
    return int(client.get(url).context["count"])


def test_each_part_of_each_rate_has_its_tickets(place):
    client = client_as(place)
    basis = Basis.of(place, MonthAddress(place.code, MONTH), True)
    rows = {row.code: row for row in quality.quality(basis, basis.rows)}
    for code in ("closing", "on_time", "satisfaction", "satisfaction_broad", "repeat"):
        row = rows[code]
        assert row.rate is not None, code
        assert listed(client, row.numerator_url) == row.rate.numerator, code
        assert listed(client, row.denominator_url) == row.rate.denominator, code
        if row.excluded_url:
            assert listed(client, row.excluded_url) == row.rate.excluded, code
    assert rows["on_time"].rate.numerator == 8 and rows["on_time"].rate.denominator == 12
    assert rows["repeat"].rate.numerator > 0
    assert rows["response"].rate is None and rows["resolution"].rate is None


def test_a_figure_names_formula_parts_and_snapshot(place):
    client = client_as(place)
    base = f"/w/{place.code}/hotline/2026-06/figures/"
    text = client.get(base + "on_time/").content.decode()
    assert "按期 ÷ 应按期办结" in text and "不计入" in text and "未冻结" in text
    text = client.get(base + "count/?unit=城管局").content.decode()
    assert "环比" in text and "预期和正常波动范围" in text and "看这些工单" in text
    for code in ("closed", "due", "on_time", "late", "overdue_open", "repeat", "reopen"):
        assert client.get(f"{base}{code}/?by=category&category=供水").status_code == 200, code


def test_a_list_filters_sorts_and_pages(place):
    client = client_as(place)
    base = f"/w/{place.code}/hotline/2026-06/tickets/"
    assert listed(client, base + "?unit=城管局") == 30
    assert listed(client, base + "?unit=城管局&state=late") == 4
    assert listed(client, base + "?kind_at_intake=complaint&kinds=consultation") == 5
    assert listed(client, base + "?first_unit=水务局&unit=城管局") == 12
    assert listed(client, base + "?category=供水&satisfaction=dissatisfied") == 4
    assert listed(client, base + "?no_category=1&unit=城管局") == 18
    assert listed(client, base + "?from=2026-05&to=2026-06&unit=税务局") == 10
    last = client.get(base + "?page=99&sort=unit").context
    assert last["listing"].number == last["listing"].paginator.num_pages and last["rows"]
    for odd in ("from=x&to=y", "page=-1", "sort=drop", "state=;--", "unit=%00", "q=%25_'\""):
        assert client.get(f"{base}?{odd}").status_code == 200, odd


def test_a_ticket_shows_its_earlier_versions(place, tmp_path):
    make_import(place, tmp_path, [ticket("t1", "2026-06-20 09:00", "税务局", title="原来的标题")])
    make_import(place, tmp_path, [ticket("t1", "2026-06-20 09:00", "税务局", title="改过的标题")])
    refresh(place)
    page = f"/w/{place.code}/hotline/2026-06/ticket/?source=12345&id=t1"
    text = client_as(place).get(page).content.decode()
    assert "<h1>改过的标题</h1>" in text and "原来的标题" in text and "改过 1 次" in text
    assert client_as(place).get(page + "x").status_code == 404
    assert client_as(place, "member").get(page).status_code == 403


def test_tickets_are_for_offices_and_auditors(place):
    for page in ("tickets/", "tickets.csv", "ticket/?source=12345&id=x"):
        url = f"/w/{place.code}/hotline/2026-06/{page}"
        assert Client().get(url).status_code == 302
        for role in ("member", "deputy", "admin"):
            assert client_as(place, role).get(url).status_code == 403
    assert (
        client_as(place, "auditor").get(f"/w/{place.code}/hotline/2026-06/tickets/").status_code
        == 200
    )


def test_exports_hold_the_whole_table_and_no_formula(place, tmp_path):
    evil = '=HYPERLINK("http://x","y")'
    make_import(
        place, tmp_path, [ticket("e1", "2026-06-21 09:00", "税务局", title=evil, category="+1")]
    )
    refresh(place)
    client = client_as(place)
    base = f"/w/{place.code}/hotline/2026-06/"
    answer = client.get(base + "tickets.csv?unit=税务局")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert any("'" + evil in row for row in rows) and not any(evil in row for row in rows)
    for table in (
        "ranking",
        "quality",
        "heat",
        "trend",
        "kind-flow",
        "unit-flow",
        "categories",
        "map",
    ):
        for form in ("csv", "xlsx"):
            answer = client.get(f"{base}tables/{table}.{form}?show=all")
            assert answer.status_code == 200 and answer.content, table
    book = zipfile.ZipFile(io.BytesIO(client.get(base + "tickets.xlsx").content))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    ranking = client.get(base + "tables/ranking.csv?show=all").content.decode("utf-8-sig")
    assert (
        len([line for line in ranking.splitlines() if line.startswith(("城管局", "水务局"))]) == 2
    )


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "  =1", "\uff1d1", "\r=1"])
def test_whatever_could_be_a_formula_is_defused(text):
    assert defused(text).startswith("'")


def test_plain_values_stay_as_they_are():
    assert [defused(value) for value in (-1, 0.5, None, "城管局", "a=b")] == [
        -1,
        0.5,
        None,
        "城管局",
        "a=b",
    ]


def test_in_a_text_file_numbers_stay_numbers_and_texts_are_safe():
    assert [csv_cell(value) for value in (-1, -0.5, None, "-1", "城管局")] == [
        "-1",
        "-0.5",
        "",
        "'-1",
        "城管局",
    ]


def test_squares_are_drawn_north_up_and_none_is_lost():
    found = squares_map.drawn([(3500, 12300, 10), (3510, 12300, 40), (3505, 12310, 5)])
    assert sum(dot.count for dot in found.dots) + found.outside == 55
    south, north = (next(d for d in found.dots if d.count == n) for n in (10, 40))
    assert north.y < south.y and north.r > south.r
    far = squares_map.drawn([(3500 + n % 20, 12300 + n % 17, 100) for n in range(40)] + [(0, 0, 1)])
    assert far.outside == 1
