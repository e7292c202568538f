"""项目年页面: the list of years, one year with its chain and next step, and the acts of its collecting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, place_act
from oversight.institutions.views.history import history
from oversight.institutions.web import actor_of, place_page
from oversight.projects import permissions, queries
from oversight.projects.actions import years as actions
from oversight.projects.actions.support import may_enter
from oversight.projects.forms import collecting as forms
from oversight.projects.models import ProjectYear
from oversight.projects.pages import ballot_steps, ballots, building_steps
from oversight.projects.pages import collecting_steps as steps
from oversight.projects.pages import selecting_steps as selecting
from oversight.projects.pages import years as pages
from oversight.projects.queries.proposals import Counts, counts_of, reasons_of, sessions_of
from oversight.projects.rulebook import projects_rules
from oversight.projects.views.year_pages import crumbs, url_of, year_act, year_page
from oversight.ui.page import Act, Crumb, Entry, NextStep, Page, Step


@dataclass(frozen=True)
class YearsPage:
    """民生实事：各年。"""

    page: Page
    place: Jurisdiction
    rows: list[pages.YearRow]
    may_set_up: bool
    rules_label: str
    rules_url: str


@require_safe
@place_page(permissions.can_see)
def years(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """各年的民生实事项目, newest first; on a telephone the running year straight away."""
    actor = actor_of(request)
    may = permissions.can_set_up(actor, place)
    rows = [pages.year_row(place, year) for year in queries.years_of(place)]
    url = reverse("projects:set_up_year", args=[place.code])
    context = YearsPage(
        page=Page(
            title=pages.years_title(rows),
            lead=_("从群众的愿望到办成的事，一年一轮"),
            crumbs=(Crumb(_("民生实事")),),
            window_title=_("民生实事"),
            acts=(Act(_("设立项目年"), url, "plus-lg", main=not rows),) if may else (),
        ),
        place=place,
        rows=rows,
        may_set_up=may,
        rules_label=projects_rules(place)[0].label,
        rules_url=reverse("rulebooks:list", args=[place.code]),
    )
    template = (
        "projects/collecting/my_years.html" if actor.role == "deputy" else "projects/years.html"
    )
    return render(request, template, vars(context))


@dataclass(frozen=True)
class YearPage:
    """一个项目年。"""

    page: Page
    place: Jurisdiction
    year: ProjectYear
    chain: list[Step]
    step: NextStep | None
    others: list[Act]
    counts: Counts
    figures: list[pages.Figure]
    channels: list[pages.Figure]
    reasons: list[tuple[str, str, int]]
    sessions: list[Any]
    notice: pages.Notice
    entries: list[Entry]
    public_url: str
    may_enter: bool
    argued: list[selecting.OwnArgument]


@require_safe
@year_page(permissions.can_see)
def year(request: HttpRequest, place: Jurisdiction, found: ProjectYear) -> HttpResponse:
    """一个项目年: where it stands, what is next, and every figure with its list."""
    actor = actor_of(request)
    counts = counts_of(found)
    notice = pages.notice_of(place, found)
    public = reverse("projects:public_projects", args=[place.code])
    context = YearPage(
        page=Page(
            title=pages.year_title(found, counts),
            lead=" · ".join(pages.year_lead(found)),
            crumbs=crumbs(place, found),
            window_title=str(found),
            acts=(Act(_("看公众页面"), public, "globe2"),),
        ),
        place=place,
        year=found,
        chain=pages.chain_of(found),
        step=selecting.year_step(actor, place, found)
        or ballot_steps.year_step(actor, found)
        or building_steps.year_step(place, found)
        or steps.next_step(actor, place, found, counts, notice),
        others=[
            *steps.others_of(actor, place, found),
            *selecting.links_of(place, found),
            *ballots.links_of(found),
        ],
        counts=counts,
        figures=pages.figures_of(place, found, counts),
        channels=pages.channels_of(place, found, counts),
        reasons=reasons_of(found),
        sessions=list(sessions_of(found)[:5]),
        notice=notice,
        entries=history(actor, place, found),
        public_url=public,
        may_enter=may_enter(actor, place),
        argued=selecting.own_arguments(actor, place, found),
    )
    template = (
        "projects/collecting/my_year.html" if actor.role == "deputy" else "projects/year.html"
    )
    return render(request, template, vars(context))


@place_page(permissions.can_set_up)
def set_up_year(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """设立项目年."""
    in_force, section = projects_rules(place)
    newest = queries.newest_year(place)
    back = reverse("projects:years", args=[place.code])
    page = ActPage(
        title=_("设立项目年"),
        button=_("设立"),
        back_url=back,
        crumbs=(Crumb(_("民生实事"), back), Crumb(_("设立项目年"))),
        lead=_("现行规则：%(label)s") % {"label": in_force.label},
        done=_("已设立。下一步发布征集公告。"),
    )
    initial = {
        "year": newest.year + 1 if newest else institutions.today().year + 1,
        "to_choose": section.places,
        "contact_phone": newest.contact_phone if newest else "",
    }
    return place_act(
        request, place, page, forms.YearForm, actions.set_up_year, initial=initial,
        then=lambda made: url_of(place, made),
    )  # fmt: skip


@year_page(permissions.can_set_up)
def change_year(request: HttpRequest, place: Jurisdiction, found: ProjectYear) -> HttpResponse:
    """更改项数、资金盘子."""
    initial = {
        "to_choose": found.to_choose,
        "frame_wan": found.frame_yuan // forms.WAN if found.frame_yuan else None,
        "contact_phone": found.contact_phone,
    }
    return year_act(
        request, place, found, forms.FrameForm, actions.change_year,
        title=_("更改项目年"), done=_("已更改。"), initial=initial,
    )  # fmt: skip


@year_page(permissions.can_set_up)
def open_collecting(request: HttpRequest, place: Jurisdiction, found: ProjectYear) -> HttpResponse:
    """发布征集公告、开始征集."""
    _in_force, section = projects_rules(place)
    today = institutions.today()
    last = today + timedelta(days=max(section.collecting_days, 1) - 1)
    initial = {
        "first": today.isoformat(),
        "last": last.isoformat(),
        "notice_title": pages.draft_title(place, found),
        "notice_text": pages.draft_text(place, found),
        "contact_phone": found.contact_phone,
    }
    least = section.collecting_days
    days = _("公开征集至少 %(days)d 天") % {"days": least} if least else _("公开征集的天数不限")
    return year_act(
        request, place, found, forms.OpenForm, actions.open_collecting,
        title=_("发布征集公告"), button=_("发布公告、开始征集"), initial=initial,
        facts=((_("规则簿"), days), (_("公开"), _("公告由另一人审核后公开"))),
        warning=_("开始以后只能延长，不能提前结束。"),
        done=_("征集已经开始。公告等另一人审核公开。"),
    )  # fmt: skip


@year_page(permissions.can_set_up)
def extend_collecting(
    request: HttpRequest, place: Jurisdiction, found: ProjectYear
) -> HttpResponse:
    """延长征集."""
    return year_act(
        request, place, found, forms.ExtendForm, actions.extend_collecting,
        title=_("延长征集"), facts=pages.dates_of(found), done=_("已延长。更正的公告等另一人审核公开。"),
    )  # fmt: skip


@year_page(permissions.can_set_up)
def end_collecting(request: HttpRequest, place: Jurisdiction, found: ProjectYear) -> HttpResponse:
    """结束征集."""
    return year_act(
        request, place, found, forms.BareForm, actions.end_collecting,
        title=_("结束征集"), facts=pages.dates_of(found),
        warning=_("结束以后不再录入纸质建议表和座谈记录。还没有录完的，先录完。"),
        done=_("征集已经结束，可以定初选项目了。"),
    )  # fmt: skip


@year_page(permissions.can_publish)
def propose_notice(request: HttpRequest, place: Jurisdiction, found: ProjectYear) -> HttpResponse:
    """拟公开征集公告."""
    return year_act(
        request, place, found, forms.NoticeForm, actions.propose_notice,
        title=_("拟公开征集公告"), done=_("公告等另一人审核公开。"),
    )  # fmt: skip
