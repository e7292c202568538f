"""计票文件: the table of a keypad system or a reader, CSV or XLSX, as the cells of a sheet – or every cell that is wrong.

The first row names the columns as on the sheet, in any order; each item has its row; on paper two more rows,
有效票 and 无效票, have their number in the first column of figures. Ranking ballots may also come one a row,
the item under each place. Nothing of the file is kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from oversight.audit.errors import Invalid
from oversight.institutions.sheets.reading import LARGEST, Table, as_table, read_tables
from oversight.institutions.sheets.workbook import Sheet
from oversight.voting.models import Poll
from oversight.voting.pages.words import column_word, head_word, item_word
from oversight.voting.queries import entry_form_of
from oversight.voting.rules.ranking import tally
from oversight.voting.rules.sheet_form import SILENT, Part, SheetForm, heads

PART_HEADING = "方式"
SPOILT = {"无效", "作废", "invalid"}
NAME_HEADINGS = {"事项", "项目", "测评对象", "名称", "单位", "姓名", "name"}
HEADS = {"valid": {"有效票", "valid"}, "invalid": {"无效票", "invalid"}}
SILENT_WORDS = {
    "未填",
    "空白",
    "未按",
    "未按表决器",
    "未举手",
    "未表示",
    "未列入",
    "blank",
    "not_pressed",
}


@dataclass(frozen=True)
class CellError:
    """一格的错: where it stands in the file, and what is wrong."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}：{self.text}"


class WrongCells(Invalid):
    """A file that cannot be taken over: nothing of it was entered."""

    def __init__(self, errors: Sequence[CellError]) -> None:
        shown = "；".join(str(error) for error in errors[:5])
        text = _("没有录入。文件里有 %(count)d 处不对：%(errors)s") % {
            "count": len(errors),
            "errors": shown,
        }
        super().__init__("wrong_cells", text, where="file")
        self.errors = list(errors)


def template(poll: Poll) -> Sheet:
    """The empty table of a poll, to be filled by the system or by hand."""
    form = entry_form_of(poll)
    several = len(form.parts) > 1
    words = [column_word(column, form) for column in form.columns]
    headings = [*([PART_HEADING] if several else []), item_word(poll), *words]
    rows: list[list[str]] = []
    for part in form.parts:
        lead = [_(part.title)] if several else []
        rows += [[*lead, name, *([""] * len(words))] for name in form.options]
        rows += [[*lead, head_word(head), *([""] * len(words))] for head in heads(part)]
    return Sheet(_("计票报告单"), headings, rows)


def read_counts(poll: Poll, name: str, content: bytes) -> dict[str, int]:
    """The cells of the sheet; ``WrongCells`` names every wrong one."""
    form, table = entry_form_of(poll), table_of(name, content)
    if ballot_columns(form, table) and not NAME_HEADINGS & set(table.headings):
        return ranked_ballots(form, table)
    return Reading(poll, form, table).figures()


def ballot_columns(form: SheetForm, table: Table) -> list[int]:
    """Of a table with one ranking ballot a row: where each place stands; [] where it is no such table."""
    words = [column_word(column, form) for column in form.columns if column.code != SILENT]
    if form.kind != "ranking" or not set(words) <= set(table.headings):
        return []
    return [table.headings.index(word) for word in words]


def ranked_ballots(form: SheetForm, table: Table) -> dict[str, int]:
    """逐票登记: one ballot a row, under each place an item by name or number; 无效 in the first place spoils it.

    What the list does not have is a slip of who typed, so it is named and nothing is entered.
    """
    columns, errors, ballots = ballot_columns(form, table), [], []
    named = {str(number): name for number, name in enumerate(form.options, start=1)}
    named |= {name: name for name in form.options} | {"": ""}
    for number, texts in table.rows:
        words = [cell_at(texts, at) for at in columns]
        if words[0] in SPOILT:
            ballots.append(())
            continue
        for at, text in zip(columns, words, strict=True):
            if text not in named:
                why = _("表决里没有“%(name)s”。") % {"name": text[:40]}
                errors.append(CellError(f"{xl_col_to_name(at)}{number}", why))
        ballots.append(tuple(named.get(word, "") for word in words))
    if errors:
        raise WrongCells(errors)
    found = tally(ballots, form.options, form.places)
    figures = {"paper.valid": found.valid, "paper.invalid": found.invalid}
    for row, name in enumerate(form.options):
        counts = found.counts[name]
        figures |= {f"paper.{row}.p{n}": count for n, count in enumerate(counts, start=1)}
        figures[f"paper.{row}.{SILENT}"] = found.valid - sum(counts)
    return figures


