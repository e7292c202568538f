"""投票卡的数 (card_numbers@1): what must add up before a vote by cards is opened (design §4).

The list is fixed at the opening: printed less left over, less spoiled, less given back for paper, as many as were
handed out, no more than are there. Every card is in one of these piles only, as the ticket office counts them. Few votes on paper beside the cards would be known, so there are none or enough of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.voting.rules.bases import gettext_noop
from oversight.voting.rules.objections import Objection

LEAST_PAPER = 5


@dataclass(frozen=True)
class Cards:
    """票证组的数, counted pile by pile under the scrutineers' eyes; ``listed`` as the public list has it.

    surrendered  given back for paper; not among the spoiled
    """

    printed: int
    left_over: int
    spoiled: int
    surrendered: int
    handed_out: int
    listed: int


def objection(cards: Cards, present: int, least_paper: int = LEAST_PAPER) -> Objection | None:
    """The first thing that does not hold, or None."""
    out = (cards.left_over, cards.spoiled, cards.surrendered)
    left = cards.printed - sum(out)
    if min(cards.printed, left, *out) < 0:
        text = gettext_noop("剩余、作废、交回换纸票的合计多于印制的。")
        return Objection("cards_do_not_add_up", text, where="left_over")
    if left != cards.handed_out:
        text = gettext_noop(
            "印制 %(printed)d − 剩余 %(left)d − 作废 %(spoiled)d − 交回换纸票 %(paper)d = %(sum)d，不等于发出 %(out)d。"
        )
        values: dict[str, int | str] = {
            "printed": cards.printed,
            "left": cards.left_over,
            "spoiled": cards.spoiled,
            "paper": cards.surrendered,
            "sum": left,
            "out": cards.handed_out,
        }
        return Objection("cards_do_not_add_up", text, values, "handed_out")
    if cards.listed != cards.handed_out:
        text = gettext_noop("名单有 %(listed)d 个凭证，发出 %(out)d 张：两数必须相等。")
        values = {"listed": cards.listed, "out": cards.handed_out}
        return Objection("listed_differs", text, values, "list")
    return _against_the_hall(cards, present, least_paper)


def _against_the_hall(cards: Cards, present: int, least_paper: int) -> Objection | None:
    if 0 < cards.surrendered < least_paper:
        text = gettext_noop(
            "只有 %(back)d 人用纸质票：不到 %(least)d 张，看得出是谁投的。请再有人换领，或者都用卡。"
        )
        values = {"back": cards.surrendered, "least": least_paper}
        return Objection("too_few_on_paper", text, values, "surrendered")
    if cards.handed_out + cards.surrendered > present:
        text = gettext_noop("发出 %(out)d 张，多于会场实到 %(present)d 人。")
        values = {"out": cards.handed_out + cards.surrendered, "present": present}
        return Objection("issued_above_present", text, values, "handed_out")
    if cards.handed_out < 1:
        return Objection("no_cards", gettext_noop("没有发出投票卡。"), where="handed_out")
    return None
