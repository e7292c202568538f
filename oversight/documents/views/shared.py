"""公文页面的共同做法: the paper of the address, crumbs, and files sent out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import pgettext

from oversight.documents import queries
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.ui.page import Crumb

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def paper_or_404(request: HttpRequest, place: Jurisdiction, public_id: str) -> Paper:
    """The paper of the address, where the role may read it."""
    rows = queries.papers_visible(actor_of(request), place)
    found = rows.prefetch_related(*queries.PARTS).filter(public_id=public_id).first()
    if found is None:
        raise Http404(public_id)
    return found


def url_of(place: Jurisdiction, paper: Paper, name: str = "paper") -> str:
    return reverse(f"documents:{name}", args=[place.code, paper.public_id])


def list_crumb(place: Jurisdiction) -> Crumb:
    return Crumb(pgettext("heading", "公文"), reverse("documents:papers", args=[place.code]))


def crumbs_to(place: Jurisdiction, paper: Paper, *more: str) -> tuple[Crumb, ...]:
    """公文 / the paper / the act."""
    own = Crumb(paper.number_text, url_of(place, paper) if more else "")
    return (list_crumb(place), own, *(Crumb(each) for each in more))


def sent(content: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A made file as an answer; never kept by a cache."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def file_or_404(rows: Any, public_id: str) -> Any:
    """One of the paper's files."""
    found = rows.select_related("file").filter(public_id=public_id).first()
    if found is None:
        raise Http404(public_id)
    return found
