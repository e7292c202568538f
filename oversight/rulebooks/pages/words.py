"""条款的话: labels and values of sections as a page says them. Labels are translated here, where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.rulebooks.rules.differences import Difference
from oversight.rulebooks.sections import SECTIONS, Item


def said(text: str) -> str:
    """A sentence of a section in the reader's language; gettext of nothing would give its own header."""
    return _(text) if text else ""


def title_of(name: str) -> str:
    """The title of a section."""
    return said(SECTIONS[name].TITLE)


def shown(item: Item, value: Any) -> str:
    """A value in words, with its unit."""
    if value is None or value == "" or value == [] or value == ():
        return pgettext("rulebook", "（空）") if item.kind != "choices" else _("不限")
    if item.kind == "yes_no":
        return pgettext("rulebook", "是") if value else pgettext("rulebook", "否")
    if item.kind == "choice":
        return choice_word(item, value)
    if item.kind == "choices":
        return "、".join(choice_word(item, one) for one in value)
    if item.kind == "integers":
        return "、".join(f"{one} {said(item.unit)}".strip() for one in value)
    if item.kind in ("integer", "number"):
        if value == 0 and item.zero:
            return said(item.zero)
        return f"{value:g} {said(item.unit)}".strip()
    return str(value)


def choice_word(item: Item, code: str) -> str:
    """The word of a code; the code where it has none."""
    word = dict(item.choices).get(code)
    return said(word) if word else str(code)


def row_words(item: Item, row: Mapping[str, Any]) -> str:
    """A whole row in one line."""
    parts = [
        f"{said(column.label)} {shown(column, row.get(column.name))}"
        for column in item.columns
        if not column.fixed
    ]
    return "；".join(parts)


def subject_of(one: Difference) -> str:
    """What differs: the field, or the row and its column."""
    if one.key is None:
        return said(one.item.label)
    columns = {column.name: column for column in one.item.columns}
    names = [shown(columns[name], value) for name, value in one.key.items() if value]
    parts = [said(one.item.label), "·".join(names)]
    if one.column is not None:
        parts.append(said(one.column.label))
    return "：".join(parts)


def side_of(one: Difference, value: Any) -> str:
    """What one side says."""
    if one.column is not None:
        return shown(one.column, value)
    if one.key is not None:
        return row_words(one.item, value) if value is not None else _("没有这一行")
    return shown(one.item, value)
