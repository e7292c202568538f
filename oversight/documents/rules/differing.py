"""文稿的改动: two versions of a text line by line, and within a changed line what was struck and added.

Pure. It shows changes to a reader; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.45  # below this a line was replaced, not changed


@dataclass(frozen=True)
class Piece:
    """A run of characters: ``same``, ``struck`` or ``added``."""

    how: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line of the comparison: ``same``, ``changed``, ``struck`` or ``added``."""

    how: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def compare(before: str, after: str) -> tuple[Line, ...]:
    """Every line of both texts in reading order."""
    return tuple(_lines(before.splitlines(), after.splitlines()))


def count_changes(lines: Sequence[Line]) -> int:
    """How many lines differ."""
    return sum(line.how != "same" for line in lines)


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            yield from (_whole("same", line) for line in before[a:b])
            continue
        old, new = list(before[a:b]), list(after[c:d])
        for number in range(max(len(old), len(new))):
            one = old[number] if number < len(old) else None
            two = new[number] if number < len(new) else None
            yield from _pair(one, two)


def _pair(old: str | None, new: str | None) -> Iterator[Line]:
    if old is not None and new is not None:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        if matcher.ratio() >= ALIKE:
            yield Line("changed", tuple(_pieces(matcher, old, new)))
            return
    if old is not None:
        yield _whole("struck", old)
    if new is not None:
        yield _whole("added", new)


def _pieces(matcher: SequenceMatcher[str], old: str, new: str) -> Iterator[Piece]:
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            yield Piece("same", old[a:b])
            continue
        if b > a:
            yield Piece("struck", old[a:b])
        if d > c:
            yield Piece("added", new[c:d])


def _whole(how: str, line: str) -> Line:
    return Line(how, (Piece(how, line),))
