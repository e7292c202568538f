"""计票报告单的表格: the sheet as rows of cells – to compare two entries, to show a locked one, to print an empty one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from oversight.voting.models import CountSheet, Poll
from oversight.voting.pages.words import cell_word, column_words, head_word
from oversight.voting.queries import Count, form_of
from oversight.voting.rules.bases import RULES as MAJORITIES
from oversight.voting.rules.sheet_checks import Check
from oversight.voting.rules.sheet_form import Part, RowSum, SheetForm, heads, totals


@dataclass(frozen=True)
class GridCell:
    """一格: its key, the column's word, one number or two."""

    key: str
    word: str
    first: int | None = None
    second: int | None = None

    @property
    def differs(self) -> bool:
        return self.first != self.second

    @property
    def anchor(self) -> str:
        return anchor(self.key)


def anchor(where: str) -> str:
    """The id in the page of a cell or, without its column, of a row."""
    kind = "row" if where.count(".") == 1 and where[-1].isdigit() else "cell"
    return f"{kind}-{where.replace('.', '-')}"


@dataclass(frozen=True)
class GridRow:
    """一行: its number, its name, its cells and their sum; how many of those present leave it empty."""

    number: int
    name: str
    cells: Sequence[GridCell]
    sum: int | None = None
    total: int | None = None
    recused: int = 0

    @property
    def anchor(self) -> str:
        return anchor(self.cells[0].key.rpartition(".")[0])

    @property
    def differs(self) -> bool:
        return any(cell.differs for cell in self.cells)

    @property
    def broken(self) -> bool:
        return not self.differs and self.sum is not None and self.sum != self.total

    @property
    def gap_words(self) -> str:
        """122，差 100; 232，多 10."""
        assert self.sum is not None and self.total is not None
        gap = self.total - self.sum
        text = _("%(sum)d，差 %(gap)d") if gap > 0 else _("%(sum)d，多 %(gap)d")
        return text % {"sum": self.sum, "gap": abs(gap)}


@dataclass(frozen=True)
class Grid:
    """一部分的表: paper has heads (有效、无效), other methods have the number who took part."""

    title: str
    words: Sequence[str]
    rows: Sequence[GridRow]
    heads: Sequence[GridCell]
    total: int | None


def compared(count: Count) -> list[Grid]:
    """Both entries, one number where they agree."""
    sums = {(each.part, each.row): each for each in count.rows}
    found = []
    for part in count.form.parts:
        words = column_words(count.form, part)
        rows = [
            row_of(count, part, number, name, words, sums[part.method, number])
            for number, name in enumerate(count.form.options)
        ]
        found.append(Grid(_(part.title), words, rows, head_cells(count, part), rows[0].total))
    return found


def row_of(
    count: Count, part: Part, number: int, name: str, words: Sequence[str], sums: RowSum
) -> GridRow:
    cells = []
    for column, word in zip(count.form.columns, words, strict=True):
        key = f"{part.method}.{number}.{column.code}"
        cell = count.cells[key]
        cells.append(GridCell(key, word, cell.first, cell.second))
    return GridRow(number + 1, name, cells, sums.sum, sums.total, part.recused_from(number))


def head_cells(count: Count, part: Part) -> list[GridCell]:
    found = []
    for head in heads(part):
        key = f"{part.method}.{head}"
        cell = count.cells[key]
        found.append(GridCell(key, head_word(head), cell.first, cell.second))
    return found


def locked(poll: Poll, sheet: CountSheet, withheld: Collection[str] = ()) -> list[Grid]:
    """The figures of a locked sheet; rows of ``withheld`` options stay empty."""
    form, cells = form_of(poll), sheet.content["cells"]
    found = [of_figures(form, part, cells) for part in form.parts]
    found = [*found, total_of(form, cells)] if len(found) > 1 else found
    return [replace(one, rows=[told(row, withheld) for row in one.rows]) for one in found]


def told(row: GridRow, withheld: Collection[str]) -> GridRow:
    """The row, emptied where its counts would tell who gave which grade."""
    if row.name not in withheld:
        return row
    return replace(row, cells=[replace(cell, first=None, second=None) for cell in row.cells])


