"""月份页。"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from oversight.hotline.permissions import can_read_hotline
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_page


@place_page(can_read_hotline)
def months(request: HttpRequest, place: Jurisdiction, **kwargs: object) -> HttpResponse:
    raise Http404


@place_page(can_read_hotline)
def month(request: HttpRequest, place: Jurisdiction, **kwargs: object) -> HttpResponse:
    raise Http404


@place_page(can_read_hotline)
def month_print(request: HttpRequest, place: Jurisdiction, **kwargs: object) -> HttpResponse:
    raise Http404


@place_page(can_read_hotline)
def month_export(request: HttpRequest, place: Jurisdiction, **kwargs: object) -> HttpResponse:
    raise Http404
