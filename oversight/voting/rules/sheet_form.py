"""计票报告单的样式: which cells a sheet has for a kind of poll and a method, and the sum of every row.

A cell is named ``part.head`` (``paper.valid``) or ``part.row.column`` (``keypad.0.yes``). The last column
of a row are those who said nothing of it: 未填 on paper, 未按 at the keypad, 未举手 by hand. They are no
vote, and the base does not shrink by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    "cards": gettext_noop("未选"),
    "named": gettext_noop("未表决"),
}
PART_TITLES = {
    "paper": gettext_noop("纸质票"),
    "keypad": gettext_noop("会场按表决器"),
    "hands": gettext_noop("举手"),
    "cards": gettext_noop("投票卡"),
    "named": gettext_noop("记名表决"),
}
WITH_BALLOTS = frozenset({"paper", "cards"})
FOLLOWING = frozenset({"cards", "named"})
"""Methods whose figures follow from what was cast: nobody enters them, the scrutineers alone sign."""
BY_VIDEO = gettext_noop("视频参加人员举手")
PLACE = gettext_noop("第 %(number)d 位")


@dataclass(frozen=True)
class Column:
    """One column: code, label (a sentence to translate) and the values of the label."""

    code: str
    label: str
    values: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """One method's part of the sheet: how many took part by it, by option how many of them are recused."""

    method: str
    title: str
    present: int
    recused: tuple[int, ...] = ()

    def recused_from(self, row: int) -> int:
        """How many who take part by this method leave a row empty."""
        return self.recused[row] if self.recused else 0

    @property
    def has_ballots(self) -> bool:
        """Whether ballots were handed out and collected: paper, or cards."""
        return self.method in WITH_BALLOTS


@dataclass(frozen=True)
class SheetForm:
    """The empty sheet of one poll. ``issued`` and ``returned`` as the chair declared them, on paper only.

    places   应选几项, 0 where a poll has none
    exact    a ballot chooses just so many: fewer make it invalid too
    recused  by option, how many leave its base; () where nobody does
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
    recused: tuple[int, ...] = ()
    exact: bool = False

    def base_of(self, row: int) -> int:
        """The base that an option is counted against."""
        return self.base - (self.recused[row] if self.recused else 0)

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
    """The figures of a whole part: valid and invalid ballots where there are ballots."""
    return ("valid", "invalid") if part.has_ballots else ()


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


IN_HALL, ANYWHERE = frozenset({"hall"}), frozenset({"hall", "video"})


def parts(method: str, in_hall: int, by_video: int) -> tuple[Part, ...]:
    """The parts of a method; mixed: keypads in the hall, hands by video."""
    if method == "mixed":
        return (
            Part("keypad", PART_TITLES["keypad"], in_hall),
            Part("hands", BY_VIDEO, by_video),
        )
    present = in_hall if method in WITH_BALLOTS | {"keypad"} else in_hall + by_video
    return (Part(method, PART_TITLES[method], present),)


def modes(method: str, part: Part) -> frozenset[str]:
    """How those take part who are counted in a part of a method."""
    if part.has_ballots or part.method == "keypad":
        return IN_HALL
    return frozenset({"video"}) if method == "mixed" else ANYWHERE


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


Figures = Mapping[str, int | None]


def row_sums(form: SheetForm, figures: Figures) -> list[RowSum]:
    """Every row of every part with its sum."""
    found = []
    for part in form.parts:
        total = figures.get(f"{part.method}.valid") if part.has_ballots else part.present
        for row, name in enumerate(form.options):
            counts = tuple(
                figures.get(f"{part.method}.{row}.{column.code}") for column in form.columns
            )
            known = [count for count in counts if count is not None]
            whole = sum(known) if len(known) == len(counts) else None
            found.append(RowSum(part.method, row, name, counts, whole, total))
    return found


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
