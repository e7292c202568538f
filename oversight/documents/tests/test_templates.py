"""单位自己的模板: upload, versions, which one a paper takes, back to the shipped one, refusals, pages."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from oversight.audit.errors import Invalid, NotPermitted
from oversight.audit.queries import entries_of
from oversight.documents import rendering, typefaces
from oversight.documents.layout.fonts import PaperFonts
from oversight.documents.templates_store import store
from oversight.documents.tests.builders import make_office, make_paper
from oversight.documents.tests.templates import own_template

pytestmark = pytest.mark.django_db


def upload(office, *lines, role="clerk", **more):
    values = {"kind": "notice", "issuer": None, "name": "通知.docx", **more}
    stream = io.BytesIO(own_template(*(lines or ("{{标题}}", "本市自己的格式", "{{正文}}"))))
    return store.upload_template(office.actor(role), office.place, stream=stream, **values)


def lines(content: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


def test_papers_take_the_own_template_and_the_shipped_one_again():
    office = make_office()
    paper = make_paper(office)
    assert "本市自己的格式" not in lines(rendering.docx_of(office.place, paper))
    made = upload(office)
    assert "本市自己的格式" in lines(rendering.docx_of(office.place, paper))
    store.end_template(office.actor("clerk"), office.place, template=made)
    assert "本市自己的格式" not in lines(rendering.docx_of(office.place, paper))


def test_an_issuer_has_its_own_before_the_place():
    office = make_office()
    upload(office)
    upload(office, "{{标题}}", "机关自己的", issuer=office.issuer)
    assert "机关自己的" in lines(rendering.docx_of(office.place, make_paper(office)))
    found = store.in_use(office.place, "notice", office.office)
    assert found is not None and found.issuer is None


def test_a_new_version_ends_the_old_one_and_keeps_it():
    office = make_office()
    first, second = upload(office), upload(office)
    first.refresh_from_db()
    assert (first.version, second.version) == (1, 2)
    assert not first.in_use and second.in_use
    with pytest.raises(Invalid):
        store.end_template(office.actor("clerk"), office.place, template=first)


def test_uploading_is_recorded():
    office = make_office()
    upload(office)
    entry = entries_of(office.place.code).order_by("-seq").first()
    assert entry.code == "documents.upload_template"
    assert entry.facts["fields"] == ["标题", "正文"]


@pytest.mark.parametrize("role", ["reviewer", "chair", "liaison", "auditor", "member", "office"])
def test_only_the_clerk_keeps_templates(role):
    office = make_office()
    with pytest.raises(NotPermitted):
        upload(office, role=role)
    made = upload(office)
    with pytest.raises(NotPermitted):
        store.end_template(office.actor(role), office.place, template=made)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": "通知.doc"}, "not_docx"),
        ({"name": "通知.docm"}, "not_docx"),
        ({"kind": "nothing"}, "unknown_kind"),
    ],
)
def test_what_is_no_template_is_refused(more, code):
    office = make_office()
    with pytest.raises(Invalid) as caught:
        upload(office, **more)
    assert caught.value.code == code
    assert not store.templates_of(office.place).exists()


def test_unknown_fields_come_back_at_the_file(client):
    office = make_office()
    client.force_login(office.grants["clerk"].account)
    file = SimpleUploadedFile("通知.docx", own_template("{{标题}}", "{{文号}}"))
    answer = client.post(
        reverse("documents:paper_template_new", args=[office.place.code]),
        {"kind": "notice", "file": file},
    )
    assert answer.status_code == 422
    assert "没有“文号”这个字段" in answer.content.decode()


def test_the_pages_show_what_is_used_and_what_can_be_written(client):
    office = make_office()
    made, paper = upload(office), make_paper(office)
    client.force_login(office.grants["clerk"].account)
    listed = client.get(reverse("documents:paper_templates", args=[office.place.code]))
    assert "自己的模板，第 1 版" in listed.content.decode()
    fields = client.get(reverse("documents:paper_fields", args=[office.place.code]))
    assert "{{成文日期}}" in fields.content.decode()
    one = client.get(reverse("documents:paper_template", args=[office.place.code, made.public_id]))
    assert paper.title in one.content.decode()
    preview = client.get(
        reverse(
            "documents:paper_template_preview",
            args=[office.place.code, made.public_id, paper.public_id],
        )
    )
    assert paper.title in lines(preview.content)


def test_without_typefaces_the_page_says_what_to_install(client, monkeypatch):
    office = make_office()
    paper = make_paper(office)
    client.force_login(office.grants["clerk"].account)
    monkeypatch.setattr(typefaces, "paper_fonts", lambda: PaperFonts(fang=("没有这种字体",)))
    answer = client.get(reverse("documents:paper_pdf", args=[office.place.code, paper.public_id]))
    assert answer.status_code == 503
    assert "仿宋（没有这种字体）" in answer.content.decode()
