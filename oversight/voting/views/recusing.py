"""回避的表单: declared before the vote begins, and a declaration taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.voting import actions, permissions
from oversight.voting.forms.recusing import RecusalForm, WithdrawRecusalForm
from oversight.voting.models import Poll
from oversight.voting.views.poll import recused_by_option
from oversight.voting.views.shared import poll_act, poll_or_404


def recusal_facts(poll: Poll) -> list[tuple[str, str]]:
    """Who recuses already, by option."""
    return [(name, _("、").join(words)) for name, _base, words in recused_by_option(poll)]


@place_page(permissions.can_prepare)
def declare_recusal(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记回避。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        RecusalForm,
        lambda **data: actions.declare_recusal(actor, place, poll, **data),
        title=_("登记回避"),
        button=_("登记回避"),
        done=_("回避已登记，这一项的基数相应减少。"),
        warning=_(
            "在被测评单位任职的人已按名册认定，不用登记。票都一样，回避的人在票上把这一行留空。"
        ),
        facts=recusal_facts(poll),
        offered={"poll": poll},
    )


@place_page(permissions.can_prepare)
def withdraw_recusal(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """撤回登记的回避。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    return poll_act(
        request,
        place,
        poll,
        WithdrawRecusalForm,
        lambda **data: actions.withdraw_recusal(actor, place, poll, **data),
        title=_("撤回登记的回避"),
        button=_("撤回这一条"),
        done=_("登记的回避已撤回。"),
        facts=recusal_facts(poll),
        offered={"poll": poll},
    )
