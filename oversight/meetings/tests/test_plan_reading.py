"""导入工作要点: Word and Excel as offices write them, looked over row by row; drafts mended, lines put on agendas."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.tests import builders as make
from oversight.links.queries import linked_ids
from oversight.meetings import actions
from oversight.meetings import queries as read
from oversight.meetings.rules.plan_text import PlanLine, likely_kind
from oversight.meetings.sheets import plans as files
from oversight.meetings.tests import builders as build
from oversight.publications import queries as publications
from oversight.publications.actions import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
TITLE = "某县人大常委会2027年监督工作要点"


@pytest.fixture(scope="module")
def house(module_db) -> build.House:
    return build.make_house()


def word() -> bytes:
    """Headings in styles, numbers of the word processor, a table between them."""
    document, out = Document(), BytesIO()
    document.add_heading(TITLE, 0)
    document.add_paragraph("总体要求是：依法监督。")
    document.add_heading("听取专项工作报告", 1)
    document.add_paragraph("听取养老服务报告，由社会建设委员会牵头，6月份。", style="List Number")
    document.add_paragraph("听取营商环境报告（财经工委，第二季度）。", style="List Number")
    document.add_paragraph("二、预算监督")
    table = document.add_table(rows=0, cols=4)
    for row in (("序号", "议 题", "时间", "责任委室"), ("1", "审查决算", "7月", "财经工委")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("三、代表工作")
    document.add_paragraph("1．组织视察。")
    document.save(out)
    return out.getvalue()


def workbook() -> bytes:
    """A title above the heading row, a remark, a method of supervision for each row, a note below."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.merge_range("A1:F1", "2028年监督工作计划安排表")
    sheet.write_row(1, 0, ("序号", "监督项目", "监督方式", "牵头委室", "时间安排", "备注"))
    sheet.write_row(
        2, 0, (1, "水污染防治法实施情况", "执法检查", "城建工委", "4月至6月", "三级联动")
    )
    sheet.write_row(3, 0, (2, "人事任免", "", "代表工委", "全年", ""))
    sheet.write(4, 0, "说明：具体时间由主任会议确定。")
    book.close()
    return out.getvalue()


def test_word_is_read_in_its_order_with_styles_numbers_and_tables():
    found = files.read("要点.docx", word())
    assert (found.title, found.year) == (TITLE, 2027)
    assert found.lines == (
        PlanLine(
            "听取专项工作报告",
            "听取养老服务报告，由社会建设委员会牵头，6月份。",
            "社会建设委员会",
            "6月份",
        ),
        PlanLine("听取专项工作报告", "听取营商环境报告。", "财经工委", "第二季度"),
        PlanLine("预算监督", "审查决算", "财经工委", "7月"),
        PlanLine("代表工作", "组织视察。"),
    )


def test_a_workbook_is_read_by_its_heading_row_and_loses_nothing():
    found = files.read("计划.xlsx", workbook())
    assert (found.title, found.year) == ("2028年监督工作计划安排表", 2028)
    assert found.lines == (
        PlanLine("执法检查", "水污染防治法实施情况（三级联动）", "城建工委", "4月至6月"),
        PlanLine("", "人事任免", "代表工委", "全年"),
        PlanLine("", "说明：具体时间由主任会议确定。"),
    )
    for name, code in (
        ("旧.doc", "old_file"),
        ("图.png", "unknown_file"),
        ("坏.docx", "unreadable_file"),
    ):
        with pytest.raises(Invalid) as refused:
            files.read(name, b"nothing")
        assert refused.value.code == code


def looked_over(page: Any, **changed: str) -> dict[str, Any]:
    """What the browser sends back of the page with the rows."""
    lines = page.context["lines"]
    sent = {f"line-{name}": value for name, value in lines.management_form.initial.items()}
    for form in lines:
        for field in form:
            value = field.value()
            if value not in (False, None):
                sent[field.html_name] = "on" if value is True else value
    first = page.context["form"].initial
    sent |= {name: first[name] for name in ("year", "title", "source_name", "source_sha256")}
    return {**sent, "body": first["body"].public_id, **changed}


def test_the_rows_are_looked_over_and_only_those_kept_are_imported(house: build.House):
    client, place = make.signed_in(house.grants["clerk"]), house.place
    url = reverse("meetings:import_plan", args=[place.code])
    page = client.post(url, {"file": SimpleUploadedFile("要点.docx", word())})
    assert "读到 4 项" in page.content.decode()
    data = looked_over(page, **{"line-3-text": "组织代表视察。", "line-4-text": "加一项"})
    del data["line-0-keep"]
    wrong = client.post(url, {**data, "line-2-text": ""})
    assert wrong.status_code == 422 and "没有写内容" in wrong.content.decode()
    none = {key: value for key, value in data.items() if not key.endswith("-keep")}
    assert client.post(url, none).status_code == 422
    answer = client.post(url, data)
    plan = read.plans_of(place).get(title=TITLE)
    assert answer.url == reverse("meetings:plan", args=[place.code, plan.public_id])
    assert plan.year == 2027 and plan.source_name == "要点.docx"
    assert [one.text for one in read.plan_items_of(plan)] == [
        "听取营商环境报告。", "审查决算", "组织代表视察。", "加一项",
    ]  # fmt: skip
    assert client.post(url, data).status_code == 422


