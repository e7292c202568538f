"""The header of a sheet (表头): where it is, how its lines join, which column stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .printed import parse_number
from .reading import SourceError
from .table_columns import BY_NAME, MEASURES, guess, heading_is_percent, normalise_heading
from .table_mapping import TableMapping
from .table_times import read_month

SheetRow = tuple[int, Sequence[object]]
"""(line in the file, cells)"""
HEADER_WITHIN = 30


@dataclass
class Header:
    """The header found: headings, positions of our columns, the rows below and the title above."""

    mapping: TableMapping
    headings: list[str]
    positions: dict[str, int]
    body: Sequence[SheetRow]
    title: list[str] = field(default_factory=list)
    months: dict[int, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def index(self, heading: str) -> int:
        return _index(self.headings)[normalise_heading(heading)]


def find_header(sheet: Sequence[SheetRow], mapping: TableMapping | None) -> Header:
    """Find the header row that has every column of the mapping; SourceError names what is missing."""
    fullest: list[str] = []
    for position, headings in _candidates(sheet, mapping):
        lowest = [_heading(cell) for cell in sheet[position - 1][1]]
        chosen = mapping or default_mapping(headings, lowest)
        if chosen is None:
            continue
        missing = _missing(chosen, headings)
        if not missing:
            return _header(chosen, headings, sheet, position)
        if not fullest or len(missing) < len(fullest):
            fullest = missing
    if not fullest:
        text = (
            "没有找到表头：文件是空的，或没有“承办单位”和任何认得的数字列；请为这种表写一个映射。"
        )
        raise SourceError("no_header", text, "header")
    raise SourceError("missing_column", "缺少列：" + "、".join(fullest), "header")


def _candidates(
    sheet: Sequence[SheetRow], mapping: TableMapping | None
) -> list[tuple[int, list[str]]]:
    """Possible headers, each with the index of the first row below it."""
    depth = mapping.header_rows if mapping else 1
    if mapping and mapping.header_row:
        starts = [i for i, (line, _) in enumerate(sheet) if line == mapping.header_row]
    else:
        starts = list(range(min(len(sheet), HEADER_WITHIN)))
    found = []
    for start in starts:
        lines = depth if mapping else 1 + _continues(sheet, start)
        if start + lines <= len(sheet):
            headings = joined([cells for _, cells in sheet[start : start + lines]])
            found.append((start + lines, headings))
    return found


def _continues(sheet: Sequence[SheetRow], start: int) -> bool:
    """Whether the next row is a second line of the header: words under merged cells, no number."""
    if start + 1 >= len(sheet):
        return False
    upper, lower = sheet[start][1], [_heading(cell) for cell in sheet[start + 1][1]]
    beneath_gaps = any(
        text and not _heading(_cell(upper, column)) for column, text in enumerate(lower)
    )
    units_open = any(
        guess(_heading(cell)) == "unit" and not _heading(_cell(lower, column))
        for column, cell in enumerate(upper)
    )
    return beneath_gaps and units_open and not any(_is_figure(text) for text in lower)


def _is_figure(text: str) -> bool:
    try:
        return parse_number(text) is not None
    except ValueError:
        return False


def joined(lines: Sequence[Sequence[object]]) -> list[str]:
    """Join header lines: a heading of merged cells reaches right until the next one begins."""
    width = max((len(line) for line in lines), default=0)
    result = [""] * width
    for depth, line in enumerate(lines):
        last = ""
        for column in range(width):
            text = _heading(line[column] if column < len(line) else None)
            below = any(_heading(_cell(later, column)) for later in lines[depth + 1 :])
            last = text or (last if below else "")
            result[column] += last
    return result


def _cell(line: Sequence[object], column: int) -> object:
    return line[column] if column < len(line) else None


def _heading(raw: object) -> str:
    return "" if raw is None else " ".join(str(raw).split())


def _index(headings: Sequence[str]) -> dict[str, int]:
    index: dict[str, int] = {}
    for position, heading in enumerate(headings):
        if heading:
            index.setdefault(normalise_heading(heading), position)
    return index


def _needed(mapping: TableMapping) -> list[str]:
    long = [mapping.measure or "", mapping.value or ""]
    return [heading for heading in (*mapping.columns.values(), *long) if heading]


def _missing(mapping: TableMapping, headings: Sequence[str]) -> list[str]:
    index = _index(headings)
    return [h for h in _needed(mapping) if h not in headings and normalise_heading(h) not in index]


def _header(
    mapping: TableMapping, headings: list[str], sheet: Sequence[SheetRow], start: int
) -> Header:
    index = _index(headings)
    positions = {
        name: headings.index(source) if source in headings else index[normalise_heading(source)]
        for name, source in mapping.columns.items()
    }
    months = {}
    if mapping.months_across:
        read = {i: read_month(h, mapping.year) for i, h in enumerate(headings) if h}
        months = {i: m for i, m in read.items() if m is not None and i not in positions.values()}
        if not months:
            raise SourceError("missing_column", "表头中没有月份的列", "header")
    used = {*positions.values(), *months} | {
        index.get(normalise_heading(h), -1) for h in _needed(mapping)
    }
    title = [_heading(cell) for _, cells in sheet[:start] for cell in cells if _heading(cell)]
    unknown = [h for i, h in enumerate(headings) if h and i not in used]
    return Header(mapping, headings, positions, sheet[start:], title, months, unknown)


def default_mapping(headings: Sequence[str], lowest: Sequence[str] = ()) -> TableMapping | None:
    """The mapping that well-known headings speak for themselves; None without unit or figures.

    Under merged cells the lowest line decides where its word stands only once.
    """
    columns: dict[str, str] = {}
    percent = set()
    for position, heading in enumerate(headings):
        under = str(_cell(lowest, position) or "")
        name = guess(heading) or (guess(under) if lowest.count(under) == 1 else None)
        if name and name not in columns:
            columns[name] = heading
            if BY_NAME[name].kind in ("rate", "change") and heading_is_percent(heading):
                percent.add(name)
    if "unit" not in columns or not set(columns) & set(MEASURES):
        return None
    return TableMapping(
        name="table",
        columns=columns,
        percent=frozenset(percent),
        guess_percent=True,
        month_from_title=True,
    )
