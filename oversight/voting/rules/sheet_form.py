"""计票报告单的样式: which cells a sheet has for a kind of poll and a method, and the sums that must hold.

A cell is named ``part.head`` (``paper.valid``) or ``part.row.column`` (``keypad.0.yes``). The last column
of a row are those who said nothing of it: 未填 on paper, 未按 at the keypad, 未举手 by hand. They are no
vote, and the base does not shrink by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from oversight.voting.rules.bases import gettext_noop

SILENT = "silent"
VOTES = (
    ("yes", gettext_noop("赞成")),
    ("no", gettext_noop("反对")),
    ("abstain", gettext_noop("弃权")),
)
GRADES = (
    ("satisfied", gettext_noop("满意")),
    ("basically_satisfied", gettext_noop("基本满意")),
    ("dissatisfied", gettext_noop("不满意")),
)
UNKNOWN = ("unknown", gettext_noop("不了解"))
SILENCE = {
    "paper": gettext_noop("未填"),
    "keypad": gettext_noop("未按"),
    "hands": gettext_noop("未举手"),
}
PART_TITLES = {
    "paper": gettext_noop("纸质票"),
    "keypad": gettext_noop("会场按表决器"),
    "hands": gettext_noop("举手"),
}
BY_VIDEO = gettext_noop("视频参加人员举手")
PLACE = gettext_noop("第 %(number)d 位")
ISSUED = gettext_noop("发出 %(issued)d ≤ 实到 %(present)d")
RETURNED = gettext_noop("收回 %(returned)d ≤ 发出 %(issued)d")
VALID = gettext_noop("有效 %(valid)d + 无效 %(invalid)d = 收回 %(returned)d")
VALID_BROKEN = gettext_noop("有效 %(valid)d + 无效 %(invalid)d = %(sum)d，收回 %(returned)d")
ROWS_PAPER = gettext_noop("每行各栏之和 = 有效 %(total)d")
ROWS_OTHER = gettext_noop("%(part)s：每行各栏之和 = %(total)d 人")
PLACES = gettext_noop("各位次的票数都不超过有效 %(total)d")
CHOICES = gettext_noop("赞成合计 %(sum)d ≤ 有效 %(total)d × 应选 %(places)d")


@dataclass(frozen=True)
class Column:
    """One column: code, label (a sentence to translate) and the values of the label."""

    code: str
    label: str
    values: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """One method's part of the sheet: how many took part by it."""

    method: str
    title: str
    present: int

    @property
    def on_paper(self) -> bool:
        return self.method == "paper"


@dataclass(frozen=True)
class SheetForm:
    """The empty sheet of one poll. ``issued`` and ``returned`` as the chair declared them, on paper only.

    places  应选几项, 0 where a poll has none
    """

    kind: str
    options: tuple[str, ...]
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    base: int
    present: int
    issued: int = 0
    returned: int = 0
    places: int = 0

    def cells(self) -> list[str]:
        """Every cell in the order of entering."""
        found = []
        for part in self.parts:
            for row in range(len(self.options)):
                found += [f"{part.method}.{row}.{column.code}" for column in self.columns]
            found += [f"{part.method}.{head}" for head in heads(part)]
        return found

    def silence(self, part: Part) -> str:
        """What the last column is called in a part."""
        return SILENCE[part.method]


def heads(part: Part) -> tuple[str, ...]:
    """The figures of a whole part: valid and invalid ballots on paper."""
    return ("valid", "invalid") if part.on_paper else ()


def columns(kind: str, *, unknown: bool = False, places: int = 0) -> tuple[Column, ...]:
    """The columns of a kind of poll, the silent last."""
    if kind == "ranking":
        found = [Column(f"p{n}", PLACE, {"number": n}) for n in range(1, places + 1)]
    else:
        named = GRADES if kind == "satisfaction" else VOTES
        found = [
            Column(code, label, {}) for code, label in (*named, *([UNKNOWN] if unknown else ()))
        ]
    return (*found, Column(SILENT, SILENCE["paper"], {}))


def parts(method: str, in_hall: int, by_video: int) -> tuple[Part, ...]:
    """The parts of a method; mixed: keypads in the hall, hands by video."""
    if method == "mixed":
        return (
            Part("keypad", PART_TITLES["keypad"], in_hall),
            Part("hands", BY_VIDEO, by_video),
        )
    present = in_hall if method in {"paper", "keypad"} else in_hall + by_video
    return (Part(method, PART_TITLES[method], present),)


@dataclass(frozen=True)
class RowSum:
    """合计: what a row adds up to and what it should; None while a cell is open."""

    part: str
    row: int
    name: str
    counts: tuple[int | None, ...]
    sum: int | None
    total: int | None

    @property
    def holds(self) -> bool:
        return self.sum is not None and self.sum == self.total

    @property
    def gap(self) -> int | None:
        """What is missing (positive) or too much (negative)."""
        if self.sum is None or self.total is None:
            return None
        return self.total - self.sum


