"""收到的公文。"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from oversight.documents import permissions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_page


@require_safe
@place_page(permissions.can_receive)
def received_paper(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """收到的一件公文。"""
    raise Http404
