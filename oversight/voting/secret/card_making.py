"""投票卡表决的一步：做卡、印卡. What the ticket office runs before there is a list, with address and hash in sight."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.ui.formats import check_value
from oversight.voting.models import BallotBox, Poll
from oversight.voting.secret.panel_steps import Stage
from oversight.voting.secret.queries import box_of, cards_of
from oversight.voting.secret.showing import marks_of


class Making(Stage):
    """做卡、印卡 goes on beside the step at hand: the server cannot tell how far it is."""


def is_listed(poll: Poll) -> bool:
    """Whether a list of cards is fixed, of the trial or of the vote: then there are cards."""
    boxes = (box_of(poll, trial=True), box_of(poll))
    return any(cards_of(box) is not None for box in boxes if box is not None)


def of_making(poll: Poll, box: BallotBox | None, booth: str) -> Making:
    """做卡、印卡: codes and cards by the office's own tool; the server learns of them with the list only."""
    name, who = _("做卡、印卡"), _("票证组，用不联网的电脑")
    if box is None:
        return Making(name, "future", who, why=_("先冻结电子票，才有投票页的地址和校验值。"))
    sha = marks_of(box).bundle
    facts = [(_("投票页"), booth), (_("投票页校验值"), check_value(sha, full=True))]
    if is_listed(poll):
        return Making(name, "done", who, facts)
    why = _("比到会的人多印一成。印好、扫两张试试、裁开洗乱，代表自己抽；印好才能有名单。")
    return Making(name, "current", who, facts, why=why, commands=making_commands(poll, box, booth))


def making_commands(poll: Poll, box: BallotBox, booth: str) -> list[tuple[str, str]]:
    """The two commands of the how-to, filled in for this vote."""
    capitals = " --capitals" if box.capitals else ""
    number = poll.in_hall + (poll.in_hall + 9) // 10
    make = f"jiannuo-ballot cards make --number {number}{capitals} --out codes.txt"
    meeting = _("会议名称")
    printing = (
        f'jiannuo-ballot cards print --codes codes.txt --meeting "<{meeting}>" --booth {booth}'
        f" --bundle {marks_of(box).bundle} --out cards.html"
    )
    return [(_("生成投票码"), make), (_("印投票卡"), printing)]
