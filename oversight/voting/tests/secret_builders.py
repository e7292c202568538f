"""电子表决测试的样例: keys made by the acts, a frozen ballot, cards, and a box at any point of its life.

Ed25519 unless another group is named: the rules of the hall do not depend on it, and it is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from secret_ballot.opening import decrypt_closed
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.ballots import make_ballot
from secret_ballot.v1.canonical import decode, dumps
from secret_ballot.v1.credentials import (
    derive,
    make_credentials,
    new_private_credential,
    public_of,
)
from secret_ballot.v1.elections import read_election
from secret_ballot.v1.suites import suite_of

from oversight.voting import actions
from oversight.voting.models import BallotBox, KeyHolder, KeySet, Poll
from oversight.voting.secret import actions as secret
from oversight.voting.secret import bundle, keys_actions, queries
from oversight.voting.secret.archives import archive_bytes
from oversight.voting.secret.jobs import step
from oversight.voting.secret.keys import holder_actor
from oversight.voting.tests import builders as b

GROUP = "Ed25519"
NAMES = ("秦望川", "沈清和", "顾明远")
MEASURE = "本次会议表决办法第五条"
OPTIONS = ["示例路改造", "社区食堂", "公交候车亭"]
BUNDLE = bundle.Bundle("ab" * 32, Path("booth.html"), "default-src 'none'")


@lru_cache(maxsize=1)
def seeds() -> list[str]:
    return [ceremony.new_seed() for _name in NAMES]


@lru_cache(maxsize=2)
def parts(threshold: int, group: str) -> list[tuple[str, list[Any]]]:
    """What the holders' tools tell, made once: of a ceremony it depends on the seeds alone."""
    suite = suite_of(group)
    certificates = [ceremony.make_certificate(suite, seed) for seed in seeds()]
    polynomials = [ceremony.make_polynomial(suite, s, certificates, threshold) for s in seeds()]
    routed = ceremony.route(suite, certificates, polynomials)
    shares = [
        ceremony.make_share(suite, seed, certificates, one, threshold)
        for seed, one in zip(seeds(), routed, strict=True)
    ]
    commitments = [ceremony.commitment_of(suite, one) for one in polynomials]
    return [
        ("certificate", certificates),
        ("commitment", commitments),
        ("polynomial", polynomials),
        ("share", shares),
    ]


def make_keys(office: b.Office, threshold: int = 2, group: str = GROUP) -> KeySet:
    """Keys 2 of 3, told part by part as the holders' tools tell them, elected by the meeting."""
    clerk = office.actor("clerk")
    rows = [{"name": name, "chief": not place} for place, name in enumerate(NAMES)]
    values = {"title": "第三次会议监票人", "holders": rows, "threshold": threshold, "group": group}
    made = keys_actions.make_key_set(clerk, office.place, **values)
    holders = [
        keys_actions.issue_ceremony_code(clerk, office.place, made, number=place)[0]
        for place in range(1, len(NAMES) + 1)
    ]

    for part, told in parts(threshold, group):
        for holder, value in zip(holders, told, strict=True):
            keys_actions.tell_key_part(holder, part, dumps(value).encode())
    return keys_actions.activate_keys(
        clerk, office.place, made, elected_by="第三次会议举手通过", present={1, 2, 3}
    )


