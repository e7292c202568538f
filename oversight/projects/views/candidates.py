"""候选项目表: the version in force and the earlier ones, its order, study, determination, and its freezing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage
from oversight.institutions.views.history import history
from oversight.institutions.web import Predicate, View, actor_of
from oversight.projects import permissions
from oversight.projects.actions import candidates, determining
from oversight.projects.forms import candidates as forms
from oversight.projects.forms.selecting import PlaceForm
from oversight.projects.models import CandidateList, LivelihoodProject, ProjectYear
from oversight.projects.pages import candidates as pages
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of
from oversight.projects.views.selecting_pages import project_act, project_page, table_act
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.ui.page import Crumb, Entry, NextStep, Page, Stamp, Step


def list_page(opens: Predicate) -> Any:
    """A work page of the list in force: a ``year_page`` that gives its view the list; 404 where there is none."""

    def decorate(view: View) -> View:
        @year_page(opens)
        def page(
            request: HttpRequest, place: Jurisdiction, year: ProjectYear, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            found = read.list_now(year)
            if found is None:
                raise Http404
            return view(request, place, found, *args, **kwargs)

        return page

    return decorate


@dataclass(frozen=True)
class CandidatesPage:
    """候选项目表。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    found: CandidateList | None
    chain: list[Step]
    step: NextStep | None
    rows: list[pages.Row]
    sums: pages.Sums
    versions: list[CandidateList]
    outputs: list[Any]
    others: list[Any]
    entries: list[Entry]
    study: str
    now: bool


