"""命令行的输出: one JSON document for machines, short lines for people, progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

WIDE = 0x1100


def print_json(result: Any) -> None:
    """Exactly one document on standard output."""
    json.dump(result, sys.stdout, ensure_ascii=False, allow_nan=False)
    sys.stdout.write("\n")


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns under their heads; the first to the left, figures to the right."""
    widths = [max(width(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        cells = [pad(text, widths[i], left=i == 0) for i, text in enumerate(row)]
        print("  ".join(cells).rstrip())


def width(text: str) -> int:
    """Columns that a text takes in a terminal; Chinese characters take two."""
    return sum(2 if ord(char) >= WIDE else 1 for char in text)


def pad(text: str, columns: int, *, left: bool) -> str:
    fill = " " * (columns - width(text))
    return text + fill if left else fill + text


def progress(*values: Any, **named: Any) -> None:
    """How far a long command is, on a terminal only."""
    if sys.stderr.isatty():
        parts = [str(value) for value in values] + [f"{k}={v}" for k, v in named.items()]
        sys.stderr.write("\r" + " ".join(parts) + " ")
        sys.stderr.flush()
