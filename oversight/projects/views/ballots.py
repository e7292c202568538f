"""票决页: the year's measure and every round with raw counts; printed ballots, the poster. Nothing before the announcement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import Refused
from oversight.documents import permissions as document_permissions
from oversight.documents import queries as documents
from oversight.documents.layout.fonts import MissingFonts
from oversight.documents.typefaces import missing_words, paper_fonts
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of
from oversight.meetings import queries as meetings
from oversight.projects import permissions, permissions_voting
from oversight.projects.actions.announcing import OF_RESULT, course_of
from oversight.projects.forms.voting import PrintForm
from oversight.projects.models import BallotMeasure, ProjectYear
from oversight.projects.pages import ballot_rounds, ballot_steps, delivery
from oversight.projects.pages import ballots as pages
from oversight.projects.pages.ballot_measures import measure_facts
from oversight.projects.printing import kept, sheets
from oversight.projects.printing.ballots import BALLOT, RESULT, ballot_data, poster_data
from oversight.projects.queries import ballots as read
from oversight.projects.views.year_pages import crumbs, year_page
from oversight.ui.page import Act, Entry, NextStep, Page, Step

SPARE = 5


@dataclass(frozen=True)
class BallotPage:
    """票决。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    at: pages.Standing
    chain: list[Step]
    step: NextStep | None
    others: list[Act]
    measure: BallotMeasure | None
    measure_facts: list[tuple[str, str]]
    rounds: list[ballot_rounds.RoundShown]
    delivery: delivery.DeliveryCard | None
    whole: list[tuple[str, list[str]]]
    papers: list[tuple[str, str, str]]
    links: list[tuple[str, str]]
    entries: list[Entry]


@require_safe
@year_page(permissions.can_see)
def ballot(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """票决: chain, next step, measure, rounds, papers."""
    actor, at = actor_of(request), pages.standing_of(year)
    context = BallotPage(
        page=Page(
            title=pages.title_of(at),
            lead=_("票决办法先通过；选票只照候选项目表印；主持人宣布以后才显示票数"),
            crumbs=crumbs(place, year, _("票决")),
            window_title=_("%(year)s 票决") % {"year": year},
        ),
        place=place,
        year=year,
        at=at,
        chain=pages.chain_of(at),
        step=ballot_steps.next_step(actor, at),
        others=pages.others_of(actor, at),
        measure=at.measure,
        measure_facts=measure_facts(at.measure) if at.measure is not None else [],
        rounds=[ballot_rounds.round_shown(one) for one in at.ballots],
        delivery=delivery.card_of(at.to_deliver),
        whole=whole_of(at),
        papers=papers_of(request, place, at),
        links=links_of(place, at),
        entries=history(actor, place, at.measure) if at.measure is not None else [],
    )
    return render(request, "projects/voting/ballot.html", vars(context))


def whole_of(at: pages.Standing) -> list[tuple[str, list[str]]]:
    """What all rounds together chose, by what became of the projects."""
    if at.result is None:
        return []
    again = at.result.next in ballot_rounds.AGAIN
    named = (
        (_("入选"), at.result.chosen),
        (_("得票相同，再次票决"), at.result.tied),
        (_("备选，不自动递补"), at.result.reserve),
        (_("未通过，另行票决") if again else _("未入选"), at.result.not_chosen),
    )
    return [(word, list(names)) for word, names in named if names]


def papers_of(
    request: HttpRequest, place: Jurisdiction, at: pages.Standing
) -> list[tuple[str, str, str]]:
    """Papers of measure and result, for whoever reads papers."""
    if not document_permissions.can_read(actor_of(request), place):
        return []
    rows = list(documents.papers_about(place, OF_RESULT, at.year.public_id))
    if at.measure is not None:
        rows = [*documents.papers_about(place, read.OF_MEASURE, at.measure.public_id), *rows]
    return [
        (
            one.title,
            str(one.get_state_display()),
            reverse("documents:paper", args=[place.code, one.public_id]),
        )
        for one in rows
    ]


def links_of(place: Jurisdiction, at: pages.Standing) -> list[tuple[str, str]]:
    """To the agenda items and the count."""
    found = []
    for word, item in ((_("候选项目的议题"), at.item), (_("票决办法的议题"), at.measure_item)):
        if item is not None:
            found.append((word, pages.item_url(item)))
    if at.poll is not None:
        url = reverse("voting:poll", args=[place.code, at.poll.public_id])
        found.append((_("表决和计票报告单"), url))
    return found


@require_safe
@year_page(permissions_voting.can_print_ballots)
def print_ballots(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """印选票: asks how many on which paper, then gives the PDF; refused where the list is not as it was fixed."""
    measure, found = read.adopted_measure(year), read.frozen_list(year)
    if measure is None or found is None:
        raise Http404
    rounds = read.ballots_of(year)
    held = read.held_next(measure, found, rounds)
    form = PrintForm(request.GET or None)
    changed = read.changed_since(found, held)
    item = read.item_of_list(found)
    base = meetings.roll_of(item.meeting).base if item is not None else 0
    if held is not None and form.is_bound and form.is_valid() and not changed:
        meeting = str(item.meeting) if item is not None else ""
        data = ballot_data(
            measure,
            found,
            held,
            meeting=meeting,
            round_no=len(rounds) + 1,
            paper=form.cleaned_data["paper"] or "a5",
            copies=form.cleaned_data["copies"] or base + SPARE or 1,
        )
        return printed(BALLOT, data, f"{year.jurisdiction.name}{year.year}选票.pdf")
    context = {
        "page": Page(
            title=_("印选票"),
            lead=_("份份相同，没有编号；按会场人数加备用份数印"),
            crumbs=crumbs(place, year, _("印选票")),
        ),
        "place": place,
        "year": year,
        "measure": measure,
        "found": found,
        "held": held,
        "changed": changed,
        "base": base,
        "spare": SPARE,
        "copies": base + SPARE,
        "form": form,
        "back_url": reverse("projects:ballot", args=[place.code, year.year]),
    }
    status = 409 if changed or held is None else 422 if form.is_bound else 200
    return render(request, "projects/voting/print_ballots.html", context, status=status)


@require_safe
@year_page(permissions.can_see)
def result_poster(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """结果海报: A3, for the board of the village; 404 before the announcement."""
    try:
        course = course_of(year)
    except Refused as error:
        raise Http404 from error
    data = poster_data(year, course.measure, course.ballots, course.meeting)
    return printed(RESULT, data, f"{year.jurisdiction.name}{year.year}票决结果海报.pdf")


def printed(sheet: sheets.Sheet, data: dict[str, Any], name: str) -> HttpResponse:
    """The sheet as PDF; where no Chinese typeface is installed it says so instead of printing boxes."""
    try:
        made = kept.printed(sheet, data, {}, paper_fonts())
    except MissingFonts as error:
        text = missing_words(error.gaps)
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    response["Cache-Control"] = "no-store"
    return response
