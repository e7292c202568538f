"""投票卡名单: fixed when the chair opens the vote, from the ticket office's own tool; the server never sees a code."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.credentials import read_credentials
from secret_ballot.v1.suites import suite_of

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.support import locked, require
from oversight.voting.models import BallotBox, CardList, Poll
from oversight.voting.rules.card_numbers import Cards, objection
from oversight.voting.secret.actions.support import require_state, required_box
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.queries import box_of, cards_of

LONGEST = 8_000_000


def fix_cards(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    credentials: bytes,
    printed: int,
    left_over: int,
    spoiled: int,
    handed_out: int,
    surrendered: int = 0,
    trial: bool = False,
) -> CardList:
    """确定投票卡名单: the public credentials of the cards handed out, with the numbers that must add up.

    credentials  what ``jiannuo-ballot cards list`` wrote for this election
    """
    with act(
        "voting.fix_cards",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        poll = locked(place, poll)
        require("fix_cards", poll)
        box = required_box(poll, trial=trial)
        require_state(box, "prepared")
        if cards_of(box) is not None:
            raise Refused("listed_already", _("投票卡名单已经确定。"))
        refuse_anothers(box, credentials)
        listed = listed_in(box, credentials)
        cards = Cards(printed, left_over, spoiled, surrendered, handed_out, listed)
        found = objection(cards, poll.in_hall, governing_poll(poll).section.least_paper)
        if found is not None:
            raise Refused(found.code, _(found.text) % found.values, where=found.where)
        row = CardList(
            jurisdiction=place,
            box=box,
            credentials=credentials.decode(),
            sha256=hex_hash(credentials),
            printed=printed,
            left_over=left_over,
            spoiled=spoiled,
            surrendered=surrendered,
            handed_out=handed_out,
            fixed_at=timezone.now(),
            fixed_label=actor.label[:100],
        )
        put(row)
        running.facts = {
            "poll": poll.public_id,
            "trial": trial,
            "listed": listed,
            "sha256": row.sha256,
        }
    return row


def refuse_anothers(box: BallotBox, credentials: bytes) -> None:
    """One set of cards has a list for each election: that of the trial would let nobody vote in the main one."""
    other = box_of(box.poll, trial=not box.trial)
    cards = cards_of(other) if other is not None else None
    if cards is not None and cards.sha256 == hex_hash(credentials):
        text = _("这是试投的名单，正式投票用不上：请选编号 %(uuid)s 的那一份。")
        if box.trial:
            text = _("这是正式投票的名单，试投用不上：请选编号 %(uuid)s 的那一份。")
        raise Invalid("list_of_another", text % {"uuid": box.uuid}, where="credentials")


def listed_in(box: BallotBox, credentials: bytes) -> int:
    """How many cards a list has; refused where it is no list of this election's group, or another's."""
    if len(credentials) > LONGEST:
        raise Invalid("list_too_long", _("名单文件太大。"), where="credentials")
    suite = suite_of(box.key_set.group)
    try:
        found = read_credentials(suite, credentials)
    except BallotError as error:
        text = _("名单读不出来（%(where)s，%(code)s）：请用票证组的程序重新生成。")
        raise Invalid(
            "bad_list", text % {"where": error.where, "code": error.code}, where="credentials"
        ) from error
    if any(weight != 1 for weight in found.weights.values()):
        raise Invalid("bad_list", _("名单里有带权数的凭证：一张卡一票。"), where="credentials")
    return len(found)
