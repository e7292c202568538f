"""议题的表决表单: put to the vote, again, settled, decided without a count, put off."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.links.resolving import resolve
from oversight.meetings import actions, permissions, queries
from oversight.meetings.forms.again import AgainForm
from oversight.meetings.forms.items import (
    DecideForm,
    VoteForm,
)
from oversight.meetings.forms.meetings import BareForm, ReasonForm
from oversight.meetings.models import AgendaItem
from oversight.meetings.rules import kinds
from oversight.meetings.rules.quorum import Quorum
from oversight.meetings.views.items import item_form
from oversight.meetings.views.shared import (
    item_or_404,
)
from oversight.voting.models import Poll


def quorum_facts(quorum: Quorum) -> list[tuple[str, str]]:
    """Who is there now, as the roll will have it."""
    values = {"base": quorum.base, "present": quorum.present, "video": quorum.by_video}
    text = _("应到 %(base)d 人，实到 %(present)d 人，其中视频 %(video)d 人")
    return [(_("现在到会"), text % values)]


def poll_url(place: Jurisdiction) -> Callable[[Poll], str]:
    """To the vote."""

    def url(poll: Poll) -> str:
        return reverse("voting:poll", args=[place.code, poll.public_id])

    return url


@place_page(permissions.can_run)
def put_to_vote(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """付表决; a ballot that is made from a fixed list is put to the vote on the page of that list."""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    if found.about_kind in kinds.BALLOTED:
        about = resolve(actor, place, found.about_kind, found.about_id)
        if about is not None and about.url:
            return redirect(about.url)
    return item_form(
        request,
        place,
        found,
        VoteForm,
        lambda **data: actions.put_to_vote(actor, place, found, **data),
        title=_("把议题付表决"),
        button=_("付表决"),
        done=_("已付表决，名册按现在的到会情况冻结。"),
        warning=_("名册一经冻结，这次表决就按它计算；后到的人参加下一次表决。"),
        facts=quorum_facts(queries.quorum_of(found.meeting)),
        offered={"item": found},
        then=poll_url(place),
    )


@place_page(permissions.can_run)
def count_present(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """表决前清点到会人数。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        BareForm,
        lambda: actions.count_present(actor, place, found),
        title=_("表决前清点到会人数"),
        button=_("按现在的到会情况重新冻结"),
        done=_("名册已按现在的到会情况重新冻结。"),
        lead=_("付表决以后、开始表决以前有人到会或者离会的，重新清点。"),
        facts=quorum_facts(queries.quorum_of(found.meeting)),
        then=poll_url(place),
    )


@place_page(permissions.can_run)
def vote_again(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """再次表决。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        AgainForm,
        lambda **data: actions.vote_again(actor, place, found, **data),
        title=_("再次表决"),
        button=_("再次表决"),
        done=_("已再次付表决，名册重新冻结。"),
        lead=_("上一次表决无效、取消、并列或者有空缺的，重新冻结名册再表决；上一次的记录不变。"),
        facts=quorum_facts(queries.quorum_of(found.meeting)),
        offered={"item": found},
        then=poll_url(place),
    )


def settled_facts(item: AgendaItem) -> list[tuple[str, str]]:
    """What was announced, and what the item will be by it."""
    if not item.result_text:
        return []
    chosen = queries.anything_chosen(item)
    words = _("通过：已选出的照宣布的结果") if chosen else _("没有通过：各次表决都没有选出")
    return [(_("已宣布的结果"), item.result_text), (_("议题的结果"), words)]


@place_page(permissions.can_run)
def settle_item(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """以现有结果为准。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        ReasonForm,
        lambda **data: actions.settle_item(actor, place, found, **data),
        title=_("以现有表决结果为准"),
        button=_("以现有结果为准"),
        done=_("已登记。"),
        warning=_("空缺的不再表决；写明表决办法的条款和会议的决定。"),
        facts=settled_facts(found),
    )


@place_page(permissions.can_run)
def decide_item_without_vote(
    request: HttpRequest, place: Jurisdiction, key: str, item: str
) -> HttpResponse:
    """不经票决作出决定。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        DecideForm,
        lambda **data: actions.decide_item_without_vote(actor, place, found, **data),
        title=_("不经票决作出决定"),
        button=_("登记决定"),
        done=_("决定已登记。"),
        facts=quorum_facts(queries.quorum_of(found.meeting)),
    )


@place_page(permissions.can_run)
def do_not_put(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """暂不付表决。"""
    found, actor = item_or_404(request, place, key, item), actor_of(request)
    return item_form(
        request,
        place,
        found,
        ReasonForm,
        lambda **data: actions.do_not_put(actor, place, found, **data),
        title=_("议题暂不付表决"),
        button=_("暂不付表决"),
        done=_("已登记暂不付表决。"),
        warning=_("登记以后，这项议题在本次会议上不再表决。"),
    )
