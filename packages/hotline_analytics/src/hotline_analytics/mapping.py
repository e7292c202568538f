"""How the columns of a source become ours (导入映射): reading and checking a mapping file.

A mapping is TOML; the tables and keys are those of the project's contract. Whatever is
wrong is said with a code and a place, before any row is read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hotline_analytics.tickets import (
    ENUMERATIONS,
    INSTANTS,
    MAPPABLE,
    MASKED_TEXTS,
    NUMBERS,
    REQUIRED,
)

POLICIES = ("auto", "known")
_CODE = re.compile(r"[^\W_][\w.-]{0,63}")
_TABLES = {
    "name": str,
    "columns": dict,
    "constants": dict,
    "formats": dict,
    "values": dict,
    "units": dict,
}
_CONSTANTS = (*ENUMERATIONS, *MASKED_TEXTS, "unit", "first_unit", "assisting_unit")
_SAMPLE = datetime(2026, 6, 30)


class MappingError(ValueError):
    """A mapping that cannot be used: a code, a text for people, and the place."""

    def __init__(self, code: str, text: str, where: str) -> None:
        super().__init__(f"{where}：{text}")
        self.code = code
        self.text = text
        self.where = where


@dataclass(frozen=True)
class Mapping:
    """One source's mapping; `name` tells sources of a jurisdiction apart."""

    name: str
    columns: Table[str, str]
    constants: Table[str, str] = field(default_factory=dict)
    datetime_formats: tuple[str, ...] = ()
    timezone: str = "Asia/Shanghai"
    values: Table[str, Table[str, str]] = field(default_factory=dict)
    policy: str = "auto"
    jurisdiction: str = ""

    @property
    def present(self) -> frozenset[str]:
        """Our columns that this source has."""
        return frozenset(self.columns) | frozenset(self.constants)

    def values_of(self, column: str) -> Table[str, str]:
        """Source value → ours for an enumerated column."""
        if column == "kind_at_intake" and column not in self.values:
            return self.values.get("kind", {})
        return self.values.get(column, {})


def shipped_mappings() -> list[Path]:
    """The example mappings that come with the package."""
    return sorted((Path(__file__).parent / "mappings").glob("*.toml"))


def load_mapping(source: str | Path) -> Mapping:
    """Read a mapping from a path, or from TOML text (any text with a line break)."""
    if isinstance(source, Path) or "\n" not in source:
        return parse_mapping(_text_of(Path(source)))
    return parse_mapping(source)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise MappingError(
            "unreadable", f"映射文件读不出来（{error.strerror}）", str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise MappingError("not_utf8", "映射文件须为 UTF-8", str(path)) from error


def parse_mapping(text: str) -> Mapping:
    """Read a mapping from TOML text."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError("not_toml", f"不是合法的 TOML：{error}", "mapping") from error
    _check_tables(content)
    formats = content.get("formats", {})
    units = content.get("units", {})
    _check_keys(formats, {"datetime", "timezone"}, "formats")
    _check_keys(units, {"policy", "jurisdiction"}, "units")
    mapping = Mapping(
        name=_text(content.get("name"), "name"),
        columns=_columns(content.get("columns", {})),
        constants=_constants(content.get("constants", {})),
        datetime_formats=_datetime_formats(formats.get("datetime", [])),
        timezone=_timezone(formats.get("timezone", "Asia/Shanghai")),
        values=_values(content.get("values", {})),
        policy=_policy(units.get("policy", "auto")),
        jurisdiction=_jurisdiction(units.get("jurisdiction", "")),
    )
    _check_required(mapping)
    return mapping


def _check_tables(content: dict[str, Any]) -> None:
    _check_keys(content, set(_TABLES), "mapping")
    for key, value in content.items():
        if not isinstance(value, _TABLES[key]):
            raise MappingError("bad_type", "类型不对：name 为文字，其余为表", key)


def _check_keys(table: Table[str, Any], allowed: set[str], where: str) -> None:
    for key in table:
        if key not in allowed:
            known = "、".join(sorted(allowed))
            raise MappingError("unknown_key", f"不认识的键 {key!r}，可用：{known}", where)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise MappingError("missing", "须填写文字", where)
    if len(value) > 200:
        raise MappingError("too_long", "超过 200 字", where)
    return value.strip()


def _columns(table: dict[str, Any]) -> dict[str, str]:
    _check_keys(table, set(MAPPABLE), "columns")
    columns = {}
    for ours, source in table.items():
        where = f"columns.{ours}"
        columns[ours] = "" if ours == "ticket_id" and source == "" else _text(source, where)
    return columns


def _constants(table: dict[str, Any]) -> dict[str, str]:
    _check_keys(table, set(_CONSTANTS), "constants")
    constants = {ours: _text(value, f"constants.{ours}") for ours, value in table.items()}
    for ours, value in constants.items():
        _check_enumerated(ours, value, f"constants.{ours}")
    return constants


def _check_enumerated(column: str, value: str, where: str) -> None:
    allowed = ENUMERATIONS.get(column)
    if allowed is not None and value not in allowed:
        raise MappingError("bad_value", f"{value!r} 不在 {'、'.join(allowed)} 之内", where)


def _values(table: dict[str, Any]) -> dict[str, dict[str, str]]:
    _check_keys(table, set(ENUMERATIONS), "values")
    values: dict[str, dict[str, str]] = {}
    for column, pairs in table.items():
        where = f"values.{column}"
        if not isinstance(pairs, dict):
            raise MappingError("bad_type", "应为“来源值 = 我方值”的表", where)
        for source, ours in pairs.items():
            _check_enumerated(column, ours, f"{where}.{source}")
        values[column] = {source.strip(): ours for source, ours in pairs.items()}
    return values


def _datetime_formats(value: Any) -> tuple[str, ...]:
    forms = [value] if isinstance(value, str) else value
    if not isinstance(forms, list):
        raise MappingError("bad_type", "应为格式的列表", "formats.datetime")
    for form in forms:
        try:
            good = datetime.strptime(_SAMPLE.strftime(form), form).date() == _SAMPLE.date()
        except (TypeError, ValueError):
            good = False
        if not good:
            raise MappingError("bad_format", f"{form!r} 读不出完整的日期", "formats.datetime")
    return tuple(forms)


def _timezone(value: Any) -> str:
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, TypeError, OSError, AttributeError) as error:
        raise MappingError(
            "bad_timezone", f"没有这个时区：{value!r}", "formats.timezone"
        ) from error


def _policy(value: Any) -> str:
    if value not in POLICIES:
        raise MappingError("bad_policy", f"应为 auto 或 known，而不是 {value!r}", "units.policy")
    return str(value)


def _jurisdiction(value: Any) -> str:
    if value == "":
        return ""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise MappingError("bad_code", "应为字母、数字、点、横线组成的代码", "units.jurisdiction")
    return value


def _check_required(mapping: Mapping) -> None:
    for column in REQUIRED:
        if column not in mapping.present:
            raise MappingError("missing_column", f"缺少必需的列 {column}", "columns")
    for column in sorted(set(mapping.columns) & set(mapping.constants)):
        raise MappingError("twice", f"{column} 既是列又是常量", f"constants.{column}")


def kind_of_column(column: str) -> str:
    """How a column is read: instant, number, enumeration, caller or text."""
    if column in INSTANTS:
        return "instant"
    if column in NUMBERS:
        return "number"
    if column in ENUMERATIONS:
        return "enumeration"
    return "caller" if column == "caller" else "text"
