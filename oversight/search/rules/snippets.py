"""摘要 (snippet): the part of a text where the wanted words stand, in pieces marked or not. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from oversight.search.rules.asking import Wanted

LENGTH = 90
BEFORE = 24


@dataclass(frozen=True)
class Piece:
    """一段文字, ``marked`` where it is one of the wanted words."""

    text: str
    marked: bool = False


def pattern_of(wanted: Sequence[Wanted]) -> re.Pattern[str] | None:
    """One pattern that finds every wanted word; longer ones first."""
    marks = sorted({mark for one in wanted for mark in one.marks}, key=len, reverse=True)
    return re.compile("|".join(marks), re.IGNORECASE) if marks else None


def pieces(text: str, wanted: Sequence[Wanted]) -> list[Piece]:
    """The whole text in marked and unmarked pieces."""
    pattern = pattern_of(wanted)
    found: list[Piece] = []
    at = 0
    for match in pattern.finditer(text) if pattern else ():
        if match.start() > at:
            found.append(Piece(text[at : match.start()]))
        if match.group():
            found.append(Piece(match.group(), marked=True))
        at = max(at, match.end())
    if at < len(text):
        found.append(Piece(text[at:]))
    return found


def snippet(text: str, wanted: Sequence[Wanted]) -> list[Piece]:
    """About ``LENGTH`` characters around the first wanted word, on one line."""
    line = " ".join(text.split())
    pattern = pattern_of(wanted)
    first = pattern.search(line) if pattern else None
    start = max(0, first.start() - BEFORE) if first else 0
    cut = line[start : start + LENGTH]
    if start:
        cut = "…" + cut
    if start + LENGTH < len(line):
        cut += "…"
    return pieces(cut, wanted)
