"""记名表决的接口: the own vote, what was said when a name was called, and who voted how once it is announced."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema

from oversight.audit.errors import Refused
from oversight.institutions.web import actor_of
from oversight.voting import actions, permissions
from oversight.voting.api.routing import POLL, poll_for, router
from oversight.voting.api.schemas import Name, Text
from oversight.voting.models import NamedVote, Poll
from oversight.voting.queries import named
from oversight.voting.rules.named import PART


class ChoiceIn(Schema):
    """一项怎样表决; ``choice``: yes, no or abstain."""

    option: Text
    choice: Name


class CalledIn(ChoiceIn):
    """唱名登记; ``name`` as on the roll or the public id."""

    name: Name


class NamedVoteOut(Schema):
    """One vote as it stands; ``way``: own or roll_call."""

    name: str
    option: str
    choice: str
    way: str
    at: datetime


class OptionVotesOut(Schema):
    """Who voted how on one option; ``silent`` did not vote."""

    option: str
    yes: list[str]
    no: list[str]
    abstain: list[str]
    silent: list[str]


class NamedVotesOut(Schema):
    """``own``: the reader's own votes; ``votes`` null before the chair has announced the result."""

    present: int
    voted: int
    own: list[NamedVoteOut]
    votes: list[OptionVotesOut] | None


def vote_out(vote: NamedVote) -> dict[str, Any]:
    return {
        "name": vote.name,
        "option": vote.option,
        "choice": vote.choice,
        "way": vote.way,
        "at": vote.cast_at,
    }


def by_name(poll: Poll) -> Poll:
    """Refuse another vote."""
    if poll.method != PART:
        raise Refused("not_by_name", _("这次表决不是记名表决。"))
    return poll


@router.get(POLL + "/votes", response=NamedVotesOut)
def get_votes(request: HttpRequest, place: str, key: str) -> Any:
    """记名表决: how many have voted, the own votes; who voted how only after the announcement."""
    _found, poll = poll_for(request, place, key, permissions.can_read)
    row = named.own_row(actor_of(request), by_name(poll))
    listed = [
        {"option": one.option, **{each.code: list(each.names) for each in one.choices}}
        for one in named.listed(poll)
    ]
    return {
        "present": poll.present,
        "voted": named.voted(poll),
        "own": [vote_out(one) for one in named.own_votes(poll, row).values()] if row else [],
        "votes": listed if poll.is_announced else None,
    }


@router.post(POLL + "/votes", response=NamedVoteOut)
def cast_by_name(request: HttpRequest, place: str, key: str, body: ChoiceIn) -> Any:
    """记名表决: the own vote on one option; until the close another replaces it."""
    found, poll = poll_for(request, place, key, permissions.can_cast)
    return vote_out(actions.cast_by_name(actor_of(request), found, poll, **body.dict()))


@router.post(POLL + "/votes/called", response=NamedVoteOut)
def enter_by_name(request: HttpRequest, place: str, key: str, body: CalledIn) -> Any:
    """唱名登记: what somebody of the roll said; a vote on the own account is changed there alone."""
    found, poll = poll_for(request, place, key, permissions.can_prepare)
    return vote_out(actions.enter_by_name(actor_of(request), found, poll, **body.dict()))
