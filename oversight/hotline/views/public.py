"""热线办理公开页: the list of published months, and the figures of one as CSV or XLSX."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from hotline_analytics.tickets import format_month

from oversight.hotline.actions.publishing import KIND
from oversight.hotline.pages import public_months as months
from oversight.hotline.pages.sheets import download
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import public_page
from oversight.publications import queries as publications


@require_safe
@public_page
def public_months(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """各月公开摘要。"""
    context = months.public_months(place, request.GET.get("page", "1"))
    return render(request, "hotline/public_months.html", vars(context))


@require_safe
@public_page
def public_figures(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """开放数据: the figures of the newest published version."""
    version = publications.published_under(place, KIND, format_month(month))
    if version is None or not version.content:
        raise Http404
    form = "xlsx" if request.GET.get("form") == "xlsx" else "csv"
    return download(months.figures_sheet(version), form)
