"""三方对照: the sheet, what it was exported from, and what the system says now, cell by cell.

Only a cell that was changed in the sheet asks for anything. Where the system changed the same cell since
the export, nobody but the user may say which value holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oversight.followups.sheets.layouts import DUTIES, EDITABLE, Held
from oversight.followups.sheets.outcome import Conflict
from oversight.institutions.sheets.columns import letters, shown

Choices = Mapping[str, str]


@dataclass
class Compared:
    """What a row asks for: values to write, and conflicts that are settled or still open."""

    wishes: dict[str, Any] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    settled: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class Sides:
    """The three sides of a row, the words of both states, and who changed the item last."""

    item: str
    mine: Mapping[str, Any]
    base: Held
    theirs: Held
    state_then: str
    state_now: str
    by: str


def compare(
    sides: Sides, choices: Choices, where: Mapping[str, int], number: int, said: frozenset[str]
) -> Compared:
    """``said``: fields whose value the item was already told once, so that it is not told again."""
    found = Compared()
    for key in EDITABLE:
        mine = sides.mine.get(key)
        if mine is None or mine is False or key in said:
            continue
        base, theirs = sides.base.values[key], sides.theirs.values[key]
        if mine in (base, theirs):
            continue
        if not changed_since(key, sides):
            found.wishes[key] = mine
            continue
        settle(found, sides, key, choices, where, number)
    return found


def changed_since(key: str, sides: Sides) -> bool:
    """Whether the system came to say something else since the export."""
    if key == "done":
        return sides.theirs.state != sides.base.state and sides.theirs.state == "sent_back"
    return bool(sides.base.values[key] != sides.theirs.values[key])


def settle(
    found: Compared,
    sides: Sides,
    key: str,
    choices: Choices,
    where: Mapping[str, int],
    number: int,
) -> None:
    """A conflict: open until the user has chosen a side."""
    column = DUTIES.column(key)
    heading = column.heading if column else key
    base, theirs = sides.base.values[key], sides.theirs.values[key]
    words = [shown(column, base), shown(column, theirs)]
    if key == "done":
        words = [sides.state_then, sides.state_now]
    chosen = choices.get(f"choice-{sides.item}-{key}", "")
    conflict = Conflict(
        item=sides.item,
        field=key,
        heading=heading,
        cell=f"{letters(where.get(heading, 0))}{number}",
        base=words[0],
        mine=shown(column, sides.mine[key]),
        theirs=words[1],
        by=sides.by,
        chosen=chosen if chosen in {"mine", "theirs"} else "",
    )
    if not conflict.chosen:
        found.conflicts.append(conflict)
        return
    found.settled.append(conflict)
    if conflict.chosen == "mine":
        found.wishes[key] = sides.mine[key]
