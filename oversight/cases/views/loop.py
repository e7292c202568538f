"""案件的会前会后各页: reports and research, hearings and votes, review opinions and closing."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries_hearing
from oversight.cases.pages import hearing
from oversight.cases.pages.course import Course
from oversight.cases.pages.deputies import deputies_said
from oversight.cases.pages.possible import button, possible
from oversight.cases.views.case import base
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act

ON_REPORTS = (
    "draft_report",
    "submit_report",
    "enter_report",
    "return_report",
    "record_finding",
    "send_findings",
)
ON_HEARINGS = ("place_hearing", "distribute_report", "draft_opinions", "record_decision")
ON_OUTCOME = (
    "draft_report",
    "submit_report",
    "enter_report",
    "return_report",
    "pass_opinions",
    "verify_reply",
    "record_calls",
    "enter_view",
    "take_figures",
    "propose_closing",
    "verify_closing",
    "refuse_closing",
    "propose_publication",
)


def buttons(course: Course, actor: Actor, acts: Sequence[str]) -> list[Act]:
    """Those of the acts that the reader may do now."""
    return [button(course, act) for act in acts if possible(course, actor, act)]


@require_safe
@place_page(permissions.can_see)
def reports(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """报告与调研: versions of the unit's report, findings with the unit's answers."""
    context, actor = base(request, place, key, "reports"), actor_of(request)
    course = context["course"]
    context |= {
        "reports": hearing.report_rows(course, actor),
        "findings": hearing.finding_rows(course, actor),
        "acts": buttons(course, actor, ON_REPORTS),
    }
    return render(request, "cases/case_reports.html", context)


@require_safe
@place_page(permissions.can_read)
def hearings(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """听取与表决: every hearing with its counts, and the options after a second failure."""
    context, actor = base(request, place, key, "hearings"), actor_of(request)
    course = context["course"]
    context |= {
        "hearings": hearing.hearing_rows(course),
        "options": list(course.case.options.all()),
        "acts": buttons(course, actor, ON_HEARINGS),
    }
    return render(request, "cases/case_hearings.html", context)


@require_safe
@place_page(permissions.can_see)
def outcome(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """审议意见与结案; a unit sees the opinions and its own report alone."""
    context, actor = base(request, place, key, "outcome"), actor_of(request)
    course, reads = context["course"], context["office_reader"]
    case, found = course.case, queries_hearing.opinions_now(context["course"].case)
    if not reads and (found is None or found.state == "drafted"):
        raise Http404(key)
    taking = case.later_figures.last()
    context |= {
        "opinions": found,
        "rows": hearing.opinion_rows(found),
        "reports": [
            row for row in hearing.report_rows(course, actor) if row.report.purpose == "reply"
        ],
        "checks": hearing.check_rows(course) if reads else [],
        "said": deputies_said(case) if reads else None,
        "calls": list(case.return_calls.all()) if reads else [],
        "taking": taking if reads else None,
        "months": hearing.month_rows(taking) if reads else [],
        "closings": list(case.closings.all()) if reads else [],
        "public": hearing.public_rows(course) if reads else [],
        "acts": buttons(course, actor, ON_OUTCOME),
    }
    return render(request, "cases/case_outcome.html", context)
