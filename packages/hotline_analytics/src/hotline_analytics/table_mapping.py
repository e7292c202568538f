"""The mapping of a monthly table (月报表映射): which column of a file is which of ours.

Decides what a mapping file may say. `tables.py` reads files with it; a table made from our own
template, or with well-known headings, needs none (`table_header.default_mapping`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .mapping import MappingError
from .note_patterns import NotePattern, compile_pattern
from .table_columns import ALIASES, BY_NAME, MEASURES
from .table_rates import RateRule, Sum, parse_rate
from .table_times import read_month

TOTAL_ROWS = (
    "合计", "总计", "共计", "总数", "总量", "全市", "全县", "全区", "全省", "全州", "全镇", "全市合计", "全县合计",
    "全区合计", "全市总计", "全县总计", "全区总计", "total",
)  # fmt: skip
SUBTOTAL_ROWS = ("小计", "subtotal")
SECTIONS = {
    "name", "columns", "percent", "constants", "table", "units", "places", "measures", "notes",
    "rates", "sums",
}  # fmt: skip
TABLE_KEYS = {
    "sheet", "header_row", "header_rows", "total_rows", "subtotal_rows", "partial", "place", "year",
    "months_across", "measure", "value", "month_from_title", "month",
}  # fmt: skip


@dataclass(frozen=True)
class TableMapping:
    """How one kind of table is read; `columns` is ours = the source's heading."""

    name: str
    columns: Mapping[str, str]
    percent: frozenset[str] = frozenset()
    guess_percent: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    header_row: int | None = None
    header_rows: int = 1
    total_rows: frozenset[str] = frozenset(TOTAL_ROWS)
    subtotal_rows: frozenset[str] = frozenset(SUBTOTAL_ROWS)
    partial: bool = False
    place: str | None = None
    year: int | None = None
    month_from_title: bool = False
    months_across: str | None = None
    measure: str | None = None
    value: str | None = None
    measures: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[NotePattern, ...] = ()
    rates: Mapping[str, RateRule | None] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    policy: str = "auto"
    jurisdiction: str | None = None
    jurisdictions: Mapping[str, str] = field(default_factory=dict)

    def jurisdiction_of(self, place: str | None) -> str | None:
        """The jurisdiction code of a place: its own where declared, else the mapping's."""
        return self.jurisdictions.get(place or "", self.jurisdiction)


def load_table_mapping(source: str | Path) -> TableMapping:
    """Read a mapping from a file, or from TOML text (a string with a line break)."""
    text = source if isinstance(source, str) and "\n" in source else _read(Path(source))
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError("bad_toml", f"映射不是有效的 TOML：{error}", str(error)) from None
    return mapping_from_document(document)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError("unreadable", f"映射文件无法读取：{path.name}", str(error)) from None


def mapping_from_document(document: Mapping[str, Any]) -> TableMapping:
    """Check a parsed mapping and say exactly what is wrong with it."""
    _only(document, SECTIONS, "mapping")
    columns = _columns(document)
    table = _section(document, "table")
    _only(table, TABLE_KEYS, "[table]")
    constants = _constants(document, table)
    mapping = TableMapping(
        name=_text(document, "name", "mapping") or "table",
        columns=columns,
        percent=_percent(document, columns),
        constants=constants,
        measures=_strings(_renamed(_section(document, "measures")), "[measures]"),
        notes=_notes(document),
        rates=_rates(document),
        sums=_sums(document),
        **_layout(table),
        **_units(document),
    )
    _complete(mapping)
    return mapping


def _error(code: str, text: str, where: str) -> MappingError:
    return MappingError(code, text, where)


