"""票决的办理页: the measure, what is tabled, the vote and its further rounds, papers, publication, the announcement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions_voting as permissions
from oversight.projects.actions import announcing, balloting, settling, tabling
from oversight.projects.forms import voting as wanted
from oversight.projects.forms.selecting import PlaceForm
from oversight.projects.models import BallotMeasure, ProjectYear
from oversight.projects.pages.ballot_measures import measure_facts
from oversight.projects.pages.ballots import item_url, standing_of
from oversight.projects.pages.delivery import meeting_facts
from oversight.projects.pages.delivery import words as delivery_words
from oversight.projects.papers_voting import result_words
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import on_ballot
from oversight.projects.views.year_pages import url_of, year_act, year_page

Run = Callable[..., Any]


def ballot_act(
    request: HttpRequest,
    place: Jurisdiction,
    year: ProjectYear,
    form_class: type[forms.Form],
    run: Run,
    **more: Any,
) -> HttpResponse:
    """One act, then back to the page of the ballot."""
    more.setdefault("back_url", url_of(place, year, "ballot"))
    return year_act(request, place, year, form_class, run, **more)


def measure_or_404(year: ProjectYear) -> BallotMeasure:
    """The measure under way."""
    found = read.measure_now(year)
    if found is None:
        raise Http404
    return found


def of_measure(run: Run, measure: BallotMeasure) -> Run:
    """An act on the measure as one on its year."""

    def on_year(actor: Actor, place: Jurisdiction, _year: ProjectYear, **data: Any) -> Any:
        return run(actor, place, measure, **data)

    return on_year


def to_poll(place: Jurisdiction) -> Callable[[Any], str]:
    """On to the vote that was prepared."""
    return lambda poll: reverse("voting:poll", args=[place.code, poll.public_id])


def to_paper(place: Jurisdiction) -> Callable[[Any], str]:
    """On to the paper that was drafted."""
    return lambda paper: reverse("documents:paper", args=[place.code, paper.public_id])


@year_page(permissions.can_draft_measure)
def draft_measure(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """起草票决办法。"""
    return ballot_act(
        request, place, year, wanted.MeasureForm, tabling.draft_measure,
        title=_("起草票决办法"),
        done=_("票决办法已起草，可以逐字修改，再提请大会。"),
        lead=_("先通过票决办法，再票决；以全体代表的过半数通过。"),
        initial=tabling.first_values(year),
    )  # fmt: skip


@year_page(permissions.can_draft_measure)
def change_measure(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """修改票决办法。"""
    measure = measure_or_404(year)
    names = ("title", "ballot", "places", "ties", "too_few", "reserve", "text")
    return ballot_act(
        request, place, year, wanted.MeasureForm, of_measure(tabling.change_measure, measure),
        title=_("修改票决办法"),
        button=_("保存"),
        done=_("票决办法已修改。"),
        initial={name: getattr(measure, name) for name in names},
    )  # fmt: skip


@year_page(permissions.can_draft_measure)
def draft_measure_paper(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """票决办法成文。"""
    measure = measure_or_404(year)
    return ballot_act(
        request, place, year, PlaceForm, of_measure(tabling.draft_measure_paper, measure),
        title=_("票决办法成文"),
        button=_("成文"),
        done=_("票决办法草案已成文，随会议文件发给代表。"),
        facts=measure_facts(measure),
        then=to_paper(place),
    )  # fmt: skip


@year_page(permissions.can_draft_measure)
def table_measure(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """票决办法提请大会。"""
    measure = measure_or_404(year)
    return ballot_act(
        request, place, year, wanted.TableForm, of_measure(tabling.table_measure, measure),
        title=_("票决办法提请大会"),
        button=_("提请大会"),
        done=_("议题已提出，在会议里列入议程、审议、表决。"),
        warning=_("提请以后不能再改；要改的先从议程撤下。"),
        facts=measure_facts(measure),
        then=item_url,
    )  # fmt: skip


@year_page(permissions.can_draft_measure)
def table_list(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """候选项目提请大会。"""
    found = read.frozen_list(year)
    facts = []
    if found is not None:
        facts = [
            (_("候选项目表"), _("第 %(n)d 版") % {"n": found.version}),
            (_("候选项目"), _("%(n)d 项") % {"n": len(on_ballot(found))}),
            (_("提请人"), tabling.tabler_of(place)),
            *meeting_facts(place, found),
        ]
    return ballot_act(
        request, place, year, wanted.TableListForm, tabling.table_list,
        title=_("候选项目提请大会"),
        button=_("提请大会"),
        done=_("议题已提出，在会议里列入议程、审议；票决从票决页办理。"),
        lead=_("候选项目表作为议题的材料，会前发给代表。"),
        facts=facts,
        then=item_url,
    )  # fmt: skip


@year_page(permissions.can_run_ballot)
def put_to_vote(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """付票决。"""
    at = standing_of(year)
    held = at.held
    facts = measure_facts(at.measure) if at.measure is not None else []
    if held is not None:
        words = _("%(n)d 项，应选 %(k)d 项") % {"n": len(held.names), "k": held.places}
        facts = [(_("这次票决"), words), *facts]
    if at.found is not None and at.item is not None:
        facts.append((_("会前送达"), delivery_words(at.found, at.item.meeting)))
    return ballot_act(
        request, place, year, wanted.PutForm, balloting.put_to_vote,
        title=_("付票决"),
        done=_("名册已经冻结，选票照候选项目表。现在由监票人发票。"),
        lead=_("选票的项目、次序、应选项数和计票规则都来自候选项目表和通过的票决办法，不在这里改。"),
        warning=_("现在按到会人员冻结名册。"),
        facts=facts,
        offered={
            "item": at.item,
            "units": balloting.units_kept_clear(place, at.found) if at.found is not None else (),
        },
        then=to_poll(place),
    )  # fmt: skip


@year_page(permissions.can_run_ballot)
def vote_again(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """再次票决。"""
    result = read.standing_result(year)
    facts = []
    if result is not None:
        facts.append((_("按票决办法"), result_words(result.next)))
        names = result.tied or result.not_chosen
        facts.append((_("哪些项目"), _("、").join(names)))
        places = result.open_places or len(result.tied)
        facts.append((_("应选项数"), str(places)))
    return ballot_act(
        request, place, year, PlaceForm, balloting.vote_again,
        title=_("再次票决"),
        done=_("名册已经重新冻结。上一次的记录不变。"),
        lead=_("先在会议里重新清点到会人数。上一次的选票封存，换新选票。"),
        warning=_("现在按到会人员重新冻结名册。"),
        facts=facts,
        then=to_poll(place),
    )  # fmt: skip


@year_page(permissions.can_run_ballot)
def settle_ballot(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """以现有结果为准。"""
    result = read.standing_result(year)
    facts = []
    if result is not None:
        facts = [
            (_("入选"), str(len(result.chosen))),
            (_("还缺"), str(result.open_places)),
            (_("按票决办法"), result_words(result.next)),
        ]
    return ballot_act(
        request, place, year, PlaceForm, settling.settle_ballot,
        title=_("以现有结果为准"),
        done=_("已按票决办法登记。"),
        lead=_("票决办法规定少选、并列的不选或都选、或者在下次会议另行票决的，登记以后这次会议不再票决。"),
        facts=facts,
    )  # fmt: skip


@year_page(permissions.can_run_ballot)
def table_chosen(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """名单整体付表决。"""
    result = read.standing_result(year)
    facts = [(_("名单"), _("、").join(result.chosen))] if result is not None else []
    return ballot_act(
        request, place, year, PlaceForm, settling.table_chosen,
        title=_("名单整体付表决"),
        done=_("已付表决。以全体代表的过半数通过。"),
        lead=_("按位次计分只排出次序；得出的名单须由全体代表过半数通过。"),
        facts=facts,
        then=to_poll(place),
    )  # fmt: skip


@year_page(permissions.can_draft_measure)
def draft_announcement(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """起草公告。"""
    return ballot_act(
        request, place, year, PlaceForm, announcing.draft_announcement,
        title=_("起草票决结果公告"),
        button=_("起草公告"),
        done=_("公告已起草，核对以后送核、签发、印发。"),
        lead=_("由主席团公告，写明每次票决的应到、实到、发出、收回、有效、无效和各项得票。"),
        then=to_paper(place),
    )  # fmt: skip


@year_page(permissions.can_draft_measure)
def draft_brief(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """起草简报。"""
    return ballot_act(
        request, place, year, PlaceForm, announcing.draft_brief,
        title=_("起草票决简报"),
        button=_("起草简报"),
        done=_("简报已起草。"),
        then=to_paper(place),
    )  # fmt: skip


@year_page(permissions.can_publish)
def propose_result(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """拟公开票决结果。"""
    return ballot_act(
        request, place, year, wanted.NoteForm, announcing.propose_result,
        title=_("拟公开票决结果"),
        done=_("已提交，由另一人审核公开。"),
        lead=_("网页可以转发到微信公众号，写明每次票决的原始票数。"),
        then=lambda made: reverse("publications:review", args=[place.code, made.public_id]),
    )  # fmt: skip


@year_page(permissions.can_draft_measure)
def announce_result(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """登记已公告。"""
    paper, page = announcing.issued_announcement(year), announcing.public_result(year)
    facts = [
        (_("公告"), paper.number if paper is not None else _("还没有印发")),
        (_("网页"), _("已公开") if page is not None else _("还没有公开")),
    ]
    return ballot_act(
        request, place, year, PlaceForm, announcing.announce_result,
        title=_("登记已公告"),
        done=_("已登记。按规则簿的天数报县级人大常委会备案。"),
        lead=_("公告印发或者票决结果公开以后才能登记；公告一次。"),
        facts=facts,
    )  # fmt: skip
