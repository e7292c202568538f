"""记录怎样写成接口的格式。"""

from __future__ import annotations

from typing import Any

from oversight.audit.actors import Actor
from oversight.documents import permissions
from oversight.documents.api import schemas as s
from oversight.documents.models import Cosignature, NumberRegister, Paper, PaperFile, Receipt
from oversight.documents.queries.receipts import PhoneLine
from oversight.documents.queries.registers import RegisterLines
from oversight.documents.queries.tracks import track
from oversight.documents.standing import possible
from oversight.institutions.models import Jurisdiction
from oversight.ui.page import Track


def line_out(paper: Paper, seen: Track) -> dict[str, Any]:
    """A paper in a list."""
    return {
        "id": paper.public_id,
        "kind": paper.kind,
        "title": paper.title,
        "number": paper.number,
        "issuer": paper.issuer.name,
        "state": paper.state,
        "words": seen.words,
        "holder": seen.holder,
        "version": paper.version,
        "drafted_at": paper.drafted_at,
        "signed_on": paper.signed_on,
        "issued_at": paper.issued_at,
        "about_kind": paper.about_kind,
        "about_id": paper.about_id,
    }


def paper_out(actor: Actor, place: Jurisdiction, paper: Paper) -> dict[str, Any]:
    """A paper with everything that hangs on it."""
    seen = track(paper)
    entry = getattr(paper, "archive_entry", None)
    able = possible(actor, place, paper) if permissions.can_handle(actor, place) else ()
    same = (
        "text addressees copies copies_label urgency security contact content_sha256 drafted_label"
        " checked_label signed_label returned_reason recalled_reason"
    )
    return {
        **line_out(paper, seen),
        **{name: getattr(paper, name) for name in same.split()},
        "catalogue": entry.catalogue if entry else "",
        "retention": entry.retention if entry else "",
        "archive_sha256": entry.sha256 if entry else "",
        "track": [segment_out(segment) for segment in seen.segments],
        "files": [file_out(each) for each in paper.files.select_related("file")],
        "cosignatures": [
            cosignature_out(row)
            for row in paper.cosignatures.select_related("office")
            if row.state != "void"
        ],
        "receipts": [receipt_out(row) for row in paper.receipts.select_related("paper", "unit")],
        "possible": list(able),
    }


def segment_out(segment: Any) -> dict[str, Any]:
    return {name: getattr(segment, name) for name in ("letter", "name", "state", "who", "on")}


def file_out(each: PaperFile) -> dict[str, Any]:
    return {
        "id": each.public_id,
        "role": each.role,
        "label": each.label,
        "name": each.file.name,
        "media_type": each.file.media_type,
        "size": each.file.size,
        "sha256": each.file.sha256,
        "dropped": each.dropped,
    }


def cosignature_out(row: Cosignature) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "office": row.office.public_id,
        "office_name": row.office.name,
        "state": row.state,
        "due": row.due,
        "opinion": row.opinion,
        "signed_label": row.signed_label,
        "signed_at": row.signed_at,
    }


def receipt_out(row: Receipt) -> dict[str, Any]:
    same = (
        "name required due state via acknowledged_name acknowledged_at phoned_at phoned_note note"
    )
    return {
        "id": row.public_id,
        "paper": row.paper.public_id,
        "number": row.paper.number,
        "unit": row.unit.public_id if row.unit else None,
        "copy_only": row.copy,
        **{name: getattr(row, name) for name in same.split()},
    }


def phone_out(line: PhoneLine) -> dict[str, Any]:
    contacts = [vars_of(each) for each in line.contacts]
    return {
        "receipt": receipt_out(line.receipt),
        "reason": line.reason,
        "days_late": line.days_late,
        "contacts": contacts,
    }


def vars_of(contact: Any) -> dict[str, str]:
    return {"name": contact.name, "rank": contact.rank, "phone": contact.phone}


def register_out(register: NumberRegister) -> dict[str, Any]:
    same = "year series prefix carried carried_reason last"
    return {
        "id": register.public_id,
        "issuer": register.issuer.public_id,
        "issuer_name": register.issuer.name,
        **{name: getattr(register, name) for name in same.split()},
    }


def register_full(lines: RegisterLines, hidden: frozenset[str]) -> dict[str, Any]:
    """A register with its numbers; ``hidden`` are kinds whose titles the reader may not see."""
    drawn = [
        {
            "number": each.number,
            "text": lines.register.text(each.number),
            "paper": each.paper.public_id,
            "title": "" if each.paper.kind in hidden else each.paper.title,
            "state": each.paper.state,
            "drawn_at": each.drawn_at,
            "drawn_label": each.drawn_label,
        }
        for each in lines.drawn
    ]
    return {**register_out(lines.register), "drawn": drawn, "missing": list(lines.missing)}


def received_out(paper: Paper, receipt: Receipt) -> s.ReceivedOut:
    """A paper as the addressed unit sees it."""
    recalled = paper.state == "recalled"
    files = [] if recalled else [each for each in paper.files.all() if not each.dropped]
    return s.ReceivedOut(
        id=paper.public_id,
        title=paper.title,
        number=paper.number,
        issuer=paper.issuer.name,
        state=paper.state,
        signed_on=paper.signed_on,
        issued_at=paper.issued_at,
        recalled_reason=paper.recalled_reason,
        text="" if recalled else paper.text,
        files=[s.FileOut(**file_out(each)) for each in files],
        receipt=s.ReceiptOut(**receipt_out(receipt)),
    )
