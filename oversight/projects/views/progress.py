"""进展、完成、变更的表单: one page an act; the monthly report is made for the telephone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.queries.boundaries import boundaries_now
from oversight.institutions.sheets.csv_file import table_response
from oversight.institutions.views.act_forms import ActPage, not_now
from oversight.institutions.web import actor_of
from oversight.projects import permissions_building as permissions
from oversight.projects.actions import building_sheets, changing, finishing, progress
from oversight.projects.actions.building_support import work_url
from oversight.projects.actions.locating import locate_project
from oversight.projects.forms import building as forms
from oversight.projects.forms.collecting import BareForm, ReasonForm
from oversight.projects.forms.locating import LocateForm
from oversight.projects.forms.supervising import MeetingForm
from oversight.projects.models import LivelihoodProject, ProjectChange, ProjectYear
from oversight.projects.pages.work_acts import changes_possible
from oversight.projects.pages.works import rows_of
from oversight.projects.queries import building as read
from oversight.projects.queries.changes import change_by_id
from oversight.projects.queries.inherited import listed_in
from oversight.projects.tables import building as tables
from oversight.projects.views.plans import import_page
from oversight.projects.views.work_pages import record_page, work_act, work_crumbs, work_page
from oversight.projects.views.year_pages import url_of as year_url
from oversight.projects.views.year_pages import year_page


@work_page(permissions.can_report)
def report_progress(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """报月进展."""
    row = rows_of(place, [found])[0]
    facts = [(_("现在"), reason) for reason in row.reasons]
    return work_act(
        request,
        place,
        found,
        forms.ProgressForm,
        progress.report_progress,
        title=_("报进展"),
        button=_("提交进展"),
        done=_("进展已提交，随即公开；要更正的，再报一次同一个月。"),
        facts=facts,
        offered={
            "work": row.built,
            "month": row.owed_month or read.month_code(today().year, today().month),
        },
    )


@work_page(permissions.can_report)
def report_done(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """自报完成."""
    return work_act(
        request,
        place,
        found,
        forms.DoneForm,
        finishing.report_done,
        title=_("自报完成"),
        done=_("已报告完成，等另一人核实。"),
        warning=_("自报完成不等于核实完成；核实以前仍算未完成。"),
    )


@work_page(permissions.can_verify)
def verify_work(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """核实完成."""
    return work_act(
        request,
        place,
        found,
        forms.VerifyForm,
        finishing.verify,
        title=_("核实完成"),
        done=_("已核实完成，凭验收报告再登记验收。"),
        facts=said_facts(found),
    )


def said_facts(found: LivelihoodProject) -> list[tuple[str, str]]:
    """What the unit reported as done."""
    last = found.reports.filter(kind="done").last()
    if last is None:
        return []
    count = _("%(n)d 份") % {"n": last.evidence.count()}
    return [(_("责任单位报告"), last.text), (_("报告人"), last.reported_label), (_("佐证"), count)]


@work_page(permissions.can_verify)
def send_back_work(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """退回继续实施."""
    return work_act(
        request,
        place,
        found,
        forms.SendBackForm,
        finishing.send_back,
        title=_("退回继续实施"),
        done=_("已退回，责任单位收到原因。"),
        facts=said_facts(found),
    )


@work_page(permissions.can_accept)
def accept_work(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """登记验收."""
    return work_act(
        request,
        place,
        found,
        forms.AcceptForm,
        finishing.accept,
        title=_("登记验收"),
        done=_("已登记验收。"),
        initial={"on": today()},
    )


@work_page(permissions.can_report)
def locate_work(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """标出项目位置; not possible before the place has a map."""
    title = _("标出项目位置")
    if boundaries_now(place) is None:
        why = _("还没有导入边界，没有地图可标。")
        trail = work_crumbs(place, found, title)
        return not_now(request, ActPage(title, title, work_url(place, found), trail, obstacle=why))
    return work_act(
        request,
        place,
        found,
        LocateForm,
        locate_project,
        title=title,
        button=_("保存位置"),
        done=_("位置已保存。"),
        initial={"point": (found.latitude, found.longitude)},
    )


@work_page(permissions.can_report)
def declare_unfinished(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """说明未完成."""
    row = rows_of(place, [found])[0]
    return work_act(
        request,
        place,
        found,
        forms.UnfinishedForm,
        finishing.declare_unfinished,
        title=_("说明未完成"),
        done=_("已说明。项目继续列在清单里，直到核实完成或者大会终止。"),
        initial={"percent": row.percent},
    )


@work_page(permissions.can_report)
def ask_change(request: HttpRequest, place: Jurisdiction, found: LivelihoodProject) -> HttpResponse:
    """申请调整、暂停、恢复、终止: what stands now is on the page beside what shall be."""
    row = rows_of(place, [found])[0]
    facts = [
        (_("现在的完工日期"), row.promised_words or "–"),
        (_("现在的预算"), row.budget_words),
        (_("现在的建设内容"), found.requirement),
    ]
    return work_act(
        request,
        place,
        found,
        forms.ChangeForm,
        changing.ask_change,
        title=_("申请恢复、调整或终止")
        if found.state == "suspended"
        else _("申请调整、暂停或终止"),
        button=_("提出申请"),
        done=_("已提出，须由大会会议决定；决定以前照原计划实施。"),
        offered={"kinds": changes_possible(found)},
        facts=facts,
    )


def change_act(
    request: HttpRequest,
    place: Jurisdiction,
    change: ProjectChange,
    form: Any,
    act: Any,
    **more: Any,
) -> HttpResponse:
    """The form of one act on an application, then back to its project."""

    def run(actor: Any, where: Jurisdiction, _project: LivelihoodProject, **data: Any) -> Any:
        return act(actor, where, change, **data)

    facts = [(_("申请"), str(change.get_kind_display())), (_("理由"), change.text)]
    return work_act(request, place, change.project, form, run, facts=facts, **more)


@record_page(permissions.can_report, change_by_id)
def withdraw_change(
    request: HttpRequest, place: Jurisdiction, found: ProjectChange
) -> HttpResponse:
    """撤回申请."""
    return change_act(
        request, place, found, ReasonForm, changing.withdraw_change,
        title=_("撤回申请"), done=_("已撤回。"),
    )  # fmt: skip


@record_page(permissions.can_run, change_by_id)
def place_change(request: HttpRequest, place: Jurisdiction, found: ProjectChange) -> HttpResponse:
    """提请列入大会议程."""
    return change_act(
        request, place, found, MeetingForm, changing.place_change,
        title=_("提请列入大会议程"),
        done=_(
            "已作为议题提出；由主席团列入议程以后付表决。大会宣布的表决结果会自动生效。"
        ),
    )  # fmt: skip


@record_page(permissions.can_publish, change_by_id)
def propose_change_publication(
    request: HttpRequest, place: Jurisdiction, found: ProjectChange
) -> HttpResponse:
    """拟公开调整决定."""
    return change_act(
        request, place, found, BareForm, changing.propose_change_publication,
        title=_("拟公开决定"), done=_("已拟稿，由另一人审核后公开。"),
    )  # fmt: skip


@require_safe
@year_page(permissions.can_report)
def progress_export(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """导出月进展表 of the month that is owed, to be filled in."""
    own = building_sheets.of_unit_only(actor_of(request), place, listed_in(year))
    rows = [row for row in rows_of(place, own) if row.project.state in read.REPORTING]
    month = read.month_code(*read.owed_month(today()))
    name = _("%(month)s月进展") % {"month": month}
    return table_response(tables.progress_sheet(place, month, rows), "xlsx", name)


@year_page(permissions.can_report)
def import_progress(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """导入月进展表."""
    return import_page(
        request,
        place,
        year,
        building_sheets.import_progress,
        tables.PROGRESS,
        tables.PROGRESS_COLUMNS,
        title=_("导入进展表"),
        export=year_url(place, year, "progress_export"),
    )
