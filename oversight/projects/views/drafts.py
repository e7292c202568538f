"""退回的行: kept for a day for whoever uploaded them, beside the occasion they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from oversight.audit.scoping import Scope
from oversight.institutions.models import ImportDraft, Jurisdiction
from oversight.projects import sheets
from oversight.projects.models import CollectingSession

SUBJECT = "session"


def name_of(place: Jurisdiction, session: CollectingSession) -> str:
    return f"{place.code}-{session.public_id}-refused.xlsx"


def keep_refused(
    request: HttpRequest,
    place: Jurisdiction,
    session: CollectingSession,
    rows: Sequence[sheets.Refused],
) -> None:
    """The workbook of the rows that were sent back; a newer one takes its place."""
    if (old := draft_of(request, place, session)) is not None:
        old.delete()
    ImportDraft.objects.create(
        jurisdiction=place,
        account=request.user,
        subject=SUBJECT,
        file_name=name_of(place, session),
        content=sheets.refused_workbook(place, rows),
    )


def draft_of(
    request: HttpRequest, place: Jurisdiction, session: CollectingSession
) -> ImportDraft | None:
    """What was sent back to this reader."""
    rows = ImportDraft.objects.in_scope(Scope.of(place)).filter(account=request.user.pk)
    return rows.filter(subject=SUBJECT, file_name=name_of(place, session)).first()
