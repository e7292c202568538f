"""结果: from the figures of a sheet, whose sums hold, to what passed or which grade each has, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from oversight.voting.rules import bases, counting, rating
from oversight.voting.rules.ranking import rank_table
from oversight.voting.rules.sheet_form import SILENT, SheetForm, totals
from oversight.voting.rules.sheets import Item, Sheet

Reason = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Result:
    """What the rule makes of the sheet; ``rates`` exact, by option: 满意率, 满意加基本满意率."""

    status: str
    passed: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    open_places: int | None = None
    grades: Mapping[str, str | None] = field(default_factory=dict)
    rates: Mapping[str, tuple[Fraction | None, ...]] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


def result(
    form: SheetForm,
    figures: Mapping[str, int],
    rule: str,
    k: int | None = None,
    parameters: Mapping[str, int] | None = None,
) -> Result:
    """The result by a rule of the registry; the caller has refused a sheet whose sums do not hold.

    ``parameters`` of a rating are what the poll keeps of the rulebook.
    """
    if form.kind == "satisfaction":
        return graded(form, figures, rating.adopted(rule, parameters or {}))
    if form.kind == "ranking":
        return ranked(form, figures, k or 1)
    return counted(form, figures, rule, k)


def sheet_of(form: SheetForm, figures: Mapping[str, int]) -> Sheet:
    """The totals as a sheet of the counting rules; who did not press is the blank of the row."""
    items = tuple(
        Item(name, row["yes"], row["no"], row["abstain"], row[SILENT])
        for name, row in zip(form.options, totals(form, figures), strict=True)
    )
    if form.parts[0].has_ballots:
        return Sheet(
            "paper",
            form.base,
            form.present,
            items,
            issued=form.issued,
            returned=form.returned,
            valid=sum(figures[f"{part.method}.valid"] for part in form.parts),
            invalid=sum(figures[f"{part.method}.invalid"] for part in form.parts),
        )
    return Sheet("keypad", form.base, form.present, items)


def counted(form: SheetForm, figures: Mapping[str, int], rule: str, k: int | None) -> Result:
    """赞成、反对、弃权, and k of n."""
    found = counting.count(sheet_of(form, figures), bases.COUNTED[rule], k)
    reasons = tuple((each.code, each.text, each.values) for each in found.reasons)
    return Result(found.status, found.passed, found.tied, found.open_places, reasons=reasons)


def graded(form: SheetForm, figures: Mapping[str, int], rule: rating.Adopted) -> Result:
    """满意度测评: a grade and both rates for every option, each against the base that recusal leaves it."""
    grades: dict[str, str | None] = {}
    rates: dict[str, tuple[Fraction | None, ...]] = {}
    reasons: list[Reason] = []
    rows = totals(form, figures)
    for number, (name, row) in enumerate(zip(form.options, rows, strict=True)):
        found = rating.grade(rule, rating.Rating(form.base_of(number), *grade_counts(row)))
        grades[name] = found.grade
        rates[name] = (found.satisfied_rate, found.broad_rate)
        reasons += [(code, text, {**values, "name": name}) for code, text, values in found.reasons]
    passed = [name for name, grade in grades.items() if grade not in {None, "dissatisfied"}]
    passed.sort(key=lambda name: grades[name] != "satisfied")
    return Result("valid", tuple(passed), grades=grades, rates=rates, reasons=tuple(reasons))


def grade_counts(row: Mapping[str, int]) -> tuple[int, int, int, int]:
    """满意、基本满意、不满意、不了解 of a row."""
    return (
        row["satisfied"],
        row["basically_satisfied"],
        row["dissatisfied"],
        row.get("unknown", 0),
    )


def ranked(form: SheetForm, figures: Mapping[str, int], places: int) -> Result:
    """排序票: points by the counts of every place."""
    rows = totals(form, figures)
    counts = {
        name: tuple(row[f"p{n}"] for n in range(1, places + 1))
        for name, row in zip(form.options, rows, strict=True)
    }
    found = rank_table(counts, places)
    return Result("valid", found.chosen, found.tied, found.open_places, points=found.points)
