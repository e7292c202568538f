"""演示公文: brings a paper through its sign-off, by the people of the demonstration; and an invented scan."""

from __future__ import annotations

from io import BytesIO

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.documents import actions as documents
from oversight.documents import rendering
from oversight.documents.models import Paper
from oversight.files.actions import store_file
from oversight.files.models import StoredFile
from oversight.institutions.models import Body, Jurisdiction

# Stands for a scan where the machine has no Chinese typeface to make one from.
BLANK_SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


class People:
    """Who acts in the demonstration's city, by user name."""

    def __init__(self, **actors: Actor) -> None:
        self.clerk, self.reviewer = actors["clerk"], actors["reviewer"]
        self.chair, self.office = actors["chair"], actors["office"]
        self.liaison, self.head = actors["liaison"], actors["head"]
        self.member = actors["member"]


def bring_to(
    place: Jurisdiction, people: People, paper: Paper, step: str, offices: tuple[Body, ...] = ()
) -> Paper:
    """Up to checking, cosigning, signing, signed, sealed or issued."""
    documents.submit_for_check(people.clerk, place, paper=paper)
    if step == "checking":
        return paper
    documents.approve_check(people.reviewer, place, paper=paper, offices=offices)
    if step in {"cosigning", "signing"}:
        return paper
    documents.sign(people.chair, place, paper=paper)
    if step == "signed":
        return paper
    paper.refresh_from_db()
    documents.attach_sealed_scan(people.clerk, place, paper=paper, file=scan(place, people, paper))
    if step == "issued":
        documents.issue(people.clerk, place, paper=paper)
    paper.refresh_from_db()
    return paper


def scan(place: Jurisdiction, people: People, paper: Paper) -> StoredFile:
    """The sealed version: the paper itself as PDF."""
    try:
        content = rendering.pdf_of(place, paper)
    except Refused:  # no Chinese typeface on this machine; the demonstration loads all the same
        content = BLANK_SCAN
    name = f"{paper.title[:40]}（用印件，演示）.pdf"
    return store_file(people.clerk, place, name=name, stream=BytesIO(content))
