"""版本比较: what changed in a month between two versions, or since the last one – figures and units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from oversight.hotline.pages import quality, words
from oversight.hotline.pages.basis import Basis
from oversight.ui import formats
from oversight.ui.states import GRADES

Row = Mapping[str, Any]


@dataclass(frozen=True)
class FigureChange:
    """一个数字的变化: before, after, difference, in words."""

    name: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True)
class RowChange:
    """一个单位的变化: counts, bases and judgment before and after."""

    name: str
    before: int | None
    after: int | None
    difference: int
    bases: Sequence[FigureChange]
    judged_before: str
    judged_after: str
    judgment_changed: bool


@dataclass(frozen=True)
class Comparison:
    """两版之间."""

    figures: Sequence[FigureChange]
    rows: Sequence[RowChange]
    unchanged: int


def compared(before: Basis, after: Basis) -> Comparison:
    """Everything that differs between two answers to the same question."""
    first = {row["name"]: row for row in before.rows}
    second = {row["name"]: row for row in after.rows}
    changes = [
        row_change(words.group(name, after.address.by), first.get(name), second.get(name))
        for name in {**second, **first}
        if not same(first.get(name), second.get(name))
    ]
    changes.sort(key=lambda one: (-abs(one.difference), one.name))
    unchanged = len({*first, *second}) - len(changes)
    return Comparison(figure_changes(before, after), changes, unchanged)


def same(first: Row | None, second: Row | None) -> bool:
    """Whether nothing of a row differs but the wording of its reasons."""
    if first is None or second is None:
        return False
    return all(first[key] == second[key] for key in first if key != "reasons")


def row_change(name: str, first: Row | None, second: Row | None) -> RowChange:
    """One row that differs."""
    before = first["count"] if first else None
    after = second["count"] if second else None
    judged = judgment(first), judgment(second)
    bases = [
        change(label, first[key] if first else None, second[key] if second else None)
        for key, label in (("previous", _("上月")), ("last_year", _("上年同期")))
        if (first or {}).get(key) != (second or {}).get(key)
    ]
    return RowChange(
        name, before, after, (after or 0) - (before or 0), bases, *judged, judged[0] != judged[1]
    )


def judgment(row: Row | None) -> str:
    """The judgment of a row in words."""
    if row is None:
        return _("没有这一行")
    if row["grade"]:
        return _("双升，%(grade)s") % {"grade": GRADES[row["grade"]][0]}
    return {"yes": _("双升"), "no": _("未双升"), "manual": _("须人工研判")}[row["double_rise"]]


def change(name: str, before: int | None, after: int | None) -> FigureChange:
    """A count before and after."""
    difference = "" if before is None or after is None else plus(after - before)
    return FigureChange(name, formats.figure(before), formats.figure(after), difference)


def plus(number: int) -> str:
    """+12, −3, 0."""
    return f"+{formats.figure(number)}" if number > 0 else formats.figure(number)


def figure_changes(before: Basis, after: Basis) -> list[FigureChange]:
    """Tickets, double rises, strong ones and rates before and after."""
    found = [change(name, first, second) for name, first, second in totals(before, after)]
    one, two = quality.sum_rates(before.rows), quality.sum_rates(after.rows)
    for kind in quality.RATES:
        first, second = one[kind.code], two[kind.code]
        if first is None and second is None:
            continue
        values = (first.value if first else None, second.value if second else None)
        difference = ""
        if values[0] is not None and values[1] is not None:
            difference = points(values[1] - values[0])
        found.append(
            FigureChange(
                str(kind.name), formats.percent(values[0]), formats.percent(values[1]), difference
            )
        )
    return found


def points(change: float) -> str:
    """+1.25 个百分点; 0 where nothing changed."""
    if change == 0:
        return "0"
    text = f"{change * 100:+.2f}".replace("-", formats.MINUS)
    return _("%(points)s 个百分点") % {"points": text}


def totals(before: Basis, after: Basis) -> list[tuple[str, int, int]]:
    """The counts of a month as a whole."""

    def numbers(basis: Basis) -> tuple[int, int, int, int]:
        rising = [row for row in basis.rows if row["double_rise"] == "yes"]
        strong = sum(1 for row in rising if row["grade"] == "strong")
        tested = basis.view.answer["units_tested"]
        return sum(row["count"] for row in basis.rows), tested, len(rising), strong

    names = (_("受理件数"), _("检验单位"), _("双升单位"), _("其中明显超出偶然"))
    return list(zip(names, numbers(before), numbers(after), strict=True))
