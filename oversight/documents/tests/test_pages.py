"""公文页面: lists that filter and export, drafting that loses nothing, receipts, registers, the unit's own page."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from oversight.documents import actions, queries
from oversight.documents.models import Paper
from oversight.documents.tests.builders import (
    PDF,
    TEXT,
    Office,
    advance,
    at_state,
    make_office,
    make_paper,
)
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.institutions.tests.test_sending_once import key_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office(name="云川市", kind="city")


def client_of(office: Office, role: str) -> Client:
    return make.signed_in(office.grants[role])


def url(office: Office, name: str, *keys: Any) -> str:
    return reverse(f"documents:{name}", args=[office.place.code, *keys])


def rows_of(answer: Any) -> list[list[Any]]:
    return load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_the_list_filters_sorts_and_exports_what_it_shows(office: Office):
    make_paper(office, title="关于报送材料的通知")
    advance(office, make_paper(office, title="关于会议的通知"), "issued")
    clerk = client_of(office, "clerk")
    page = clerk.get(url(office, "papers"), {"state": "out", "q": "会议"})
    assert [paper.title for paper, _track in page.context["rows"]] == ["关于会议的通知"]
    waiting = clerk.get(url(office, "papers"), {"waiting": "1"})
    assert [paper.title for paper, _track in waiting.context["rows"]] == ["关于报送材料的通知"]
    lines = rows_of(clerk.get(url(office, "papers_export"), {"state": "draft"}))
    assert [line[1] for line in lines[1:]] == ["关于报送材料的通知"]
    assert clerk.get(url(office, "papers"), {"q": "没有这件"}).status_code == 200


def test_a_draft_that_cannot_be_kept_comes_back_with_its_text(office: Office):
    clerk = client_of(office, "clerk")
    address = url(office, "paper_new") + "?kind=notice"
    assert "现将有关事项通知如下" in clerk.get(address).content.decode()
    sent = {"title": "", "text": "写了很久的正文。", "issuer": office.issuer.public_id}
    answer = clerk.post(address, sent)
    assert answer.status_code == 422
    assert "写了很久的正文。" in answer.content.decode()
    secret = clerk.post(address, {**sent, "title": "通知", "text": "绝密★\n写了很久的正文。"})
    assert secret.status_code == 422 and "写了很久的正文。" in secret.content.decode()
    kept = clerk.post(address, {**sent, "title": "关于会议的通知", "units": office.unit.public_id})
    paper = queries.papers_of(office.place).get()
    assert kept.url == url(office, "paper", paper.public_id)
    assert paper.addressees[0]["name"] == office.unit.name


def test_a_draft_or_an_acknowledgement_sent_twice_is_kept_once(office: Office):
    clerk = client_of(office, "clerk")
    address = url(office, "paper_new") + "?kind=notice"
    sent = {"title": "关于会议的通知", "text": TEXT, "issuer": office.issuer.public_id}
    sent["form_key"] = key_in(clerk.get(address))
    first, again = clerk.post(address, sent), clerk.post(address, sent)
    assert (first.url, again.status_code) == (again.url, 302)
    assert queries.papers_of(office.place).count() == 1
    changed = clerk.post(address, {**sent, "text": "另写的正文。"})
    assert changed.status_code == 422 and "另写的正文。" in changed.content.decode()
    edit = url(office, "paper_edit", queries.papers_of(office.place).get().public_id)
    data = {**sent, "text": "改过的正文。", "version": 1, "form_key": key_in(clerk.get(edit))}
    assert [clerk.post(edit, data).status_code for _each in range(2)] == [302, 302]
    assert queries.papers_of(office.place).get().version == 2
    liaison, paper = client_of(office, "liaison"), at_state(office, "issued")
    shown = liaison.get(url(office, "received_paper", paper.public_id))
    press = {"form_key": key_in(shown)}
    acknowledge = url(office, "received_acknowledge", paper.public_id)
    assert [liaison.post(acknowledge, press).status_code for _each in range(2)] == [302, 302]


def test_what_is_written_can_be_looked_at_in_its_layout_before_it_is_kept(office: Office):
    clerk = client_of(office, "clerk")
    sent = {"title": "关于会议的通知", "text": TEXT, "issuer": office.issuer.public_id}
    answer = clerk.post(url(office, "paper_preview") + "?kind=notice", sent)
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert not queries.papers_of(office.place).exists()


def test_two_editors_do_not_overwrite_each_other(office: Office):
    paper, clerk = make_paper(office), client_of(office, "clerk")
    address = url(office, "paper_edit", paper.public_id)
    sent = {"title": paper.title, "text": "甲的正文。", "version": 1}
    assert clerk.post(address, sent).status_code == 302
    late = clerk.post(address, {**sent, "text": "乙的正文。"})
    assert late.status_code == 422 and "乙的正文。" in late.content.decode()
    page = clerk.get(url(office, "paper_version", paper.public_id, 2)).content.decode()
    assert "第 1 版到第 2 版" in page and "甲的正文" in page


def test_layout_at_every_step_and_draft_only_in_the_name_of_the_file(office: Office):
    paper, clerk = make_paper(office), client_of(office, "clerk")
    for name in ("paper_pdf", "paper_docx"):
        answer = clerk.get(url(office, name, paper.public_id))
        assert answer.status_code == 200
        assert "%E8%8D%89%E7%A8%BF" in answer["Content-Disposition"]  # 草稿
    advance(office, paper, "signed")
    answer = clerk.get(url(office, "paper_docx", paper.public_id))
    assert "%E8%8D%89%E7%A8%BF" not in answer["Content-Disposition"]


def test_the_scan_is_uploaded_issued_and_downloaded_by_the_unit_alone(office: Office):
    paper = advance(office, make_paper(office), "signed")
    clerk = client_of(office, "clerk")
    scan = SimpleUploadedFile("用印件.pdf", PDF, "application/pdf")
    clerk.post(url(office, "paper_seal", paper.public_id), {"file": scan})
    clerk.post(url(office, "paper_issue", paper.public_id))
    key = paper.files.get(role="scan").public_id
    address = url(office, "received_file", paper.public_id, key)
    liaison = client_of(office, "liaison")
    assert liaison.get(address).content == PDF
    page = liaison.get(url(office, "received_paper", paper.public_id))
    assert page.context["may_acknowledge"]
    stranger = make.signed_in(make.make_grant(office.place, "liaison", unit=office.other_unit))
    assert stranger.get(address).status_code == 404
    assert stranger.get(url(office, "received_paper", paper.public_id)).status_code == 404
    assert liaison.get(url(office, "paper", paper.public_id)).status_code == 403
    liaison.post(url(office, "received_acknowledge", paper.public_id))
    assert paper.receipts.get().state == "acknowledged"
    again = liaison.post(url(office, "received_acknowledge", paper.public_id))
    assert again.status_code == 409


def test_a_recalled_paper_shows_the_unit_why_and_no_text(office: Office):
    paper = at_state(office, "recalled")
    page = client_of(office, "liaison").get(url(office, "received_paper", paper.public_id))
    text = page.content.decode()
    assert "会期有变" in text and "8月27日" not in text


def test_who_has_to_be_phoned(office: Office):
    paper = advance(
        office, make_paper(office, addressees=[office.unit, office.other_unit, "市委"]), "issued"
    )
    reasons = {line.receipt.name: line.reason for line in queries.phone_list(office.place)}
    assert reasons == {office.other_unit.name: "no_account", "市委": "no_unit"}
    clerk = client_of(office, "clerk")
    receipt = paper.receipts.get(unit=office.other_unit)
    clerk.post(url(office, "receipt_call", receipt.public_id), {"note": "无人接听"})
    page = clerk.get(url(office, "phone_list")).content.decode()
    assert "无人接听" in page
    now = timezone.localtime()
    early = (now - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    sent = {"name": "马文渊", "at": early, "via": "phone"}
    address = url(office, "receipt_acknowledge", receipt.public_id)
    assert clerk.post(address, sent).status_code == 422
    sent["at"] = now.strftime("%Y-%m-%dT%H:%M")
    assert clerk.post(address, sent).status_code == 302
    receipt.refresh_from_db()
    assert (receipt.via, receipt.acknowledged_name) == ("phone", "马文渊")
    assert clerk.get(url(office, "phone_print"), {"show": "all"}).status_code == 200
    assert len(rows_of(clerk.get(url(office, "phone_export")))) == 2


def test_a_merged_unit_is_named_with_its_successor_and_the_successor_acknowledges(office: Office):
    issued = advance(office, make_paper(office), "issued")
    draft = make_paper(office)
    day = timezone.localdate()
    who = office.actor("clerk")
    institutions.merge_units(
        who,
        office.place,
        units=[office.unit],
        into=office.other_unit,
        name="",
        on=day,
        basis="机构改革方案",
        carry_people=True,
    )
    refused = client_of(office, "clerk").post(url(office, "paper_submit", draft.public_id))
    assert refused.status_code == 422
    assert office.other_unit.name in refused.content.decode()
    successor = make.make_actor(office.place, "liaison", unit=office.other_unit)
    receipt = issued.receipts.get()
    actions.acknowledge_receipt(successor, office.place, receipt=receipt)
    receipt.refresh_from_db()
    assert receipt.state == "acknowledged"


def test_reports_to_the_party_committee_are_hidden_from_offices_that_are_not_asked(office: Office):
    paper = make_paper(office, kind="report_up", addressees=["市委"], title="关于监督情况的报告")
    staff = client_of(office, "office")
    assert staff.get(url(office, "paper", paper.public_id)).status_code == 404
    assert "关于监督情况的报告" not in staff.get(url(office, "papers")).content.decode()
    advance(office, paper, "cosigning")
    assert staff.get(url(office, "paper", paper.public_id)).status_code == 200


def test_the_register_lists_every_number_and_exports_them(office: Office):
    for _number in range(3):
        advance(office, make_paper(office), "signed")
    register = queries.registers_of(office.place).get()
    clerk = client_of(office, "clerk")
    page = clerk.get(url(office, "register", register.public_id))
    assert [drawn.number for _text, drawn, _title in page.context["rows"]] == [3, 2, 1]
    assert page.context["missing"] == ()
    lines = rows_of(clerk.get(url(office, "register_export", register.public_id)))
    assert [line[0][-3:] for line in lines[1:]] == ["〕1号", "〕2号", "〕3号"]


def test_every_state_has_a_page_for_every_reader(office: Office):
    papers = [at_state(office, state) for state, _word in Paper.STATES]
    for role in ("clerk", "reviewer", "chair", "office", "auditor"):
        reader = client_of(office, role)
        for paper in papers:
            assert reader.get(url(office, "paper", paper.public_id)).status_code == 200
            assert reader.get(url(office, "paper_print", paper.public_id)).status_code == 200
