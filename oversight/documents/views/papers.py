"""公文清单与一件公文。"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from oversight.documents import permissions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_page


@require_safe
@place_page(permissions.can_read)
def papers(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """公文清单。"""
    raise Http404


@require_safe
@place_page(permissions.can_read)
def paper(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """一件公文。"""
    raise Http404
