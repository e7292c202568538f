"""项目: the list with filters, export and print, one project with all that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Rows
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.documents import permissions as document_permissions
from oversight.documents import queries as documents
from oversight.files.views import sent
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import paged
from oversight.institutions.web import actor_of
from oversight.links.permissions import can_link
from oversight.links.queries import LinkRow, links_of
from oversight.projects import permissions
from oversight.projects.linking import KIND
from oversight.projects.models import (
    Argument,
    LivelihoodProject,
    ProjectYear,
    ProposalLink,
    Screening,
    SiteVisit,
)
from oversight.projects.pages.maps import map_of_record
from oversight.projects.pages.selecting import (
    BADGES,
    Filters,
    chain_of,
    item_sheet,
    narrowed,
    next_step,
    offers_of,
    villages,
)
from oversight.projects.queries import selecting as read
from oversight.projects.rules.screening import PRINCIPLES
from oversight.projects.views.selecting_pages import project_crumbs, project_page
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Act, Entry, NextStep, Page, Step
from oversight.ui.place_map import PlaceMap


@dataclass(frozen=True)
class ItemsPage:
    """项目清单。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    listing: Rows[LivelihoodProject]
    rows: list[tuple[LivelihoodProject, str]]
    filters: Filters
    states: Any
    categories: Any
    origins: Any
    villages: list[tuple[str, str]]
    may_make: bool
    back_url: str
    print_address: str


def items_context(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, everything: bool = False
) -> ItemsPage:
    """The list as the address asks for it; all rows for printing."""
    actor, filters = actor_of(request), Filters.read(request.GET)
    found = narrowed(year, filters)
    listing = paged(request, found)
    total = listing.paginator.count
    title = _("找到 %(n)d 个项目") if filters.narrowed else _("%(n)d 个项目")
    may = permissions.can_handle_proposals(actor, place)
    acts = [Act(_("初选"), url_of(place, year, "preliminary"), "list-check")]
    acts.append(Act(_("候选项目表"), url_of(place, year, "candidates"), "list-ol"))
    if may:
        acts.insert(
            0, Act(_("形成项目"), url_of(place, year, "make_project"), "plus-lg", main=True)
        )
    return ItemsPage(
        page=Page(
            title=title % {"n": total},
            lead=str(year),
            crumbs=crumbs(place, year, _("项目")),
            window_title=_("%(year)s 项目") % {"year": year},
            acts=tuple(acts),
        ),
        place=place,
        year=year,
        listing=listing,
        rows=[(one, BADGES[one.state]) for one in (found if everything else listing)],
        filters=filters,
        states=LivelihoodProject.STATES,
        categories=LivelihoodProject.CATEGORIES,
        origins=LivelihoodProject.ORIGINS,
        villages=villages(year),
        may_make=may,
        back_url=url_of(place, year, "items"),
        print_address=request.build_absolute_uri(request.path),
    )


