"""完成与测评的表单: one page an act, from the government's report to the publication of the result."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.projects import permissions_building as building
from oversight.projects.actions import building_papers
from oversight.projects.actions import rating as actions
from oversight.projects.forms.collecting import BareForm
from oversight.projects.forms.supervising import CompletionForm, MeetingForm
from oversight.projects.forms.voting import RatingForm
from oversight.projects.models import ProjectYear
from oversight.projects.queries import rating as rated
from oversight.projects.views.year_pages import url_of, year_act, year_page


@year_page(building.can_report)
def submit_completion_report(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """报送完成情况报告."""
    return year_act(
        request, place, year, CompletionForm, actions.submit_completion_report,
        title=_("报送完成情况报告"),
        done=_("已报送。"),
        warning=_("未完成的项目要先逐项说明原因和新的时限。"),
        back_url=url_of(place, year, "rating"),
        initial={"submitted_on": today()},
    )  # fmt: skip


@year_page(building.can_run)
def place_rating(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """把测评列入大会议程."""
    return year_act(
        request, place, year, MeetingForm, actions.place_rating,
        title=_("列入大会议程"),
        done=_("已提请列入议程。"),
        back_url=url_of(place, year, "rating"),
    )  # fmt: skip


@year_page(building.can_run)
def put_rating_to_vote(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """付测评."""
    works = rated.to_rate(year)
    names = [f"{one.code} {one.title}" for one in works]
    units = {unit for one in works for unit in actions.units_of(place, one)}
    return year_act(
        request, place, year, RatingForm, actions.put_rating_to_vote,
        title=_("付测评"),
        done=_("已准备好测评：名册已冻结。监票人还没有定的，定了再开始。"),
        warning=_("无记名，一张票列全部项目；名册按现在的到会情况冻结。"),
        facts=[(_("测评的项目"), "；".join(names))],
        offered={"item": rated.item_of(year), "units": units},
        back_url=url_of(place, year, "rating"),
        then=lambda made: reverse("voting:poll", args=[place.code, made.poll_id]),
    )  # fmt: skip


@year_page(building.can_run)
def draft_evaluation(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """起草评议报告."""
    return year_act(
        request, place, year, BareForm, building_papers.draft_evaluation,
        title=_("起草评议报告"),
        done=_("评议报告和报送已起草，完成情况报告附在后面。"),
        back_url=url_of(place, year, "rating"),
        then=lambda made: reverse("filings:filing", args=[place.code, made.public_id]),
    )  # fmt: skip


@year_page(building.can_publish)
def propose_rating_publication(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear
) -> HttpResponse:
    """拟公开测评结果."""
    return year_act(
        request, place, year, BareForm, building_papers.propose_rating_publication,
        title=_("拟公开测评结果"),
        done=_("已拟稿，由另一人审核后公开。"),
        back_url=url_of(place, year, "rating"),
    )  # fmt: skip
