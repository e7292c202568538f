"""相似 (similar): the texts most like one asked for, each with its score and the fragments that both hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

from text_matching.grams import normalised
from text_matching.index import Candidate, TextIndex

SCORED = 100
"""How many candidates of each measure are scored exactly, at least."""
LEAST = 0.15
SHORTEST = 2
MOST_FRAGMENTS = 5
DIGITS = 6


@dataclass(frozen=True)
class Similar:
    """一条相似的文本: ``score`` 0–1, 1 for the same text; ``shared`` the longest fragments first."""

    key: str
    score: float
    shared: tuple[str, ...]


def find_similar(
    text: str,
    index: TextIndex,
    limit: int = 5,
    *,
    least: float = LEAST,
    leaving_out: Collection[str] = (),
) -> list[Similar]:
    """The texts of the index most like ``text``, best first; equal scores by key.

    leaving_out  keys that are not answers, such as the text's own
    """
    asked = normalised(text)
    if not asked or limit < 1:
        return []
    whole, candidates = index.candidates(asked, max(SCORED, 4 * limit) + len(leaving_out))
    scored = [(score(asked, whole, one), one) for one in candidates if one.key not in leaving_out]
    ranked = sorted(
        (row for row in scored if row[0] >= least),
        key=lambda row: (-row[0], row[1].text != asked, row[1].key),
    )
    return [Similar(one.key, value, fragments(asked, one.text)) for value, one in ranked[:limit]]


def score(asked: str, whole: float, one: Candidate) -> float:
    """The cosine of both texts' weights; the same text has just 1."""
    if one.text == asked:
        return 1.0
    return round(min(1.0, one.shared / sqrt(whole * one.whole)), DIGITS)


def fragments(asked: str, other: str) -> tuple[str, ...]:
    """What of the one text stands in the other, in pieces as long as possible."""
    found: dict[str, None] = {}
    for run in asked.split():
        start = 0
        while start < len(run):
            length = longest(run, start, other)
            if length >= min(SHORTEST, len(run)):
                found[run[start : start + length]] = None
            start += max(1, length)
    ordered = sorted(found, key=lambda piece: -len(piece))
    return tuple(ordered[:MOST_FRAGMENTS])


def longest(run: str, start: int, other: str) -> int:
    """How many characters from here on stand together in the other text."""
    length = 0
    while start + length < len(run) and run[start : start + length + 1] in other:
        length += 1
    return length
