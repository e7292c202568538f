"""记名表决的行为: each votes on the own account or, where the names are called (唱名), the office enters what was said.

The figures follow from the votes: once the chair has declared the vote valid the sheet is locked by itself.
"""

from __future__ import annotations

import hashlib
import secrets

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor, system
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions, queries
from oversight.voting.actions.counting import accounts_of_scrutineers
from oversight.voting.actions.locking import content_of_cells, digest
from oversight.voting.actions.recusing import roll_row
from oversight.voting.actions.support import KEPT_IN, locked, require, tell
from oversight.voting.models import CountSheet, NamedVote, Poll
from oversight.voting.queries import named
from oversight.voting.rules.named import CHOICES, PART
from oversight.voting.values import RollRow


def cast_by_name(
    actor: Actor, place: Jurisdiction, poll: Poll, *, option: str, choice: str
) -> NamedVote:
    """记名表决: the own vote on the own account, changed as often as wanted until the close; the same again is nothing new."""
    row = named.own_row(actor, poll)
    permitted = permissions.can_cast(actor, place) and row is not None
    refusal = "" if row is not None else _("名册上没有你，不能表决。")
    if permitted and row is not None:
        same = named.vote_of(poll, row, option)
        if same is not None and (same.choice, same.way) == (choice, "own"):
            return same
    with act(
        "voting.cast_by_name",
        actor=actor,
        place=place.code,
        permitted=permitted,
        refusal=refusal,
    ) as running:
        poll = locked(place, poll)
        require("cast_by_name", poll)
        assert row is not None
        return put_vote(running, poll, row, option, choice, "own")


def enter_by_name(
    actor: Actor, place: Jurisdiction, poll: Poll, *, name: str, option: str, choice: str
) -> NamedVote:
    """唱名登记: what somebody of the roll said when the name was called; the same again is nothing new.

    name  as on the roll, or the public id. Who has voted on the own account changes it there alone.
    """
    permitted = permissions.can_prepare(actor, place)
    if permitted:
        before = named.vote_of(poll, roll_row(poll, name), option)
        if before is not None and (before.choice, before.way) == (choice, "roll_call"):
            return before
    with act("voting.enter_by_name", actor=actor, place=place.code, permitted=permitted) as running:
        poll = locked(place, poll)
        require("enter_by_name", poll)
        return put_vote(running, poll, roll_row(poll, name), option, choice, "roll_call")


def put_vote(
    running: Act, poll: Poll, row: RollRow, option: str, choice: str, way: str
) -> NamedVote:
    """Keep the vote, the former one beside it; the act keeps who and a check value, never how."""
    check_vote(poll, row, option, choice)
    before = named.vote_of(poll, row, option)
    if before is not None and before.way == "own" and way != "own":
        text = _("%(name)s已用自己的账号表决；要改的，由本人在自己的手机上改。")
        raise Refused("voted_on_the_own_account", text % {"name": row.name}, where="name")
    vote = before or NamedVote(
        jurisdiction=poll.jurisdiction, poll=poll, person=row.person, name=row.name, option=option
    )
    if before is not None:
        vote.earlier = [*before.earlier, former(before)]
    vote.choice, vote.way = choice, way
    vote.salt = secrets.token_hex(16)
    vote.cast_by_id = running.actor.account_id
    vote.cast_label = running.actor.label[:100]
    vote.cast_at = timezone.now()
    put(vote)
    running.facts = {
        "poll": poll.public_id,
        "name": row.name,
        "option": option,
        "changed": before is not None,
        "check": check_value(vote),
    }
    return vote


def check_value(vote: NamedVote) -> str:
    """SHA-256 over the salt and the choice, as the act keeps it."""
    return hashlib.sha256(f"{vote.salt}|{vote.choice}".encode()).hexdigest()


def former(vote: NamedVote) -> dict[str, str]:
    """A vote that another one replaces."""
    return {
        "choice": vote.choice,
        "way": vote.way,
        "salt": vote.salt,
        "by": vote.cast_label,
        "at": vote.cast_at.isoformat(),
    }


def check_vote(poll: Poll, row: RollRow, option: str, choice: str) -> None:
    """Only by name, only who is there and of the body, only what is on the ballot."""
    if poll.method != PART:
        raise Refused("not_by_name", _("这次表决不是记名表决。"))
    if option not in poll.options:
        raise Invalid(
            "unknown_option", _("表决的各项里没有“%(name)s”。") % {"name": option}, where="option"
        )
    if choice not in CHOICES:
        raise Invalid("unknown_choice", _("只能选赞成、反对、弃权。"), where="choice")
    if not row.present:
        text = _("名册上%(name)s没有到会，不能表决。到会情况有变的，告诉办公室。")
        raise NotPermitted(text % {"name": row.name})
    if not row.counts_in_base:
        raise NotPermitted(_("%(name)s不计入全体，不参加表决。") % {"name": row.name})
    if not named.may_vote_on(poll, row, option):
        raise NotPermitted(_("%(name)s对这一项回避，不参加表决。") % {"name": row.name})


def lock_named(poll: Poll) -> CountSheet:
    """The sheet follows from the votes: no hand enters it, the scrutineers sign it as any other."""
    with act(
        "voting.lock_named",
        actor=system(),
        place=poll.jurisdiction.code,
        permitted=True,
        rule=poll.rule_version,
    ) as running:
        with translation.override(KEPT_IN):
            content = content_of_cells(poll, queries.form_of(poll), named.cells_of(poll))
        content["votes"] = named.names_of(poll)
        sheet = CountSheet(
            jurisdiction=poll.jurisdiction,
            poll=poll,
            count_no=poll.count_no,
            content=content,
            sha256=digest(content),
            locked_label=system().label[:100],
            locked_at=timezone.now(),
        )
        put(sheet)
        poll.state = "locked"
        put(poll)
        running.facts = {"poll": poll.public_id, "sha256": sheet.sha256, "count": poll.count_no}
        title = _("%(title)s：计票报告单待签字") % {"title": poll.title}
        own = accounts_of_scrutineers(poll)
        tell(poll, ("clerk", "reviewer"), f"sign:{poll.count_no}", title, accounts=own)
    return sheet
