"""公文的正文页面: the blocks of the text as a readable page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oversight.documents.layout.content import Field, Heading, Paragraph, SignatureLine, Table
from oversight.documents.layout.texts import blocks_from_text


@dataclass(frozen=True)
class Piece:
    """One block: ``how`` is heading, paragraph, table, field or signature."""

    how: str
    text: str = ""
    level: int = 0
    label: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def pieces(text: str) -> list[Piece]:
    """The text, block by block."""
    return [_piece(block) for block in blocks_from_text(text)]


def _piece(block: Any) -> Piece:
    match block:
        case Heading(level=level, text=text, run_on=run_on):
            return Piece("heading", run_on, level=level, label=text)
        case Table(heads=heads, rows=rows, caption=caption):
            return Piece("table", label=caption, heads=heads, rows=rows)
        case Field(label=label, text=text):
            return Piece("field", text, label=label)
        case SignatureLine(label=label, name=name):
            return Piece("signature", name, label=label)
        case Paragraph(text=text):
            return Piece("paragraph", text)
    raise TypeError(f"no such block: {block!r}")
