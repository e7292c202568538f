"""规则的差别: what two rulebooks say differently, field by field and row by row. Pure values in and out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from oversight.rulebooks.sections import SECTIONS, Content, Item

Change = Literal["changed", "added", "removed"]


@dataclass(frozen=True)
class Difference:
    """One field that differs.

    item    the field of the section, for a row the table
    key     the row's own words by column, empty for a single field
    column  the field of the row; None where the whole row came or went
    """

    section: str
    item: Item
    key: Mapping[str, Any] | None
    column: Item | None
    change: Change
    before: Any
    after: Any


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Everything that ``after`` says otherwise, in the order of the sections."""
    return tuple(
        one
        for name in SECTIONS
        for one in section_differences(name, before.get(name, {}), after.get(name, {}))
    )


def section_differences(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """What differs in one section."""
    found: list[Difference] = []
    section = SECTIONS[name]
    before, after = section.whole(before), section.whole(after)
    for item in section.ITEMS:
        first, second = before.get(item.name), after.get(item.name)
        if item.kind == "rows":
            found += row_differences(name, item, first or [], second or [])
        elif first != second:
            found.append(Difference(name, item, None, None, "changed", first, second))
    return tuple(found)


def row_differences(
    name: str, item: Item, before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]
) -> Iterator[Difference]:
    """Rows matched by what tells them apart; those that came or went, and columns that differ."""
    first = {key_of(item, row): row for row in before}
    second = {key_of(item, row): row for row in after}
    for key, row in first.items():
        if key not in second:
            yield Difference(name, item, named(item, row), None, "removed", row, None)
            continue
        for column in item.columns:
            old, new = row.get(column.name), second[key].get(column.name)
            if old != new:
                yield Difference(name, item, named(item, row), column, "changed", old, new)
    for key, row in second.items():
        if key not in first:
            yield Difference(name, item, named(item, row), None, "added", None, row)


def key_of(item: Item, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells a row apart, as something that can be a key."""
    values = (row.get(name) for name in item.keys)
    return tuple(tuple(one) if isinstance(one, (list, tuple)) else one for one in values)


def named(item: Item, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The columns by which people call the row: the keys, or its text where the key is a code."""
    if "text" in row and item.keys == ("code",):
        return {"text": row["text"] or row["code"]}
    return {name: row.get(name) for name in item.keys}