@require_safe
@year_page(permissions.can_see)
def candidates_list(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """候选项目表, the version in force or under way."""
    return shown(request, place, year, read.list_now(year), now=True)


@require_safe
@year_page(permissions.can_see)
def candidate_version(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> HttpResponse:
    """候选项目表的一个版本: an earlier one stays as it was."""
    found = read.list_version(year, number)
    if found is None:
        raise Http404(number)
    return shown(request, place, year, found, now=found.state != "replaced")


def shown(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    found: CandidateList | None,
    now: bool,
) -> HttpResponse:
    """The page of a version, or of the list that is still to be drafted."""
    actor = actor_of(request)
    entries = read.entries_of(found) if found else []
    sums = pages.sums_of(year, found, entries)
    context = CandidatesPage(
        page=Page(
            title=pages.title_of(found, sums),
            lead=_("急需先立、成熟先立、好中选优；候选比应选多，由大会差额票决"),
            crumbs=crumbs(place, year, _("候选项目表")),
            window_title=_("%(year)s 候选项目表") % {"year": year},
            stamp=stamp_of(found),
        ),
        place=place,
        year=year,
        found=found,
        chain=pages.chain_of(found),
        step=pages.next_step(actor, place, year, found, entries) if now else None,
        rows=pages.rows_of(place, found, entries),
        sums=sums,
        versions=list(read.lists_of(year)),
        outputs=pages.outputs_of(place, year, found),
        others=pages.others_of(actor, place, year, found) if now else [],
        entries=history(actor, place, found) if found else [],
        study=pages.study_words(found),
        now=now,
    )
    return render(request, "projects/selecting/candidates.html", vars(context))


def stamp_of(found: CandidateList | None) -> Stamp | None:
    """The stamp of a list that was frozen."""
    if found is None or not found.sha256:
        return None
    return Stamp(
        fixed=True,
        version=found.version,
        count=len(facts.on_ballot(found)),
        unit=_("项"),
        at=found.frozen_at,
        check=found.sha256,
    )


@year_page(permissions.can_draft_list)
def open_list(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """起草候选项目表, or a new version of it with the reason."""
    before = read.list_now(year)
    listed = projects_of(year).filter(state="argued")
    if before is None:
        return year_act(
            request, place, year, PlaceForm, candidates.open_list,
            title=_("起草候选项目表"), done=_("已按打分排出次序。核对以后交主席团研究。"),
            facts=[(one.code, one.title) for one in listed],
            back_url=url_of(place, year, "candidates"),
        )  # fmt: skip
    return year_act(
        request, place, year, forms.ReopenForm, candidates.open_list,
        title=_("重新确定候选项目"), done=_("已开新的一版。原来的一版留存。"),
        facts=[(_("现在这一版"), _("第 %(n)d 版") % {"n": before.version})],
        warning=_("开新的一版以后，主席团研究、党委审定、确定都要重新办理；已印的选票作废。"),
        back_url=url_of(place, year, "candidates"),
    )  # fmt: skip


def list_act_page(
    place: Jurisdiction, found: CandidateList, title: str, button: str, done: str, **more: Any
) -> ActPage:
    """What the page of one act on the list says."""
    year = found.project_year
    back = url_of(place, year, "candidates")
    trail = crumbs(place, year, Crumb(_("候选项目表"), back), title)
    lead = _("%(year)s候选项目表，第 %(n)d 版") % {"year": year, "n": found.version}
    return ActPage(title, button, back, trail, lead=lead, done=done, **more)


@list_page(permissions.can_draft_list)
def arrange_list(request: HttpRequest, place: Jurisdiction, found: CandidateList) -> HttpResponse:
    """排定次序: the table is the form."""
    year = found.project_year
    entries = {one.project_id: one for one in read.entries_of(found)}
    rows = projects_of(year).filter(state__in=["argued", *candidates.LISTED])
    proposed = {one.id: one.place for one in facts.proposed_order(rows)}
    ordered = sorted(
        rows,
        key=lambda one: (
            entries[one.pk].position if one.pk in entries else 999,
            proposed[one.public_id],
        ),
    )
    projects = [(one, entries.get(one.pk), proposed[one.public_id]) for one in ordered]
    page = list_act_page(place, found, _("排定次序"), _("保存次序"), _("次序已保存。"))
    if request.method == "POST":
        form = forms.ArrangeForm(request.POST, place=place, projects=projects)
    else:
        form = forms.ArrangeForm(place=place, projects=projects)
    run = partial(candidates.arrange_list, actor_of(request), place, found)
    template = "projects/selecting/arrange_list.html"
    sums = pages.sums_of(year, found, list(entries.values()))
    return table_act(request, page, form, run, template, place=place, year=year, sums=sums)


@list_page(permissions.can_draft_list)
def record_study(request: HttpRequest, place: Jurisdiction, found: CandidateList) -> HttpResponse:
    """登记主席团研究."""

    def run(actor: Any, place: Jurisdiction, _year: Any, **data: Any) -> Any:
        return candidates.record_study(actor, place, found, **data)

    year = found.project_year
    body = institutions.body_of_kind(place, "presidium")
    term = institutions.current_term(place)
    return year_act(
        request, place, year, forms.StudyForm, run,
        title=_("登记主席团研究"), done=_("已登记。下一步党委（扩大）会议逐项审定。"),
        initial={"body": body.public_id if body else None, "term_no": term.term_no if term else None},
        back_url=url_of(place, year, "candidates"),
    )  # fmt: skip


@list_page(permissions.can_draft_list)
def determine(request: HttpRequest, place: Jurisdiction, found: CandidateList) -> HttpResponse:
    """登记党委（扩大）会议审定: item by item."""
    entries = [one for one in read.entries_of(found) if not one.determination]
    page = list_act_page(
        place, found, _("登记党委审定"), _("记下审定结果"), _("已登记审定结果。"),
        warning=_("退回的重新论证，不列入的不再作为候选；审定过的项不能再改。"),
    )  # fmt: skip
    if request.method == "POST":
        form = forms.DetermineForm(request.POST, request.FILES, place=place, entries=entries)
    else:
        initial = {"party_meeting": found.party_meeting, "minutes_number": found.minutes_number}
        form = forms.DetermineForm(place=place, entries=entries, initial=initial)
    run = partial(determining.determine, actor_of(request), place, found)
    return table_act(request, page, form, run, "projects/selecting/determine.html", place=place)


@list_page(permissions.can_freeze_list)
def freeze_list(request: HttpRequest, place: Jurisdiction, found: CandidateList) -> HttpResponse:
    """确定候选项目表: the chair confirms."""

    def run(actor: Any, place: Jurisdiction, _year: Any) -> Any:
        return determining.freeze_list(actor, place, found)

    year, entries = found.project_year, read.entries_of(found)
    sums = pages.sums_of(year, found, entries)
    shown_facts = [
        (_("候选项目"), _("%(n)d 项，应选 %(k)d 项，差额 %(s)d 项") % {
            "n": sums.candidates, "k": sums.places, "s": sums.surplus,
        }),
        (_("审定"), f"{found.party_meeting}　{found.minutes_number}"),
        *((f"{n}", one.project.title) for n, one in enumerate(
            [e for e in entries if e.determination == "approve" and not e.reserve], 1)),
    ]  # fmt: skip
    return year_act(
        request, place, year, PlaceForm, run,
        title=_("确定候选项目表"), button=_("确认审定结果，确定候选项目表"),
        done=_("候选项目表已确定，选票按它印。"), facts=shown_facts,
        warning=_("确定以后内容不能再改。要改的，开新的一版，重新研究、审定。"),
        back_url=url_of(place, year, "candidates"),
    )  # fmt: skip


@project_page(permissions.can_form_groups)
def mark_project(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """打分: urgent, mature, the better."""
    names = ("urgency_mark", "urgency", "readiness_mark", "readiness", "merit_mark", "merit")
    return project_act(
        request, place, found, forms.MarkForm, candidates.mark_project,
        title=_("打分"), button=_("保存打分"), done=_("已打分。起草候选项目表时按分提出次序。"),
        initial={name: getattr(found, name) for name in names},
    )  # fmt: skip
