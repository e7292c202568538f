"""进行表决的表单: open, close, the chair's declaration, the announcement, a recount."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.voting import actions, permissions, queries
from oversight.voting.actions.running import check_ready
from oversight.voting.actions.support import KEPT_IN
from oversight.voting.announcing import announcement
from oversight.voting.forms.acts import BallotsForm, BareForm, RecountForm
from oversight.voting.forms.recusing import PresiderForm
from oversight.voting.models import Poll
from oversight.voting.pages.course import facts
from oversight.voting.queries.outcomes import outcome_from
from oversight.voting.secret.card_words import declared_facts, list_facts, received_facts
from oversight.voting.secret.possible import refuse_unlisted, refuse_unsealed
from oversight.voting.secret.queries import box_of, papers_beside
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
        facts=[*list_facts(box_of(poll)), *facts(poll)],
        checks=[lambda: check_ready(poll), lambda: refuse_unlisted(poll)],
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
        facts=[*received_facts(box_of(poll)), *facts(poll)],
    )


@place_page(permissions.can_prepare)
def name_presider(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记主持人。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        PresiderForm,
        lambda **data: actions.name_presider(actor, place, poll, **data),
        title=_("登记主持这次表决的人"),
        button=_("登记主持人"),
        done=_("主持人已登记。"),
        warning=_("主持人有账号的，由本人宣布；没有账号的，由办公室代为登记，记录和报告单写明。"),
        facts=[(_("现在的主持人"), poll.chair or _("没有"))],
        offered={"poll": poll},
    )


def presided_poll(request: HttpRequest, place: Jurisdiction, key: str, counted: bool) -> Poll:
    """The poll over which this reader presides, or for whose chair it enters."""
    poll = poll_or_404(place, key)
    if not queries.way_of_presiding(actor_of(request), poll, counted=counted):
        raise PermissionDenied
    return poll


def on_behalf(request: HttpRequest, poll: Poll) -> list[tuple[str, str]]:
    """That the office enters the word of who presides."""
    if queries.way_of_presiding(actor_of(request), poll) != "on_behalf":
        return []
    text = _("%(name)s已当场宣布，由%(clerk)s代为登记；记录和报告单写明")
    values = {"name": poll.chair, "clerk": actor_of(request).label}
    return [(_("主持人"), text % values)]


def next_after_declaring(poll: Poll) -> str:
    """What the declaration leads to where nothing is counted by hand."""
    if poll.method == "cards":
        return _("票数由投票卡名单和公示板得出，不用填写。宣布以后持钥人才能开启总和。")
    if poll.method == "named":
        return _("票数由各人的表决得出，不用录入。宣布以后计票报告单自动锁定，由监票人签字。")
    return _("宣布以后开始计票。")


@place_page(permissions.can_preside)
def declare_collected(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """宣布表决有效或无效。"""
    poll, actor = presided_poll(request, place, key, counted=False), actor_of(request)
    on_paper = poll.method == "paper" or papers_beside(poll) > 0
    lead = _("收回的票多于发出的，整个表决无效，重新投票；等于或者少于发出的，有效。")
    if papers_beside(poll):
        lead = _("下面只填换领的纸质票。") + lead
    return poll_act(
        request,
        place,
        poll,
        BallotsForm if on_paper else BareForm,
        lambda **data: actions.declare_collected(actor, place, poll, **data),
        title=_("宣布表决是否有效"),
        button=_("宣布并登记") if on_paper else _("宣布表决有效"),
        done=_("已登记主持人的宣布。"),
        warning=lead if on_paper else next_after_declaring(poll),
        facts=[*on_behalf(request, poll), *declared_facts(poll), *facts(poll)],
        checks=[lambda: refuse_unsealed(poll)],
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
    poll, actor = presided_poll(request, place, key, counted=True), actor_of(request)
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
        facts=[*on_behalf(request, poll), *words],
    )


def spoken(text: str) -> list[tuple[str, str]]:
    """宣布词 line by line: the heads, every option, the rule, the result."""
    first, *rows, rule, last = text.split("\n")
    numbered = [(_("第 %(number)d 项") % {"number": n}, row) for n, row in enumerate(rows, 1)]
    return [(_("人数和票数"), first), *numbered, (_("计票规则"), rule), (_("宣布"), last)]