@dataclass(frozen=True)
class Check:
    """核对的一条: what must hold, in words, and whether it does; None while a figure is open."""

    code: str
    text: str
    values: Mapping[str, int | str]
    holds: bool | None
    broken: int = 0


Figures = Mapping[str, int | None]


def row_sums(form: SheetForm, figures: Figures) -> list[RowSum]:
    """Every row of every part with its sum."""
    found = []
    for part in form.parts:
        total = figures.get(f"{part.method}.valid") if part.on_paper else part.present
        for row, name in enumerate(form.options):
            counts = tuple(
                figures.get(f"{part.method}.{row}.{column.code}") for column in form.columns
            )
            known = [count for count in counts if count is not None]
            whole = sum(known) if len(known) == len(counts) else None
            found.append(RowSum(part.method, row, name, counts, whole, total))
    return found


def checks(form: SheetForm, figures: Figures) -> list[Check]:
    """Every sum that must hold before the sheet may be locked, in the order of the page."""
    found: list[Check] = []
    sums = row_sums(form, figures)
    for part in form.parts:
        if part.on_paper:
            found += list(_ballots(form, part, figures))
        own = [each for each in sums if each.part == part.method]
        known = all(each.sum is not None and each.total is not None for each in own)
        broken = sum(not each.holds for each in own)
        total = own[0].total if own else 0
        values: dict[str, int | str] = {"total": total or 0, "part": part.title}
        text = ROWS_PAPER if part.on_paper else ROWS_OTHER
        found.append(Check("rows", text, values, broken == 0 if known else None, broken))
        if form.kind == "ranking":
            found += list(_places(form, part, figures, total))
        if form.kind == "choose" and part.on_paper:
            found.append(_choices(form, part, figures))
    return found


def _ballots(form: SheetForm, part: Part, figures: Figures) -> Iterator[Check]:
    yield Check(
        "issued",
        ISSUED,
        {"issued": form.issued, "present": part.present},
        form.issued <= part.present,
    )
    yield Check(
        "returned",
        RETURNED,
        {"returned": form.returned, "issued": form.issued},
        form.returned <= form.issued,
    )
    valid, invalid = (figures.get(f"{part.method}.{head}") for head in heads(part))
    if valid is None or invalid is None:
        yield Check("valid", VALID, {"valid": 0, "invalid": 0, "returned": form.returned}, None)
        return
    values = {
        "valid": valid,
        "invalid": invalid,
        "sum": valid + invalid,
        "returned": form.returned,
    }
    holds = valid + invalid == form.returned
    yield Check("valid", VALID if holds else VALID_BROKEN, values, holds)


def _places(form: SheetForm, part: Part, figures: Figures, total: int | None) -> Iterator[Check]:
    """A ballot names one item for a place, so no place has more votes than there are ballots."""
    ranked = [column.code for column in form.columns if column.code != SILENT]
    sums = [
        [figures.get(f"{part.method}.{row}.{code}") for row in range(len(form.options))]
        for code in ranked
    ]
    if total is None or any(count is None for column in sums for count in column):
        yield Check("places", PLACES, {"total": total or 0}, None)
        return
    broken = sum(sum(count or 0 for count in column) > total for column in sums)
    yield Check("places", PLACES, {"total": total}, broken == 0, broken)


def _choices(form: SheetForm, part: Part, figures: Figures) -> Check:
    """A ballot with more choices than allowed is invalid (选举法 art. 44), so the valid ones have no more."""
    counts = [figures.get(f"{part.method}.{row}.yes") for row in range(len(form.options))]
    valid = figures.get(f"{part.method}.valid")
    known = [count for count in counts if count is not None]
    values = {"sum": sum(known), "total": valid or 0, "places": form.places}
    if valid is None or len(known) < len(counts):
        return Check("choices", CHOICES, values, None)
    return Check("choices", CHOICES, values, sum(known) <= valid * form.places)


def may_be_locked(form: SheetForm, figures: Figures) -> bool:
    """Whether every cell is filled and every sum holds."""
    return all(figures.get(cell) is not None for cell in form.cells()) and all(
        check.holds for check in checks(form, figures)
    )


def totals(form: SheetForm, figures: Mapping[str, int]) -> list[dict[str, int]]:
    """One total a row over all parts."""
    return [
        {
            column.code: sum(figures[f"{part.method}.{row}.{column.code}"] for part in form.parts)
            for column in form.columns
        }
        for row in range(len(form.options))
    ]


def repeated(options: Sequence[str]) -> str:
    """The first option named twice, "" where none is."""
    return next((name for name in options if options.count(name) > 1), "")
