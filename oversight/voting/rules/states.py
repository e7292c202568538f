"""表决的状态: which act leads from where to where. A poll never reopens: no way leads back before ``closed``.

prepared → opened → closed → collected (declared valid by the chair) → counted (both entries are in) →
locked → signed → announced; or void (more returned than issued), or cancelled before it is collected.
A recount leads back to ``collected``: the ballots are counted anew, nobody votes anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oversight.voting.rules.bases import gettext_noop

ORDER = (
    "prepared",
    "opened",
    "closed",
    "collected",
    "counted",
    "locked",
    "signed",
    "announced",
)
ENDED = frozenset({"announced", "void", "cancelled"})
VOTED = frozenset({"closed", "collected", "counted", "locked", "signed", "announced", "void"})


@dataclass(frozen=True)
class Step:
    """One act: the states it starts from, where it may lead (nowhere where it stays), and why not from elsewhere."""

    sources: frozenset[str]
    targets: frozenset[str]
    refusal: str


def step(sources: str, targets: str, refusal: str) -> Step:
    return Step(frozenset(sources.split()), frozenset(targets.split()), refusal)


STEPS: Mapping[str, Step] = {
    "name_scrutineers": step(
        "prepared", "prepared", gettext_noop("表决开始以后，监票人不能再变。")
    ),
    "open_poll": step("prepared", "opened", gettext_noop("只有准备好、还没有开始的表决可以开始。")),
    "declare_recusal": step(
        "prepared", "prepared", gettext_noop("表决开始以前才能登记回避，名册随后不变。")
    ),
    "withdraw_recusal": step(
        "prepared", "prepared", gettext_noop("表决开始以前才能撤回回避，名册随后不变。")
    ),
    "name_presider": step(
        "prepared opened closed collected counted locked signed",
        "",
        gettext_noop("表决已经办完，不再改主持人。"),
    ),
    "count_present": step(
        "prepared", "prepared", gettext_noop("表决开始以前才能重新清点到会人数。")
    ),
    "freeze_ballot": step(
        "prepared", "prepared", gettext_noop("表决开始以前才能冻结电子票，随后不变。")
    ),
    "fix_cards": step("prepared", "prepared", gettext_noop("表决开始以前才能确定投票卡名单。")),
    "replace_cards": step("prepared", "prepared", gettext_noop("表决开始以前才能更换投票卡名单。")),
    "open_trial": step("prepared", "prepared", gettext_noop("试投在表决开始以前。")),
    "change_method": step(
        "opened closed collected",
        "cancelled",
        gettext_noop("开始以后、计票以前才能由会议决定改用其他方式。"),
    ),
    "lock_cards": step("collected counted", "locked", gettext_noop("主持人宣布有效以后才能开启。")),
    "cast_by_name": step("opened", "opened", gettext_noop("只有表决进行时才能表决。")),
    "enter_by_name": step("opened", "opened", gettext_noop("只有表决进行时才能唱名登记。")),
    "close_poll": step("opened", "closed", gettext_noop("表决没有在进行，不能结束。")),
    "cancel_poll": step(
        "prepared opened closed", "cancelled", gettext_noop("已经收票或者已经结束的表决不能取消。")
    ),
    "declare_collected": step(
        "closed", "collected void", gettext_noop("表决结束以后、计票以前，由主持人宣布是否有效。")
    ),
    "enter_counts": step(
        "collected",
        "collected counted",
        gettext_noop("主持人宣布有效以后才能录入；两人录完不再录入。"),
    ),
    "correct_cell": step("counted", "counted", gettext_noop("两人都录完、还没有锁定时才能改。")),
    "confirm_correction": step(
        "counted", "counted", gettext_noop("两人都录完、还没有锁定时才能改。")
    ),
    "refuse_correction": step(
        "counted", "counted", gettext_noop("两人都录完、还没有锁定时才能改。")
    ),
    "lock_sheet": step("counted", "locked", gettext_noop("两人都录完的计票报告单才能锁定。")),
    "issue_signing_code": step(
        "prepared opened closed collected counted locked",
        "",
        gettext_noop("签字齐全以后不再发签字码。"),
    ),
    "sign_sheet": step("locked", "locked signed", gettext_noop("锁定的计票报告单才能签字。")),
    "order_recount": step(
        "counted locked signed", "collected", gettext_noop("开始计票以后、宣布以前才能重新计票。")
    ),
    "announce": step("signed", "announced", gettext_noop("签字齐全以后由主持人宣布。")),
    "hold_again": step(
        "void cancelled announced",
        "void cancelled announced",
        gettext_noop("无效、取消或者宣布以后还有空缺的，才能再次表决。"),
    ),
}


def permits(act: str, state: str) -> bool:
    """Whether the act may happen in this state."""
    return state in STEPS[act].sources


def next_round(round: int, state: str) -> int:
    """The number of the round after a vote: one that was cancelled did not run and is no round."""
    return round if state == "cancelled" else round + 1
