"""论证页面: arguments begun for several projects, checks, visits on the phone, conclusions."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.documents import permissions as document_permissions
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import PlaceForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects.actions import arguing, outputs
from oversight.projects.forms import arguing as forms
from oversight.projects.models import (
    LivelihoodProject,
    ProjectYear,
    TaskGroup,
)
from oversight.projects.pages.selecting import url_of as project_url
from oversight.projects.queries import experts
from oversight.projects.queries import selecting as read
from oversight.projects.rules.selecting import CHECKS
from oversight.projects.views.selecting_pages import (
    project_act,
    project_crumbs,
    project_page,
    table_act,
)
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.ui.page import Page


@year_page(permissions.can_form_groups)
def start_arguments(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """开始论证, for several projects at once."""

    def run(actor: Any, place: Jurisdiction, _year: Any, *, group: TaskGroup, **data: Any) -> Any:
        return arguing.start_arguments(actor, place, group, **data)

    return year_act(
        request, place, year, forms.StartForm, run,
        title=_("开始论证"), done=_("已开始论证。"), offered={"year": year},
        initial={"started_on": institutions.today().isoformat(), "projects": request.GET.getlist("project")},
        back_url=url_of(place, year, "groups"),
    )  # fmt: skip


@year_page(permissions.can_argue)
def record_checks(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """登记核查: the five kinds in one table; of one project it shows what is on record."""
    keys = request.GET.getlist("project")
    only = read.project_by_id(year, keys[0]) if len(keys) == 1 else None
    title = _("登记核查")
    page = ActPage(
        title=title,
        button=title,
        back_url=project_url(place, only) if only else url_of(place, year, "groups"),
        crumbs=crumbs(place, year, title),
        lead=_("核查过几种登记几种，可以一次登记几个项目；再登记一次即更正。"),
        done=_("已登记。"),
    )
    actor = actor_of(request)
    argument = read.running_argument(only) if only else None
    form = forms.ChecksForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        place=place,
        running=arguing.argued_by(actor, place, year),
        known={one.kind: one for one in argument.checks.all()} if argument else {},
        experts=experts.experts_in(year) if permissions.enters_for_experts(actor, place) else None,
        initial={"projects": keys, "expert": request.GET.get("expert", "")},
    )
    run = partial(arguing.record_checks, actor, place)
    sheet = url_of(place, year, "check_sheets") + (f"?project={only.public_id}" if only else "")
    template = "projects/selecting/record_checks.html"
    return table_act(request, page, form, run, template, sheet_url=sheet)


@require_safe
@year_page(permissions.can_argue)
def check_sheets(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """空白核查表: one page for each project in argument, to be filled in and signed by an expert on paper."""
    keys = request.GET.getlist("project")
    rows = arguing.argued_by(actor_of(request), place, year).order_by("number")
    if keys:
        rows = rows.filter(public_id__in=keys)
    found = [(one, read.running_argument(one)) for one in rows]
    context = {
        "page": Page(title=_("%(year)s 论证核查表") % {"year": year}),
        "back_url": url_of(place, year, "groups"),
        "rows": [(one, argument.group) for one, argument in found if argument],
        "kinds": [dict(forms.ArgumentCheck.KINDS)[kind] for kind in CHECKS],
        "results": [word for _code, word in forms.ArgumentCheck.RESULTS],
    }
    return render(request, "projects/expert/sheet_print.html", context)


@project_page(permissions.can_argue)
def record_visit(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """登记实地踏看: one column, big fields, photographs straight from the camera."""
    page = ActPage(
        title=_("登记踏看"),
        button=_("保存踏看"),
        back_url=project_url(place, found),
        crumbs=project_crumbs(place, found, _("登记踏看")),
        lead=f"{found.code} {found.title}",
        done=_("已登记。"),
    )
    actor = actor_of(request)
    run = partial(arguing.record_visit, actor, place, found)
    may = permissions.enters_for_experts(actor, place) and read.running_argument(found)
    given = {"place": place, "experts": experts.experts_in(found.project_year) if may else None}
    if request.method == "POST":
        form = forms.VisitForm(request.POST, request.FILES, **given)
    else:
        form = forms.VisitForm(initial={"on": institutions.today().isoformat()}, **given)
    template = "projects/selecting/record_visit.html"
    return table_act(request, page, form, run, template, project=found)


@project_page(permissions.can_argue)
def finish_argument(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """完成论证."""
    argument = read.running_argument(found)
    rows = {one.kind: one for one in argument.checks.all()} if argument else {}
    facts = [
        (
            str(dict(forms.ArgumentCheck.KINDS)[kind]),
            f"{rows[kind].get_result_display()}　{rows[kind].note}"
            if kind in rows
            else _("还没有登记"),
        )
        for kind in CHECKS
    ]
    return project_act(
        request, place, found, forms.FinishForm, arguing.finish_argument,
        title=_("完成论证"), done=_("已记下论证结论。"), facts=facts,
        initial={"finished_on": institutions.today().isoformat()},
        warning=_("不可行的，项目不再提出，原因公开。"),
    )  # fmt: skip


@project_page(document_permissions.can_draft)
def draft_argument_report(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject, argument: str
) -> HttpResponse:
    """起草论证报告."""
    one = next((a for a in read.arguments_of(found) if a.public_id == argument), None)
    if one is None or one.finished_on is None:
        raise Http404(argument)

    def run(actor: Any, place: Jurisdiction, _project: Any) -> Any:
        return outputs.draft_argument_report(actor, place, one)

    return project_act(
        request, place, found, PlaceForm, run,
        title=_("起草论证报告"), done=_("已起草，按公文继续办理。"),
        facts=[(_("结论"), one.get_conclusion_display()), (_("专班"), one.group.name)],
        then=lambda paper: reverse("documents:paper", args=[place.code, paper.public_id]),
    )  # fmt: skip
