"""冻结电子票: questions, keys, booth page and what it shows, fixed with one check value before anybody votes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785
from django.utils import timezone
from django.utils.translation import gettext as _
from secret_ballot.v1.ballots import make_ballot
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.elections import Election, make_election, new_uuid
from secret_ballot.v1.heads import REVOTED
from secret_ballot.v1.suites import suite_of
from secret_ballot.v1.trustees import read_trustees

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.files.models import StoredFile
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.voting import permissions
from oversight.voting.actions.support import locked, require
from oversight.voting.models import BallotBox, KeySet, Poll
from oversight.voting.queries import form_of
from oversight.voting.rules import revoting
from oversight.voting.rules.card_questions import KINDS, questions_of
from oversight.voting.secret.actions.support import METHOD
from oversight.voting.secret.bundle import kept
from oversight.voting.secret.contents import NOTHING, Shown, known_of
from oversight.voting.secret.governing import governing_poll
from oversight.voting.secret.keys_refusals import require_active
from oversight.voting.secret.queries import box_of

TICKET_OFFICE = "票证组"
TRIAL = "试投："
_NUMBER = re.compile(r'"(\d+)"')


def freeze_ballot(
    actor: Actor,
    place: Jurisdiction,
    poll: Poll,
    *,
    key_set: KeySet,
    shown: Mapping[str, Shown] | None = None,
    trial: bool = True,
    capitals: bool = False,
    revote_clause: str = "",
) -> BallotBox:
    """冻结电子票: makes the box and, if wanted, that of the trial; afterwards nothing of it changes.

    trial          also where the rulebook wants one first
    shown          by option of the poll what the booth shows beside its name; where it says nothing, what the app that
                   keeps the matter knows
    capitals       the cards were made with ``--capitals``
    revote_clause  of the adopted measure, by which a card may vote again before the close; without it one card, one vote
    """
    with act(
        "voting.freeze_ballot",
        actor=actor,
        place=place.code,
        permitted=permissions.can_prepare(actor, place),
        basis=poll.measure,
    ) as running:
        poll = locked(place, poll)
        require("freeze_ballot", poll)
        check_freezing(place, poll, key_set)
        how = {"capitals": capitals, "revote_clause": checked_clause(poll, revote_clause)}
        sheets = sheets_of(poll, known_of(poll) | dict(shown or {}))
        box = make_box(poll, key_set, sheets, **how)
        if trial or governing_poll(poll).section.trial_first:
            make_box(poll, key_set, sheets, trial=True, **how)
        running.facts = {
            "poll": poll.public_id,
            "election": box.uuid,
            "configuration": box.configuration,
            "trial": trial,
            "revote_clause": box.revote_clause,
        }
    return box


def check_freezing(place: Jurisdiction, poll: Poll, key_set: KeySet) -> None:
    """A poll by cards that has no box yet, and keys that the meeting has put into force."""
    if poll.method != METHOD or poll.kind not in KINDS:
        raise Refused("not_by_cards", _("这次表决不是用投票卡的。"))
    if box_of(poll) is not None:
        raise Refused(
            "frozen_already", _("电子票已经冻结，不能再改。要改的，取消这次表决重新准备。")
        )
    if key_set.jurisdiction_id != place.pk:
        raise Invalid("unknown_keys", _("没有这组监票密钥。"), where="key_set")
    require_active(key_set)


def checked_clause(poll: Poll, clause: str) -> str:
    """The clause by which a card may vote again; refused where the rulebook of the vote forbids it."""
    clause = clause.replace("\x00", "").strip()
    found = revoting.objection(clause, allowed=governing_poll(poll).section.revoting)
    if found is not None:
        raise Invalid(found.code, _(found.text), where=found.where)
    return clause


def make_box(
    poll: Poll,
    key_set: KeySet,
    sheets: list[dict[str, Any]],
    *,
    capitals: bool = False,
    revote_clause: str = "",
    trial: bool = False,
) -> BallotBox:
    """One election of the protocol with all that the booth shows of it."""
    suite = suite_of(key_set.group)
    trustees = read_trustees(suite, key_set.trustees.encode())
    title = f"{TRIAL}{poll.title}" if trial else poll.title
    place = poll.jurisdiction
    election = make_election(
        suite,
        trustees.election_key(suite),
        uuid=new_uuid(),
        name=title,
        description=described(poll.measure, revote_clause),
        questions=questions_of(form_of(poll), poll.title),
        administrator=place.name,
        credential_authority=TICKET_OFFICE,
    )
    box = BallotBox(
        jurisdiction=place,
        poll=poll,
        trial=trial,
        key_set=key_set,
        uuid=election.uuid,
        election=election.raw.decode(),
        fingerprint=election.fingerprint,
        sheets=sheets,
        bundle=kept(),
        capitals=capitals,
        revote_clause=revote_clause,
        ballot_size=longest(election),
        timestamp=int(timezone.now().timestamp()),
    )
    box.configuration = configuration_of(box, poll)
    put(box)
    return box


def described(measure: str, clause: str) -> str:
    """The clauses that the vote rests on; Chinese whatever the reader's language, it is part of what is hashed."""
    return f"{measure}{REVOTED}{clause}" if clause else measure


