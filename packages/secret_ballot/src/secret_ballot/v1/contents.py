"""档案的内容 (contents): the events of an archive in their order, each with the records that it names.

Judges chain, heights and order: one Setup, ballots, one EndBallots, one EncryptedTally, partial decryptions, one
Result; every record stands before the event that names it, and none is left over. What the records say is judged
by ``verify``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.archive import Record, read_records
from secret_ballot.v1.canonical import count, decode, is_hex_hash, members, small

# state → the kinds of events that may follow, with the state that each leads to
GRAMMAR: dict[str, dict[str, str]] = {
    "start": {"Setup": "voting"},
    "voting": {"Ballot": "voting", "EndBallots": "ended"},
    "ended": {"EncryptedTally": "tallied"},
    "tallied": {"PartialDecryption": "decrypting"},
    "decrypting": {"PartialDecryption": "decrypting", "Result": "done"},
    "done": {},
}
KNOWN = frozenset(kind for kinds in GRAMMAR.values() for kind in kinds)


@dataclass(frozen=True)
class SizedTally:
    """The stored encrypted tally and what it says of its size."""

    raw: bytes = field(repr=False)
    ballots: int
    weight: int


@dataclass(frozen=True)
class Contents:
    """What an archive holds, as far as it goes."""

    state: str = "start"
    election: bytes = field(default=b"", repr=False)
    trustees: bytes = field(default=b"", repr=False)
    credentials: bytes = field(default=b"", repr=False)
    ballots: list[bytes] = field(default_factory=list, repr=False)
    tally: SizedTally | None = None
    decryptions: list[tuple[int, bytes]] = field(default_factory=list, repr=False)
    result: bytes | None = field(default=None, repr=False)
    last_event: str = ""
    height: int = -1


class Reader:
    """Walks the records; ``raw`` parts wait until the event that names them."""

    def __init__(self) -> None:
        self.state, self.height, self.parent = "start", -1, ""
        self.seen: set[str] = set()
        self.waiting: list[Record] = []
        self.parts: dict[str, Any] = {"ballots": [], "decryptions": []}

    def take(self, record: Record) -> None:
        """The next record; raises ``BallotError``."""
        if record.name in self.seen:
            raise BallotError("record_twice", record.where)
        self.seen.add(record.name)
        if record.is_event:
            self._event(record)
        else:
            self.waiting.append(record)

    def _event(self, record: Record) -> None:
        found = members(
            decode(record.body, record.where), "parent? height type payload?", record.where
        )
        kind = found["type"]
        if type(found["height"]) is not int or found["height"] != self.height + 1:
            raise BallotError("event_chain", record.where)
        if found.get("parent") != (self.parent or None):
            raise BallotError("event_chain", record.where)
        if not isinstance(kind, str) or kind not in KNOWN:
            raise BallotError("event_unknown", record.where)
        if kind not in GRAMMAR[self.state]:
            raise BallotError("event_order", record.where)
        if ("payload" in found) == (kind == "EndBallots"):
            raise BallotError("shape", record.where)
        self._keep(kind, found.get("payload"), record)
        if self.waiting:
            raise BallotError("record_misplaced", self.waiting[0].where)
        self.state = GRAMMAR[self.state][kind]
        self.height, self.parent = self.height + 1, record.hash

    def _keep(self, kind: str, payload: Any, event: Record) -> None:
        if kind == "Setup":
            self._setup(payload, event)
        elif kind == "Ballot":
            self.parts["ballots"].append(self._part(payload, event).body)
        elif kind == "EncryptedTally":
            order = "num_tallied total_weight encrypted_tally"
            tally, found, where = self._named(payload, event, order, "encrypted_tally")
            self.parts["tally"] = SizedTally(
                tally, small(found["num_tallied"], where), count(found["total_weight"], where)
            )
        elif kind == "PartialDecryption":
            raw, found, where = self._named(payload, event, "owner payload", "payload")
            self.parts["decryptions"].append((small(found["owner"], where), raw))
        elif kind == "Result":
            self.parts["result"] = self._part(payload, event).body

    def _part(self, name: Any, event: Record) -> Record:
        """The record that waits last, which must be the one named."""
        if not self.waiting or not is_hex_hash(name) or self.waiting[-1].hash != name:
            raise BallotError("record_misplaced", event.where)
        return self.waiting.pop()

    def _named(
        self, payload: Any, event: Record, order: str, member: str
    ) -> tuple[bytes, dict[str, Any], str]:
        """A record that names another before it."""
        outer = self._part(payload, event)
        found = members(decode(outer.body, outer.where), order, outer.where)
        return self._part(found[member], outer).body, found, outer.where

    def _setup(self, payload: Any, event: Record) -> None:
        outer = self._part(payload, event)
        names = ("election", "trustees", "credentials")
        found = members(decode(outer.body, outer.where), " ".join(names), outer.where)
        for name in reversed(names):
            self.parts[name] = self._part(found[name], outer).body


def read_contents(raw: bytes, *, partial: bool = False) -> Contents:
    """An archive's contents, up to its result unless ``partial``; raises ``BallotError``."""
    return contents_of(read_records(raw), partial=partial)


def contents_of(records: Iterable[Record], *, partial: bool = False) -> Contents:
    """The contents of records; raises ``BallotError``."""
    reader = Reader()
    last = 0
    for record in records:
        if record.number:
            reader.take(record)
        last = record.number
    if reader.waiting:
        raise BallotError("record_misplaced", reader.waiting[0].where)
    if reader.state == "start" or (not partial and reader.state != "done"):
        raise BallotError("event_missing", f"record {last}")
    return Contents(
        state=reader.state, last_event=reader.parent, height=reader.height, **reader.parts
    )


def first_difference(earlier: bytes, later: bytes) -> str | None:
    """Where a later archive does not continue an earlier one; None where it does. Both must be readable."""
    if later.startswith(earlier):
        return None
    pairs = zip(read_records(earlier), read_records(later), strict=False)
    for old, new in pairs:
        if (old.name, old.body) != (new.name, new.body):
            return new.where
    return "record 0" if len(earlier) <= len(later) else "the end"
