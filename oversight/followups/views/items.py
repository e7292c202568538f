"""跟踪事项的页面: the list of a place and the page of one item."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oversight.followups import permissions, queries
from oversight.followups.models import Followup
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_page
from oversight.ui.page import Page


def followup_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> Followup:
    """The item of the address, where the acting role may read it."""
    found = queries.followup_by_id(place, key)
    if found is None:
        raise Http404(key)
    if not permissions.may_read(request.actor, place, found):  # type: ignore[attr-defined]
        raise PermissionDenied
    return found


@require_safe
@place_page(permissions.can_open)
def followup(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一件跟踪事项."""
    found = followup_or_404(request, place, key)
    context = {"page": Page(title=found.title), "followup": found, "place": place}
    return render(request, "followups/followup.html", context)
