"""Tries to tell whose ballot is whose from everything that is left, and says whether it did better than chance.

Whoever watched the hall knows in which order people voted; entries of the journal lie in that order for all to see. What
must not be found is which ballot of the board an entry was. Each attack guesses the order in which the board's ballots
were cast. Two statistics: places guessed right, and Spearman's rank correlation with the truth (either sign). Both are
compared with the same of 20,000 random orders; p is the share that does at least as well. An attack does better than
chance where the smaller p, times two statistics, times all attacks (Bonferroni), is below 0.01.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from oversight.voting.secret.journal import Journal, JournalLostError

T = TypeVar("T")
DRAWS = 20_000
LIMIT = 0.01
DIGITS = 60
WORDS = (
    re.compile(rb"(?=([0-9a-f]{64}))"),
    re.compile(rb"(?=([A-Za-z0-9+/]{43}))"),
    re.compile(rb'(?<=")([0-9]{60})'),
)
"""A check value, a tracker, the head of a number as it stands in JSON."""


@dataclass(frozen=True)
class Entry:
    """A row of the journal, in the order in which rows came."""

    slot: str
    mark: str
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Shown:
    """A ballot of the board, in the order in which its rows lie."""

    hash: str
    batch: int
    raw: bytes = field(repr=False)
    marks: dict[str, bytes] = field(repr=False)
    """Words that would betray it, by kind: check value, tracker, card, a number of its ciphertexts."""


def shown_of(name: str, batch: int, raw: bytes) -> Shown:
    """A ballot with the byte strings that betray it."""
    value = json.loads(raw)
    first = value["answers"][0]["choices"][0]["alpha"]
    tracker = hashlib.sha256(raw).digest()
    marks = {
        "check value": name,
        "tracker": base64.b64encode(tracker).decode().rstrip("="),
        "card": value["credential"][:DIGITS],
        "ciphertext": first[:DIGITS],
    }
    return Shown(name, batch, bytes(raw), {kind: mark.encode() for kind, mark in marks.items()})


@dataclass
class Evidence:
    """All that an attacker has. ``streams``: by name, bytes in the order in which they came into being."""

    uuid: str
    size: int
    entries: list[Entry]
    board: list[Shown]
    streams: dict[str, list[bytes]]
    keys: list[bytes] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)
    """What was committed to while the box received, in the order of the heads: of casting, but for five seconds."""
    answers: list[int] = field(default_factory=list)
    """Of each commitment what the proof at the close answers for what it holds."""


@dataclass(frozen=True)
class Found:
    """How an attack did."""

    name: str
    right: int
    correlation: float
    p: float
    seen: int
    """Of how many ballots it found a trace at all; of the others it guesses."""


Order = list[str]
Place = tuple[int, int]
Attack = Callable[[Evidence, random.Random], tuple[Order, int]]


def by_rank(entry: Callable[[Entry], object], shown: Callable[[Shown], object]) -> Attack:
    """The entry with the n-th smallest of one value is the ballot with the n-th smallest of another; ties at random."""

    def attack(evidence: Evidence, chance: random.Random) -> tuple[Order, int]:
        entries = shuffled(evidence.entries, chance)
        board = shuffled(evidence.board, chance)
        ranked = sorted(entries, key=entry)  # type: ignore[arg-type]
        ballots = sorted(board, key=shown)  # type: ignore[arg-type]
        guess = {one.slot: other.hash for one, other in zip(ranked, ballots, strict=True)}
        return [guess[one.slot] for one in evidence.entries], len(board)

    return attack


def by_committed(values: Callable[[Evidence], Sequence[object]]) -> Attack:
    """The commitment with the n-th smallest of a value is to the ballot with the n-th smallest check value."""

    def attack(evidence: Evidence, chance: random.Random) -> tuple[Order, int]:
        hashes, given = sorted(one.hash for one in evidence.board), values(evidence)
        if len(given) != len(hashes):
            return shuffled(hashes, chance), 0
        ranked = sorted(range(len(given)), key=given.__getitem__)  # type: ignore[arg-type]
        guess = dict(zip(ranked, hashes, strict=True))
        return [guess[place] for place in range(len(given))], len(given)

    return attack


def by_order(key: Callable[[int, Shown], object]) -> Attack:
    """The board's ballots in the order of a value are in the order of casting; ties at random."""

    def attack(evidence: Evidence, chance: random.Random) -> tuple[Order, int]:
        placed = shuffled(list(enumerate(evidence.board)), chance)
        ranked = sorted(placed, key=lambda one: key(*one))  # type: ignore[arg-type,return-value]
        return [one.hash for _place, one in ranked], len(ranked)

    return attack


def by_trace(kind: str, traces: dict[bytes, list[Place]], which: int) -> Attack:
    """Whose trace came first (0) or last (-1) into a stream was cast first; without a trace: at random."""

    def attack(evidence: Evidence, chance: random.Random) -> tuple[Order, int]:
        found = {
            one.hash: traces[one.marks[kind]][which]
            for one in evidence.board
            if one.marks[kind] in traces
        }
        known = sorted(found, key=found.__getitem__)
        unknown = shuffled([one.hash for one in evidence.board if one.hash not in found], chance)
        return known + unknown, len(found)

    return attack