@require_safe
@year_page(permissions.can_see)
def items(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """一年的项目清单."""
    return render(
        request, "projects/selecting/items.html", vars(items_context(request, place, year))
    )


@require_safe
@year_page(permissions.can_see)
def items_print(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """打印项目清单."""
    context = vars(items_context(request, place, year, everything=True))
    return render(request, "projects/selecting/items_print.html", context)


@require_safe
@year_page(permissions.can_see)
def items_export(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, form: str
) -> HttpResponse:
    """导出项目清单, as it is filtered, whole."""
    if form not in FORMS:
        raise Http404(form)
    sheet = item_sheet(narrowed(year, Filters.read(request.GET)))
    return table_response(sheet, form, f"{place.name}{year}")


@dataclass(frozen=True)
class ScreeningRow:
    """一次初选核对, principle by principle."""

    screening: Screening
    answers: list[tuple[str, bool, str]]


@dataclass(frozen=True)
class ArgumentRow:
    """一次论证: its members, those who are no deputies any more marked, and its checks."""

    argument: Argument
    members: list[tuple[Any, bool]]
    may_draft: bool


@dataclass(frozen=True)
class ProjectPage:
    """一个项目。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    project: LivelihoodProject
    badge: str
    chain: list[Step]
    step: NextStep | None
    others: list[Act]
    links: list[ProposalLink]
    screenings: list[ScreeningRow]
    arguments: list[ArgumentRow]
    visits: list[SiteVisit]
    entries: list[Entry]
    papers: list[tuple[Any, Any]]
    listed: Any
    may_undo: bool
    link_rows: list[LinkRow]
    kind: str
    public_id: str
    may_link: bool
    map: PlaceMap | None


@require_safe
@project_page(permissions.can_see)
def project(request: HttpRequest, place: Jurisdiction, found: LivelihoodProject) -> HttpResponse:
    """一个项目: where it comes from, how it was screened and argued, what is next and who must take it."""
    context = vars(project_context(actor_of(request), place, found))
    return render(request, "projects/selecting/project.html", context)


def project_context(actor: Actor, place: Jurisdiction, found: LivelihoodProject) -> ProjectPage:
    """What the page of a project shows to this reader."""
    step = next_step(actor, place, found)
    shown = {act.url for act in step.acts} if step else set()
    parts = [str(found.get_category_display()), found.where, str(found.get_origin_display())]
    if found.unit:
        parts.append(found.unit.name)
    return ProjectPage(
        page=Page(
            title=found.title,
            lead=" · ".join(part for part in parts if part),
            crumbs=project_crumbs(place, found),
            window_title=f"{found.code} {found.title}",
        ),
        place=place,
        year=found.project_year,
        project=found,
        badge=BADGES[found.state],
        chain=chain_of(found),
        step=step,
        others=[act for act in offers_of(actor, place, found) if act.url not in shown],
        links=read.links_of(found),
        screenings=screening_rows(found),
        arguments=argument_rows(actor, place, found),
        visits=read.visits_of(found),
        entries=history(actor, place, found, *led_to(found)),
        papers=papers_on(actor, place, found),
        listed=found.entries.select_related("list").order_by("-pk").first(),
        may_undo=permissions.can_handle_proposals(actor, place)
        and found.state in {"preliminary", "proposed", "returned"},
        link_rows=links_of(actor, place, KIND, found.public_id),
        kind=KIND,
        public_id=found.public_id,
        may_link=can_link(actor, place),
        map=map_of_record(place, found),
    )


def led_to(found: LivelihoodProject) -> list[Any]:
    """The records whose acts belong to the history of a project: mergers, screenings, arguments, visits."""
    return [
        *read.links_of(found),
        *found.screenings.all(),
        *read.arguments_of(found),
        *read.visits_of(found),
    ]


def screening_rows(found: LivelihoodProject) -> list[ScreeningRow]:
    """Every screening, the newest first."""
    return [
        ScreeningRow(
            one,
            [
                (_(PRINCIPLES[code]), one.answers[code]["met"], one.answers[code]["reason"])
                for code in PRINCIPLES
                if code in one.answers
            ],
        )
        for one in found.screenings.order_by("-pk")
    ]


def argument_rows(actor: Actor, place: Jurisdiction, found: LivelihoodProject) -> list[ArgumentRow]:
    """Every argument, the newest first, with its members as of its end or of today."""
    today = institutions.today()
    deputies = read.mandated(place, today)
    may = document_permissions.can_draft(actor, place)
    rows = []
    for one in read.arguments_of(found):
        members = read.sitting(one.group, one.finished_on or today)
        marked = [(m, m.capacity == "deputy" and m.person_id not in deputies) for m in members]
        rows.append(ArgumentRow(one, marked, may and one.finished_on is not None))
    return rows


def papers_on(actor: Actor, place: Jurisdiction, found: LivelihoodProject) -> list[tuple[Any, Any]]:
    """The papers about the project with their sign-off, for who handles papers."""
    if not document_permissions.can_read(actor, place):
        return []
    rows = documents.papers_seen_by(actor, place)
    mine = rows.filter(about_kind="project", about_id=found.public_id).order_by("pk")
    return documents.tracks(place, mine)


@require_safe
@project_page(permissions.can_see)
def project_file(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject, file: str
) -> HttpResponse:
    """踏看照片、论证报告: who may read the project may read its files; pictures show in the page."""
    visits, arguments = read.visits_of(found), read.arguments_of(found)
    kept = [photo.file for visit in visits for photo in visit.photos.all()]
    kept += [one.file for one in arguments if one.file]
    signed = [*visits, *(check for one in arguments for check in one.checks.all())]
    kept += [one.sheet for one in signed if one.sheet]
    stored = next((one for one in kept if one.public_id == file), None)
    if stored is None:
        raise Http404(file)
    return sent(stored, inline="show" in request.GET and stored.file_kind.inline)
