"""电子票现在能办什么: what stands in the way of an act of a vote by cards, for page, form and API alike."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.institutions.web import Predicate
from oversight.voting import permissions
from oversight.voting.actions.support import require
from oversight.voting.models import BallotBox, Poll
from oversight.voting.rules.states import STEPS
from oversight.voting.secret import keys
from oversight.voting.secret.actions.opening import ENOUGH
from oversight.voting.secret.actions.running import check_cards, is_trial_first
from oversight.voting.secret.actions.support import METHOD, require_state
from oversight.voting.secret.invalid import require_own, waiting_in
from oversight.voting.secret.queries import box_of, cards_of
from oversight.voting.secret.showing import opening_of

ACTS: Mapping[str, Predicate] = {
    "freeze_ballot": permissions.can_prepare,
    "fix_cards": permissions.can_prepare,
    "replace_cards": permissions.can_prepare,
    "open_trial": permissions.can_prepare,
    "close_trial": permissions.can_prepare,
    "show_close": permissions.can_prepare,
    "sign_invalid": permissions.can_sign,
    "add_decryption": permissions.can_prepare,
    "change_method": permissions.can_prepare,
}


def possible_by_card(poll: Poll, actor: Actor, act: str) -> bool:
    """Whether this reader may do it now."""
    if poll.method != METHOD or not ACTS[act](actor, poll.jurisdiction):
        return False
    try:
        check(poll, act)
        if act == "sign_invalid":
            require_own(actor, poll)
    except Refused:
        return False
    return True


def check(poll: Poll, act: str) -> None:
    """Refuse what cannot be done now, with the reason that the act itself would give."""
    if poll.method != METHOD:
        raise Refused("not_by_cards", _("这次表决不是用投票卡的。"))
    if act in STEPS:
        require(act, poll)
    CHECKS[act](poll)


def check_freeze(poll: Poll) -> None:
    if box_of(poll) is not None:
        text = _("电子票已经冻结，不能再改。要改的，取消这次表决重新准备。")
        raise Refused("frozen_already", text)
    if not keys.active_sets(poll.jurisdiction).exists():
        text = _("还没有启用的监票密钥：监票人先建好密钥，会议通过监票人以后启用。")
        raise Refused("keys_not_active", text)


def boxes_without_list(poll: Poll) -> list[BallotBox]:
    """Whose list of cards is not fixed yet, the trial first."""
    return [box for box in unopened(poll) if cards_of(box) is None]


def boxes_with_list(poll: Poll) -> list[BallotBox]:
    """Whose list of cards may be replaced, the trial first."""
    return [box for box in unopened(poll) if cards_of(box) is not None]


def unopened(poll: Poll) -> list[BallotBox]:
    return [box for box in boxes(poll) if box.state == "prepared"]


def check_fix(poll: Poll) -> None:
    required(poll)
    if not boxes_without_list(poll):
        raise Refused("listed_already", _("投票卡名单已经确定。"))


def check_replace(poll: Poll) -> None:
    required(poll)
    if not boxes_with_list(poll):
        text = _("没有可以更换的投票卡名单：还没有确定，或者已经开始投票。")
        raise Refused("no_list", text)


def check_open_trial(poll: Poll) -> None:
    box = required(poll, trial=True)
    require_state(box, "prepared")
    check_cards(box)


def check_close_trial(poll: Poll) -> None:
    require_state(required(poll, trial=True), "opened")


def check_show_close(poll: Poll) -> None:
    if not any(box.state == "opened" for box in boxes(poll)):
        raise Refused("wrong_state", _("没有正在进行的投票，不显示截止时间。"))


def check_sign_invalid(poll: Poll) -> None:
    if not waiting_in(poll):
        raise Refused("nothing_to_sign", _("没有等待认定的选票。"))


def check_decryption(poll: Poll) -> None:
    required(poll)
    if not boxes_to_open(poll):
        raise Refused(
            "nothing_to_open", _("现在没有等待开启的总和：逐票核验完毕、主持人宣布有效以后才开启。")
        )


def boxes_to_open(poll: Poll) -> list[BallotBox]:
    """Whose total waits for holders: the trial's at once, the vote's after the chair's word."""
    return [
        box
        for box in boxes(poll)
        if box.state == "tallied"
        and (box.trial or poll.state in {"collected", "counted"})
        and opening_of(box).missing
    ]


def check_change(poll: Poll) -> None:
    box = required(poll)
    if box.state == "decrypted":
        raise Refused(ENOUGH, _("总和已经开启，不再改用其他方式。"))


def boxes(poll: Poll) -> list[BallotBox]:
    return [box for box in (box_of(poll, trial=True), box_of(poll)) if box is not None]


def required(poll: Poll, *, trial: bool = False) -> BallotBox:
    """The box of the poll; refused where there is none."""
    found = box_of(poll, trial=trial)
    if found is None:
        text = _("这次表决没有安排试投。") if trial else _("还没有冻结电子票。")
        raise Refused("no_box", text)
    return found


def refuse_unlisted(poll: Poll) -> None:
    """Before the opening of a vote by cards: a frozen ballot, a list that fits the hall, no trial that runs."""
    if poll.method != METHOD:
        return
    check_cards(required(poll))
    trial = box_of(poll, trial=True)
    if trial is not None and trial.state == "opened":
        raise Refused("trial_running", _("试投还没有结束：先结束试投。"))
    if trial is not None and trial.state == "prepared" and is_trial_first(poll):
        text = _("规则簿规定先试投：先开始、结束试投，再开始表决。")
        raise Refused("trial_first", text, basis=poll.measure)


def refuse_unsealed(poll: Poll) -> None:
    """Before the chair's word on a vote by cards: every ballot is checked and the total sealed."""
    if poll.method != METHOD:
        return
    if required(poll).state != "tallied":
        raise Refused("not_sealed", _("电子票还没有逐票核验完毕，不能宣布。"))


CHECKS = {
    "freeze_ballot": check_freeze,
    "fix_cards": check_fix,
    "replace_cards": check_replace,
    "open_trial": check_open_trial,
    "close_trial": check_close_trial,
    "show_close": check_show_close,
    "sign_invalid": check_sign_invalid,
    "add_decryption": check_decryption,
    "change_method": check_change,
}