def traced(parts: Sequence[bytes], wanted: Collection[bytes]) -> dict[bytes, list[Place]]:
    """Part and offset of every wanted word, in the order of the stream."""
    found: dict[bytes, list[Place]] = {}
    for number, part in enumerate(parts):
        for form in WORDS:
            for match in form.finditer(part):
                if match[1] in wanted:
                    found.setdefault(match[1], []).append((number, match.start()))
    return {word: sorted(places) for word, places in found.items()}


def by_likeness(evidence: Evidence, chance: random.Random) -> tuple[Order, int]:
    """The ballot whose bytes agree with the sealed bytes at most places, each ballot once."""
    left = {one.hash: one.raw for one in shuffled(evidence.board, chance)}
    order: Order = []
    for entry in evidence.entries:
        body = entry.sealed[16:2064]
        best = max(left, key=lambda name: sum(map(int.__eq__, body, left[name])))
        order.append(best)
        del left[best]
    return order, len(order)


def by_keys(evidence: Evidence, chance: random.Random) -> tuple[Order, int]:
    """Every key and password that was found is tried on every entry; what does not open is guessed."""
    hashes = {one.hash for one in evidence.board}
    opened: dict[str, str] = {}
    for key in evidence.keys:
        journal = Journal(evidence.uuid, evidence.size, key)
        marks = {journal.mark(name): name for name in hashes}
        for entry in evidence.entries:
            try:
                journal.open(entry.slot, entry.sealed)
            except JournalLostError:
                break
            opened[entry.slot] = marks[entry.mark]
    rest = iter(shuffled(sorted(hashes - set(opened.values())), chance))
    order = [opened.get(entry.slot) or next(rest) for entry in evidence.entries]
    return order, len(opened)


def shuffled(values: Sequence[T], chance: random.Random) -> list[T]:
    return chance.sample(list(values), len(values))


ATTACKS: dict[str, Attack] = {
    "order of the board's rows (rowid, ctid)": by_order(lambda place, _one: place),
    "order of check values": by_order(lambda _place, one: one.hash),
    "numbers of batches": by_order(lambda _place, one: one.batch),
    "length of ballots": by_order(lambda _place, one: len(one.raw)),
    "slots beside check values, by rank": by_rank(lambda e: e.slot, lambda s: s.hash),
    "marks beside check values, by rank": by_rank(lambda e: e.mark, lambda s: s.hash),
    "sealed bytes beside ballots, by rank": by_rank(lambda e: e.sealed, lambda s: s.raw),
    "sealed lengths beside lengths, by rank": by_rank(
        lambda e: len(e.sealed), lambda s: len(s.raw)
    ),
    "likeness of sealed bytes and ballots": by_likeness,
    "commitments beside check values, by rank": by_committed(lambda e: e.leaves),
    "answers of the proof beside check values, by rank": by_committed(lambda e: e.answers),
    "all keys of the home, the administrator's password": by_keys,
}


def tried(
    evidence: Evidence, truth: Sequence[str], seed: int = 1, draws: int = DRAWS
) -> list[Found]:
    """Every attack; ``truth``: the check values in the order of casting."""
    chance = random.Random(seed)  # noqa: S311 (guesses)
    rights, correlations = null(len(truth), chance, draws)
    attacks = dict(ATTACKS)
    wanted = {mark for one in evidence.board for mark in one.marks.values()}
    for stream, parts in evidence.streams.items():
        traces = traced(parts, wanted)
        for kind in evidence.board[0].marks:
            attacks[f"first {kind} in {stream}"] = by_trace(kind, traces, 0)
            attacks[f"last {kind} in {stream}"] = by_trace(kind, traces, -1)
    found = []
    for name, attack in attacks.items():
        order, seen = attack(evidence, chance)
        right, correlation = scores(order, truth)
        p = min(share(rights, right), share(correlations, abs(correlation)))
        found.append(Found(name, right, correlation, p, seen))
    return found


def better_than_chance(found: Sequence[Found]) -> list[Found]:
    """Those that would be this good in less than one of a hundred series of attacks on nothing."""
    return [one for one in found if one.p * 2 * len(found) < LIMIT]


def scores(order: Sequence[str], truth: Sequence[str]) -> tuple[int, float]:
    """Places guessed right; Spearman's rank correlation."""
    places = {name: place for place, name in enumerate(truth)}
    right = sum(one == other for one, other in zip(order, truth, strict=True))
    apart = sum((place - places[name]) ** 2 for place, name in enumerate(order))
    count = len(truth)
    return right, 1 - 6 * apart / (count * (count * count - 1))


def null(count: int, chance: random.Random, draws: int) -> tuple[list[float], list[float]]:
    """Both statistics of random orders, sorted."""
    truth = [str(n) for n in range(count)]
    drawn = [scores(shuffled(truth, chance), truth) for _ in range(draws)]
    return sorted(float(right) for right, _ in drawn), sorted(abs(rho) for _, rho in drawn)


def share(drawn: Sequence[float], value: float) -> float:
    """Of the random orders, how many do at least as well; never none."""
    return (len(drawn) - bisect_left(drawn, value) + 1) / (len(drawn) + 1)


def read(paths: Sequence[Path]) -> list[bytes]:
    """The files that differ from the one before."""
    parts: list[bytes] = []
    for path in paths:
        if path.is_file() and (data := path.read_bytes()) and parts[-1:] != [data]:
            parts.append(data)
    return parts
