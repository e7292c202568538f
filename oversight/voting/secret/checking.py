"""用投票卡的条件: an adopted measure, a matter that the rulebook allows, enough voters, a kind that adds up (design §4)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.voting.models import Poll
from oversight.voting.rules.card_questions import KINDS
from oversight.voting.secret.governing import governing_poll


def check_cards(poll: Poll) -> None:
    """Refuse a vote by cards that the rulebook or the protocol does not carry; says what to do instead."""
    if poll.kind not in KINDS:
        raise Refused("not_by_cards", _("排序票不能用投票卡，请用纸质票。"), where="method")
    if not poll.secret:
        text = _("投票卡只用于无记名投票；记名的，请用举手或者表决器。")
        raise Refused("cards_are_secret", text, where="method")
    if not poll.measure:
        text = _("用投票卡须写明会议通过的表决办法和条款，例如“本次会议表决办法第五条”。")
        raise Refused("no_measure", text, where="measure")
    found = governing_poll(poll)
    found.check()
    least = found.section.least_voters
    if poll.in_hall < least:
        text = _("会场出席 %(present)d 人，不到 %(least)d 人：从结果看得出各人怎样投，请用纸质票。")
        values = {"present": poll.in_hall, "least": least}
        raise Refused("too_few_for_cards", text % values, where="method")
    if poll.by_video:
        text = _("有人以视频参加，不能领投票卡，请用其他方式。")
        raise Refused("cards_in_the_hall", text, where="method")
    if poll.recusals:
        text = _("有人对个别项回避。投票卡不认人，分不出谁该空着：请用纸质票，或者把该项另行表决。")
        raise Refused("recusal_by_paper", text, where="method")
