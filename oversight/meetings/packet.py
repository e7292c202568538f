"""文件汇编: all issued papers of a meeting in one PDF, in the order of the catalogue."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from oversight.documents import queries as documents
from oversight.documents import rendering
from oversight.documents.models import Paper
from oversight.documents.permissions import RESTRICTED
from oversight.files import blobs
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries
from oversight.meetings.models import Meeting

OUT = ("issued", "archived")
NOT_FOR_ALL = frozenset({"assignment_slip", "leave_slip", "script"})


@dataclass(frozen=True)
class Line:
    """卷内目录的一行: what lies in the packet, from which page, how many pages, its check value."""

    number: int
    title: str
    paper: str
    reference: str
    on: str
    page: int
    pages: int
    source: str
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Packet:
    """汇编: the bytes and their catalogue."""

    content: bytes
    lines: tuple[Line, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def papers_of(meeting: Meeting) -> list[Paper]:
    """The issued papers of the meeting and of its items: the meeting's first, then item by item.

    Reports to the Party committee are never among them (procedures §9).
    """
    place = meeting.jurisdiction
    items = [one.public_id for one in queries.items_of(meeting)]
    order = {key: number for number, key in enumerate(items, start=1)}
    wanted = Q(about_kind="meeting", about_id=meeting.public_id)
    wanted |= Q(about_kind="agenda_item", about_id__in=items)
    rows = documents.papers_of(place).filter(wanted, state__in=OUT)
    rows = rows.exclude(kind__in=RESTRICTED).prefetch_related("files__file")
    return sorted(rows, key=lambda one: (order.get(one.about_id, 0), one.drafted_at, one.pk))


def papers_for_called(meeting: Meeting) -> list[Paper]:
    """What those who are called read of it: nothing private of one of them, nothing assigned to one unit alone."""
    return [one for one in papers_of(meeting) if one.kind not in NOT_FOR_ALL]


def build(meeting: Meeting) -> Packet:
    """The papers as they went out: the sealed scan where it is a PDF, else the text as laid out."""
    writer = PdfWriter()
    lines: list[Line] = []
    for number, paper in enumerate(papers_of(meeting), start=1):
        content, source = pdf_of(meeting.jurisdiction, paper)
        first = len(writer.pages) + 1
        for page in PdfReader(io.BytesIO(content)).pages:
            writer.add_page(page)
        writer.add_outline_item(title=paper.title, page_number=first - 1)
        lines.append(
            Line(
                number=number,
                title=paper.title,
                paper=paper.public_id,
                reference=paper.number,
                on=str(paper.signed_on or ""),
                page=first,
                pages=len(writer.pages) - first + 1,
                source=source,
                sha256=hashlib.sha256(content).hexdigest(),
            )
        )
    out = io.BytesIO()
    if lines:
        writer.write(out)
    return Packet(out.getvalue(), tuple(lines))


def pdf_of(place: Jurisdiction, paper: Paper) -> tuple[bytes, str]:
    """The official version of one paper, and whether it is the scan or the text."""
    for each in scans(paper):
        content = blobs.read(each.file.sha256)
        if readable(content):
            return content, "scan"
    return rendering.pdf_of(place, paper), "text"


def scans(paper: Paper) -> Iterable[Any]:
    """The sealed scan, where it is a PDF."""
    return (
        each
        for each in paper.files.all()
        if each.role == "scan" and not each.dropped and each.file.kind == "pdf"
    )


def readable(content: bytes) -> bool:
    """Whether the scan can be taken apart; a damaged one is replaced by the text."""
    try:
        return len(PdfReader(io.BytesIO(content)).pages) > 0
    except (PyPdfError, ValueError, KeyError, OSError):
        return False
