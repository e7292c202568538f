"""列的定义: what a column of a sheet may hold, and how a cell's text becomes a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?\s*月?$")
YES = frozenset({"是", "√", "✓", "y", "yes", "1", "true"})
NO = frozenset({"否", "×", "n", "no", "0", "false"})


class CellError(Exception):
    """A cell that cannot be read; the text says what is expected."""


@dataclass(frozen=True)
class Column:
    """一列: ``kind`` is text, int, day, flag, list or choice. Headings are Chinese in every language."""

    key: str
    heading: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, Any], ...] = ()
    private: bool = False


@dataclass(frozen=True)
class SheetSpec:
    """一张表的定义。"""

    key: str
    title: str
    columns: tuple[Column, ...]
    help: str = ""

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


def value_of(column: Column, text: str) -> Any:
    """The value of a cell; None for an empty one, which leaves what is registered as it is."""
    if not text:
        if column.required:
            raise CellError(_("必填，没有写。"))
        return None
    return READERS[column.kind](column, text)


def _text(column: Column, text: str) -> str:
    return text


def _int(column: Column, text: str) -> int:
    digits = text.strip().removeprefix("第").removesuffix("届").removesuffix("年")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        raise CellError(_("写的是“%(text)s”，应为数字。") % {"text": text[:20]})
    return int(digits)


def _day(column: Column, text: str) -> date:
    found = DAY.match(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        pass
    raise CellError(_("写的是“%(text)s”，没有这一天，应如 2026-07-05。") % {"text": text[:20]})


def _flag(column: Column, text: str) -> bool:
    word = text.strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise CellError(_("写的是“%(text)s”，应为“是”或“否”。") % {"text": text[:20]})


def _list(column: Column, text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[、；;\n]", text) if part.strip()]


def chinese(label: Any) -> str:
    """A label as the workbook writes it, whatever the reader's language."""
    with override("zh-hans"):
        return str(label)


def _choice(column: Column, text: str) -> str:
    for code, label in column.choices:
        if text in (code, chinese(label), str(label)):
            return code
    offered = "、".join(chinese(label) for _code, label in column.choices)
    values = {"text": text[:20], "offered": offered}
    raise CellError(_("写的是“%(text)s”，应为：%(offered)s。") % values)


READERS = {
    "text": _text,
    "int": _int,
    "day": _day,
    "flag": _flag,
    "list": _list,
    "choice": _choice,
}


def cell_of(column: Column, value: Any) -> Any:
    """What stands in a cell for a value."""
    if value is None:
        return None
    if column.kind == "choice":
        return chinese(dict(column.choices).get(value, value))
    if column.kind == "list":
        return "、".join(value)
    return value


def shown(column: Column | None, value: Any) -> str:
    """A value in words, for the preview."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    cell = cell_of(column, value) if column else value
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def letters(index: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def headings_of(columns: Sequence[Column]) -> list[str]:
    """The headings; a required one carries a star."""
    return [column.heading + ("*" if column.required else "") for column in columns]
