"""完成与测评的页面: the government's reports, how the year stands, the ballot, the announced results, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.sheets.workbook import Sheet
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of
from oversight.meetings.models import AgendaItem
from oversight.projects import permissions
from oversight.projects import permissions_building as building
from oversight.projects.actions import rating as actions
from oversight.projects.models import ProjectRating, ProjectYear, RatedProject
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.publishing_building import GRADE_WORDS
from oversight.projects.queries import building as read
from oversight.projects.queries import rating as rated
from oversight.projects.queries.inherited import listed_in
from oversight.projects.rules import stages
from oversight.projects.views.work_pages import list_word
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui import formats
from oversight.ui.page import Act, Crumb, Entry, NextStep, Page

BADGES = {
    "satisfied": "passed",
    "basically_satisfied": "on_time",
    "dissatisfied": "failed",
    "": "new",
}


@dataclass(frozen=True)
class RatedRow:
    """一个项目的测评结果, with its raw counts."""

    rated: RatedProject
    badge: str
    counts: list[Any]
    withheld: str


@dataclass(frozen=True)
class RatingPage:
    """完成与测评。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    step: NextStep | None
    acts: list[Act]
    totals: Any
    works: list[WorkRow]
    reports: Any
    rating: ProjectRating | None
    rows: list[RatedRow]
    heads: list[tuple[str, Any]]
    item_url: str
    poll_url: str
    filing_url: str
    grades: Any
    entries: list[Entry]


