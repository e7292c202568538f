"""计票报告单: what a sheet says, and the sums that must hold before it may be locked.

Paper: issued ≤ present ≤ base, returned = valid + invalid, and of every item yes + no + abstain + blank =
valid. Keypads: of every item yes + no + abstain + blank + not pressed = present. More ballots returned
than issued make the whole vote void (选举法 art. 44): it is held again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from oversight.voting.rules.bases import gettext_noop

Method = Literal["paper", "keypad"]


@dataclass(frozen=True)
class Item:
    """One item's counts; ``blank`` are ballots that say nothing of it."""

    name: str
    yes: int
    no: int = 0
    abstain: int = 0
    blank: int = 0

    @property
    def sum(self) -> int:
        return self.yes + self.no + self.abstain + self.blank


@dataclass(frozen=True)
class Sheet:
    """计票报告单. ``base`` all deputies or members; ``issued`` … ``invalid`` on paper only."""

    method: Method
    base: int
    present: int
    items: tuple[Item, ...]
    issued: int = 0
    returned: int = 0
    valid: int = 0
    invalid: int = 0
    not_pressed: int = 0


@dataclass(frozen=True)
class Finding:
    """What does not hold: code, sentence with named placeholders, their values, and the place."""

    code: str
    text: str
    values: dict[str, int | str]
    where: str


RETURNED_ABOVE_ISSUED = gettext_noop(
    "收回 %(returned)d 张，多于发出的 %(issued)d 张：整个表决无效，重新投票。"
)
PRESENT_ABOVE_BASE = gettext_noop("实到 %(present)d 人，多于全体 %(base)d 人。")
ISSUED_ABOVE_PRESENT = gettext_noop("发出 %(issued)d 张，多于实到 %(present)d 人。")
RETURNED_SUM = gettext_noop(
    "收回 %(returned)d 张，不等于有效 %(valid)d 张加无效 %(invalid)d 张（差 %(gap)d）。"
)
PAPER_ITEM_SUM = gettext_noop(
    "“%(name)s”赞成、反对、弃权、空白合计 %(sum)d 张，不等于有效票 %(total)d 张（差 %(gap)d）。"
)
KEYPAD_ITEM_SUM = gettext_noop(
    "“%(name)s”赞成、反对、弃权、空白、未按合计 %(sum)d 人，不等于实到 %(total)d 人（差 %(gap)d）。"
)


def is_void(sheet: Sheet) -> Finding | None:
    """More returned than issued: nothing of the sheet counts."""
    if sheet.method == "paper" and sheet.returned > sheet.issued:
        values: dict[str, int | str] = {"returned": sheet.returned, "issued": sheet.issued}
        return Finding("returned_above_issued", RETURNED_ABOVE_ISSUED, values, "returned")
    return None


def broken_sums(sheet: Sheet) -> list[Finding]:
    """Every sum that does not hold, in the order of the sheet."""
    return [*_attendance(sheet), *_ballots(sheet), *_items(sheet)]


def _attendance(sheet: Sheet) -> Iterator[Finding]:
    if sheet.present > sheet.base:
        values: dict[str, int | str] = {"present": sheet.present, "base": sheet.base}
        yield Finding("present_above_base", PRESENT_ABOVE_BASE, values, "present")


def _ballots(sheet: Sheet) -> Iterator[Finding]:
    if sheet.method != "paper":
        return
    if sheet.issued > sheet.present:
        yield Finding(
            "issued_above_present",
            ISSUED_ABOVE_PRESENT,
            {"issued": sheet.issued, "present": sheet.present},
            "issued",
        )
    counted = sheet.valid + sheet.invalid
    if sheet.returned != counted:
        yield Finding(
            "returned_is_not_valid_and_invalid",
            RETURNED_SUM,
            {
                "returned": sheet.returned,
                "valid": sheet.valid,
                "invalid": sheet.invalid,
                "gap": sheet.returned - counted,
            },
            "returned",
        )


def _items(sheet: Sheet) -> Iterator[Finding]:
    keypad = sheet.method == "keypad"
    total = sheet.present if keypad else sheet.valid
    for number, item in enumerate(sheet.items):
        counted = item.sum + (sheet.not_pressed if keypad else 0)
        if counted != total:
            yield Finding(
                "item_does_not_add_up",
                KEYPAD_ITEM_SUM if keypad else PAPER_ITEM_SUM,
                {"name": item.name, "sum": counted, "total": total, "gap": total - counted},
                f"items[{number}]",
            )
