"""公文的 DOCX: a template filled, the shipped one or the office's own."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from oversight.documents.layout import docx_blocks, docx_template, fields
from oversight.documents.layout.content import PaperContent
from oversight.documents.layout.fonts import PaperFonts
from oversight.documents.layout.pdf import NO_DAY


def render_docx(
    content: PaperContent, template: bytes | None = None, typefaces: PaperFonts | None = None
) -> bytes:
    """The paper as DOCX. An own ``template`` has been checked when it was uploaded; it runs in a sandbox anyway."""
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    typefaces = typefaces or PaperFonts()
    source = template if template is not None else docx_template.template(content, typefaces)
    document = DocxTemplate(io.BytesIO(source))
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    document.render(fields.values(content), jinja_env=environment, autoescape=True)
    docx_blocks.fill(document.docx, content, typefaces)
    about = document.docx.core_properties
    about.title, about.author = content.title.replace("\n", ""), content.issuer_names[0]
    about.language = "zh-CN"
    about.created = about.modified = datetime.combine(
        content.issued_on or NO_DAY, datetime.min.time(), UTC
    )
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()
