"""案件清单、排队、尚未报告的行动: lists with search, filters in the address, order, paging, export, print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.cases import permissions, queries, queries_hearing
from oversight.cases.actions.papers import result_taken, taken
from oversight.cases.models import Case
from oversight.cases.pages.course import courses
from oversight.cases.pages.listing import Filters, case_row, choices, narrowed
from oversight.cases.pages.queue import queue
from oversight.cases.pages.sheets import case_sheet
from oversight.cases.views.shared import list_crumb
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.web import actor_of, place_page
from oversight.publications.filings import queries as filings
from oversight.publications.filings.queries import ActionTaken
from oversight.ui.page import Act, Crumb, Page

PER_PAGE = 20


@require_safe
@place_page(permissions.can_see)
def cases(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """监督案件清单。"""
    return render(request, "cases/cases.html", list_context(request, place))


@require_safe
@place_page(permissions.can_see)
def cases_print(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """打印监督案件清单。"""
    context = list_context(request, place, everything=True)
    context["back_url"] = reverse("cases:cases", args=[place.code])
    context["print_address"] = request.build_absolute_uri(request.path)
    return render(request, "cases/cases_print.html", context)


def list_context(
    request: HttpRequest, place: Jurisdiction, everything: bool = False
) -> dict[str, Any]:
    """The list as the address asks for it; all rows for printing."""
    actor, filters = actor_of(request), Filters.read(request.GET)
    found = narrowed(actor, place, filters)
    listing = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    known = courses(place, found if everything else listing)
    rows = [case_row(course, actor) for course in known]
    return {
        "page": Page(
            title=headline(listing.paginator.count, rows, filters),
            lead=_("从数据到决定，从通知到跟踪；由谁办、到哪一天"),
            crumbs=(Crumb(_("监督案件")),),
            window_title=_("监督案件"),
            acts=list_acts(place, actor),
        ),
        "place": place,
        "listing": listing,
        "rows": rows,
        "filters": filters,
        "choices": choices(actor, place),
        "office_reader": permissions.can_read(actor, place),
        "may_open": permissions.can_open(actor, place),
    }


def headline(total: int, rows: list[Any], filters: Filters) -> str:
    """What the list says in one sentence."""
    if filters.narrowed:
        return ngettext("找到 %(count)d 个案件", "找到 %(count)d 个案件", total) % {"count": total}
    mine = sum(1 for row in rows if row.mine)
    late = sum(1 for row in rows if row.late)
    if mine and late:
        return _("%(count)d 个案件，%(mine)d 个等你办理，%(late)d 个逾期") % {
            "count": total,
            "mine": mine,
            "late": late,
        }
    if mine:
        return _("%(count)d 个案件，%(mine)d 个等你办理") % {"count": total, "mine": mine}
    if not total:
        return _("还没有监督案件")
    return ngettext("%(count)d 个案件", "%(count)d 个案件", total) % {"count": total}


def list_acts(place: Jurisdiction, actor: Any) -> tuple[Act, ...]:
    """What may be done from the list."""
    found = []
    if permissions.can_open(actor, place):
        found.append(Act(_("立案"), reverse("cases:new", args=[place.code]), "plus-lg", True))
    if permissions.can_read(actor, place):
        found.append(Act(_("会议排队"), reverse("cases:queue", args=[place.code]), "list-ol"))
    if permissions.can_record_decision(actor, place):
        found.append(Act(_("尚未报告的行动"), reverse("cases:unreported", args=[place.code])))
    return tuple(found)


@require_safe
@place_page(permissions.can_see)
def export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出监督案件清单, as it is filtered, whole."""
    if form not in FORMS:
        raise Http404(form)
    actor = actor_of(request)
    found = narrowed(actor, place, Filters.read(request.GET))
    rows = [case_row(course, actor) for course in courses(place, found)]
    name = _("%(place)s监督案件") % {"place": place.name}
    return table_response(case_sheet(rows), form, name)


@require_safe
@place_page(permissions.can_read)
def queue_page(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """会议排队。"""
    found = queue(place)
    count = sum(len(one.cases) for one in found.meetings)
    title = _("%(cases)d 个案件已排入会议，%(waiting)d 个还没有决定")
    values = {"cases": count, "waiting": len(found.waiting)}
    context = {
        "page": Page(
            title=title % values,
            lead=_("分析每月一次，常委会会议至少两个月一次；报告初稿须在会前 20 日送到"),
            crumbs=(list_crumb(place), Crumb(_("会议排队"))),
            window_title=_("会议排队"),
        ),
        "place": place,
        "queue": found,
    }
    return render(request, "cases/queue.html", context)


@dataclass(frozen=True)
class ActionLine:
    """一项行动: what it was, of which case, on which day, and how its report is asked for."""

    action: ActionTaken
    title: str
    text: str
    case: Case
    on: date
    query: str


def action_lines(place: Jurisdiction) -> dict[str, ActionLine]:
    """Every confirmed decision and every announced result of the place, by key."""
    found = {}
    for one in queries.decisions_in(place).filter(state="confirmed").exclude(kind="back"):
        title = one.method_title or str(one.get_kind_display())
        query = f"decision={one.public_id}"
        found[one.public_id] = ActionLine(
            taken(one.case, one), title, one.text, one.case, one.on, query
        )
    for made in queries_hearing.results_in(place):
        on = made.announced_on or made.on
        words = _("第%(number)d次听取表决：%(result)s") % {
            "number": made.number,
            "result": made.get_state_display(),
        }
        found[made.public_id] = ActionLine(
            result_taken(made), words, made.result_text, made.case, on, f"hearing={made.public_id}"
        )
    return found


@require_safe
@place_page(permissions.can_record_decision)
def unreported(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """尚未报告的行动: every decision and result whose report up has not gone out."""
    made = action_lines(place)
    missing = filings.missing_reports(place, [one.action for one in made.values()])
    rows = [(made[one.action.key], one) for one in missing]
    context = {
        "page": Page(
            title=ngettext("%(count)d 项行动还没有报告", "%(count)d 项行动还没有报告", len(rows))
            % {"count": len(rows)}
            if rows
            else _("每一项行动都已报告"),
            lead=_("每一项监督行动都向同级党委报告；报告不公开，查阅留痕"),
            crumbs=(list_crumb(place), Crumb(_("尚未报告的行动"))),
            window_title=_("尚未报告的行动"),
        ),
        "place": place,
        "rows": rows,
        "may_draft": permissions.can_report_up(actor_of(request), place),
    }
    return render(request, "cases/unreported.html", context)
