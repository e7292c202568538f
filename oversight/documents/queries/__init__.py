"""读公文: papers, what waits for whom, receipts, registers; the list below is the public face."""

from oversight.documents.queries.papers import (
    PARTS,
    about_counts,
    issued_to,
    paper_by_id,
    papers_about,
    papers_of,
    papers_seen_by,
    papers_visible,
    to_acknowledge,
    waiting_for,
)
from oversight.documents.queries.receipts import phone_list, receipt_by_id, receipts_of
from oversight.documents.queries.registers import register_by_id, register_lines, registers_of
from oversight.documents.queries.tracks import track, tracks

__all__ = [
    "PARTS",
    "about_counts",
    "issued_to",
    "paper_by_id",
    "papers_about",
    "papers_of",
    "papers_seen_by",
    "papers_visible",
    "phone_list",
    "receipt_by_id",
    "receipts_of",
    "register_by_id",
    "register_lines",
    "registers_of",
    "to_acknowledge",
    "track",
    "tracks",
    "waiting_for",
]