def table_of(name: str, content: bytes) -> Table:
    """The first table of an XLSX, or the CSV in UTF-8 or GB 18030."""
    if len(content) > LARGEST:
        raise Invalid("too_large", _("文件超过 5 MB。"), where="file")
    if name.lower().endswith(".csv"):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030", errors="replace")
        try:
            table = as_table(name, list(csv.reader(io.StringIO(text))))
        except csv.Error as error:
            raise Invalid("unreadable_table", _("读不了这个 CSV 文件。"), where="file") from error
    else:
        tables = read_tables(content)
        table = next(iter(tables.values()), None)
    if table is None or not table.rows:
        raise Invalid("empty_table", _("文件里没有数。"), where="file")
    return table


class Reading:
    """One reading of a table against the sheet."""

    def __init__(self, poll: Poll, form: SheetForm, table: Table) -> None:
        self.form, self.table = form, table
        self.errors: list[CellError] = []
        self.found: dict[str, int] = {}
        self.names = {*NAME_HEADINGS, item_word(poll)}

    def figures(self) -> dict[str, int]:
        """Every cell once, or all that is wrong."""
        name_at, part_at, columns = self.columns()
        if self.errors:
            raise WrongCells(self.errors)
        first = min(columns)
        for number, texts in self.table.rows:
            part = self.part(number, texts, part_at)
            if part is None:
                continue
            name = cell_at(texts, name_at)
            head = next(
                (each for each in heads(part) if name in HEADS[each] | {head_word(each)}), None
            )
            if head is not None:
                self.take(f"{part.method}.{head}", number, first, texts)
            elif name in self.form.options:
                row = self.form.options.index(name)
                for at, code in columns.items():
                    self.take(f"{part.method}.{row}.{code}", number, at, texts)
            else:
                self.wrong(number, name_at, _("表决里没有“%(name)s”。") % {"name": name})
        self.missing(columns)
        if self.errors:
            raise WrongCells(self.errors)
        return self.found

    def columns(self) -> tuple[int, int | None, Mapping[int, str]]:
        """Where the name, the method and each column of figures stand."""
        known = {column.label % column.values: column.code for column in self.form.columns}
        known |= {column_word(column, self.form): column.code for column in self.form.columns}
        known |= {column.code: column.code for column in self.form.columns}
        known |= dict.fromkeys(SILENT_WORDS, SILENT)
        name_at, part_at, columns = None, None, {}
        for at, heading in enumerate(self.table.headings):
            if heading == PART_HEADING:
                part_at = at
            elif heading in known:
                if known[heading] in columns.values():
                    self.wrong(1, at, _("“%(name)s”列了两次。") % {"name": heading})
                columns[at] = known[heading]
            elif heading in self.names:
                name_at = at
        for column in self.form.columns:
            if column.code not in columns.values():
                word = column_word(column, self.form)
                self.wrong(1, 0, _("没有“%(name)s”这一列。") % {"name": word})
        if name_at is None:
            self.wrong(1, 0, _("没有事项名称这一列。"))
        if part_at is None and len(self.form.parts) > 1:
            self.wrong(1, 0, _("没有“方式”这一列。"))
        return name_at or 0, part_at, columns

    def part(self, number: int, texts: Sequence[str], at: int | None) -> Part | None:
        """The part of a row; the only one where there is one."""
        if len(self.form.parts) == 1:
            return self.form.parts[0]
        word = cell_at(texts, at or 0)
        for part in self.form.parts:
            if word in {_(part.title), part.title, part.method}:
                return part
        self.wrong(number, at or 0, _("没有“%(name)s”这一种方式。") % {"name": word})
        return None

    def take(self, key: str, number: int, at: int, texts: Sequence[str]) -> None:
        """One figure."""
        text = cell_at(texts, at)
        if key in self.found:
            self.wrong(number, at, _("这一行列了两次。"))
        elif not text:
            self.wrong(number, at, _("没有填。"))
        elif not (text.isascii() and text.isdigit() and len(text) < 8):
            self.wrong(number, at, _("“%(text)s”不是从 0 起的整数。") % {"text": text[:20]})
        else:
            self.found[key] = int(text)
            return
        self.found.setdefault(key, 0)

    def missing(self, columns: Mapping[int, str]) -> None:
        """Rows of the sheet that the file does not have."""
        told = set()
        for key in self.form.cells():
            method, _dot, rest = key.partition(".")
            row = rest.partition(".")[0]
            if key in self.found or (method, row) in told:
                continue
            told.add((method, row))
            name = self.form.options[int(row)] if row.isdigit() else head_word(row)
            text = _("文件里没有“%(name)s”这一行。") % {"name": name}
            self.errors.append(CellError(_("全表"), text))

    def wrong(self, number: int, at: int, text: str) -> None:
        self.errors.append(CellError(f"{xl_col_to_name(at)}{number}", text))


def cell_at(texts: Sequence[str], at: int) -> str:
    """A row may end before its last column."""
    return texts[at].strip() if at < len(texts) else ""
