"""项目地图: all projects of a year on the place's map for everybody, with the list as its table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import public_page
from oversight.projects.pages.maps import town_map
from oversight.projects.pages.promise import as_of, promise_of
from oversight.ui.page import Page


@require_safe
@public_page
def project_map(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """项目地图; ``?year=`` and ``?group=`` as on the front page. 404 before a result was announced."""
    promise = promise_of(place, request.GET)
    if promise is None:
        raise Http404(place.code)
    found = town_map(place, promise)
    values = {"n": len(promise.rows)}
    context = {
        "page": Page(
            title=_("%(n)d 件民生实事，都在哪里") % values,
            lead=f"{promise.year}　{as_of()}",
            window_title=_("项目地图"),
        ),
        "place": place,
        "promise": promise,
        "found": found,
        "map": found.map,
        "note": _("同一处的标记错开画，细线指着实际位置。")
        if found.map and found.map.lines
        else "",
    }
    return render(request, "projects/public/project_map.html", context)