def total_of(form: SheetForm, figures: Mapping[str, int]) -> Grid:
    """两种方式的合计: one total of all parts; of ballots what was valid, else everybody there."""
    words, ballots = column_words(form), all(part.has_ballots for part in form.parts)
    sums = {
        head: sum(figures[f"{part.method}.{head}"] for part in form.parts)
        for head in (heads(form.parts[0]) if ballots else ())
    }
    total = sums["valid"] if ballots else form.present
    rows = []
    for number, (name, counts) in enumerate(
        zip(form.options, totals(form, figures), strict=True), start=1
    ):
        cells = [
            GridCell(f"total.{number - 1}.{code}", word, count, count)
            for (code, count), word in zip(counts.items(), words, strict=True)
        ]
        rows.append(GridRow(number, name, cells, total, total))
    tops = [GridCell(f"total.{head}", head_word(head), n, n) for head, n in sums.items()]
    return Grid(_("合计"), words, rows, tops, total)


def of_figures(form: SheetForm, part: Part, figures: Mapping[str, int | None]) -> Grid:
    """One part with single figures; None leaves the cell empty, to be written by hand."""
    words = column_words(form, part)
    total = figures.get(f"{part.method}.valid") if part.has_ballots else part.present
    rows = []
    for number, name in enumerate(form.options):
        cells = []
        for column, word in zip(form.columns, words, strict=True):
            key = f"{part.method}.{number}.{column.code}"
            cells.append(GridCell(key, word, figures.get(key), figures.get(key)))
        rows.append(GridRow(number + 1, name, cells, total, total, part.recused_from(number)))
    tops = [
        GridCell(key, head_word(head), figures.get(key), figures.get(key))
        for head in heads(part)
        for key in [f"{part.method}.{head}"]
    ]
    return Grid(_(part.title), words, rows, tops, total)


@dataclass(frozen=True)
class Matter:
    """还不能锁定的一条: the words, and the cell or row that it links to."""

    where: str
    link: str
    text: str

    @property
    def anchor(self) -> str:
        return anchor(self.where)


def matters(count: Count) -> list[Matter]:
    """What keeps the sheet from being locked: differing cells first, then broken sums, then the rest."""
    found = [
        Matter(
            cell.where,
            cell_word(count.form, cell.where),
            _("甲 %(first)s，乙 %(second)s。请看原票。")
            % {"first": cell.first, "second": cell.second},
        )
        for cell in count.differing
    ]
    for row in count.rows:
        if row.sum is not None and row.total is not None and not row.holds:
            found.append(row_matter(count, row))
    for check in count.checks:
        if check.holds is False and check.code not in {"rows"}:
            row = int(check.where.rpartition(".")[2]) + 1 if check.where else 0
            link = _("第 %(row)d 行") % {"row": row} if row else ""
            found.append(Matter(check.where, link, check_word(check)))
    return found


def row_matter(count: Count, row: RowSum) -> Matter:
    """第 7 行：95+27+0+0=122，有效票 222，少 100。"""
    part = next(each for each in count.form.parts if each.method == row.part)
    gap = row.gap or 0
    text = _("%(sums)s=%(sum)d，%(what)s %(total)d，%(word)s %(gap)d。") % {
        "sums": "+".join(str(each) for each in row.counts),
        "sum": row.sum,
        "what": _("有效票") if part.has_ballots else _("参加"),
        "total": row.total,
        "word": _("少") if gap > 0 else _("多"),
        "gap": abs(gap),
    }
    word = _("第 %(row)d 行") % {"row": row.row + 1}
    if len(count.form.parts) > 1:
        word = f"{_(part.title)}{word}"
    return Matter(f"{row.part}.{row.row}", word, text)


def check_word(check: Check) -> str:
    values = dict(check.values)
    if "part" in values:
        values["part"] = _(str(values["part"]))
    return _(check.text) % values


@dataclass(frozen=True)
class CheckRow:
    """票数核对的一条: the words, a note under them, and how it stands."""

    text: str
    note: str
    holds: bool | None


def check_rows(poll: Poll, count: Count, quorum: str) -> list[CheckRow]:
    """The list of checks as on the sheet."""
    missing = max(0, count.form.issued - count.form.returned)
    text = _("%(count)d 张没有收回；过半数仍按全体 %(base)d 人算，不因此减少")
    kept = poll.rule in MAJORITIES and missing
    notes = {
        "issued": quorum,
        "returned": text % {"count": missing, "base": poll.base} if kept else "",
    }
    found = []
    for check in count.checks:
        note = notes.get(check.code, "")
        if check.code == "rows" and not check.holds:
            note = _("%(rows)d 项中有 %(broken)d 项不符") % {
                "rows": len(poll.options),
                "broken": check.broken,
            }
        text = check_word(check)
        if check.holds is None and check.code == "valid":
            text = _("两次录入的有效票、无效票不同")
        found.append(CheckRow(text, note, check.holds))
    return found
