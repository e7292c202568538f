"""两种方式一次表决: keypads in the hall and hands by video are recorded apart and make one total.

Participants by video vote by hand or another method, never by the anonymous keypad (procedures §0.6); one
vote does not mix two methods silently (§2.2), so the parts stay in the record beside the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from oversight.voting.rules.bases import gettext_noop
from oversight.voting.rules.sheets import Finding, Item, Sheet

PartMethod = Literal["keypad", "hands"]

PART_SUM = gettext_noop(
    "“%(name)s”这一部分的赞成、反对、弃权、未表示合计 %(sum)d 人，不等于这一部分的 %(total)d 人。"
)
OTHER_ITEMS = gettext_noop("两部分的表决事项不一致。")


@dataclass(frozen=True)
class Part:
    """One method's part: how many voted by it, the counts of every item, who did not press or show."""

    method: PartMethod
    present: int
    items: tuple[Item, ...]
    silent: int = 0


def broken_parts(parts: Sequence[Part]) -> list[Finding]:
    """What does not add up within a part, or between them."""
    found = []
    names = [tuple(item.name for item in part.items) for part in parts]
    if len(set(names)) > 1:
        found.append(Finding("parts_differ", OTHER_ITEMS, {}, "parts"))
    for number, part in enumerate(parts):
        for item in part.items:
            counted = item.sum + part.silent
            if counted != part.present:
                values: dict[str, int | str] = {
                    "name": item.name,
                    "sum": counted,
                    "total": part.present,
                }
                found.append(Finding("part_does_not_add_up", PART_SUM, values, f"parts[{number}]"))
    return found


def total(base: int, parts: Sequence[Part]) -> Sheet:
    """One total of all parts against the same base."""
    first = parts[0]
    items = tuple(
        replace(
            item,
            yes=sum(part.items[n].yes for part in parts),
            no=sum(part.items[n].no for part in parts),
            abstain=sum(part.items[n].abstain for part in parts),
            blank=sum(part.items[n].blank for part in parts),
        )
        for n, item in enumerate(first.items)
    )
    return Sheet(
        method="keypad",
        base=base,
        present=sum(part.present for part in parts),
        items=items,
        not_pressed=sum(part.silent for part in parts),
    )
