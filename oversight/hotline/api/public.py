"""公开的读: the published summaries. No account needed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from oversight.hotline.actions.publishing import KIND
from oversight.hotline.api import schemas as s
from oversight.hotline.api.access import PageNumber, month_of, paged
from oversight.hotline.api.routing import router
from oversight.hotline.pages.public_months import published
from oversight.institutions.web import place_or_404
from oversight.publications import queries as publications
from oversight.publications.models import PublicationVersion


def shown(version: PublicationVersion) -> dict[str, Any]:
    """A published summary as the API says it."""
    return {
        "month": version.publication.key,
        "title": version.publication.title,
        "version": version.version,
        "state": version.state,
        "published_at": version.published_at,
        "entry_digest": version.entry_digest,
        "publication": version.publication.public_id,
        "content": version.content,
    }


@router.get("/{slug:place}/summaries", response=s.SummaryPage, auth=None)
def list_summaries(request: HttpRequest, place: str, page: PageNumber = 1) -> Any:
    """已公开的各月热线办理情况, the newest version of every month."""
    return paged(published(place_or_404(place)), page, shown)


@router.get("/{slug:place}/summaries/{month}", response=s.SummaryOut, auth=None)
def one_summary(request: HttpRequest, place: str, month: str) -> Any:
    """一个月的公开摘要, its newest public version."""
    found = place_or_404(place)
    month_of(month)
    version = publications.published_under(found, KIND, month)
    if version is None:
        raise Http404(month)
    return shown(version)