def test_a_draft_is_mended_line_by_line_an_adopted_plan_only_given_its_office(module_db):
    house = build.make_house()
    place, clerk = house.place, house.clerk
    office = read.offices_by_name(place)
    named = next(iter(office.values()))
    lines = [PlanLine("一", "错行"), PlanLine("二", "听取报告", f"市人大{named.name}", "6月")]
    make_plan = {"body": house.committee, "year": 2027, "title": "要点", "lines": lines}
    plan = actions.import_plan(clerk, place, **make_plan)
    wrong, right = read.plan_items_of(plan)
    assert right.office == named and wrong.office is None
    actions.change_plan_item(clerk, place, wrong, office=named, text="改好", when="7月")
    client = make.signed_in(house.grants["clerk"])
    keys = [place.code, plan.public_id]
    gone = reverse("meetings:remove_plan_item", args=[*keys, wrong.public_id])
    assert client.get(gone).status_code == 200
    assert client.post(gone).url == reverse("meetings:plan", args=keys)
    actions.discard_plan(clerk, place, plan)
    assert not read.plans_of(place).exists()
    plan = actions.import_plan(clerk, place, **make_plan)
    keys = [place.code, plan.public_id]
    actions.adopt_plan(clerk, place, plan, on=institutions.today(), adopted_by="主任会议")
    line = read.plan_items_of(plan)[0]
    for refused in (
        lambda: actions.change_plan_item(clerk, place, line, office=None, text="改"),
        lambda: actions.remove_plan_item(clerk, place, line),
        lambda: actions.discard_plan(clerk, place, plan),
    ):
        with pytest.raises(Refused) as told:
            refused()
        assert told.value.code == "adopted"
    url = reverse("meetings:change_plan_item", args=[*keys, line.public_id])
    assert client.post(url, {"office": named.public_id}).status_code == 302
    assert read.plan_items_of(plan)[0].office == named
    meeting = build.make_meeting(house, 30)
    shown = client.get(reverse("meetings:plan_item", args=[*keys, line.public_id]))
    propose = reverse("meetings:propose_item", args=[place.code, meeting.public_id])
    assert f"{propose}?plan_item={line.public_id}" in shown.content.decode()
    form = client.get(f"{propose}?plan_item={line.public_id}").context["form"]
    assert form.initial["title"] == "错行" and form.initial["kind"] == "other"
    said = {"title": "错行", "kind": "other", "plan_item": line.public_id}
    assert client.post(propose, said).status_code == 302
    assert line.public_id in linked_ids(place, "plan_item")


def test_the_kind_of_an_item_is_proposed_from_the_words_of_the_plan():
    for text, kind in (
        ("听取和审议养老服务情况的报告", "special_work_report"),
        ("听取审计查出问题整改情况的报告", "audit_rectification"),
        ("审查和批准2026年决算", "final_accounts"),
        ("视察", "other"),
    ):
        assert likely_kind("", text) == kind


def test_an_adopted_plan_is_published_by_another_with_what_was_changed(module_db):
    house = build.make_house()
    place, clerk = house.place, house.clerk
    plan = actions.import_plan(
        clerk, place, body=house.committee, year=2027, title="监督计划",
        lines=[PlanLine("一", "听取养老报告", "某委", "6月"), PlanLine("一", "视察")],
    )  # fmt: skip
    client = make.signed_in(house.grants["clerk"])
    keys = [place.code, plan.public_id]
    with pytest.raises(Refused) as refused:
        actions.propose_plan_publication(clerk, place, plan)
    assert refused.value.code == "not_adopted"
    actions.adopt_plan(clerk, place, plan, on=institutions.today(), adopted_by="第五次主任会议")
    url = reverse("meetings:propose_plan_publication", args=keys)
    assert url in client.get(reverse("meetings:plan", args=keys)).content.decode()
    answer = client.post(url, {"note": ""})
    proposal = publications.proposal_for(place, "annual_plan", plan.public_id)
    assert answer.url == reverse("publications:review", args=[place.code, proposal.public_id])
    page = client.get(reverse("meetings:plan", args=keys)).content.decode()
    assert url not in page and answer.url in page
    publish(house.actor("chair"), place, version=proposal)
    shown = publications.published_under(place, "annual_plan", plan.public_id)
    public = reverse("publications:publication", args=[place.code, shown.publication.public_id])
    assert public in client.get(reverse("meetings:plan", args=keys)).content.decode()
    text = Client().get(public).content.decode()
    assert "听取养老报告" in text and "第五次主任会议" in text and "未开始" in text