@dataclass
class Hall:
    """A vote by cards with everybody's secrets."""

    office: b.Office
    keys: KeySet
    poll: Poll
    codes: list[str] = field(default_factory=list)

    @property
    def box(self) -> BallotBox:
        return self._box(trial=False)

    @property
    def trial(self) -> BallotBox:
        return self._box(trial=True)

    def _box(self, *, trial: bool) -> BallotBox:
        found = queries.box_of(self.poll, trial=trial)
        assert found is not None
        return found

    def fix_cards(self, *, trial: bool = False, again: bool = False, **more: Any) -> None:
        """The ticket office's list of all cards but two that are left over and one that is spoiled."""
        out, act = len(self.codes), secret.replace_cards if again else secret.fix_cards
        values = {"printed": out + 3, "left_over": 2, "spoiled": 1, "handed_out": out, **more}
        if "credentials" not in values:
            values["credentials"] = listed(self._box(trial=trial), self.codes)
        clerk, place = self.office.actor("clerk"), self.office.place
        act(clerk, place, self.poll, trial=trial, **values)

    def ballot(self, voter: int, choices: Sequence[Sequence[int]], *, trial: bool = False) -> bytes:
        box = self._box(trial=trial)
        election = read_election(box.election.encode())
        return make_ballot(election, derive(election.suite, box.uuid, self.codes[voter]), choices)

    def try_out(self) -> None:
        """The trial that the shipped rulebook wants first, without a ballot."""
        clerk, place = self.office.actor("clerk"), self.office.place
        if queries.cards_of(self.trial) is None:
            self.fix_cards(trial=True)
        secret.open_trial(clerk, place, self.poll)
        secret.close_trial(clerk, place, self.poll)

    def open(self) -> None:
        if self.trial.state == "prepared":
            self.try_out()
        actions.open_poll(self.office.actor("clerk"), self.office.place, self.poll)

    def close(self) -> None:
        actions.close_poll(self.office.actor("clerk"), self.office.place, self.poll)

    def work(self, *, trial: bool = False) -> BallotBox:
        """All that workers find to do."""
        while step(self._box(trial=trial)):
            pass
        return self._box(trial=trial)

    def declare(self) -> None:
        actions.declare_collected(self.office.actor("chair"), self.office.place, self.poll)

    def decryption(self, number: int, *, trial: bool = False) -> bytes:
        """What the tool of a holder makes of the closed archive."""
        box, suite = self._box(trial=trial), suite_of(self.keys.group)
        holder = self.holder(number)
        key = ceremony.open_key(suite, seeds()[number - 1], holder.sealed)
        owner, made = decrypt_closed(archive_bytes(box), key, ballots=box.ballots or 0)
        assert owner == number
        return made

    def holder(self, number: int) -> KeyHolder:
        return self.keys.holders.get(number=number)

    def decrypt(self, *numbers: int, trial: bool = False) -> BallotBox:
        for number in numbers:
            box, holder = self._box(trial=trial), self.holder(number)
            raw = self.decryption(number, trial=trial)
            secret.add_decryption(holder_actor(holder), box, holder, raw)
        return self._box(trial=trial)

    def fresh(self) -> Poll:
        self.poll = b.fresh(self.poll)
        return self.poll


def listed(box: BallotBox, codes: Sequence[str]) -> bytes:
    suite = suite_of(box.key_set.group)
    return make_credentials(
        suite, [(public_of(suite, derive(suite, box.uuid, code)), None) for code in codes]
    )


def make_hall(
    office: b.Office,
    keys: KeySet,
    cards: int = 12,
    *,
    trial: bool = True,
    revote_clause: str = "",
    **more: Any,
) -> Hall:
    """A choice of two projects of three among 20 deputies, 15 there, frozen, cards drawn."""
    values: dict[str, Any] = {
        "title": "民生实事项目票决",
        "kind": "choose",
        "options": OPTIONS,
        "k": 2,
        "rule": "congress_more_than_half_of_all",
        "method": "cards",
        "roll": b.roll(20, 15),
        "measure": MEASURE,
    }
    poll = b.make_poll(office, **{**values, **more})
    how: dict[str, Any] = {"key_set": keys, "trial": trial, "revote_clause": revote_clause}
    secret.freeze_ballot(office.actor("clerk"), office.place, poll, **how)
    codes = [new_private_credential() for _ in range(cards)]
    return Hall(office, keys, b.fresh(poll), codes)


def voted(hall: Hall, choices: Sequence[Sequence[Sequence[int]]]) -> Hall:
    """Opened, cast by the first cards, closed, checked, sealed."""
    from oversight.voting.secret.receiving import cast

    hall.fix_cards()
    hall.open()
    for voter, chosen in enumerate(choices):
        cast(hall.box.uuid, hall.ballot(voter, chosen))
    hall.close()
    hall.work()
    return hall


def members_of(raw: bytes) -> dict[str, Any]:
    """A ballot's members, to be spoiled."""
    found = decode(raw, "ballot")
    assert isinstance(found, dict)
    return found
