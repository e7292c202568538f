"""备案的附件: announcement and count sheet, each uploaded or taken from what was issued here, and what else was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.documents import queries as documents_read
from oversight.documents import rendering
from oversight.documents.models import Paper
from oversight.files.actions import kept, store_file
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.projects.actions.announcing import OUT, issued_announcement
from oversight.projects.models import FilingAttachment, ResultFiling
from oversight.projects.queries import filings as read

ANNOUNCEMENT, COUNT_SHEET, OTHER = "announcement", "count_sheet", "other"


def attach(
    actor: Actor,
    place: Jurisdiction,
    filing: ResultFiling,
    announcement: Any,
    count_sheet: Any,
    others: Iterable[Any],
    *,
    anew: bool = False,
) -> int:
    """Both papers, each uploaded or taken from what was issued here; and what else was asked for.

    ``anew``: of a further vote, whose own announcement and count sheet are asked for.
    """
    year = filing.project_year
    issued = issued_announcement(year, of_newest=True) if anew else issued_announcement(year)
    wanted = (
        (ANNOUNCEMENT, announcement, issued),
        (COUNT_SHEET, count_sheet, count_paper(place, filing)),
    )
    before = set() if anew else {one.kind for one in read.attachments_of(filing)}
    for kind, upload, paper in wanted:
        if upload:
            put_in(place, filing, kind, kept(actor, place, upload, _("备案附件"), kind))
        elif paper is not None and kind not in before:
            put_in(place, filing, kind, printed(actor, place, paper))
        elif kind not in before:
            label = dict(FilingAttachment.KINDS)[kind]
            text = _("缺%(what)s：在公文里印发，或者在这里上传。") % {"what": label}
            raise Invalid("no_attachments", text, where=kind)
    for upload in others:
        put_in(place, filing, OTHER, kept(actor, place, upload, _("备案附件"), "others"))
    return len(read.attachments_of(filing))


def count_paper(place: Jurisdiction, filing: ResultFiling) -> Paper | None:
    """The count sheet's paper of the last round, where it was made in documents."""
    last = filing.project_year.measures.filter(state="adopted").first()
    ballot = last.ballots.filter(status="valid").last() if last is not None else None
    if ballot is None:
        return None
    rows = documents_read.papers_about(place, "agenda_item", ballot.item_id)
    rows = rows.filter(kind="count_sheet").exclude(state__in=["withdrawn", "recalled"])
    return rows.filter(facts__poll=ballot.poll_id).last()


def printed(actor: Actor, place: Jurisdiction, paper: Paper) -> Any:
    """The official scan where there is one, else the paper as PDF."""
    scan = paper.files.filter(role="scan", dropped=False).select_related("file").first()
    if scan is not None and paper.state in OUT:
        return scan.file
    made = rendering.pdf_of(place, paper)
    return store_file(
        actor,
        place,
        name=f"{paper.title[:80]}.pdf",
        stream=BytesIO(made),
        purpose=_("备案附件"),
        permitted=True,
        confined=True,
    )


def put_in(place: Jurisdiction, filing: ResultFiling, kind: str, file: Any) -> None:
    """Part of an act: one more attachment of this submission."""
    made = FilingAttachment(
        jurisdiction=place,
        filing=filing,
        kind=kind,
        label=file.name[:200],
        file=file,
        submission=filing.submissions,
    )
    put(made)
