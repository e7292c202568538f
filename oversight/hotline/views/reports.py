"""月度报告的下载: the monthly report as DOCX, of the figures that the month's page shows."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Refused
from oversight.hotline import permissions, queries_months, reports
from oversight.hotline.questions import Question
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@place_page(permissions.can_read_hotline)
def report(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """下载月度报告。"""
    try:
        return report_file(place, month)
    except Refused as error:
        raise Http404(error.code) from error


def report_file(place: Jurisdiction, month: int) -> HttpResponse:
    """The report of a month that has figures; 404 for one that has none."""
    view = queries_months.month_view(place, Question(month))
    if not view.answer["rows"]:
        raise Http404(format_month(month))
    content = reports.monthly_report(place, month, answer=view.answer)
    answer = HttpResponse(content, content_type=DOCX)
    name = f"{place.code}-{format_month(month)}.docx"
    full = quote(f"{place.name}{format_month(month)}热线数据月度分析报告.docx")
    answer["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{full}"
    return answer
