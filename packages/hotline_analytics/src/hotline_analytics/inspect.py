"""What the head of a file suggests as its mapping (映射建议): columns, dates, kinds of value.

Nothing is decided here: a person looks at the proposal, corrects it and saves it as TOML.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hotline_analytics.header_words import DATE_FORMATS, HEADER_WORDS, VALUE_WORDS
from hotline_analytics.layouts import read_format, read_iso
from hotline_analytics.reading import Row, Source, open_source
from hotline_analytics.tickets import ENUMERATIONS, INSTANTS, REQUIRED

HEAD_ROWS = 2_000
SAMPLE_ROWS = 10
_DISTINCT = 40


@dataclass(frozen=True)
class Head:
    """The head of a file and the mapping it suggests."""

    columns: tuple[str, ...]
    encoding: str
    delimiter: str | None
    rows_expected: int
    sample: list[Row]
    guesses: dict[str, str]
    date_formats: list[str]
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def inspect_head(path: str | Path) -> Head:
    """Look at the first rows of a file; raises `SourceError` where it cannot be read."""
    source = open_source(path, ())
    rows = _head_rows(source)
    guesses = guess_columns(source.columns)
    cells = {name: _cells(rows, source.columns.index(name)) for name in guesses.values()}
    dates = [cell for ours in INSTANTS if ours in guesses for cell in cells[guesses[ours]]]
    values = {
        ours: guess_values(ours, cells[guesses[ours]]) for ours in ENUMERATIONS if ours in guesses
    }
    return Head(
        columns=source.columns,
        encoding=source.encoding,
        delimiter=getattr(source, "delimiter", None),
        rows_expected=source.rows_expected,
        sample=[row[: len(source.columns)] for row in rows[:SAMPLE_ROWS]],
        guesses=guesses,
        date_formats=guess_date_formats(dates),
        values=values,
        missing=tuple(ours for ours in REQUIRED if ours not in guesses),
    )


def _head_rows(source: Source) -> list[Row]:
    rows: list[Row] = []
    for block in source.blocks():
        rows += block.rows[: HEAD_ROWS - len(rows)]
        if len(rows) >= HEAD_ROWS:
            break
    return rows


def _cells(rows: Sequence[Row], place: int) -> list[str]:
    texts = ((row[place] or "").strip() for row in rows)
    return [text for text in texts if text]


def plain_name(name: str) -> str:
    """A column name without case, blanks, underscores and brackets."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def guess_columns(columns: Sequence[str]) -> dict[str, str]:
    """Ours → the source's column: the same word first, then a word inside the name."""
    plain = {name: plain_name(name) for name in columns if name}
    guesses: dict[str, str] = {}
    for exact in (True, False):
        for ours, words in HEADER_WORDS.items():
            free = [name for name in plain if name not in guesses.values()]
            if ours not in guesses and (found := _match(free, plain, words, exact)):
                guesses[ours] = found
    return {ours: guesses[ours] for ours in HEADER_WORDS if ours in guesses}


def _match(
    names: Sequence[str], plain: Table[str, str], words: Sequence[str], exact: bool
) -> str | None:
    for word in words:
        if not exact and len(word) < (2 if not word.isascii() else 5):
            continue
        for name in names:
            if plain[name] == word or (not exact and word in plain[name]):
                return name
    return None


def guess_date_formats(cells: Sequence[str]) -> list[str]:
    """The formats that read most of the cells ISO 8601 does not; none where ISO reads all."""
    rest = [cell for cell in cells if read_iso(cell) is None]
    formats: list[str] = []
    while rest:
        counts = {
            form: sum(read_format(cell, form) is not None for cell in rest) for form in DATE_FORMATS
        }
        best = max(DATE_FORMATS, key=lambda form: counts[form])
        if not counts[best]:
            break
        formats.append(best)
        rest = [cell for cell in rest if read_format(cell, best) is None]
    return formats


def guess_values(ours: str, cells: Sequence[str]) -> dict[str, str]:
    """Source value → ours for an enumerated column, the most frequent first."""
    guesses = {}
    for value, _ in Counter(cells).most_common(_DISTINCT):
        plain = plain_name(value)
        words = VALUE_WORDS["kind" if ours == "kind_at_intake" else ours]
        guesses[value] = next((known for word, known in words if word in plain), "unknown")
    return guesses


def to_toml(
    name: str,
    columns: Table[str, str],
    *,
    constants: Table[str, str] | None = None,
    date_formats: Sequence[str] = (),
    timezone: str = "Asia/Shanghai",
    values: Table[str, Table[str, str]] | None = None,
    policy: str = "auto",
    jurisdiction: str = "",
) -> str:
    """A mapping file; `load_mapping` reads it back."""
    lines = [f"name = {_quoted(name)}", "", "[columns]", *_pairs(columns)]
    if constants:
        lines += ["", "[constants]", *_pairs(constants)]
    formats = ", ".join(map(_quoted, date_formats))
    lines += ["", "[formats]", f"datetime = [{formats}]", f"timezone = {_quoted(timezone)}"]
    for column, pairs in (values or {}).items():
        lines += ["", f"[values.{column}]", *_pairs(pairs)]
    lines += ["", "[units]", f"policy = {_quoted(policy)}"]
    if jurisdiction:
        lines.append(f"jurisdiction = {_quoted(jurisdiction)}")
    return "\n".join(lines) + "\n"


def _pairs(table: Table[str, str]) -> list[str]:
    return [f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items()]


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
