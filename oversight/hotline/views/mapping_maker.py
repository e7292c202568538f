"""新做对照表: from the head of a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from oversight.hotline import permissions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_page


@place_page(permissions.can_import)
def mapping_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    raise Http404


@place_page(permissions.can_import)
def mapping_draft(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    raise Http404
