"""模板的接口: list, upload a version, its file, the shipped one, back to the shipped one, as the pages do."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.documents import rendering
from oversight.documents.tests.builders import Office, make_office, make_paper
from oversight.documents.tests.templates import own_template

pytestmark = pytest.mark.django_db


def program(office: Office, role: str, *scopes: str) -> Client:
    grant = office.grants[role]
    _token, plain = accounts.issue_token(
        operator(),
        office.place.code,
        account=grant.account,
        role=role,
        unit_key=grant.unit_id,
        body_key=grant.body_id,
        name="模板",
        scopes=list(scopes) or ["documents:read", "documents:write"],
        days=5,
        permitted=True,
    )
    return Client(headers={"Authorization": f"Bearer {plain}"})


def docx(*lines: str, name: str = "通知.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, own_template(*lines))


def lines_of(content: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


def test_a_template_is_uploaded_used_downloaded_and_ended():
    office = make_office()
    clerk, address = program(office, "clerk"), f"/api/v1/documents/{office.place.code}/templates"
    paper = make_paper(office)
    assert clerk.get(address).json() == []
    assert clerk.get(f"{address}/shipped/notice").content[:2] == b"PK"
    sent = {"file": docx("{{标题}}", "本市自己的格式"), "kind": "notice", "note": "依惯例"}
    first = clerk.post(address, sent)
    assert first.status_code == 201, first.content.decode()
    assert (first.json()["version"], first.json()["in_use"]) == (1, True)
    own = {
        "file": docx("{{标题}}", "机关自己的"),
        "kind": "notice",
        "issuer": office.issuer.public_id,
    }
    second = clerk.post(address, own).json()
    assert (second["issuer_name"], second["version"]) == (office.issuer.name, 1)
    assert "机关自己的" in lines_of(rendering.docx_of(office.place, paper))
    key = second["id"]
    assert "机关自己的" in lines_of(clerk.get(f"{address}/{key}/content").content)
    assert clerk.post(f"{address}/{key}/end").json()["in_use"] is False
    assert clerk.post(f"{address}/{key}/end").status_code == 422
    assert "本市自己的格式" in lines_of(rendering.docx_of(office.place, paper))
    assert [each["id"] for each in clerk.get(address, {"in_use": "true"}).json()] == [
        first.json()["id"]
    ]
    assert len(clerk.get(address, {"kind": "notice"}).json()) == 2
    assert clerk.get(address, {"kind": "letter"}).json() == []
    assert clerk.get(f"{address}/{key}").json()["ended_label"]


def test_what_is_no_template_is_refused_at_its_field():
    office = make_office()
    clerk, address = program(office, "clerk"), f"/api/v1/documents/{office.place.code}/templates"
    for sent, where in (
        ({"file": docx("{{标题}}"), "kind": "nothing"}, "kind"),
        ({"file": docx("{{标题}}")}, "kind"),
        ({"file": docx("{{文号}}"), "kind": "notice"}, "file"),
        ({"file": docx("{{标题}}", name="通知.doc"), "kind": "notice"}, "file"),
    ):
        answer = clerk.post(address, sent)
        assert (answer.status_code, answer.json()["where"]) == (422, where)
    unknown = {"file": docx("{{标题}}"), "kind": "notice", "issuer": "nothing"}
    assert clerk.post(address, unknown).status_code == 404
    assert clerk.get(f"{address}/shipped/nothing").status_code == 404
    assert clerk.get(address).json() == []


def test_only_the_clerk_keeps_templates_and_only_with_the_scope():
    office = make_office()
    address = f"/api/v1/documents/{office.place.code}/templates"
    sent = {"kind": "notice"}
    for by in (program(office, "reviewer"), program(office, "clerk", "documents:read")):
        assert by.post(address, sent | {"file": docx("{{标题}}")}).status_code == 403
