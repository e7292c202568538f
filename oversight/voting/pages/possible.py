"""现在能办什么: the acts of a poll by role and state, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.web import Predicate
from oversight.ui.page import Act
from oversight.voting import permissions, queries
from oversight.voting.actions.rounds import OF_A_MEETING
from oversight.voting.models import Poll
from oversight.voting.pages import named
from oversight.voting.queries import phones
from oversight.voting.queries.counts import has_entered, is_self, scrutinises
from oversight.voting.rules.states import permits
from oversight.voting.secret.card_words import labels as card_labels
from oversight.voting.secret.possible import ACTS as CARD_ACTS
from oversight.voting.secret.possible import possible_by_card

ACTS: Mapping[str, Predicate] = {
    "name_scrutineers": permissions.can_prepare,
    "declare_recusal": permissions.can_prepare,
    "withdraw_recusal": permissions.can_prepare,
    "name_presider": permissions.can_prepare,
    "open_poll": permissions.can_prepare,
    "close_poll": permissions.can_prepare,
    "cancel_poll": permissions.can_prepare,
    "declare_collected": permissions.can_preside,
    "enter_counts": permissions.can_count,
    "correct_cell": permissions.can_count,
    "lock_sheet": permissions.can_count,
    "issue_signing_code": permissions.can_prepare,
    "sign_sheet": permissions.can_sign,
    "order_recount": permissions.can_order_recount,
    "announce": permissions.can_preside,
    "hold_again": permissions.can_prepare,
    **named.ACTS,
    **CARD_ACTS,
}


def labels() -> dict[str, str]:
    """The buttons: verb and object."""
    return {
        "name_scrutineers": _("确定监票人"),
        "declare_recusal": _("登记回避"),
        "withdraw_recusal": _("撤回登记的回避"),
        "name_presider": _("另定主持人"),
        "open_poll": _("开始表决"),
        "close_poll": _("结束表决"),
        "cancel_poll": _("取消表决"),
        "declare_collected": _("宣布是否有效"),
        "enter_counts": _("录入计票"),
        "correct_cell": _("改正一格"),
        "lock_sheet": _("锁定并送监票人签字"),
        "issue_signing_code": _("给监票人发签字码"),
        "sign_sheet": _("签字"),
        "order_recount": _("登记重新计票"),
        "announce": _("宣布结果"),
        "hold_again": _("再次表决"),
        **named.labels(),
        **card_labels(),
    }


def possible(poll: Poll, actor: Actor, act: str) -> bool:
    """Whether this reader may do it now."""
    if act in CARD_ACTS:
        return possible_by_card(poll, actor, act)
    if act in named.ACTS:
        return named.possible_by_name(poll, actor, act)
    if not ACTS[act](actor, poll.jurisdiction) or not permits(act, poll.state):
        return False
    if act in {"declare_collected", "announce"}:
        return bool(queries.way_of_presiding(actor, poll, counted=act == "announce"))
    if act == "declare_recusal":
        return poll.kind == "satisfaction"
    if act == "withdraw_recusal":
        return any(not one["by_rule"] for one in poll.recusals)
    if act == "enter_counts":
        wanted = bool(queries.entry_form_of(poll).parts)
        return wanted and not has_entered(actor, poll) and not scrutinises(actor, poll)
    if act in {"correct_cell", "lock_sheet"}:
        return has_entered(actor, poll)
    if act == "issue_signing_code":
        return bool(phones.signers_by_phone(poll))
    if act == "sign_sheet":
        missing = queries.missing_signers(poll)
        own = any(is_self(actor, poll, signer) for signer in missing)
        return bool(missing) and (own or has_entered(actor, poll))
    if act == "order_recount":
        return poll.method != "named"
    if act == "hold_again":
        return poll.about_kind != OF_A_MEETING and may_be_held_again(poll)
    return True


def may_be_held_again(poll: Poll) -> bool:
    """Void, cancelled, or announced with a place that the measure leaves to a vote; once, and no other vote counts."""
    if queries.polls_of(poll.jurisdiction).filter(previous=poll).exists():
        return False
    if queries.vote_in_the_way(poll) is not None:
        return False
    if not poll.is_announced:
        return True
    outcome = queries.outcome_of(poll)
    if outcome is None or not outcome.open_places:
        return False
    return not queries.measure_ends_it(poll, outcome)


def button(poll: Poll, act: str, main: bool = False) -> Act:
    url = reverse(f"voting:{act}", args=[poll.jurisdiction.code, poll.public_id])
    return Act(labels()[act], url, main=main)
