"""文件汇编: the issued papers of a meeting and the papers of its items in one PDF, in the order of the catalogue.

A paper of an item that is no PDF, or was given out to be returned, stands in the catalogue alone.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q, QuerySet
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from oversight.documents import queries as documents
from oversight.documents import rendering
from oversight.documents.models import Paper
from oversight.documents.permissions import RESTRICTED
from oversight.files import blobs
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries
from oversight.meetings.models import ItemPaper, ItemPaperVersion, Meeting
from oversight.meetings.queries import item_papers

OUT = ("issued", "archived")
VOID = ("recalled", "withdrawn")
IMAGES = frozenset({"png", "jpeg"})
DOTS = 150
A4 = (1240, 1754)
"""In dots of ``DOTS`` to the inch."""
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
    items = [one.public_id for one in queries.items_of(meeting)]
    order = {key: number for number, key in enumerate(items, start=1)}
    rows = drafted_for(meeting).filter(state__in=OUT).prefetch_related("files__file")
    return sorted(rows, key=lambda one: (order.get(one.about_id, 0), one.drafted_at, one.pk))


def drafted_for(meeting: Meeting) -> QuerySet[Paper]:
    """Every paper of the meeting and of its items, in whatever state."""
    items = [one.public_id for one in queries.items_of(meeting)]
    wanted = Q(about_kind="meeting", about_id=meeting.public_id)
    wanted |= Q(about_kind="agenda_item", about_id__in=items)
    return documents.papers_of(meeting.jurisdiction).filter(wanted).exclude(kind__in=RESTRICTED)


def unissued_of(meeting: Meeting) -> QuerySet[Paper]:
    """What is still on its way and would stay out of the packet."""
    return drafted_for(meeting).exclude(state__in=(*OUT, *VOID)).order_by("drafted_at", "pk")


def papers_for_called(meeting: Meeting) -> list[Paper]:
    """What those who are called read of it: nothing private of one of them, nothing assigned to one unit alone."""
    return [one for one in papers_of(meeting) if one.kind not in NOT_FOR_ALL]


@dataclass(frozen=True)
class Piece:
    """一份材料 on its way into the packet; no ``content`` where it only stands in the catalogue."""

    order: int
    title: str
    paper: str
    reference: str
    on: str
    content: bytes
    source: str
    sha256: str


def pieces_of(meeting: Meeting) -> list[Piece]:
    """The meeting's papers first, then item by item its papers and what was registered for it."""
    place = meeting.jurisdiction
    items = list(queries.items_of(meeting))
    order = {one.public_id: number for number, one in enumerate(items, start=1)}
    found = []
    for paper in papers_of(meeting):
        content, source = pdf_of(place, paper)
        row = (paper.title, paper.public_id, paper.number, str(paper.signed_on or ""))
        sha256 = hashlib.sha256(content).hexdigest()
        found.append(Piece(order.get(paper.about_id, 0), *row, content, source, sha256))
    for own in item_papers.papers_at(meeting):
        if (last := item_papers.newest(own)) is not None:
            content, source = paper_content(own, last)
            row = (own.title, own.public_id, "", str(last.received_on))
            at = order.get(own.item.public_id, 0)
            found.append(Piece(at, *row, content, source, last.file.sha256))
    return sorted(found, key=lambda one: one.order)


def paper_content(paper: ItemPaper, version: ItemPaperVersion) -> tuple[bytes, str]:
    """The newest version where it is a PDF that may be passed on; else why it is not among the pages."""
    if paper.to_return:
        return b"", "to_return"
    if version.file.kind != "pdf":
        return b"", "beside"
    content = blobs.read(version.file.sha256)
    return (content, "received") if readable(content) else (b"", "beside")


def build(meeting: Meeting) -> Packet:
    """The papers as they went out: the sealed scan where it is a PDF or a picture, else the text as laid out."""
    writer = PdfWriter()
    lines: list[Line] = []
    for number, piece in enumerate(pieces_of(meeting), start=1):
        first = len(writer.pages) + 1
        if piece.content:
            for page in PdfReader(io.BytesIO(piece.content)).pages:
                writer.add_page(page)
            writer.add_outline_item(title=piece.title, page_number=first - 1)
        pages = len(writer.pages) - first + 1
        lines.append(
            Line(
                number=number,
                title=piece.title,
                paper=piece.paper,
                reference=piece.reference,
                on=piece.on,
                page=first if pages else 0,
                pages=pages,
                source=piece.source,
                sha256=piece.sha256,
            )
        )
    out = io.BytesIO()
    if len(writer.pages):
        writer.write(out)
    return Packet(out.getvalue(), tuple(lines))


def pdf_of(place: Jurisdiction, paper: Paper) -> tuple[bytes, str]:
    """The official version of one paper, and whether it is the scan or the text."""
    for each in scans(paper):
        content = blobs.read(each.file.sha256)
        if each.file.kind in IMAGES:
            content = as_page(content)
        if readable(content):
            return content, "scan"
    return rendering.pdf_of(place, paper), "text"


def scans(paper: Paper) -> Iterable[Any]:
    """The sealed scan, where it is a PDF or a picture of the sheet."""
    return (
        each
        for each in paper.files.all()
        if each.role == "scan" and not each.dropped and each.file.kind in {"pdf", *IMAGES}
    )


def as_page(content: bytes) -> bytes:
    """A photographed sheet as one page of A4, upright; nothing where the picture cannot be read."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            sheet = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError):
        return b""
    size = A4 if sheet.height >= sheet.width else A4[::-1]
    out = io.BytesIO()
    ImageOps.pad(sheet, size, color="white").save(out, "PDF", resolution=DOTS)
    return out.getvalue()


def readable(content: bytes) -> bool:
    """Whether the scan can be taken apart; a damaged one is replaced by the text."""
    try:
        return len(PdfReader(io.BytesIO(content)).pages) > 0
    except (PyPdfError, ValueError, KeyError, OSError):
        return False
