"""模板检查: unknown fields are named with their place; active content is refused; an own template is filled."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.shared import Pt

from oversight.audit.errors import Invalid
from oversight.documents.layout.docx import render_docx
from oversight.documents.layout.docx_template import template
from oversight.documents.layout.fonts import PaperFonts
from oversight.documents.templates_store.checking import check_template
from oversight.documents.tests.layout import papers


def own(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


@pytest.mark.parametrize("name", papers.EVERY)
def test_the_shipped_templates_pass(name):
    assert "正文" in check_template(template(papers.EVERY[name](), PaperFonts()))


def test_an_own_template_gives_its_format_to_the_body():
    document = Document()
    document.add_paragraph("{{标题}}")
    document.add_paragraph("{{正文}}").paragraph_format.left_indent = Pt(50)
    document.add_paragraph("{{发文字号}}，{{成文日期}}")
    stored = io.BytesIO()
    document.save(stored)
    check_template(stored.getvalue())
    filled = Document(io.BytesIO(render_docx(papers.notice(), stored.getvalue())))
    lines = {each.text: each for each in filled.paragraphs}
    assert lines["一、会议时间和地点"].paragraph_format.left_indent.pt == 50
    assert "云人常办〔2026〕12号，2026年7月8日" in lines


def test_unknown_fields_are_named_with_their_place():
    with pytest.raises(Invalid) as caught:
        check_template(own("{{标题}}", "文号：{{文号}}"))
    assert caught.value.code == "unknown_fields"
    assert "正文第 2 段" in caught.value.text and "没有“文号”这个字段" in caught.value.text


@pytest.mark.parametrize(
    "line",
    [
        "{{ 标题.__class__ }}",
        "{{ 标题|upper }}",
        "{{ cycler() }}",
        "{% for x in 标题 %}{{ x }}{% endfor %}",
        "{% set a = 1 %}",
        "{{ '%0999999999d' % 1 }}",
        "{{ 标题 * 99 }}",
        "{{ ",
        "{%p if 附注 %}",
        "前言{{正文}}",
        "{% include 'x' %}",
    ],
)
def test_anything_but_fields_and_conditions_is_refused(line):
    with pytest.raises(Invalid) as caught:
        check_template(own("{{标题}}", line))
    assert caught.value.code == "unknown_fields"


def test_a_document_without_fields_is_no_template():
    with pytest.raises(Invalid) as caught:
        check_template(own("没有字段"))
    assert caught.value.code == "no_fields"


def with_member(name: str, content: str) -> bytes:
    stored = io.BytesIO(own("{{标题}}"))
    with zipfile.ZipFile(stored, "a") as archive:
        archive.writestr(name, content)
    return stored.getvalue()


def test_embedded_objects_and_outside_files_are_refused():
    with pytest.raises(Invalid) as caught:
        check_template(with_member("word/embeddings/oleObject1.bin", "x"))
    assert caught.value.code == "embedded"
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/attachedTemplate" Target="http://example/a.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    with pytest.raises(Invalid) as caught:
        check_template(with_member("word/_rels/settings.xml.rels", relation))
    assert caught.value.code == "external"


def test_a_broken_file_is_refused():
    with pytest.raises(Invalid) as caught:
        check_template(b"PK\x03\x04 no archive")
    assert caught.value.code == "broken_template"