def _only(section: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    for key in section:
        if key not in set(allowed):
            raise _error("unknown_key", f"映射中没有这一项：{key}", where)


def _section(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = document.get(name, {})
    if not isinstance(section, Mapping):
        raise _error("bad_section", f"[{name}] 应是一节", f"[{name}]")
    return section


def _text(section: Mapping[str, Any], key: str, where: str) -> str | None:
    value = section.get(key)
    if value is not None and not isinstance(value, str):
        raise _error("bad_value", f"{key} 应是文字", where)
    return value


def _strings(section: Mapping[str, Any], where: str) -> dict[str, str]:
    for key, value in section.items():
        if not isinstance(value, str) or not value.strip():
            raise _error("bad_value", f"{key} 应是非空的文字", where)
    return {key: str(value).strip() for key, value in section.items()}


def _renamed(section: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in section.items():
        name = ALIASES.get(key, key)
        if name not in BY_NAME:
            known = "、".join(BY_NAME)
            raise _error("unknown_column", f"没有名为 {key} 的列；可用的有：{known}", key)
        if name in result:
            raise _error("column_twice", f"{key} 与另一项指同一列 {name}", key)
        result[name] = value
    return result


def _columns(document: Mapping[str, Any]) -> dict[str, str]:
    section = dict(_section(document, "columns"))
    if isinstance(section.get("percent"), list):
        del section["percent"]
    return _strings(_renamed(section), "[columns]")


def _constants(document: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, str]:
    constants = _strings(_renamed(_section(document, "constants")), "[constants]")
    if month := _text(table, "month", "[table]"):
        constants["month"] = month
    for key in constants:
        if BY_NAME[key].kind not in ("key", "text"):
            raise _error("bad_constant", f"{key} 不能是固定值", "[constants]")
    if "month" in constants and read_month(constants["month"]) is None:
        raise _error("bad_month", f"月份应写成 2026-06：{constants['month']}", "[constants]")
    return constants


def _percent(document: Mapping[str, Any], columns: Mapping[str, str]) -> frozenset[str]:
    declared = _declared_percent(document)
    if not isinstance(declared, list):
        raise _error("bad_value", "percent 应是列名的列表", "percent")
    names = set()
    by_source = {source: ours for ours, source in columns.items()}
    for entry in declared:
        name = by_source.get(str(entry), ALIASES.get(str(entry), str(entry)))
        if name not in BY_NAME or BY_NAME[name].kind not in ("rate", "change"):
            raise _error("bad_percent", f"percent 中的 {entry} 不是比率或增减率的列", "percent")
        names.add(name)
    return frozenset(names)


def _declared_percent(document: Mapping[str, Any]) -> Any:
    """The list itself; also where TOML put it because it was written below a heading."""
    declared = document.get("percent", [])
    if isinstance(declared, Mapping):
        return declared.get("columns", [])
    inside = _section(document, "columns").get("percent")
    return inside if isinstance(inside, list) and not declared else declared


def _notes(document: Mapping[str, Any]) -> tuple[NotePattern, ...]:
    section = _section(document, "notes")
    _only(section, ("column", "patterns"), "[notes]")
    column = _text(section, "column", "[notes]") or "note"
    patterns = section.get("patterns", [])
    if not isinstance(patterns, list):
        raise _error("bad_value", "patterns 应是列表", "[notes]")
    try:
        return tuple(compile_pattern(str(pattern), column) for pattern in patterns)
    except ValueError as error:
        raise _error("bad_pattern", f"备注的写法不对：{error}", "[notes]") from None


def _rates(document: Mapping[str, Any]) -> dict[str, RateRule | None]:
    result: dict[str, RateRule | None] = {}
    for name, formula in _strings(_section(document, "rates"), "[rates]").items():
        if name not in BY_NAME or BY_NAME[name].kind != "rate":
            raise _error("unknown_column", f"{name} 不是比率的列", "[rates]")
        try:
            result[name] = None if formula == "unchecked" else parse_rate(name, formula)
        except ValueError as error:
            raise _error("bad_rate", f"{name} 的公式不对：{error}", "[rates]") from None
    return result


def _sums(document: Mapping[str, Any]) -> tuple[Sum, ...]:
    result = []
    for entry in document.get("sums", []):
        wholes = entry.get("whole", []) if isinstance(entry, Mapping) else []
        wholes = [wholes] if isinstance(wholes, str) else wholes
        parts = entry.get("parts", []) if isinstance(entry, Mapping) else []
        names = [ALIASES.get(str(n), str(n)) for n in (*wholes, *parts)]
        if not wholes or len(parts) < 2 or any(n not in MEASURES for n in names):
            raise _error(
                "bad_sum", "[[sums]] 要有 whole 和至少两个 parts，且都是我们的列名", "[[sums]]"
            )
        result.append(Sum(tuple(names[: len(wholes)]), tuple(names[len(wholes) :])))
    return tuple(result)


def _layout(table: Mapping[str, Any]) -> dict[str, Any]:
    layout: dict[str, Any] = {
        key: _text(table, key, "[table]")
        for key in ("sheet", "place", "measure", "value", "months_across")
    }
    if layout["months_across"]:
        layout["months_across"] = ALIASES.get(layout["months_across"], layout["months_across"])
    for key, least in (("header_row", 1), ("header_rows", 1), ("year", 1900)):
        value = table.get(key)
        if value is None:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 9999:
            raise _error("bad_value", f"{key} 应是不小于 {least} 的整数", "[table]")
        layout[key] = value
    for key in ("partial", "month_from_title"):
        layout[key] = bool(table.get(key, False))
    for key in ("total_rows", "subtotal_rows"):
        if key in table:
            names = table[key] if isinstance(table[key], list) else [table[key]]
            layout[key] = frozenset("".join(str(name).split()) for name in names)
    return layout


def _units(document: Mapping[str, Any]) -> dict[str, Any]:
    section = _section(document, "units")
    _only(section, ("policy", "jurisdiction"), "[units]")
    policy = section.get("policy", "auto")
    if policy not in ("auto", "known"):
        raise _error("bad_policy", 'policy 只能是 "auto" 或 "known"', "[units]")
    return {
        "policy": policy,
        "jurisdiction": _text(section, "jurisdiction", "[units]"),
        "jurisdictions": _strings(_section(document, "places"), "[places]"),
    }


def _complete(mapping: TableMapping) -> None:
    across, long = mapping.months_across, mapping.measure or mapping.value
    if across is not None and across not in MEASURES:
        raise _error("unknown_column", f"months_across 不是数字的列：{across}", "[table]")
    if long and not (mapping.measure and mapping.value and mapping.measures):
        raise _error("bad_layout", "竖表要同时有 measure、value 和 [measures]", "[table]")
    given = set(mapping.columns) | set(mapping.constants)
    if not across and not long and not given & set(MEASURES):
        raise _error("no_figures", "映射没有任何数字的列", "[columns]")
