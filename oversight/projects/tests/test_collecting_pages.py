"""征集的页面: the citizen's way from form to deletion, what staff and deputies see and do, tables in and out."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.sheets.workbook import Sheet, write_workbook
from oversight.projects import receipts, sheets
from oversight.projects.actions import handling, years
from oversight.projects.models import Proposal
from oversight.projects.queries.proposals import sessions_of
from oversight.projects.sealing import Contact
from oversight.projects.tests.builders_collecting import (
    Town,
    collected_before,
    make_town,
    open_now,
    proposed,
    upload,
)

pytestmark = pytest.mark.django_db
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
CODE = re.compile(r'class="receipt__code">([^<]+)<')


@pytest.fixture(scope="module")
def town(module_db) -> Town:
    return make_town()


def public(town: Town, name: str, *keys: object) -> str:
    return reverse(f"projects:{name}", args=[town.place.code, *keys])


def work(town: Town, name: str, *keys: object) -> str:
    return reverse(f"projects:{name}", args=[town.place.code, town.year.year, *keys])


def form_of(town: Town, client: Client, **more: object) -> dict[str, object]:
    """What the form brings, as after a minute of writing."""
    page = client.get(public(town, "propose", town.year.year)).content.decode()
    assert STAMP.search(page)
    stamp = receipts.new_stamp()
    return {"stamp": stamp, "kind": "project", "title": "给背街小巷装路灯", **more}


def test_a_county_finds_its_own_year_at_the_desk_and_the_public_once_it_collects():
    county = make_town(collecting_for=0, kind="county")
    link = f'href="{reverse("projects:years", args=[county.place.code])}"'
    assert link in county.client().get(f"/w/{county.place.code}/").content.decode()
    page = f"/p/{county.place.code}/"
    link = f'href="{public(county, "public_projects")}"'
    assert link not in Client().get(page).content.decode()
    open_now(county)
    assert link in Client().get(page).content.decode()


def test_a_citizen_proposes_looks_up_and_deletes_without_an_account(town, monkeypatch):
    client, address = Client(), public(town, "propose", town.year.year)
    data = form_of(
        town, client, text="天黑看不见。", name="李松和", phone="13805331234", agreed="on"
    )
    review = client.post(address, {**data, "step": "review"})
    assert review.status_code == 200 and "核对以后提交" in review.content.decode()
    assert not Proposal.objects.in_scope(Scope.of(town.place)).filter(text="天黑看不见。")
    monkeypatch.setattr("oversight.projects.rules.spam.QUICK_SECONDS", 0)
    sent = client.post(address, {**data, "step": "send", "photos": [upload(), upload()]})
    code = CODE.search(sent.content.decode())[1]
    again = client.post(address, {**data, "step": "send"})
    assert CODE.search(again.content.decode())[1] == code, "a page sent again is no second proposal"
    made = Proposal.objects.in_scope(Scope.of(town.place)).get(text="天黑看不见。")
    assert made.state == "received" and made.photos.count() == 2
    mine = client.post(public(town, "lookup"), {"code": code.lower()}).content.decode()
    assert made.title in mine and "13805331234" not in mine
    asked = client.post(public(town, "delete_mine"), {"code": code})
    assert "立即删除" in asked.content.decode()
    client.post(public(town, "delete_mine"), {"code": code, "sure": "1"})
    made.refresh_from_db()
    assert made.state == "deleted" and made.title == ""


def test_a_name_without_consent_is_not_taken_along(town):
    client = Client()
    data = form_of(town, client, name="李松和", step="send")
    answer = client.post(public(town, "propose", town.year.year), data)
    assert answer.status_code == 422 and "请勾选同意" in answer.content.decode()


def test_one_persons_matter_is_led_to_12345_and_may_be_proposed_all_the_same(town):
    client, address = Client(), public(town, "propose", town.year.year)
    data = form_of(town, client, title="投诉物业拖欠退款", text="我家3号楼402室漏水")
    fork = client.post(address, {**data, "step": "review"}).content.decode()
    assert "tel:12345" in fork and "投诉物业拖欠退款\n我家3号楼402室漏水" in fork
    assert "核对以后提交" in client.post(address, {**data, "step": "still"}).content.decode()


def test_what_a_program_fills_in_is_received_and_held(town):
    client, address = Client(), public(town, "propose", town.year.year)
    data = form_of(town, client, title="程序填的", website="http://x", step="send")
    assert CODE.search(client.post(address, data).content.decode())
    made = Proposal.objects.in_scope(Scope.of(town.place)).get(title="程序填的")
    assert {one["code"] for one in made.held_reasons} == {"honeypot", "too_quick"}


def test_after_the_last_day_the_form_is_closed_and_says_so(client):
    town = collected_before()
    answer = client.get(public(town, "propose", town.year.year))
    assert answer.status_code == 409 and "征集已经截止" in answer.content.decode()
    assert client.get(public(town, "propose_now")).url == public(town, "public_projects")


def test_where_two_years_collect_at_once_both_are_offered(client):
    town = make_town()
    first = town.year
    assert client.get(public(town, "propose_now")).url == public(town, "propose", first.year)
    town.year = years.set_up_year(operator(), town.place, year=first.year + 1)
    open_now(town, 40)
    page = client.get(client.get(public(town, "propose_now")).url)
    text = page.content.decode()
    for one in (first, town.year):
        assert f'href="{public(town, "propose", one.year)}"' in text
        assert f"{one.year}年的征集" in text
    assert [one.year.year for one in page.context["collecting"]] == [first.year, first.year + 1]
    listed = client.get(f"/api/v1/projects/{town.place.code}/years").json()
    assert [one["collects"] for one in listed] == [True, True]
    assert page.context["page"].title.startswith(f"{first.year}、{first.year + 1}年")


def test_too_many_wrong_codes_wait(town, monkeypatch, client):
    monkeypatch.setitem(
        __import__("oversight.accounts.attempts", fromlist=["LIMITS"]).LIMITS, "receipt", 2
    )
    for status in (422, 422, 429):
        got = client.post(public(town, "lookup"), {"code": "AAAA-AAAA-AAAA"})
        assert got.status_code == status


def test_the_list_filters_searches_exports_and_costs_the_same(town, django_assert_max_num_queries):
    own = make_town()
    for n in range(12):
        proposed(own, f"第{n}种愿望", village=own.villages[n % 2], contact=Contact("甲", "1"))
    client, address = own.client(), work(own, "proposals")
    client.get(address)
    with django_assert_max_num_queries(40):
        page = client.get(address)
    assert page.context["listing"].paginator.count == 12
    for query, count in (("q=第3种", 1), ("state=not_taken", 0), ("channel=paper", 0), ("q=征", 0)):
        assert client.get(f"{address}?{query}").context["listing"].paginator.count == count
    village = own.villages[0].public_id
    assert client.get(f"{address}?village={village}").context["listing"].paginator.count == 6
    assert "建议 12 条" in client.get(f"{address}?form=print").content.decode()
    table = client.get(f"{address}?form=xlsx")
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(table.content)).get_sheet_by_index(0).to_python()
    )
    assert len(rows) == 13 and "甲" not in str(rows), "who proposed is in no table"


def test_looked_through_in_the_list_and_the_figures_open(town):
    own = make_town()
    rows = [proposed(own, f"愿望{n}").proposal for n in range(2)]
    client = own.client()
    keys = [one.public_id for one in rows]
    client.post(work(own, "look_through"), {"proposal": keys})
    page = client.get(work(own, "year"))
    figures = {one.label: one.number for one in page.context["figures"]}
    assert figures["收到的建议"] == 2 and figures["还没有看过"] == 0
    assert all(client.get(one.url).status_code == 200 for one in page.context["figures"])


def test_the_contact_is_shown_once_and_only_after_the_purpose(town):
    found = proposed(town, "修水渠二", contact=Contact("王二", "13900000000")).proposal
    client, address = town.client(), work(town, "open_contact", found.public_id)
    assert "13900000000" not in client.get(address).content.decode()
    shown = client.post(address, {"purpose": "电话答复"})
    assert "13900000000" in shown.content.decode() and shown["Cache-Control"] == "no-store"
    assert "13900000000" not in client.get(work(town, "proposal", found.public_id)).content.decode()
    assert town.client("reviewer").get(address).status_code == 403


def test_a_deputy_enters_on_the_phone_and_hands_the_receipt_over(town):
    client = town.client("deputy")
    assert "phone" in client.get(work(town, "year")).content.decode()
    data = {"kind": "project", "title": "代表提的一条", "photos": [upload()]}
    answer = client.post(work(town, "enter"), data)
    made = Proposal.objects.in_scope(Scope.of(town.place)).get(title="代表提的一条")
    assert answer.url == work(town, "proposal_receipt", made.public_id)
    assert made.channel == "deputy" and not made.entered_on_behalf
    code = CODE.search(client.get(answer.url).content.decode())[1]
    assert receipts.digest(receipts.tidy(code)) == made.receipt
    web = proposed(town, "网上的").proposal
    refused = client.get(work(town, "proposal_receipt", web.public_id))
    assert refused.status_code == 403, "the code of a citizen's own form is nobody else's"


SESSION = {"kind": "visit", "where": "柳湾村", "led_by": "李代表"}


def test_a_forum_in_one_form(town):
    client = town.client()
    data = {
        **SESSION, "on": institutions.today().isoformat(), "w-TOTAL_FORMS": "3", "w-INITIAL_FORMS": "0",
        "w-0-kind": "project", "w-0-title": "修桥二", "w-1-kind": "problem", "w-1-title": "老人难二",
        "w-1-name": "张三", "w-2-kind": "project",
    }  # fmt: skip
    more = client.post(work(town, "record_session"), {**data, "more": "1"})
    assert more.content.decode().count("条建议</h2>") == 7
    assert not more.context["wishes"][6].has_changed(), "an added row may stay empty"
    assert client.post(work(town, "record_session"), data).status_code == 422, "no consent"
    answer = client.post(work(town, "record_session"), {**data, "agreed": "on"})
    session = sessions_of(town.year).first()
    assert answer.url == work(town, "session", session.public_id) and session.n == 2


def test_a_forum_from_a_table_loses_no_row(town):
    client = town.client()
    empty = client.get(work(town, "session_template"))
    assert sheets.read(town.place, empty.content) == ([], [])
    good = ["反映问题", "放学没地方去", "", "", "柳湾村", "张三", ""]
    rows = [good, ["", "", "没有写", "", "", "", ""], ["", "修路", "", "", "没有的村", "", ""]]
    data = {**SESSION, "on": institutions.today().isoformat(), "agreed": "on"}
    table = io.BytesIO(write_workbook([Sheet(sheets.TITLE, sheets.HEADINGS, rows)]))
    table.name = "a.xlsx"
    answer = client.post(work(town, "import_session"), {**data, "sheet": table})
    session = sessions_of(town.year).first()
    assert answer.url == work(town, "session", session.public_id) and session.n == 1
    back = client.get(work(town, "session_refused", session.public_id)).content
    sent_back = CalamineWorkbook.from_filelike(io.BytesIO(back)).get_sheet_by_index(0).to_python()
    assert [row[-1] for row in sent_back[1:]] == [
        "没有写希望办什么事。",
        "本地没有登记“没有的村”这个村（社区）。",
    ]
    mended = io.BytesIO(
        write_workbook([Sheet(sheets.TITLE, sheets.HEADINGS, [["", "修路", *[""] * 5]])])
    )
    mended.name = "b.xlsx"
    adding, rows = work(town, "add_to_session", session.public_id), {"w-INITIAL_FORMS": "0"}
    client.post(adding, {**rows, "w-TOTAL_FORMS": "0", "sheet": mended})
    assert sessions_of(town.year).first().n == 2
    assert client.post(adding, {**rows, "w-TOTAL_FORMS": "0"}).status_code == 422, "nothing given"
    written = {"w-TOTAL_FORMS": "1", "w-0-kind": "project", "w-0-title": "会后又说的一条"}
    assert client.post(adding, {**rows, **written}).status_code == 302
    assert sessions_of(town.year).first().n == 3


def test_the_public_reads_numbers_and_programs_read_the_same(client):
    town = make_town()
    with act("projects.change_year", actor=operator(), place=town.place.code, permitted=True):
        town.year.frame_yuan = 5_000_000
        town.year.save()
    listed = client.get(f"/api/v1/projects/{town.place.code}/years").json()
    assert (listed[0]["year"], listed[0]["frame_yuan"]) == (town.year.year, None)
    for n in range(2):
        row = proposed(town, f"不采纳{n}").proposal
        handling.not_take(town.actor(), town.place, row, reason="too_narrow")
    proposed(town, "还没有结论的")
    page = client.get(public(town, "public_numbers")).content.decode()
    assert "受益面过窄" in page
    path = f"/api/v1/projects/{town.place.code}/{town.year.year}/public/"
    numbers = client.get(path + "numbers").json()
    assert (numbers["received"], numbers["not_taken"], numbers["waiting"]) == (3, 2, 1)
    sent = client.post(path + "proposals", {"title": "程序提的", "photos": upload()})
    assert sent.status_code == 201 and sent.json()["state"] == "received"
    mine = client.post(
        f"/api/v1/projects/{town.place.code}/mine",
        {"code": sent.json()["code"]},
        "application/json",
    )
    assert mine.json()["title"] == "程序提的" and "code" not in mine.json()
