"""造模板: small DOCX templates."""

from __future__ import annotations

import io

from docx import Document


def own_template(*lines: str) -> bytes:
    """A template with one paragraph a line."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()
