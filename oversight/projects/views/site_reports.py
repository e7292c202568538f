"""现场反映的工作页面: what passers-by sent, read by the office, handed on, answered, dismissed with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.sheets.workbook import Sheet
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of
from oversight.projects import permissions_building as permissions
from oversight.projects.actions import site as actions
from oversight.projects.actions.site_deleting import delete_site_report as delete_on_request
from oversight.projects.forms.collecting import ReasonForm
from oversight.projects.forms.supervising import HandSiteForm, SiteAnswerForm
from oversight.projects.models import ProjectYear, SiteReport
from oversight.projects.pages.supervision import site_badge
from oversight.projects.queries import supervising
from oversight.projects.views.work_pages import list_word, record_page, shown
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Act, Crumb, Entry, Page


@dataclass(frozen=True)
class SiteReportsPage:
    """一年的现场反映。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    listing: Any
    rows: list[tuple[SiteReport, str]]
    q: str
    state: str
    states: Any


def wanted(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> Any:
    """The reports that the address asks for."""
    rows = supervising.site_reports_in(place).filter(project__project_year=year)
    state, q = word(request, "state", dict(SiteReport.STATES)), word(request, "q")
    rows = rows.filter(state=state) if state else rows
    q = q.replace("\x00", "")[:60]
    return (rows.filter(text__icontains=q) if q else rows), state, q


def below(place: Jurisdiction, year: ProjectYear, *last: str) -> tuple[Crumb, ...]:
    listed = Crumb(list_word(), url_of(place, year, "works"))
    if not last:
        return crumbs(place, year, listed, _("现场反映"))
    reports = Crumb(_("现场反映"), url_of(place, year, "site_reports"))
    return crumbs(place, year, listed, reports, *last)


@require_safe
@year_page(permissions.can_read_site_reports)
def site_reports(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """一年的现场反映."""
    rows, state, q = wanted(request, place, year)
    every = supervising.site_reports_in(place).filter(project__project_year=year)
    listing = paged(request, rows)
    values = {"n": every.count(), "open": every.filter(state__in=SiteReport.OPEN).count()}
    context = SiteReportsPage(
        page=Page(
            title=_("收到现场反映 %(n)d 条，%(open)d 条没有办完") % values,
            lead=str(year),
            crumbs=below(place, year),
            window_title=_("现场反映"),
        ),
        place=place,
        year=year,
        listing=listing,
        rows=[(one, site_badge(one)) for one in listing],
        q=q,
        state=state,
        states=SiteReport.STATES,
    )
    return render(request, "projects/building/site_reports.html", vars(context))


@require_safe
@year_page(permissions.can_read_site_reports)
def site_reports_export(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, form: str
) -> HttpResponse:
    """导出现场反映."""
    if form not in FORMS:
        raise Http404(form)
    rows, _state, _q = wanted(request, place, year)
    headings = (_("时间"), _("项目"), _("内容"), _("状态"), _("小组"), _("答复或原因"))
    lines = [
        [
            one.at,
            f"{one.project.code} {one.project.title}",
            one.text,
            str(one.get_state_display()),
            one.group.name if one.group else "",
            one.answer or one.reason,
        ]
        for one in rows
    ]
    sheet = Sheet(_("现场反映"), headings, lines, wide=frozenset({2, 5}))
    return table_response(sheet, form, _("%(year)d年现场反映") % {"year": year.year})


@dataclass(frozen=True)
class SiteReportPage:
    """一条现场反映。"""

    page: Page
    place: Jurisdiction
    report: SiteReport
    badge: str
    acts: list[Act]
    entries: list[Entry]


@require_safe
@record_page(permissions.can_read_site_reports, supervising.site_report_by_id)
def site_report(request: HttpRequest, place: Jurisdiction, found: SiteReport) -> HttpResponse:
    """一条现场反映: what was sent, why it waits, what was done with it."""
    actor = actor_of(request)
    acts = acts_with(place, found) if permissions.can_handle_site_reports(actor, place) else []
    context = SiteReportPage(
        page=Page(
            title=found.text[:50] or _("应本人要求删除"),
            lead=f"{found.project.code} {found.project.title}",
            crumbs=below(place, found.project.project_year, _("一条反映")),
            window_title=_("现场反映"),
        ),
        place=place,
        report=found,
        badge=site_badge(found),
        acts=acts,
        entries=history(actor, place, found),
    )
    return render(request, "projects/building/site_report.html", vars(context))


def acts_with(place: Jurisdiction, found: SiteReport) -> list[Act]:
    """What the office may do with it in its state."""
    acts: list[Act] = []
    if found.state not in {"dismissed", "deleted"}:
        acts.append(Act(_("答复"), to(place, "answer_site_report", found), "pencil", main=True))
    if found.state in {"held", "received"}:
        acts.append(Act(_("转监督小组"), to(place, "hand_site_report", found), "people"))
        acts.append(Act(_("不受理"), to(place, "dismiss_site_report", found), "slash-circle"))
    if found.state != "deleted":
        acts.append(Act(_("应本人要求删除"), to(place, "delete_site_report", found), "trash"))
    return acts


@require_safe
@record_page(permissions.can_read_site_reports, supervising.site_report_by_id)
def site_photo(
    request: HttpRequest, place: Jurisdiction, found: SiteReport, file: str
) -> HttpResponse:
    """现场反映的照片."""
    for one in found.photos.all():
        if one.file.public_id == file:
            return shown(one.file)
    raise Http404(file)


def to(place: Jurisdiction, name: str, report: SiteReport) -> str:
    return reverse(f"projects:{name}", args=[place.code, report.public_id])


def site_act(
    request: HttpRequest,
    place: Jurisdiction,
    found: SiteReport,
    form: Any,
    act: Any,
    *,
    title: str,
    done: str,
    warning: str = "",
    **more: Any,
) -> HttpResponse:
    """The form of one act on a report, then back to it."""
    page = ActPage(
        title,
        title,
        to(place, "site_report", found),
        below(place, found.project.project_year, title),
        lead=f"{found.project.code} {found.project.title}",
        done=done,
        facts=[(_("反映"), found.text)],
        warning=warning,
    )

    def run(**data: Any) -> Any:
        return act(actor_of(request), place, found, **data)

    return form_act(request, place, page, form, run, **more)


@record_page(permissions.can_handle_site_reports, supervising.site_report_by_id)
def hand_site_report(request: HttpRequest, place: Jurisdiction, found: SiteReport) -> HttpResponse:
    """转监督小组."""
    return site_act(
        request, place, found, HandSiteForm, actions.hand_site_report,
        title=_("转监督小组"), done=_("已转监督小组。"),
        offered={"year": found.project.project_year},
    )  # fmt: skip


@record_page(permissions.can_handle_site_reports, supervising.site_report_by_id)
def dismiss_site_report(
    request: HttpRequest, place: Jurisdiction, found: SiteReport
) -> HttpResponse:
    """不受理."""
    return site_act(
        request, place, found, ReasonForm, actions.dismiss_site_report,
        title=_("不受理"), done=_("已记下原因，反映的人凭回执码看到。"),
    )  # fmt: skip


@record_page(permissions.can_handle_site_reports, supervising.site_report_by_id)
def answer_site_report(
    request: HttpRequest, place: Jurisdiction, found: SiteReport
) -> HttpResponse:
    """答复."""
    return site_act(
        request, place, found, SiteAnswerForm, actions.answer_site_report,
        title=_("答复"), done=_("已答复，反映的人凭回执码看到。"),
        initial={"answer": found.answer},
    )  # fmt: skip


@record_page(permissions.can_handle_site_reports, supervising.site_report_by_id)
def delete_site_report(
    request: HttpRequest, place: Jurisdiction, found: SiteReport
) -> HttpResponse:
    """应本人要求删除: where the sender has lost the code."""
    return site_act(
        request, place, found, ReasonForm, delete_on_request,
        title=_("应本人要求删除"), done=_("已删除，收到的日期和答复保留。"),
        warning=_("内容和照片立即删除，不能恢复。写明怎样核实是本人要求。"),
    )  # fmt: skip
