"""项目的行为表单: made, changed, merged, taken apart, screened; and the page of the screening as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act
from oversight.institutions.web import actor_of
from oversight.projects import permissions
from oversight.projects import publishing_selecting as publishing
from oversight.projects.actions import merging, outputs, projects, screening
from oversight.projects.actions.standing import may_screen
from oversight.projects.forms import candidates as candidate_forms
from oversight.projects.forms import selecting as forms
from oversight.projects.models import LivelihoodProject, ProjectYear, Proposal
from oversight.projects.pages.selecting import BADGES, screener
from oversight.projects.pages.selecting import url_of as project_url
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import proposals_of
from oversight.projects.views.selecting_pages import project_act, project_page
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.publications import queries as publications
from oversight.ui.page import Act, Page


def asked(request: HttpRequest, year: ProjectYear) -> list[Proposal]:
    """The proposals that the address names, e.g. chosen in their list."""
    keys = request.GET.getlist("proposal")[:50]
    return list(proposals_of(year).filter(public_id__in=keys).order_by("number")) if keys else []


@year_page(permissions.can_handle_proposals)
def make_project(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """形成项目; ``?proposal=ID`` names proposals, whose words are the first words of the project."""
    chosen = asked(request, year)
    initial: dict[str, Any] = {"proposals": chosen}
    if chosen:
        first = chosen[0]
        initial |= {"title": first.title, "requirement": first.text, "where": first.where}
        initial["village"] = first.village.public_id if first.village else None
        initial["point"] = (first.latitude, first.longitude)
    page = ActPage(
        title=_("形成项目"),
        button=_("形成项目"),
        back_url=url_of(place, year, "items"),
        crumbs=crumbs(place, year, _("形成项目")),
        lead=str(year),
        facts=[(one.code, one.title) for one in chosen],
        done=_("已形成项目。下一步按四条原则核对。"),
    )
    run = partial(projects.make_project, actor_of(request), place, year)
    return form_act(
        request, place, page, forms.MakeForm, run, initial=initial, offered={"year": year},
        then=lambda made: project_url(place, made),
    )  # fmt: skip


@year_page(may_screen)
def join_project(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """归入项目; ``?proposal=ID`` names the proposals, the project is chosen here."""
    chosen = asked(request, year)
    title = _("归入项目")
    page = ActPage(
        title=title,
        button=title,
        back_url=url_of(place, year, "proposals"),
        crumbs=crumbs(place, year, title),
        lead=str(year),
        facts=[(one.code, one.title) for one in chosen],
        done=_("已归入，提出人都保留。"),
    )

    def run(project: LivelihoodProject, proposals: list[Proposal]) -> LivelihoodProject:
        return merging.merge_proposals(actor_of(request), place, project, proposals=proposals)

    return form_act(
        request, place, page, forms.JoinForm, run,
        initial={"proposals": chosen}, offered={"year": year},
        then=lambda project: project_url(place, project),
    )  # fmt: skip


@project_page(permissions.can_handle_proposals)
def change_project(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """修改项目."""
    names = ("title", "requirement", "category", "where", "beneficiaries", "money_sources")
    initial = {name: getattr(found, name) for name in (*names, "leader", "due", "target")}
    initial["village"] = found.village.public_id if found.village else None
    initial["point"] = (found.latitude, found.longitude)
    initial["unit"] = found.unit.public_id if found.unit else None
    if found.cost_yuan is not None:
        initial["cost_wan"] = f"{found.cost_yuan / forms.WAN:.2f}"
    return project_act(
        request, place, found, forms.ProjectForm, projects.change_project,
        title=_("修改项目"), button=_("保存修改"), done=_("已修改。"),
        initial=initial, offered={"year": found.project_year},
    )  # fmt: skip


@project_page(may_screen)
def merge_proposals(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """并入建议."""
    chosen = asked(request, found.project_year)
    waiting = list(read.to_join(found.project_year)[:8])
    return project_act(
        request, place, found, forms.MergeForm, merging.merge_proposals,
        title=_("并入建议"), done=_("已并入，提出人都保留。"),
        facts=[(one.code, one.title) for one in chosen or waiting],
        initial={"proposals": chosen}, offered={"year": found.project_year},
    )  # fmt: skip


@project_page(may_screen)
def undo_merger(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject, link: str
) -> HttpResponse:
    """拆分归并."""
    held = next((one for one in read.standing_links(found) if one.public_id == link), None)
    if held is None:
        raise Http404(link)

    def act(actor: Any, place: Jurisdiction, _project: Any, **data: Any) -> Any:
        return merging.undo_merger(actor, place, held, **data)

    return project_act(
        request, place, found, forms.ReasonForm, act,
        title=_("拆分归并"), button=_("拆开"), done=_("已拆开，建议回到已收到。"),
        facts=[(held.proposal.code, held.proposal.title)],
        warning=_("拆开后这条建议重新等结论；归并的经过仍查得到。"),
    )  # fmt: skip


@project_page(may_screen)
def screen_project(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """初选核对."""
    joined = len(read.standing_links(found))
    facts = [
        (_("建设内容"), found.requirement),
        (_("归并的建议"), _("%(n)d 条") % {"n": joined} if joined else _("没有，政府提出")),
        (_("由谁"), screener(place)),
    ]
    return project_act(
        request, place, found, forms.ScreenForm, screening.screen_project,
        title=_("初选核对"), button=_("记下结论"), done=_("已记下初选结论。"), facts=facts,
        warning=_("有一条不符合的，项目不通过，项目里每条建议的提出人即可凭回执码看到原因。"),
    )  # fmt: skip


@project_page(may_screen)
def reopen_project(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject
) -> HttpResponse:
    """重新考虑项目."""
    joined = len(read.standing_links(found))
    return project_act(
        request, place, found, forms.ReasonForm, screening.reopen_project,
        title=_("重新考虑项目"), button=_("重新考虑"), done=_("项目回到初选，按四条原则重新核对。"),
        facts=[
            (_("没有通过的原因"), found.state_reason),
            (_("归并的建议"), _("%(n)d 条") % {"n": joined} if joined else _("没有，政府提出")),
        ],
        warning=_("它的建议回到已收到，重新等结论；已经答复的话不撤回，仍查得到。"),
    )  # fmt: skip


@dataclass(frozen=True)
class PreliminaryPage:
    """初选：一年的项目和建议各有什么结论。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    waiting: list[LivelihoodProject]
    passed: list[tuple[LivelihoodProject, str]]
    rejected: list[LivelihoodProject]
    undecided: int
    untold: int
    reasons: list[dict[str, Any]]
    why_not: str
    basis: str
    may_screen: bool
    acts: list[Act]
    published: Any
    proposed: Any
    who: str


