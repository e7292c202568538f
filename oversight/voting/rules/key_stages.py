"""监票密钥的阶段 (key_stages@1): who may be nominated, which part is told when, when keys are in force.

certificates → commitments → polynomials → shares → assembled → active → ended; a stage ends by itself when the part
of the last holder is in. Commitments come before polynomials so that nobody chooses after seeing the others'.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.voting.rules.bases import gettext_noop

CODE = "key_stages@1"
PARTS = ("certificate", "commitment", "polynomial", "share")
STAGE_OF = {
    "certificate": "certificates",
    "commitment": "commitments",
    "polynomial": "polynomials",
    "share": "shares",
}
ORDER = (*STAGE_OF.values(), "assembled", "active", "ended")
LIVE = frozenset(ORDER) - {"ended"}
LEAST_HOLDERS, MOST_HOLDERS = 2, 9
LEAST_THRESHOLD = 2
BOXES_OPEN = frozenset({"opened", "closed", "tallied"})
"""States of a box whose total nobody could open without these keys."""


@dataclass(frozen=True)
class Nominee:
    """被提名的监票人: name, person of the register or "", whether chief."""

    name: str
    person: str = ""
    chief: bool = False


def may_nominate(nominees: Sequence[Nominee], threshold: int, *, any_threshold: bool) -> Verdict:
    """Names told apart, one chief, and a threshold that neither one alone reaches nor the loss of one defeats.

    any_threshold  the setting of demonstrations and tests, which lets one key or all keys open
    """
    names = [one.name for one in nominees]
    number = len(names)
    if not LEAST_HOLDERS <= number <= MOST_HOLDERS:
        return no("holders_number", gettext_noop("监票人 2 至 9 人，各持一把密钥。"))
    if len(set(names)) != number:
        return no("holder_twice", gettext_noop("有两个监票人同名。同名的，写成能分清的样子。"))
    if sum(one.chief for one in nominees) != 1:
        return no("one_chief", gettext_noop("总监票人只有一人。"))
    if not 1 <= threshold <= number:
        return no("threshold_range", gettext_noop("开启要几人，不能多于监票人数。"))
    if any_threshold:
        return YES
    if threshold < LEAST_THRESHOLD:
        text = gettext_noop(
            "开启至少要两人：一人就能开启的，这个人可以提前看到结果，也可以看到单张选票。"
        )
        return no("threshold_alone", text)
    if threshold == number:
        text = gettext_noop(
            "开启的人数要少于监票人数：须全体到齐的，丢失一把密钥、缺一个人，结果就永远打不开。"
        )
        return no("threshold_all", text)
    return YES


def may_tell(part: str, stage: str) -> Verdict:
    """Whether this part is asked for now."""
    if stage == "ended":
        return no("ended", gettext_noop("这组密钥已经作废，不再使用。"))
    asked = ORDER.index(STAGE_OF[part])
    if ORDER.index(stage) < asked:
        return no("not_now", gettext_noop("还没有到这一步：先等其他人交齐上一步。"))
    if ORDER.index(stage) > asked:
        return no("not_now", gettext_noop("这一步已经交齐，不再接受。"))
    return YES


def next_stage(stage: str, missing: int) -> str:
    """The stage once a part was told and so many are still missing."""
    return stage if missing else ORDER[ORDER.index(stage) + 1]


def next_part(stage: str, told: Collection[str]) -> str:
    """What a holder has to tell now; "" while the others are waited for and when nothing is left."""
    return next((part for part in PARTS if STAGE_OF[part] == stage and part not in told), "")


def in_session(meetings: Collection[str]) -> Verdict:
    """监票人由会议通过: not while meetings of the place are only called or signing in.

    meetings  states of the meetings that are not over; none where the place records none here
    """
    if not meetings or "in_session" in meetings:
        return YES
    text = gettext_noop(
        "监票人由会议通过，会议还没有开会：登记开会、会议通过监票人以后，才能启用。"
    )
    return no("not_in_session", text)


def may_activate(
    stage: str,
    holders: Collection[int],
    present: Collection[int],
    meetings: Collection[str] = (),
) -> Verdict:
    """After the meeting has elected exactly these holders: all here, the fingerprint compared by each."""
    if stage == "ended":
        return no("ended", gettext_noop("这组密钥已经作废，不再使用。"))
    if stage == "active":
        return no("active_already", gettext_noop("这组密钥已经启用。"))
    if stage != "assembled":
        return no("not_assembled", gettext_noop("密钥还没有做好，四步办完才能启用。"))
    if not (sits := in_session(meetings)).allowed:
        return sits
    if set(present) != set(holders):
        text = gettext_noop(
            "会议通过的监票人和持钥人须一人不差，各人都在场核对指纹。有变动的，作废这组密钥，重新建立。"
        )
        return no("holders_differ", text)
    return YES


def may_end(stage: str, boxes: Collection[str]) -> Verdict:
    """Not while a box is open or waits to be opened with them: its ballots would be lost."""
    if stage == "ended":
        return no("ended", gettext_noop("这组密钥已经作废，不再使用。"))
    if BOXES_OPEN & set(boxes):
        text = gettext_noop("还有电子票箱没有开启或者封存，作废密钥，选票就打不开了。")
        return no("boxes_open", text)
    return YES


def may_use(stage: str) -> Verdict:
    """Whether a box may be made with these keys."""
    if stage == "ended":
        return no("ended", gettext_noop("这组密钥已经作废，不再使用。"))
    if stage != "active":
        text = gettext_noop("会议还没有通过监票人、启用这组密钥，不能冻结电子票箱。")
        return no("keys_not_active", text)
    return YES
