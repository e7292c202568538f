"""统计表的页面: template, preview with what cannot be true, import, mend and import again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from oversight.hotline import queries, tables
from oversight.hotline.tests.builders import make_place
from oversight.hotline.tests.pages import client_as

pytestmark = pytest.mark.django_db
GOOD = "承办单位,月份,受理量,办结量,上月量,环比\n城管局,2026-06,120,100,100,20%\n水务局,2026-06,50,50,50,0\n合计,2026-06,170,150,150,\n"
WRONG = GOOD.replace("合计,2026-06,170", "合计,2026-06,171")


@pytest.fixture
def place():
    return make_place()


def url(name: str, place, *keys: str) -> str:
    return reverse(f"hotline:{name}", args=[place.code, *keys])


def sent(client, place, text: str, **more: str):
    form = {"file": SimpleUploadedFile("月报.csv", text.encode()), **more}
    return client.post(url("table_new", place), form)


def test_a_table_is_previewed_then_kept(place):
    client = client_as(place)
    where = sent(client, place, GOOD).headers["Location"]
    page = client.get(where)
    assert page.status_code == 200 and not page.context["findings"]
    assert not queries.tables_of(place).exists(), "a preview keeps nothing"
    answer = client.post(where)
    kept = queries.tables_of(place).get()
    assert answer.headers["Location"] == url("table", place, kept.public_id)
    assert {one.group: one.count for one in tables.counts_at(place) if one.month == 24317} == {
        "城管局": 120,
        "水务局": 50,
    }
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get(where).status_code == 404


def test_what_cannot_be_true_is_named_with_its_arithmetic(place):
    client = client_as(place)
    where = sent(client, place, WRONG).headers["Location"]
    page = client.get(where)
    texts = [one.text for one in page.context["findings"]]
    assert any("170" in text and "171" in text for text in texts)
    client.post(where)
    kept = queries.tables_of(place).get()
    assert kept.findings and kept.findings[0]["where"]["line"]
    listed = client.get(url("tables", place), {"state": "findings"})
    assert [one.pk for one in listed.context["listing"]] == [kept.pk]
    where = sent(client, place, GOOD).headers["Location"]
    client.post(where)
    assert not queries.tables_of(place).first().findings


def test_a_month_that_the_table_lacks_is_given_with_it(place):
    client = client_as(place)
    text = "承办单位,受理量\n城管局,12\n"
    assert sent(client, place, text, month="2026-6").status_code == 422
    where = sent(client, place, text, month="2026-06").headers["Location"]
    client.post(where)
    assert [one.count for one in tables.counts_at(place)] == [12]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04x", b"\xff\xfe\x00", b"a\nb\n"])
def test_an_unreadable_table_is_refused_before_anything_is_kept(place, content):
    client = client_as(place)
    form = {"file": SimpleUploadedFile("x.xlsx", content)}
    answer = client.post(url("table_new", place), form)
    assert answer.status_code in (302, 422)
    assert not queries.tables_of(place).exists()


def test_the_template_opens_and_is_read_without_mapping(place, tmp_path):
    client = client_as(place)
    answer = client.get(url("table_template", place))
    path = tmp_path / "t.xlsx"
    path.write_bytes(answer.content)
    book = load_workbook(path)
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert "承办单位" in heads and "受理量" in heads


@pytest.mark.parametrize("role", ["reviewer", "chair", "member", "liaison", "auditor", "admin"])
def test_only_the_clerk_imports_tables(place, role):
    client = client_as(place, role)
    assert sent(client, place, GOOD).status_code == 403
    assert client.get(url("table_template", place)).status_code == 403
    where = sent(client_as(place), place, GOOD).headers["Location"]
    assert client.post(where).status_code == 403
