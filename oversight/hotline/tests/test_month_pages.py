"""月份页: what it says, that it opens no ticket, that it is never stale, and who may read it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from oversight.hotline import actions, warehouse
from oversight.hotline.pages.headline import sentence
from oversight.hotline.pages.remembered import PAGES
from oversight.hotline.tests.builders import clerk, make_import, make_place, two_years
from oversight.hotline.tests.pages import (
    MONTH,
    UNITS,
    add_tickets,
    client_as,
    refresh,
    unit_named,
)
from oversight.hotline.tests.test_tables import make_table
from oversight.ui.charts import Squares

pytestmark = pytest.mark.django_db
FIRST_QUERIES, KEPT_QUERIES = 90, 32


def url(place, rest=""):
    return f"/w/{place.code}/hotline/{rest}"


def text_of(answer):
    return answer.content.decode()


def refuse(*_args, **_kwargs):
    raise AssertionError("a month page opened the ticket store")


def test_a_month_answers_from_cubes_alone_in_few_queries(place, monkeypatch):
    client = client_as(place)
    PAGES.contents.clear()
    monkeypatch.setattr(warehouse, "connection", refuse)
    monkeypatch.setattr(warehouse, "reader", refuse)
    with CaptureQueriesContext(connection) as first:
        text = text_of(client.get(url(place, "2026-06/")))
    with CaptureQueriesContext(connection) as second:
        again = text_of(client.get(url(place, "2026-06/")))
    assert "检验 6 个单位" in text and "城管局" in text
    assert "办理质量" in text and "类别流向" in text and "投诉改为咨询" in text
    assert len(again) == len(text)
    assert len(first) <= FIRST_QUERIES, [q["sql"][:90] for q in first]
    assert len(second) <= KEPT_QUERIES, [q["sql"][:90] for q in second]


def test_a_month_shows_new_tickets_at_once(place, tmp_path):
    client = client_as(place)
    before = text_of(client.get(url(place, "2026-06/?show=all")))
    add_tickets(place, tmp_path, 1000)
    after = text_of(client.get(url(place, "2026-06/?show=all")))
    assert "1,030" not in before and "1,030" in after


ADDRESSES = (
    "show=all",
    "show=manual",
    "q=水",
    "by=category&show=all",
    "window=ytd&show=all",
    "kinds=consultation&show=all",
    "kinds=complaint,consultation",
    "source=12345",
    "sort=-ratio&show=all",
    "sort=name&show=all",
    "unit=水务局",
    "unit=",
    "version=0",
    "page=9999&sort=xx&by=yy&window=%00&kinds=nothing&version=-3&unit=%00&q=%00",
    "q=" + "长" * 900,
)


def test_any_address_of_a_month_has_an_answer(place):
    client = client_as(place)
    for query in ADDRESSES:
        for page in ("2026-06/", "2026-06/figures/closing/"):
            assert client.get(url(place, f"{page}?{query}")).status_code == 200, query
    assert client.get(url(place, "2026-06/?source=nobody")).status_code == 422
    for page in ("print/", "tables/ranking.csv", "figures/closing/", "compare/"):
        answer = client.get(url(place, f"2026-06/{page}?source=nobody"))
        assert answer.status_code == 404, page


def test_a_version_that_never_was_is_refused(place):
    answer = client_as(place).get(url(place, "2026-06/?version=7"))
    assert answer.status_code == 422 and "清除筛选" in text_of(answer)


def test_a_missing_base_is_said_in_words(place):
    text = text_of(client_as(place).get(url(place, "2024-08/?show=all")))
    assert "无上年同期" in text and "须人工研判" in text
    assert "∞" not in text and "inf" not in text.replace("info", "")
    assert "没有一个单位可以检验" in text


def test_the_list_of_months_says_what_comes_next(place):
    text = text_of(client_as(place).get(url(place)))
    assert "24 个月" in text and "2026年6月有" in text and "等经办人冻结" in text


def test_a_place_without_tickets_is_led_to_the_import():
    place = make_place()
    text = text_of(client_as(place).get(url(place)))
    assert "还没有导入工单" in text and "导入热线数据" in text


def test_roles_see_what_is_theirs(place):
    other = make_place()
    pages = ("", "2026-06/", "2026-06/print/", "method/", "2026-06/figures/count/",
             "2026-06/versions/", "2026-06/compare/", "2026-06/tables/ranking.csv")  # fmt: skip
    for page in pages:
        assert Client().get(url(place, page)).status_code == 302
        for role in ("clerk", "reviewer", "chair", "member", "auditor"):
            assert client_as(place, role).get(url(place, page)).status_code == 200, (role, page)
        for role in ("deputy", "liaison", "admin"):
            assert client_as(place, role).get(url(place, page)).status_code == 403, (role, page)
        assert client_as(other).get(url(place, page)).status_code == 403


def test_unknown_months_places_and_figures_are_not_found(place):
    client = client_as(place)
    for page in ("2031-01/", "2026-13/", "2026-06/figures/nothing/", "units/nobody/",
                 "2026-06/tables/nothing.csv", "2026-06/tables/ranking.exe",
                 "2026-06/figures/count/?unit=没有这个局"):  # fmt: skip
        assert client.get(url(place, page)).status_code == 404, page
    assert client.get("/w/nowhere/hotline/2026-06/").status_code == 404


def test_a_member_sees_no_links_to_tickets(place):
    assert "/tickets/" in text_of(client_as(place).get(url(place, "2026-06/")))
    assert "/tickets/" not in text_of(client_as(place, "member").get(url(place, "2026-06/")))
    assert url(place, "imports/") in text_of(client_as(place).get(url(place)))
    assert url(place, "imports/") not in text_of(client_as(place, "member").get(url(place)))


def test_a_liaison_sees_the_own_unit_only(place):
    own, other = unit_named(place, "城管局"), unit_named(place, "水务局")
    client = client_as(place, "liaison", own)
    page = client.get(url(place, f"units/{own.public_id}/"))
    assert page.status_code == 200 and "本单位未办结的工单" in text_of(page)
    assert client.get(url(place, f"units/{other.public_id}/")).status_code == 403
    listed = text_of(client.get(url(place, "2026-06/tickets/?unit=水务局")))
    assert "30 件" in listed.replace("\u00a0", " ") and "水务局</td>" not in listed
    ticket = client.get(url(place, "2026-06/ticket/?source=12345&id=2026-06-城管局-100"))
    for closed in (url(place), url(place, "2026-06/")):  # these pages refuse a unit
        assert f'href="{closed}"' not in listed + text_of(ticket)
    foreign = "2026-06/ticket/?source=12345&id=2026-06-水务局-100"
    assert client.get(url(place, foreign)).status_code == 404
    assert client_as(place).get(url(place, foreign)).status_code == 200


def test_a_unit_shows_its_course_and_its_past(place):
    unit = unit_named(place, "城管局")
    text = text_of(client_as(place).get(url(place, f"units/{unit.public_id}/")))
    assert "2026年6月受理 30" in text and "各月判断" in text and "供水" in text
    for query in ("month=2024-07", "month=x", "month=2026-05&kinds=complaint"):
        answer = client_as(place).get(url(place, f"units/{unit.public_id}/?{query}"))
        assert answer.status_code == 200
    assert (
        client_as(place).get(url(place, f"units/{unit.public_id}/?month=1999-01")).status_code
        == 404
    )


def test_the_headline_counts_what_stands_out():
    assert "其中 2 个明显超出偶然" in sentence(Squares(2, 4, 21, 49, 25.3), 76, "unit")
    assert "没有一个明显超出偶然" in sentence(Squares(0, 0, 3, 3, 2), 6, "unit")
    assert "实际没有双升" in sentence(Squares(0, 0, 0, 6, 2), 6, "unit")
    assert "没有一个类别可以检验" in sentence(Squares(0, 0, 0, 0, 0), 0, "category")


def test_the_month_of_the_samples_is_june():
    assert (MONTH // 12, MONTH % 12 + 1) == (2026, 6)


def test_a_place_with_tables_alone_has_its_month(tmp_path):
    place = make_place()
    lines = [
        "城管局,2026-06,120,108,110,98.2",
        "城管局,2026-05,100,98,99,99",
        "城管局,2025-06,80,79,80,98.8",
    ]
    actions.import_table(clerk(place), place, path=make_table(tmp_path, lines))
    client = client_as(place)
    text = text_of(client.get(url(place, "2026-06/")))
    assert "城管局" in text and "来源没有这一项" in text and "/tickets/" not in text
    assert client.get(url(place, "2026-06/?kinds=complaint")).status_code == 422
    unit = unit_named(place, "城管局")
    for page in ("", f"units/{unit.public_id}/", "2026-06/tickets/", "2026-06/versions/"):
        assert client.get(url(place, page)).status_code == 200, page
    for table in ("ranking", "quality", "kind-flow", "map", "categories"):
        assert client.get(url(place, f"2026-06/tables/{table}.xlsx")).status_code == 200, table


GAP = "没有导入过数据"


def test_a_month_says_which_months_were_never_imported(tmp_path):
    place = make_place()
    rows = [
        row for row in two_years(UNITS) if not row["received"].startswith(("2026-05", "2025-09"))
    ]
    make_import(place, tmp_path, rows)
    refresh(place)
    client = client_as(place)
    text = text_of(client.get(url(place, "2026-06/")))
    assert f"2025年9月、2026年5月{GAP}" in text and "2026年5月在本次比较之内" in text
    assert GAP in text_of(client.get(url(place, "2026-06/print/")))
    assert "在本次比较之内" not in text_of(client.get(url(place, "2026-04/")))
    assert GAP not in text_of(client.get(url(place, "2025-08/")))


def test_a_range_without_gaps_says_nothing(place):
    assert GAP not in text_of(client_as(place).get(url(place, "2026-06/")))
