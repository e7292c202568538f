"""表决: votes under way that wait for the reader – to open, declare, count, sign or announce."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.ui.page import Act, Due, Matter
from oversight.voting import permissions, queries
from oversight.voting.actions.support import poll_url
from oversight.voting.pages.course import next_card
from oversight.voting.pages.named import questions
from oversight.voting.pages.possible import labels, possible
from oversight.voting.queries import named
from oversight.voting.rules.states import ENDED

MOST = 20
NEXT = {
    "prepared": "open_poll",
    "opened": "close_poll",
    "closed": "declare_collected",
    "collected": "enter_counts",
    "counted": "lock_sheet",
    "locked": "sign_sheet",
    "signed": "announce",
}


@dataclass(frozen=True)
class OwnVote:
    """记名表决: one that is open for the reader; ``left``: questions without the own vote."""

    title: str
    left: int
    url: str


def own_votes(actor: Actor, place: Jurisdiction) -> list[OwnVote]:
    """Votes by name that are open and in which the reader takes part, those not voted on first."""
    if not permissions.can_cast(actor, place):
        return []
    found = []
    for poll in named.open_to(actor, place):
        row = named.own_row(actor, poll)
        left = sum(one.vote is None for one in questions(poll, row)) if row else 0
        found.append(OwnVote(poll.title, left, poll_url(poll, "cast_by_name")))
    return sorted(found, key=lambda one: not one.left)


def own_vote_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """The same among what is due, as long as a question is open."""
    for one in own_votes(actor, place):
        if one.left:
            what = _("%(title)s：记名表决") % {"title": one.title}
            yield Due(
                Matter(what, actor.label, Act(_("去表决"), one.url, main=True), one.url), today
            )


def vote_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """Each with its one act; a vote is finished on the day it is held."""
    if not permissions.can_read(actor, place):
        return
    words = labels() | {"lock_sheet": _("核对计票报告单")}
    for poll in queries.polls_of(place).exclude(state__in=ENDED)[:MOST]:
        act = NEXT[poll.state]
        step = next_card(poll, actor)
        if step is None or not possible(poll, actor, act):
            continue
        url = poll_url(poll, "count" if act == "lock_sheet" else act)
        what = _("%(title)s：%(step)s") % {"title": poll.title, "step": step.title}
        who = dict(step.facts).get(_("由谁"), "")
        yield Due(Matter(what, who, Act(words[act], url, main=True), poll_url(poll)), today)
