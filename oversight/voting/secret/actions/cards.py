"""投票卡名单: from the ticket office's own tool, final once its box opens; the server never sees a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.credentials import read_credentials
from secret_ballot.v1.suites import suite_of

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import assign, put
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.support import locked, require
from oversight.voting.models import BallotBox, CardList, Poll
from oversight.voting.rules.card_numbers import Cards, objection
from oversight.voting.secret.actions.support import require_state, required_box
from oversight.voting.secret.card_files import refuse_anothers
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.queries import cards_of

LONGEST = 8_000_000
NUMBERS = frozenset({"printed", "left_over", "spoiled", "surrendered", "handed_out"})


@dataclass(frozen=True)
class Given:
    """一份名单 with the numbers that must add up with it.

    credentials  what ``jiannuo-ballot cards list`` wrote for this election
    name         of the file as it came: the tool names it by the election
    uuid         of the election, where who gives the list says so
    """

    credentials: bytes
    printed: int
    left_over: int
    spoiled: int
    handed_out: int
    surrendered: int = 0
    name: str = ""
    uuid: str = ""


def fix_cards(
    actor: Actor, place: Jurisdiction, poll: Poll, *, trial: bool = False, **given: Any
) -> CardList:
    """确定投票卡名单: the public credentials of the cards handed out, with the numbers that must add up (``Given``)."""
    with act(
        "voting.fix_cards",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        box = box_to_list("fix_cards", place, poll, trial=trial)
        if cards_of(box) is not None:
            text = _("投票卡名单已经确定。用错了的，开始以前可以更换。")
            raise Refused("listed_already", text)
        row = CardList(jurisdiction=place, box=box)
        running.facts = written_down(actor, row, Given(**given))
    return row


def replace_cards(
    actor: Actor, place: Jurisdiction, poll: Poll, *, trial: bool = False, **given: Any
) -> CardList:
    """更换投票卡名单: another list, or the same counted anew (``Given``), until the box opens."""
    with act(
        "voting.replace_cards",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
    ) as running:
        box = box_to_list("replace_cards", place, poll, trial=trial)
        row = cards_of(box)
        if row is None:
            raise Refused("no_list", _("还没有确定投票卡名单。"))
        row.box, before = box, row.sha256
        running.facts = {**written_down(actor, row, Given(**given)), "before": before}
    return row


def box_to_list(step: str, place: Jurisdiction, poll: Poll, *, trial: bool) -> BallotBox:
    """The box, held until the list is written; refused once it has been opened."""
    poll = locked(place, poll)
    require(step, poll)
    box = required_box(poll, trial=trial)
    require_state(box, "prepared")
    return box


def written_down(actor: Actor, row: CardList, given: Given) -> dict[str, Any]:
    """Judge a list with its numbers and write them into the row; the facts of the act."""
    box = row.box
    refuse_anothers(box, given.credentials, given.name, given.uuid)
    listed = listed_in(box, given.credentials)
    cards = Cards(
        given.printed, given.left_over, given.spoiled, given.surrendered, given.handed_out, listed
    )
    found = objection(cards, box.poll.in_hall, governing_poll(box.poll).section.least_paper)
    if found is not None:
        raise Refused(found.code, _(found.text) % found.values, where=found.where)
    assign(row, {name: getattr(given, name) for name in NUMBERS}, NUMBERS)
    row.credentials, row.sha256 = given.credentials.decode(), hex_hash(given.credentials)
    row.fixed_at, row.fixed_label = timezone.now(), actor.label[:100]
    put(row)
    return {
        "poll": box.poll.public_id,
        "trial": box.trial,
        "listed": listed,
        "sha256": row.sha256,
    }


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
