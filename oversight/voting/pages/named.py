"""记名表决的页面: what may be done now, the questions of one voter, the names as they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.audit.actors import Actor
from oversight.institutions.web import Predicate
from oversight.voting import permissions
from oversight.voting.models import NamedVote, Poll
from oversight.voting.queries import named
from oversight.voting.rules.named import PART
from oversight.voting.rules.sheet_form import SILENCE, SILENT, VOTES
from oversight.voting.rules.states import permits
from oversight.voting.values import RollRow

ACTS: Mapping[str, Predicate] = {
    "cast_by_name": permissions.can_cast,
    "enter_by_name": permissions.can_prepare,
}
HELP = gettext_lazy(
    "记名表决：各人在自己的手机上表决，或者唱名由办公室登记，宣布以后列出谁怎样表决；"
    "只用于赞成、反对、弃权，不用于选举、任免、撤职和项目票决。"
)
SHAPES = {"yes": "check-lg", "no": "x-lg", "abstain": "dash-lg"}


@dataclass(frozen=True)
class Choice:
    """一个按键: its code, shape, word, number on the keyboard; whether it is the vote as it stands."""

    code: str
    icon: str
    word: str
    number: int
    chosen: bool = False


@dataclass(frozen=True)
class Question:
    """一项 as its voter sees it: the number from 1, and the own vote where there is one."""

    number: int
    option: str
    vote: NamedVote | None

    @property
    def word(self) -> str:
        return choice_word(self.vote.choice) if self.vote is not None else ""


@dataclass(frozen=True)
class Called:
    """名单上的一人 for who calls the names: what was entered is told, a vote on the own account is not."""

    number: int
    name: str
    key: str
    word: str
    done: bool
    own: bool
    choice: str = ""


@dataclass(frozen=True)
class NameList:
    """怎样表决的一组 after the announcement."""

    word: str
    names: Sequence[str]


def labels() -> dict[str, str]:
    """The buttons."""
    return {"cast_by_name": _("去表决"), "enter_by_name": _("唱名登记")}


def possible_by_name(poll: Poll, actor: Actor, act: str) -> bool:
    """Whether this reader may do it now."""
    if poll.method != PART or not permits(act, poll.state):
        return False
    if not ACTS[act](actor, poll.jurisdiction):
        return False
    return act != "cast_by_name" or named.may_vote(actor, poll)


def choice_word(code: str) -> str:
    """赞成、反对、弃权; 未表决 of who said nothing."""
    return _(SILENCE[PART]) if code == SILENT else _(dict(VOTES)[code])


def choices(chosen: str = "") -> list[Choice]:
    """The three keys, in the order that they have on every ballot."""
    return [
        Choice(code, SHAPES[code], _(word), number, code == chosen)
        for number, (code, word) in enumerate(VOTES, start=1)
    ]


def progress(poll: Poll) -> tuple[int, int]:
    """How many have voted on everything, and how many have not yet; never how."""
    done = named.voted(poll)
    return done, poll.present - done


def progress_word(poll: Poll) -> str:
    """已表决 12 人，还有 26 人."""
    done, left = progress(poll)
    return _("已表决 %(done)d 人，还有 %(left)d 人") % {"done": done, "left": left}


def questions(poll: Poll, row: RollRow) -> list[Question]:
    """Every option with the own vote."""
    own = named.own_votes(poll, row)
    return [Question(n, option, own.get(option)) for n, option in enumerate(poll.options, start=1)]


def called(poll: Poll, option: str) -> list[Called]:
    """Everybody who votes, in the order of the roll."""
    by_row = named.votes_by_row(poll)
    found = []
    for number, row in enumerate(named.voting_rows(poll), start=1):
        vote = by_row.get(named.key_of(row), {}).get(option)
        own = vote is not None and vote.way == "own"
        shown = vote.choice if vote is not None and not own else ""
        word = choice_word(shown) if shown else _("已用自己的账号表决") if own else ""
        key = row.person or row.name
        found.append(Called(number, row.name, key, word, vote is not None, own, shown))
    return found


def lists(poll: Poll) -> list[tuple[str, list[NameList]]]:
    """Of every option who voted how; empty before the announcement."""
    return [
        (one.option, [NameList(choice_word(each.code), each.names) for each in one.choices])
        for one in named.listed(poll)
    ]
