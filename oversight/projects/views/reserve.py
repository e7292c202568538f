"""补选: what is in reserve with its votes, the free places, the applications; one from the reserve put forward."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.actions.building_support import may_speak_for_government
from oversight.projects.actions.reserving import ask_from_reserve as ask
from oversight.projects.forms.building import ReserveForm
from oversight.projects.models import LivelihoodProject, ProjectChange, ProjectYear
from oversight.projects.queries import reserve as read
from oversight.projects.rules import reserve as rules
from oversight.projects.rules.basis import SHAANXI_18
from oversight.projects.views.work_pages import list_word
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.ui.page import Act, Crumb, NextStep, Page


@dataclass(frozen=True)
class ReservePage:
    """补选。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    vacancy: rules.Vacancy
    act: bool
    step: NextStep
    refusal: str
    rows: list[read.Waiting]
    ended: list[LivelihoodProject]
    changes: list[ProjectChange]
    office: bool
    publishes: bool
    may_withdraw: bool


@require_safe
@year_page(permissions.can_see)
def reserve(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """补选: nothing moves up by itself; who may put one forward, and what waits for the congress."""
    actor, vacancy = actor_of(request), read.vacancy_of(year)
    rows, verdict = read.with_votes(year), rules.may_open(year.state, vacancy)
    speaks = building.can_report(actor, place) and may_speak_for_government(actor)
    context = ReservePage(
        page=Page(
            title=title_of(year, vacancy, verdict.allowed),
            lead=_("备选项目不自动递补，须由代表大会另行决定"),
            crumbs=crumbs(place, year, Crumb(list_word(), url_of(place, year, "works")), _("补选")),
            window_title=_("%(year)d年补选") % {"year": year.year},
        ),
        place=place,
        year=year,
        vacancy=vacancy,
        act=verdict.allowed and bool(rows),
        step=step_of(place, year, speaks),
        refusal=_(verdict.text) if not verdict.allowed else _("没有备选或者未入选的项目。"),
        rows=rows,
        ended=list(read.to_replace(year)),
        changes=list(read.applications(year).reverse()),
        office=building.can_run(actor, place),
        publishes=building.can_publish(actor, place),
        may_withdraw=speaks,
    )
    return render(request, "projects/building/reserve.html", vars(context))


def title_of(year: ProjectYear, vacancy: rules.Vacancy, is_open: bool) -> str:
    """How many places are free."""
    values = {"year": year.year, "n": vacancy.free}
    if is_open:
        return _("%(year)d年有 %(n)d 个名额可以补选") % values
    return _("%(year)d年没有名额要补选") % values


def step_of(place: Jurisdiction, year: ProjectYear, speaks: bool) -> NextStep:
    """提请补选, for whoever speaks for the government."""
    act = Act(_("提请补选"), url_of(place, year, "ask_from_reserve"), "plus-lg", main=True)
    facts = [(_("由谁"), _("人民政府提出，大会决定")), (_("依据"), _(SHAANXI_18))]
    return NextStep(_("从备选和未入选的项目中提出补选"), facts, [act] if speaks else [])


@year_page(building.can_report)
def ask_from_reserve(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """提请补选."""
    vacancy = read.vacancy_of(year)
    return year_act(
        request, place, year, ReserveForm, ask,
        title=_("提请补选"),
        done=_("已提出，须由大会会议决定；决定以前仍是备选项目。"),
        lead=_("得票多的不自动递补；写明为什么补这一项。"),
        facts=[(_("空出的名额"), str(vacancy.free))],
        back_url=url_of(place, year, "reserve"),
        offered={"year": year},
    )  # fmt: skip
