"""Figures stated in a sentence (备注里的数字): declared by the mapping, never guessed.

A pattern is the sentence with {column} where the number stands: "新增{new}件，结转{carried_over}件".
{-difference_previous} reads a number that the words make negative: "比上月减少{-difference_previous}件".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .printed import PrintedNumber, parse_number
from .table_columns import ALIASES, MEASURES

PLACEHOLDER = re.compile(r"\{(-?)([a-z_]+)\}")
NUMBER = r"(?<![\d.,])([+\-]?\d[\d,]*(?:\.\d+)?%?)"
LONGEST_NOTE = 10_000


@dataclass(frozen=True)
class NotePattern:
    """A declared sentence: the text column it is looked for in, and the figures it gives."""

    column: str
    expression: re.Pattern[str]
    names: tuple[tuple[str, bool], ...]

    def figures(self, note: str) -> Iterator[tuple[str, str, PrintedNumber]]:
        """Every figure the sentence states, as (our column, as printed, number)."""
        text = unicodedata.normalize("NFKC", note[:LONGEST_NOTE]).replace("−", "-")
        for match in self.expression.finditer(text):
            for (name, negative), printed in zip(self.names, match.groups(), strict=True):
                try:
                    number = parse_number(printed.rstrip(","))
                except ValueError:
                    continue
                if number is not None:
                    yield name, printed, number.negated() if negative else number


def compile_pattern(pattern: str, column: str) -> NotePattern:
    """Turn a declared sentence into something that can be looked for; ValueError if it is wrong."""
    names: list[tuple[str, bool]] = []
    expression, position = "", 0
    for match in PLACEHOLDER.finditer(pattern):
        name = ALIASES.get(match[2], match[2])
        if name not in MEASURES:
            raise ValueError(f"{{{match[2]}}}")
        names.append((name, match[1] == "-"))
        expression += _literal(pattern[position : match.start()]) + NUMBER
        position = match.end()
    if not names or not PLACEHOLDER.sub("", pattern).strip():
        raise ValueError(pattern)
    tail = pattern[position:]
    expression += _literal(tail)
    if tail and tail[-1].isascii() and tail[-1].isalnum():
        expression += r"(?![A-Za-z0-9])"
    return NotePattern(column, re.compile(expression), tuple(names))


def _literal(words: str) -> str:
    """The words themselves, with spaces free."""
    pieces = [re.escape(piece) for piece in unicodedata.normalize("NFKC", words).split()]
    edge = r"\s{0,3}"
    return edge + edge.join(pieces) + edge if pieces else edge
