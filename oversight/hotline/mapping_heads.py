"""看文件的开头: what its head suggests, and what a mapping makes of it. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from hotline_analytics import inspect
from hotline_analytics.mapping import Mapping
from hotline_analytics.reading import Block, Row, open_source
from hotline_analytics.tickets import INSTANTS

from oversight.audit.errors import Invalid
from oversight.hotline import mapping_words, queries, set_aside
from oversight.hotline.ingest_errors import package_errors
from oversight.hotline.set_aside import cut
from oversight.institutions.models import Jurisdiction

SHOWN = 20
SHEET_BYTES = 64 * 1024**2


@dataclass
class Look:
    """一个文件的开头: what it suggests, and its first rows."""

    path: Path
    head: inspect.Head
    rows: list[Row]

    @cached_property
    def choices(self) -> dict[str, str]:
        """Code → column, for those that a mapping can name: with a readable name of their own.

        A name with line breaks would not come back from a form as it is, so it gets a number.
        """
        counted = Counter(self.head.columns)
        return {
            name if name.isprintable() else f"__col_{place}__": name
            for place, name in enumerate(self.head.columns)
            if name and counted[name] == 1 and readable(name) == name
        }

    def code_of(self, column: str) -> str:
        """The code of a column; none where a mapping cannot name it."""
        return next((code for code, name in self.choices.items() if name == column), "")

    @property
    def heads(self) -> list[str]:
        """The header as a page can show it."""
        return [readable(name) for name in self.head.columns]

    def beginning(self, rows: int) -> list[list[str]]:
        """The first rows as a page can show them."""
        return [[cut(cell or "") for cell in row] for row in self.rows[:rows]]

    def cells(self, column: str) -> list[str]:
        """What stands in a column, without blanks."""
        if column not in self.head.columns:
            return []
        place = self.head.columns.index(column)
        texts = ((row[place] or "").strip() for row in self.rows if place < len(row))
        return [text for text in texts if text]

    def sample(self, column: str) -> str:
        """A few different values of a column."""
        return "、".join(cut(cell)[:40] for cell in list(dict.fromkeys(self.cells(column)))[:3])


@dataclass(frozen=True)
class Preview:
    """前几行读成什么样: as they would be stored, masked; and how many would be set aside, and why."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    read: int
    refused: Sequence[tuple[str, int]]
    examples: Sequence[tuple[int, str]]


def look_at(path: Path) -> Look:
    """Look at a file; refused where it cannot be read."""
    if path.stat().st_size > SHEET_BYTES and path.read_bytes()[:2] == b"PK":
        raise Invalid(
            "too_large", _("工作簿太大。另存一份只有前几百行的来做对照表。"), where="file"
        )
    with package_errors():
        head = inspect.inspect_head(path)
        rows = first_rows(path)
    shown: list[Row] = [[readable(cell or "") for cell in row] for row in rows]
    return Look(path, head, shown)


def readable(text: str) -> str:
    """A text without what no page and no database can hold: bytes that fitted no encoding, NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


def first_rows(path: Path) -> list[Row]:
    """The first rows, as many as the suggestion looks at."""
    rows: list[Row] = []
    for block in open_source(path, ()).blocks():
        rows += block.rows[: inspect.HEAD_ROWS - len(rows)]
        if len(rows) >= inspect.HEAD_ROWS:
            break
    return rows


def preview(place: Jurisdiction, path: Path, mapping: Mapping) -> Preview:
    """What the mapping makes of the first rows."""
    from hotline_analytics import ingest  # brings pyarrow, which other pages do not need
    from hotline_analytics.normalise import Normaliser

    known = queries.known_unit_names(place) if mapping.policy == "known" else None
    with package_errors():
        source = open_source(path, ingest.wanted_columns(mapping))
        reader = Normaliser(mapping, source.columns, settings.HOME.key("caller"), known)
        block = next(iter(source.blocks()), Block())
        size = inspect.HEAD_ROWS
        short = Block(block.lines[:size], block.rows[:size], block.rejects[:size])
        table, refused = reader.block(short, source.may_be_broken)
    names = [name for name in mapping_words.COLUMNS if name in mapping.present]
    kept = table.slice(0, SHOWN).select(names).to_pylist()
    words = set_aside.words()
    counted = Counter(one.codes[0] for one in refused)
    zone = ZoneInfo(mapping.timezone)
    return Preview(
        heads=[mapping_words.title(name) for name in names],
        rows=[[shown(name, row[name], zone) for name in names] for row in kept],
        read=table.num_rows + len(refused),
        refused=[(words.get(code, code), number) for code, number in counted.most_common()],
        examples=[(one.line, words.get(one.codes[0], one.codes[0])) for one in refused[:5]],
    )


def shown(name: str, value: Any, zone: ZoneInfo) -> str:
    """A stored value as the page shows it."""
    if value is None:
        return ""
    if name in INSTANTS:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)
        return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    if name == "caller":
        return _("（已换成代号）")
    if name in mapping_words.VALUES:
        return mapping_words.value(name, value)
    return cut(str(value))
