"""档案的字节 (archive): records one after another, byte for byte as belenios-tool writes them.

Old-style tar heads without magic, every one with the time of the first record, bodies padded to 512 bytes, no blocks
at the end. So a published archive only grows: an earlier copy is the beginning of a later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import decode, encode, hex_hash, members, string, written_count

BLOCK = 512
FIRST = "BELENIOS"
DATA, EVENT = ".data.json", ".event.json"
_OCTAL = re.compile(rb"[0-7]{11}\0")
_SECONDS = re.compile(r"0|[1-9][0-9]{0,9}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{64}\.(?:data|event)\.json", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its name, its bytes, its number in the archive."""

    name: str
    body: bytes = field(repr=False)
    number: int

    @property
    def where(self) -> str:
        return f"record {self.number}"

    @property
    def is_event(self) -> bool:
        return self.name.endswith(EVENT)

    @property
    def hash(self) -> str:
        return self.name.partition(".")[0]


def head(name: str, size: int, timestamp: int) -> bytes:
    """The 512 bytes before a record."""
    block = bytearray(BLOCK)
    block[0 : len(name)] = name.encode("ascii")
    block[100:107] = b"0000644"
    block[108:115] = b"0000000"
    block[116:123] = b"0000000"
    block[124:135] = b"%011o" % size
    block[136:147] = b"%011o" % timestamp
    block[148:156] = b" " * 8
    block[156:157] = b"0"
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def _padding(size: int) -> int:
    return -size % BLOCK


def read_records(raw: bytes) -> Iterator[Record]:
    """Every record, its head equal to the one written anew, its name the hash; raises ``BallotError``."""
    if not raw:
        raise BallotError("archive_empty", "record 0")
    offset, number, timestamp = 0, 0, -1
    while offset < len(raw):
        where = f"record {number}"
        name, size = _parse_head(raw[offset : offset + BLOCK], where)
        body = raw[offset + BLOCK : offset + BLOCK + size]
        end = offset + BLOCK + size + _padding(size)
        if end > len(raw):
            raise BallotError("archive_cut", where)
        if number == 0:
            timestamp = _read_first(name, body)
        if raw[offset : offset + BLOCK] != head(name, size, timestamp):
            raise BallotError("archive_record", where)
        if raw[offset + BLOCK + size : end].strip(b"\0"):
            raise BallotError("archive_padding", where)
        if number:
            _check_name(name, body, where)
        yield Record(name, body, number)
        offset, number = end, number + 1


def _parse_head(block: bytes, where: str) -> tuple[str, int]:
    code = "archive_header" if where == "record 0" else "archive_record"
    if len(block) < BLOCK:
        raise BallotError("archive_cut", where)
    name = block[:100].rstrip(b"\0")
    if not name.isascii() or not _OCTAL.fullmatch(block[124:136]):
        raise BallotError(code, where)
    return name.decode("ascii"), int(block[124:135], 8)


def _read_first(name: str, body: bytes) -> int:
    where = "record 0"
    if name != FIRST:
        raise BallotError("archive_header", where)
    found = members(decode(body, where), "version timestamp", where)
    if found["version"] != 1 or type(found["version"]) is not int:
        raise BallotError("archive_version", where)
    if not _SECONDS.fullmatch(string(found["timestamp"], where)):
        raise BallotError("shape", where)
    return int(found["timestamp"])


def _check_name(name: str, body: bytes, where: str) -> None:
    if not _NAME.fullmatch(name):
        raise BallotError("archive_record", where)
    if name.partition(".")[0] != hex_hash(body):
        raise BallotError("record_hash", where)


def timestamp_of(raw: bytes) -> int:
    """The time of an archive's first record; raises ``BallotError``."""
    first = next(read_records(raw))
    return int(decode(first.body, first.where)["timestamp"])


class ArchiveWriter:
    """Writes records and the chain of events; the same calls give the same bytes."""

    def __init__(self, out: BinaryIO, timestamp: int) -> None:
        self._out, self._timestamp = out, timestamp
        self._parent: str | None = None
        self._height = 0
        first = encode({"version": 1, "timestamp": str(timestamp)})
        self._record(FIRST, first)

    @property
    def parent(self) -> str:
        """The hash of the last event, "" before the first."""
        return self._parent or ""

    @property
    def height(self) -> int:
        """The height of the last event, -1 before the first."""
        return self._height - 1

    @classmethod
    def continuing(cls, out: BinaryIO, timestamp: int, parent: str, height: int) -> ArchiveWriter:
        """A writer of what follows an event: its hash, its height, the time of the first record."""
        writer = cls.__new__(cls)
        writer._out, writer._timestamp = out, timestamp
        writer._parent, writer._height = parent, height + 1
        return writer

    def _record(self, name: str, body: bytes) -> None:
        self._out.write(head(name, len(body), self._timestamp))
        self._out.write(body)
        self._out.write(bytes(_padding(len(body))))

    def data(self, body: bytes) -> str:
        """A data record; returns its hash."""
        digest = hex_hash(body)
        self._record(digest + DATA, body)
        return digest

    def event(self, kind: str, payload: str | None = None) -> None:
        """The next event of the chain."""
        value: dict[str, Any] = {} if self._parent is None else {"parent": self._parent}
        value |= {"height": self._height, "type": kind}
        if payload is not None:
            value["payload"] = payload
        body = encode(value)
        self._parent, self._height = hex_hash(body), self._height + 1
        self._record(self._parent + EVENT, body)

    def setup(self, election: bytes, trustees: bytes, credentials: bytes) -> None:
        """The three parts of the set-up, and the event that fixes them."""
        hashes = {
            "election": self.data(election),
            "trustees": self.data(trustees),
            "credentials": self.data(credentials),
        }
        self.event("Setup", self.data(encode(hashes)))

    def ballot(self, raw: bytes) -> None:
        """One ballot."""
        self.event("Ballot", self.data(raw))

    def end_ballots(self) -> None:
        """The ballot box is closed."""
        self.event("EndBallots")

    def encrypted_tally(self, cells: Any, ballots: int, weight: int) -> None:
        """The encrypted tally with its size."""
        sized = {
            "num_tallied": ballots,
            "total_weight": written_count(weight),
            "encrypted_tally": self.data(encode(cells)),
        }
        self.event("EncryptedTally", self.data(encode(sized)))

    def partial_decryption(self, owner: int, raw: bytes) -> None:
        """What the trustee of this number opened."""
        owned = {"owner": owner, "payload": self.data(raw)}
        self.event("PartialDecryption", self.data(encode(owned)))

    def result(self, raw: bytes) -> None:
        """The result."""
        self.event("Result", self.data(raw))