def configuration_of(box: BallotBox, poll: Poll) -> str:
    """SHA-256 over all that decides what is voted on and how it is counted, in RFC 8785 form."""
    value: dict[str, Any] = {
        "format": "ballot-configuration-1",
        "election": box.fingerprint,
        "trustees": hex_hash(box.key_set.trustees.encode()),
        "booth": box.bundle,
        "sheets": box.sheets,
        "rule": poll.rule_version,
        "rulebook": poll.rulebook_sha256,
        "terms": poll.terms,
        "k": poll.k,
        "base": poll.base,
    }
    if box.revote_clause:
        value["revoting"] = {"rule": revoting.VERSION, "clause": box.revote_clause}
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def longest(election: Election) -> int:
    """The longest that a ballot of an election can be, bytes: one made with every number written in full."""
    suite = election.suite
    choices = [[0] * question.cells for question in election.questions]
    for question, cells in zip(election.questions, choices, strict=True):
        if question.least and question.blank:
            cells[0] = 1
        else:
            cells[question.blank : question.blank + question.least] = [1] * question.least
    made = make_ballot(election, suite.random_scalar(), choices).decode()
    scalar = len(str(suite.order))

    def full(match: re.Match[str]) -> str:
        return '"' + "9" * (scalar if len(match[1]) <= scalar else suite.longest_text) + '"'

    return len(_NUMBER.sub(full, made).encode())


def sheets_of(poll: Poll, shown: Mapping[str, Shown]) -> list[dict[str, Any]]:
    """By question what the booth shows, in the order of the election."""
    unknown = set(shown) - set(poll.options)
    if unknown:
        text = _("表决的各项里没有“%(name)s”。") % {"name": sorted(unknown)[0]}
        raise Invalid("unknown_option", text, where="shown")
    form = form_of(poll)
    questions = questions_of(form, poll.title)
    if poll.kind == "choose":
        answers = [answer(name, shown.get(name, NOTHING)) for name in poll.options]
        return [sheet(poll.kind, poll.title, NOTHING, answers)]
    return [
        sheet(
            poll.kind,
            name,
            shown.get(name, NOTHING),
            [answer(word, NOTHING) for word in question.answers],
        )
        for name, question in zip(poll.options, questions, strict=True)
    ]


def sheet(
    kind: str, heading: str, beside: Shown, answers: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    beside_name = answer(heading, beside)
    return {
        "kind": kind,
        "heading": heading,
        "note": beside.note,
        "photo": beside_name["photo"],
        "audio": beside_name["audio"],
        "answers": list(answers),
    }


def answer(name: str, beside: Shown) -> dict[str, Any]:
    """One answer; files by their address in the booth."""
    return {
        "name": name,
        "note": beside.note,
        "photo": media(beside.photo),
        "audio": media(beside.audio),
    }


def media(file: StoredFile | None) -> str | None:
    return f"/media/{file.sha256}" if file is not None else None
