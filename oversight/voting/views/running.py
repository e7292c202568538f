"""进行表决的表单: open, close, the chair's declaration, the announcement, a recount."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.voting import actions, permissions, queries
from oversight.voting.actions.support import KEPT_IN
from oversight.voting.announcing import announcement
from oversight.voting.forms.acts import BallotsForm, BareForm, RecountForm
from oversight.voting.pages.course import facts
from oversight.voting.queries.outcomes import outcome_from
from oversight.voting.views.shared import poll_act, poll_or_404


@place_page(permissions.can_prepare)
def open_poll(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """开始表决。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        BareForm,
        lambda: actions.open_poll(actor, place, poll),
        title=_("开始表决"),
        button=_("开始表决"),
        done=_("表决已开始。"),
        facts=facts(poll),
    )


@place_page(permissions.can_prepare)
def close_poll(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """结束表决。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        BareForm,
        lambda: actions.close_poll(actor, place, poll),
        title=_("结束表决"),
        button=_("结束表决"),
        done=_("表决已结束，待主持人宣布是否有效。"),
        warning=_("结束以后不再接受表决，也不能重新开始。"),
        facts=facts(poll),
    )


@place_page(permissions.can_preside)
def declare_collected(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """宣布表决有效或无效。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    on_paper = poll.method == "paper"
    lead = _("收回的票多于发出的，整个表决无效，重新投票；等于或者少于发出的，有效。")
    return poll_act(
        request,
        place,
        poll,
        BallotsForm if on_paper else BareForm,
        lambda **data: actions.declare_collected(actor, place, poll, **data),
        title=_("宣布表决是否有效"),
        button=_("宣布并登记") if on_paper else _("宣布表决有效"),
        done=_("已登记主持人的宣布。"),
        warning=lead if on_paper else _("宣布以后开始计票。"),
        facts=facts(poll),
    )


@place_page(permissions.can_order_recount)
def order_recount(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """重新计票。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    chief = next((one["name"] for one in poll.scrutineers if one["chief"]), "")
    return poll_act(
        request,
        place,
        poll,
        RecountForm,
        lambda **data: actions.order_recount(actor, place, poll, **data),
        title=_("登记总监票人宣布重新计票"),
        button=_("登记重新计票"),
        done=_("已登记。两人须重新录入，原来的计票报告单保留。"),
        warning=_("不重新投票，只重新计票；原来的录入、改动和签字都保留。"),
        initial={"ordered_by": chief},
    )


@place_page(permissions.can_preside)
def announce(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """宣布结果: the words that the chair reads, then one button."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    sheet = queries.sheet_of(poll)
    words = []
    if poll.state == "signed" and sheet is not None:
        with override(KEPT_IN):
            text = announcement(poll, outcome_from(sheet))
        words = spoken(text)
    return poll_act(
        request,
        place,
        poll,
        BareForm,
        lambda: actions.announce(actor, place, poll),
        title=_("宣布表决结果"),
        button=_("宣布结果"),
        done=_("结果已宣布。"),
        warning=_("当场宣读以后再按。按下以后，各处同时看得到结果，不能撤回。"),
        facts=words,
    )


def spoken(text: str) -> list[tuple[str, str]]:
    """宣布词 line by line: the heads, every option, the rule, the result."""
    first, *rows, rule, last = text.split("\n")
    numbered = [(_("第 %(number)d 项") % {"number": n}, row) for n, row in enumerate(rows, 1)]
    return [(_("人数和票数"), first), *numbered, (_("计票规则"), rule), (_("宣布"), last)]