@require_safe
@year_page(permissions.can_see)
def rating(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """完成与测评: what is done and what not, who rates when, the result with its counts."""
    actor = actor_of(request)
    works = rows_of(place, listed_in(year))
    found = rated.announced_rating(year)
    item, running = rated.item_of(year), rated.ratings_of(year).last()
    context = RatingPage(
        page=Page(
            title=title_of(works, found),
            lead=str(year),
            crumbs=crumbs(
                place, year, Crumb(list_word(), url_of(place, year, "works")), _("完成与测评")
            ),
            window_title=_("完成与测评"),
        ),
        place=place,
        year=year,
        step=next_step(actor, place, year),
        acts=beside(actor, place, year, found),
        totals=read.totals_of([row.built for row in works]),
        works=[row for row in works if row.group != "done"],
        reports=rated.reports_of(year).order_by("-version"),
        rating=found,
        rows=rated_rows(found),
        heads=heads_of(found),
        item_url=reverse("meetings:item", args=[place.code, item.meeting.public_id, item.public_id])
        if item
        else "",
        poll_url=reverse("voting:poll", args=[place.code, running.poll_id]) if running else "",
        filing_url=filing_url(place, found),
        grades=[word for _code, word in RatedProject.GRADES[1:]],
        entries=history(actor, place, year, *rated.ratings_of(year)),
    )
    return render(request, "projects/building/rating.html", vars(context))


def filing_url(place: Jurisdiction, found: ProjectRating | None) -> str:
    if found is None or not found.filing_id:
        return ""
    return reverse("filings:filing", args=[place.code, found.filing_id])


def title_of(works: list[WorkRow], found: ProjectRating | None) -> str:
    """One sentence: how many done, how many rated satisfied."""
    values = {"n": len(works), "done": sum(row.group == "done" for row in works)}
    if found is None:
        return _("%(n)d 项，核实完成 %(done)d 项，还没有测评") % values
    good = found.rows.filter(grade="satisfied").count()
    return _("%(n)d 项测评，%(good)d 项满意") % {"n": found.rows.count(), "good": good}


def rated_rows(found: ProjectRating | None) -> list[RatedRow]:
    """Every project with grade and raw counts."""
    if found is None:
        return []
    return [
        RatedRow(
            one,
            BADGES[one.grade],
            [one.counts.get(name, "–") for name, _word in GRADE_WORDS],
            str(one.counts.get("withheld", "")),
        )
        for one in rated.rows_of(found)
    ]


def heads_of(found: ProjectRating | None) -> list[tuple[str, Any]]:
    """The sheet's heads: base, present, ballots."""
    words = (
        ("base", _("全体代表")),
        ("present", _("实到")),
        ("issued", _("发出票")),
        ("returned", _("收回票")),
        ("valid", _("有效票")),
        ("invalid", _("无效票")),
    )
    figures = found.figures if found else {}
    return [(word, figures[name]) for name, word in words if figures.get(name) is not None]


def next_step(actor: Actor, place: Jurisdiction, year: ProjectYear) -> NextStep | None:
    """What comes next on the way to the rating, and who takes it."""
    clerk = building.can_run(actor, place)
    if year.state in {"implementing", "supervised"}:
        facts = actions.facts_of(year)
        verdict = stages.permits("report_year", facts)
        url = url_of(place, year, "submit_completion_report")
        acts = (
            (Act(_("报送完成情况报告"), url, "send", main=True),)
            if may_submit(actor, place)
            else ()
        )
        said = [(_("由谁"), _("人民政府")), (_("还没有核实完成"), str(facts.unverified))]
        return NextStep(
            _("报送完成情况书面报告"), said, acts if verdict.allowed else (),
            refusal="" if verdict.allowed else _(verdict.text),
        )  # fmt: skip
    if year.state not in stages.FINISHED:
        return None
    item = rated.item_of(year)
    if item is None:
        url = url_of(place, year, "place_rating")
        acts = (Act(_("列入大会议程"), url, "people-fill", main=True),) if clerk else ()
        return NextStep(_("把满意度测评列入下一次大会的议程"), [(_("由谁"), _("经办人"))], acts)
    return rating_step(place, year, item, clerk)


def rating_step(place: Jurisdiction, year: ProjectYear, item: AgendaItem, clerk: bool) -> NextStep:
    """The rating itself: on the agenda and taken up, put to the vote, counted."""
    said = [(_("由谁"), _("经办人，会议开始审议以后")), (_("会议"), item.meeting.title)]
    said.append((_("日期"), formats.day(item.meeting.starts_on)))
    waiting = rated.ratings_of(year).filter(announced_on=None).order_by("-pk").first()
    if waiting is not None:
        keys, word = ("voting:poll", [place.code, waiting.poll_id]), _("办理表决和计票")
    elif item.state == "considered":
        keys, word = ("projects:put_rating_to_vote", [place.code, year.year]), _("付测评")
    else:
        keys = ("meetings:item", [place.code, item.meeting.public_id, item.public_id])
        word = _("办理这项议题")
    act = Act(word, reverse(keys[0], args=keys[1]), "ui-checks-grid", main=True)
    return NextStep(_("在大会上逐项无记名测评"), said, (act,) if clerk else ())


def may_submit(actor: Actor, place: Jurisdiction) -> bool:
    return building.can_report(actor, place)


def beside(
    actor: Actor, place: Jurisdiction, year: ProjectYear, found: ProjectRating | None
) -> list[Act]:
    """What else may be done: another version of the report, the evaluation, publishing."""
    acts = []
    if year.state in stages.FINISHED and may_submit(actor, place):
        url = url_of(place, year, "submit_completion_report")
        acts.append(Act(_("报送新的一稿"), url, "send"))
    if found is not None and building.can_run(actor, place):
        if not found.filing_id:
            url = url_of(place, year, "draft_evaluation")
            acts.append(Act(_("起草评议报告，报镇党委"), url, "file-earmark-text", main=True))
        if building.can_publish(actor, place):
            url = url_of(place, year, "propose_rating_publication")
            acts.append(Act(_("拟公开测评结果"), url, "broadcast"))
    return acts


@require_safe
@year_page(permissions.can_see)
def completion_report_file(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, report: str
) -> HttpResponse:
    """下载完成情况报告."""
    found = rated.reports_of(year).filter(public_id=report).first()
    if found is None or found.file is None:
        raise Http404(report)
    return sent(found.file, inline=False)


@require_safe
@year_page(permissions.can_see)
def rating_export(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, form: str
) -> HttpResponse:
    """导出测评结果, with the raw counts."""
    if form not in FORMS:
        raise Http404(form)
    lines = [
        [
            row.rated.project.code,
            row.rated.project.title,
            *row.counts,
            str(row.rated.get_grade_display()),
        ]
        for row in rated_rows(rated.announced_rating(year))
    ]
    headings = (_("编号"), _("项目"), *(_(word) for _code, word in GRADE_WORDS), _("等次"))
    sheet = Sheet(_("测评结果"), headings, lines, wide=frozenset({1}))
    return table_response(sheet, form, _("%(year)d年测评结果") % {"year": year.year})
