"""实施中的项目: the list with colours, filters, export and print; one project with plan, reports, supervision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Rows
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages import works as pages
from oversight.projects.pages.maps import map_of_record
from oversight.projects.pages.work_acts import acts_for, for_unit, next_step
from oversight.projects.pages.works import Filters, WorkRow, headline, narrowed, rows_of
from oversight.projects.queries import building as read
from oversight.projects.queries import supervising
from oversight.projects.queries.inherited import listed_in
from oversight.projects.tables.building import list_sheet
from oversight.projects.views.work_pages import list_word, shown, work_crumbs, work_page
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Act, Entry, NextStep, Page
from oversight.ui.place_map import PlaceMap


@dataclass(frozen=True)
class WorksPage:
    """一年实施的项目。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    listing: Rows[WorkRow]
    rows: list[WorkRow]
    filters: Filters
    states: Any
    units: list[tuple[str, str]]
    only: list[tuple[str, str]]
    colours: list[tuple[str, str]]
    counts: list[tuple[str, str, int]]
    totals: Any
    back_url: str
    print_address: str


def all_rows(place: Jurisdiction, year: ProjectYear) -> list[WorkRow]:
    """Every project on the list of the year, those carried over last."""
    return rows_of(place, listed_in(year))


def colour_words() -> list[tuple[str, str]]:
    return [
        ("red", _("红色")),
        ("orange", _("橙色")),
        ("yellow", _("黄色")),
        ("green", _("绿色")),
        ("blue", _("蓝色")),
    ]


def works_context(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, everything: bool = False
) -> WorksPage:
    """The list as the address asks for it; all rows for printing."""
    filters, rows = Filters.read(request.GET), all_rows(place, year)
    found = narrowed(rows, filters)
    listing = paged(request, found)
    title = _("找到 %(n)d 项") % {"n": len(found)} if filters.narrowed else headline(rows)
    units = sorted({row.unit_name for row in rows if row.unit_name})
    colours = colour_words()
    return WorksPage(
        page=Page(
            title=title,
            lead=str(year),
            crumbs=crumbs(place, year, list_word()),
            window_title=_("%(year)d年实施的项目") % {"year": year.year},
            acts=list_acts(actor_of(request), place, year),
        ),
        place=place,
        year=year,
        listing=listing,
        rows=found if everything else list(listing),
        filters=filters,
        states=[one for one in LivelihoodProject.STATES if one[0] in read.CHOSEN],
        units=[(name, name) for name in units],
        only=pages.only_words(),
        colours=colours,
        counts=[(code, word, sum(r.colour == code for r in rows)) for code, word in colours],
        totals=read.totals_of([row.built for row in rows]),
        back_url=url_of(place, year, "works"),
        print_address=request.build_absolute_uri(request.path),
    )


def list_acts(actor: Actor, place: Jurisdiction, year: ProjectYear) -> tuple[Act, ...]:
    """What may be done from the list."""
    found = [
        Act(_("监督"), url_of(place, year, "supervision"), "eye"),
        Act(_("完成与测评"), url_of(place, year, "rating"), "award"),
        Act(_("补选"), url_of(place, year, "reserve"), "list-ol"),
    ]
    if building.can_read_site_reports(actor, place):
        found.append(Act(_("现场反映"), url_of(place, year, "site_reports"), "chat-left-text"))
    if building.can_report(actor, place):
        found.append(Act(_("导入进展表"), url_of(place, year, "import_progress"), "upload"))
        found.append(Act(_("导入计划表"), url_of(place, year, "import_plans"), "upload"))
    return tuple(found)


@require_safe
@year_page(permissions.can_see)
def works(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """一年实施的项目."""
    return render(
        request, "projects/building/works.html", vars(works_context(request, place, year))
    )


@require_safe
@year_page(permissions.can_see)
def works_print(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """打印实施的项目."""
    context = vars(works_context(request, place, year, everything=True))
    return render(request, "projects/building/works_print.html", context)


@require_safe
@year_page(permissions.can_see)
def works_export(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, form: str
) -> HttpResponse:
    """导出实施的项目, as it is filtered, whole."""
    if form not in FORMS:
        raise Http404(form)
    rows = narrowed(all_rows(place, year), Filters.read(request.GET))
    name = _("%(place)s%(year)d年实施的项目") % {"place": place.name, "year": year.year}
    return table_response(list_sheet(rows), form, name)


@dataclass(frozen=True)
class WorkPage:
    """一个实施中的项目。"""

    page: Page
    place: Jurisdiction
    row: WorkRow
    step: NextStep | None
    acts: list[Act]
    plan: Any
    reports: list[Any]
    verifications: list[Any]
    changes: list[Any]
    groups: Any
    records: Any
    findings: Any
    site_open: int
    entries: list[Entry]
    office: bool
    publishes: bool
    may_withdraw: bool
    map: PlaceMap | None


@require_safe
@work_page(permissions.can_see)
def work(request: HttpRequest, place: Jurisdiction, found: LivelihoodProject) -> HttpResponse:
    """一个项目: plan, progress, supervision, changes, its record; what is next and who must take it."""
    actor = actor_of(request)
    row = rows_of(place, [found])[0]
    step = next_step(actor, place, row)
    first = {act.url for act in step.acts} if step else set()
    parts = [row.state_word, row.unit_name, found.where]
    sent_in = supervising.site_reports_in(place).filter(project=found)
    context = WorkPage(
        page=Page(
            title=found.title,
            lead=" · ".join(part for part in parts if part),
            crumbs=work_crumbs(place, found),
            window_title=f"{found.code} {found.title}",
        ),
        place=place,
        row=row,
        step=step,
        acts=[act for act in acts_for(actor, place, row) if act.url not in first],
        plan=row.built.plan,
        reports=list(reversed(row.built.reports)),
        verifications=list(found.verifications.select_related("group")),
        changes=list(found.changes.order_by("-pk")),
        groups=supervising.groups_watching(found),
        records=supervising.records_about(found)[:20],
        findings=supervising.findings_about(found)[:20],
        site_open=sent_in.filter(state__in=("held", "received", "handed")).count(),
        entries=history(actor, place, found, *found.changes.all()),
        office=building.can_run(actor, place),
        publishes=building.can_publish(actor, place),
        may_withdraw=building.can_report(actor, place) and for_unit(actor, place, found),
        map=map_of_record(place, found),
    )
    return render(request, "projects/building/work.html", vars(context))


@require_safe
@work_page(permissions.can_see)
def work_file(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject, file: str
) -> HttpResponse:
    """进展的照片和材料: who may read the project may read its files."""
    for report in found.reports.all():
        for one in report.evidence.all():
            if one.file.public_id == file:
                return shown(one.file)
    raise Http404(file)