@require_safe
@year_page(permissions.can_see)
def preliminary(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """初选: what waits, what passed, what did not and why, and whether the list can be fixed."""
    context = vars(preliminary_context(request, place, year))
    return render(request, "projects/selecting/preliminary.html", context)


def preliminary_context(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> PreliminaryPage:
    """What the page of the screening shows."""
    actor = actor_of(request)
    rows = list(read.counted(year).prefetch_related("screenings"))
    waiting = [one for one in rows if one.state == "preliminary" and not read.passed(one)]
    rejected = [one for one in rows if one.state == "rejected"]
    left = {one.pk for one in [*waiting, *rejected]}
    passed = [(one, BADGES[one.state]) for one in rows if one.pk not in left]
    may = may_screen(actor, place)
    verdict = screening.preliminary_verdict(year)
    collecting = year.state in {"prepared", "collecting"}
    acts = []
    if may and collecting and verdict.allowed:
        url = url_of(place, year, "adopt_preliminary")
        acts.append(Act(_("确定初选清单"), url, "check-lg", main=True))
    if not collecting and permissions.can_publish(actor, place):
        acts.append(Act(_("拟公开初选清单"), url_of(place, year, "propose_preliminary"), "globe2"))
    values = {"waiting": len(waiting), "passed": len(passed), "rejected": len(rejected)}
    title = _("%(waiting)d 个待核对，%(passed)d 个通过，%(rejected)d 个未通过") % values
    kind, key = publishing.PRELIMINARY, year.public_id
    return PreliminaryPage(
        page=Page(
            title=title,
            lead=_("群众有需求、财政可承担、事小而面广、当年可完工"),
            crumbs=crumbs(place, year, _("初选")),
            window_title=_("%(year)s 初选") % {"year": year},
            acts=tuple(acts),
        ),
        place=place,
        year=year,
        waiting=waiting,
        passed=passed,
        rejected=rejected,
        undecided=read.undecided(year).count(),
        untold=read.untold(year).count(),
        reasons=publishing.preliminary_content(year)["proposals"]["reasons"],
        why_not=_(verdict.text) if collecting and not verdict.allowed else "",
        basis=_(verdict.basis) if verdict.basis else "",
        may_screen=may,
        acts=acts,
        published=publications.published_under(place, kind, key),
        proposed=publications.proposal_for(place, kind, key),
        who=screener(place),
    )


@year_page(may_screen)
def adopt_preliminary(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """确定初选清单."""
    passed = [one for one in read.counted(year).filter(state="preliminary") if read.passed(one)]
    return year_act(
        request, place, year, forms.PlaceForm, screening.adopt_preliminary,
        title=_("确定初选清单"), done=_("初选清单已确定，通过的项目列为建议项目，可以论证。"),
        facts=[(one.code, one.title) for one in passed],
        warning=_("确定后进入论证。之后形成的项目仍可初选，单独列入。"),
        back_url=url_of(place, year, "preliminary"),
    )  # fmt: skip


@year_page(permissions.can_publish)
def propose_preliminary(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """拟公开初选清单."""
    return year_act(
        request, place, year, candidate_forms.NoteForm, outputs.propose_preliminary,
        title=_("拟公开初选清单"), done=_("已拟公开，等另一人审核。"),
        lead=_("公开采纳和未采纳的项目、各有多少条建议、为什么；不公开提出人。"),
        back_url=url_of(place, year, "preliminary"),
    )  # fmt: skip
