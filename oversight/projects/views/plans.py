"""实施计划的页面: the plan of one project, all plans of a year out and in as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.institutions.models import ImportDraft, Jurisdiction
from oversight.institutions.sheets.csv_file import table_response
from oversight.institutions.sheets.workbook import workbook_response
from oversight.institutions.views.act_forms import ActPage, act_page, bound, explain
from oversight.institutions.web import actor_of, place_page
from oversight.projects import permissions_building as permissions
from oversight.projects.actions import building_sheets, plans
from oversight.projects.actions.building_support import on_behalf
from oversight.projects.forms.building import PlanForm, SheetForm, plan_initial
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages.work_acts import url_of
from oversight.projects.pages.works import rows_of
from oversight.projects.queries.inherited import listed_in
from oversight.projects.tables import building as tables
from oversight.projects.tables import reading
from oversight.projects.views.work_pages import work_crumbs, work_page
from oversight.projects.views.year_pages import crumbs, year_page
from oversight.projects.views.year_pages import url_of as year_url
from oversight.ui.page import Crumb, Page

SUBJECT = "works"


@work_page(permissions.can_report)
def write_plan(request: HttpRequest, place: Jurisdiction, found: LivelihoodProject) -> HttpResponse:
    """编制实施计划."""
    actor = actor_of(request)
    title = _("编制实施计划")
    page = ActPage(
        title,
        _("保存实施计划"),
        url_of(place, found),
        work_crumbs(place, found, title),
        lead=f"{found.code} {found.title}",
        warning=_("全部项目都有计划以后即开始实施，计划公开；再要改的，由大会决定。"),
        done=_("实施计划已保存。"),
    )
    form = bound(
        PlanForm,
        request,
        place=place,
        initial=plan_initial(found),
        project=found,
        by_clerk=on_behalf(actor),
    )

    def run(data: dict[str, Any]) -> None:
        plans.write_plan(actor, place, found, **data)

    answer = act_page(request, page, form, run)
    if isinstance(answer, HttpResponseRedirect):
        return answer
    context = {
        "page": Page(title=page.title, lead=page.lead, crumbs=page.crumbs),
        "act": page,
        "form": form,
    }
    return render(request, "projects/building/plan_form.html", context, status=answer.status_code)


@require_safe
@year_page(permissions.can_report)
def plans_export(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """导出实施计划表, to be filled in."""
    own = building_sheets.of_unit_only(actor_of(request), place, listed_in(year))
    rows = [row for row in rows_of(place, own) if row.year == year.year]
    name = _("%(year)d年实施计划") % {"year": year.year}
    return table_response(tables.plan_sheet(place, year.year, rows), "xlsx", name)


@year_page(permissions.can_report)
def import_plans(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """导入实施计划表."""
    return import_page(
        request,
        place,
        year,
        building_sheets.import_plans,
        tables.PLANS,
        tables.plan_columns(year.year),
        title=_("导入计划表"),
        export=year_url(place, year, "plans_export"),
    )


def import_page(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    carry: Callable[..., list[reading.Row]],
    sheet: str,
    columns: Any,
    *,
    title: str,
    export: str,
) -> HttpResponse:
    """A workbook in: good rows are written, the others kept as a workbook that says why."""
    form, rows, kept, status = bound(SheetForm, request, place=place), [], "", 200
    back = year_url(place, year, "works")
    if request.method == "POST":
        status = 422
        if form.is_valid():
            content = form.cleaned_data["file"].read()
            try:
                rows = carry(actor_of(request), place, year, content=content)
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
            else:
                counts = building_sheets.counts(rows)
                text = _("导入 %(done)d 行，不变 %(same)d 行，没有导入 %(refused)d 行。")
                done = counts["new"] + counts["changed"]
                values = {"done": done, "same": counts["unchanged"], "refused": counts["refused"]}
                messages.info(request, text % values)
                if not counts["refused"]:
                    return HttpResponseRedirect(back)
                kept = keep_rejected(request, place, reading.rejected(sheet, columns, rows))
    context = {
        "page": Page(
            title=title,
            lead=str(year),
            crumbs=crumbs(place, year, Crumb(_("实施"), back), title),
        ),
        "place": place,
        "form": form,
        "problems": [problem for row in rows for problem in row.outcome.problems],
        "rejected_url": kept,
        "export_url": export,
        "back_url": back,
    }
    return render(request, "projects/building/import.html", context, status=status)


def keep_rejected(request: HttpRequest, place: Jurisdiction, content: bytes) -> str:
    """The rejected rows for a day at most, for who uploaded them; the address to take them away."""
    draft = ImportDraft(
        jurisdiction=place,
        account=request.user,
        subject=SUBJECT,
        file_name="rejected.xlsx",
        content=content,
    )
    draft.save()
    return reverse("projects:rejected_rows", args=[place.code, draft.public_id])


@require_safe
@place_page(permissions.can_report)
def rejected_rows(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """下载没有导入的行."""
    drafts = ImportDraft.objects.in_scope(Scope.of(place)).filter(subject=SUBJECT)
    found = drafts.filter(account=request.user, public_id=key).first()
    if found is None:
        raise Http404(key)
    return workbook_response(bytes(found.content), f"{place.code}-rejected.xlsx")
