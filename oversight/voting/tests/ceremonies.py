"""密钥仪式的样例: holders with the package's own functions, each step through a way that a test gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from secret_ballot.v1 import threshold as protocol
from secret_ballot.v1.suites import ED25519, suite_of

from oversight.voting.models import KeySet
from oversight.voting.secret import keys, keys_actions
from oversight.voting.tests.builders import Office

SUITE = suite_of(ED25519)
NAMES = ("秦望川", "沈清和", "顾明远")
Tell = Callable[[int, str, Any], Any]


def make_key_set(
    office: Office, names: Sequence[str] = NAMES, threshold: int = 2, **more: Any
) -> KeySet:
    """The first of the names is the chief."""
    holders = [{"name": name, "chief": name == names[0]} for name in names]
    values = {"title": "大会第二次会议监票密钥", "group": ED25519, **more}
    return keys_actions.make_key_set(
        office.actor("clerk"), office.place, holders=holders, threshold=threshold, **values
    )


@dataclass
class Holders:
    """持钥人: seeds and what each tells."""

    number: int
    threshold: int = 2
    seeds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seeds = [protocol.new_seed() for _ in range(self.number)]
        self.certificates = [protocol.make_certificate(SUITE, seed) for seed in self.seeds]
        self.polynomials = [
            protocol.make_polynomial(SUITE, seed, self.certificates, self.threshold)
            for seed in self.seeds
        ]
        self.commitments = [protocol.commitment_of(SUITE, each) for each in self.polynomials]

    @property
    def shares(self) -> list[Any]:
        routed = protocol.route(SUITE, self.certificates, self.polynomials)
        return [
            protocol.make_share(SUITE, seed, self.certificates, received, self.threshold)
            for seed, received in zip(self.seeds, routed, strict=True)
        ]

    def parts(self) -> list[tuple[str, list[Any]]]:
        """Every part of all, in order."""
        return [
            ("certificate", self.certificates),
            ("commitment", self.commitments),
            ("polynomial", self.polynomials),
            ("share", self.shares),
        ]

    def tell_all(self, tell: Tell) -> None:
        for part, values in self.parts():
            for place, value in enumerate(values):
                tell(place + 1, part, value)


def told_by_acts(office: Office, key_set: KeySet) -> Tell:
    """Each holder with a code, telling by the act itself."""
    clerk = office.actor("clerk")
    for one in keys.holders_of(key_set):
        keys_actions.issue_ceremony_code(clerk, office.place, key_set, number=one.number)

    def tell(number: int, part: str, value: Any) -> KeySet:
        holder = keys.holders_of(key_set)[number - 1]
        return keys_actions.tell_key_part(holder, part, json.dumps(value).encode())

    return tell


def assembled(office: Office, **more: Any) -> tuple[KeySet, Holders]:
    """A set whose keys are put together, 2 of 3."""
    key_set, holders = make_key_set(office, **more), Holders(3)
    holders.tell_all(told_by_acts(office, key_set))
    return fresh(office, key_set), holders


def active(office: Office, **more: Any) -> tuple[KeySet, Holders]:
    """A set in force."""
    key_set, holders = assembled(office, **more)
    found = keys_actions.activate_keys(
        office.actor("clerk"),
        office.place,
        key_set,
        elected_by="县第十八届人民代表大会第二次会议举手表决通过",
        present=[1, 2, 3],
    )
    return found, holders


def fresh(office: Office, key_set: KeySet) -> KeySet:
    found = keys.key_set_by_id(office.place, key_set.public_id)
    assert found is not None
    return found
