"""投票卡的画面: where the booth is, how many cards came in, the countdown, check values; nothing of a choice.

The number moves every five seconds, never with a single ballot (``oversight.voting.secret.showing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from oversight.meetings.hall.values import Squares, squares
from oversight.ui.formats import check_value
from oversight.voting.models import BallotBox, Poll
from oversight.voting.secret.queries import box_of, papers_beside, read_boxes, unsigned
from oversight.voting.secret.showing import (
    counted,
    handed_out,
    journal_is_lost,
    marks_of,
    opening_of,
    seconds_left,
)

IN_A_ROW, WITH_LINES = 30, 36
"""Squares in a row beside the way to the booth, and where sentences stand below them."""
RUNNING = frozenset({"opened", "closed", "tallied"})
COMPARED = 16
"""As many characters of a check value as stand on a voting card and in the booth."""


@dataclass(frozen=True)
class CardsShown:
    """投票卡.

    stage   how far it is, in the words of the hall; ``note`` beside it
    left    seconds until the time that is shown as the end; ``clock`` the same as 02:41
    booth   whether the address of the booth is on the wall: until the vote has closed
    lines   what else the hall should know of this vote, each a sentence
    """

    trial: bool
    open: bool
    stage: str
    note: str
    out: int | None
    received: int | None
    squares: Squares | None
    left: int | None
    clock: str
    booth: bool
    marks: Sequence[tuple[str, str]]
    lines: Sequence[str] = ()


def shown(poll: Poll, at: datetime) -> CardsShown | None:
    """The vote by card as the wall shows it; None before its ballot is frozen."""
    box = box_at_hand(read_boxes(poll))
    if box is None:
        return None
    out, left = handed_out(box), seconds_left(box, at)
    received = None if box.state == "prepared" else counted(box)
    stage, note = stage_words(poll, box)
    said = lines(poll, box)
    wide = WITH_LINES if said else IN_A_ROW
    return CardsShown(
        trial=box.trial,
        open=box.state == "opened",
        stage=stage,
        note=note,
        out=out,
        received=received,
        squares=squares(received, out, wide) if received is not None and out else None,
        left=left,
        clock=f"{left // 60:02d}:{left % 60:02d}" if left is not None else "",
        booth=box.state in {"prepared", "opened"},
        marks=mark_words(box),
        lines=said,
    )


def lines(poll: Poll, box: BallotBox) -> list[str]:
    """Of paper beside the cards, that it is there and is added; that a card may vote again. Nothing of a choice."""
    found = []
    papers = 0 if box.trial else papers_beside(poll)
    if papers:
        values = {"cards": handed_out(box) or 0, "papers": papers}
        text = _(
            "投票卡 %(cards)d 张，另有纸质票 %(papers)d 张投入票箱，由监票人监督清点后与投票卡相加。"
        )
        found.append(text % values)
    if box.may_revote and box.state in {"prepared", "opened"}:
        text = _(
            "在结束前可以用同一张卡重投，以最后一次为准（%(clause)s）；张数按卡计，重投不增加。"
        )
        found.append(text % {"clause": box.revote_clause})
    return found


def box_at_hand(poll: Poll) -> BallotBox | None:
    """The trial's while it runs, is checked or waits to be opened, else that of the vote."""
    trial = box_of(poll, trial=True)
    if poll.state == "prepared" and trial is not None and trial.state in RUNNING:
        return trial
    return box_of(poll)


def stage_words(poll: Poll, box: BallotBox) -> tuple[str, str]:
    """How far it is, and what the hall waits for."""
    if journal_is_lost(box):
        return _("投票暂停"), _("服务器断电，等持钥人恢复；已投的票都在，不用重投")
    if box.state == "prepared":
        return _("准备投票"), _("等待主持人宣布开始")
    if box.state == "opened":
        return (_("试投中") if box.trial else _("投票中")), _("由主持人宣布结束")
    if box.state == "closed":
        if unsigned(box).exists():
            return _("投票结束"), _("有选票核验不过，等监票人认定")
        return _("投票结束"), _("正在逐票核验")
    if poll.state == "closed":
        return _("核验完毕"), _("等待主持人宣布有效")
    if box.state == "tallied":
        found = opening_of(box)
        return _("持钥人开启"), _("已交 %(given)d 人，共须 %(needed)d 人") % {
            "given": found.given,
            "needed": found.needed,
        }
    if poll.state in {"collected", "counted"}:
        return _("计票中"), _("纸质票由两人分别录入，与投票卡相加")
    if poll.state == "locked":
        return _("监票人签字"), _("签字齐全以后由主持人宣布")
    return _("计票完毕"), _("等待主持人宣布")


def mark_words(box: BallotBox) -> list[tuple[str, str]]:
    """Check values: of those that cards and booth tell to compare, the same four groups under the same names."""
    marks = marks_of(box)
    return [
        *compared_marks(box),
        (_("配置"), check_value(marks.configuration)),
        (_("回执公钥指纹"), check_value(marks.receipts)),
    ]


def compared_marks(box: BallotBox) -> list[tuple[str, str]]:
    """Those of them that cards and booth tell to compare."""
    marks = marks_of(box)
    return [
        (_("投票页（卡上、本页）"), check_value(marks.bundle[:COMPARED])),
        (_("选举指纹"), check_value(marks.election[:COMPARED])),
    ]
