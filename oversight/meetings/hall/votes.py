"""表决中的画面: what is voted, by which rule, the keys with colour, shape and word; no figure of the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from oversight.meetings.hall import cards
from oversight.meetings.hall.cards import CardsShown
from oversight.meetings.hall.earlier import OptionShown, options_of
from oversight.meetings.hall.values import Squares, squares
from oversight.meetings.models import Meeting
from oversight.meetings.rules.quorum import Quorum, needed_of, rule_for
from oversight.voting import queries as voting
from oversight.voting.models import Poll
from oversight.voting.pages.words import basis_word, rule_word
from oversight.voting.queries.named import voted
from oversight.voting.rules.bases import MOST_VOTES
from oversight.voting.rules.reach import votes_needed
from oversight.voting.rules.sheet_form import GRADES, VOTES

SHAPES = {"yes": "check-lg", "no": "x-lg", "abstain": "dash-lg"}
MOST_NAMED, BESIDE_KEYS = 18, 6


@dataclass(frozen=True)
class Key:
    """一个键: colour by its code, a shape, a word."""

    code: str
    icon: str
    word: str


@dataclass(frozen=True)
class VoteShown:
    """表决中: heads as frozen, what is needed, how it is voted; ballots only once the chair has declared them.

    voted  of a vote by name how many have voted on everything, never how
    """

    poll: Poll
    lead: str
    stage: str
    quorum_word: str
    reached: bool
    needed: int | None
    keys: Sequence[Key]
    how: str
    since: datetime | None
    issued: int | None
    returned: int | None
    squares: Squares | None
    options: Sequence[OptionShown]
    cards: CardsShown | None = None
    voted: int | None = None

    @property
    def decided(self) -> bool:
        """Whether earlier votes on the same item have decided something."""
        return any(one.word for one in self.options)


def stage_word(poll: Poll) -> str:
    """How far the vote is, in the words of the hall."""
    words = {
        "prepared": _("准备表决"),
        "opened": _("表决中"),
        "closed": _("表决结束，等待主持人宣布有效"),
        "signed": _("计票完毕，等待主持人宣布"),
    }
    return words.get(poll.state, _("计票中"))


def shown(poll: Poll, quorum: Quorum, meeting: Meeting, at: datetime) -> VoteShown:
    """The vote as the wall shows it until the announcement."""
    counter = voting.counter_of(poll)
    declared = counter.issued is not None and counter.returned is not None
    rule = rule_for(meeting.body.kind, meeting.kind)
    at_least = needed_of(rule, poll.base)
    reached = rule.is_quorate(poll.present, poll.base)
    values = {"needed": at_least}
    by_card = cards.shown(poll, at) if poll.method == "cards" else None
    return VoteShown(
        poll=poll,
        lead=lead(poll),
        stage=by_card.stage if by_card is not None else stage_word(poll),
        quorum_word=(
            _("达到法定人数（%(needed)d 人）") % values
            if reached
            else _("法定人数 %(needed)d 人") % values
        ),
        reached=reached,
        needed=threshold(poll),
        keys=keys(poll),
        how=how(poll),
        since=poll.closed_at or poll.opened_at,
        issued=counter.issued,
        returned=counter.returned,
        squares=squares(counter.returned or 0, counter.issued or 0) if declared else None,
        options=options_of(poll, BESIDE_KEYS if keys(poll) else MOST_NAMED),
        cards=by_card,
        voted=voted(poll) if poll.method == "named" and poll.opened_at else None,
    )


def threshold(poll: Poll) -> int | None:
    """The least number of votes in favour that is enough; None for rules that grade or rank."""
    return votes_needed(poll.kind, poll.rule, poll.base)


def lead(poll: Poll) -> str:
    """What counts, in one sentence."""
    values = {
        "count": len(poll.options),
        "k": poll.k or 0,
        "needed": threshold(poll) or 0,
        "base": poll.base,
        "rule": rule_word(poll),
        "basis": basis_word(poll),
    }
    if poll.rule == MOST_VOTES.code:
        text = _("并列的 %(count)d 项再次表决，得票多的 %(k)d 项入选。")
        return text % values
    if poll.kind == "choose":
        return (
            _(
                "%(count)d 项，每人最多选 %(k)d 项。得票超过全体 %(base)d 人的半数（%(needed)d 票及以上）的通过。"
            )
            % values
        )
    if poll.kind == "ranking":
        return _("%(count)d 项，每人排出前 %(k)d 位。%(rule)s。") % values
    if poll.kind == "satisfaction":
        return _("满意度测评。%(rule)s。") % values
    if len(poll.options) > 1:
        text = _(
            "%(count)d 项逐项表决。赞成票超过全体 %(base)d 人的半数（%(needed)d 票及以上）的通过。"
        )
        return text % values
    return _("赞成票超过全体 %(base)d 人的半数（%(needed)d 票及以上）的通过。") % values


def keys(poll: Poll) -> list[Key]:
    """The three keys of a vote; grades have no colour, since a colour means a key."""
    if poll.kind == "satisfaction":
        return [Key("plain", "circle", _(label)) for _code, label in GRADES]
    if poll.kind in {"ranking", "choose"}:
        return []
    return [Key(code, SHAPES[code], _(label)) for code, label in VOTES]


def how(poll: Poll) -> str:
    """无记名，纸质票; who takes part by video raises the hand and is counted together."""
    word = _("无记名") if poll.secret else _("记名")
    method = str(poll.get_method_display())
    text = method if poll.method == "named" else f"{word} · {method}"
    if poll.method == "mixed":
        values = {"hall": poll.in_hall, "video": poll.by_video}
        text += " · " + _("会场 %(hall)d 人，视频 %(video)d 人") % values
    if poll.round > 1:
        text += " · " + _("第 %(number)d 轮") % {"number": poll.round}
    return text
