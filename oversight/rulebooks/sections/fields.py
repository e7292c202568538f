"""条款的写法: how a section of a rulebook names its fields, so that pages, forms and comparisons read one list.

Nothing here knows Django. Labels are Chinese, marked for translation, and translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Literal, Self

Kind = Literal[
    "integer", "number", "yes_no", "choice", "choices", "integers", "line", "text", "rows"
]


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


@dataclass(frozen=True)
class Problem:
    """What cannot stand in a rulebook: code, sentence, the field (``rows.3.days``), the article."""

    code: str
    text: str
    where: str = ""
    basis: str = ""
    values: Mapping[str, Any] | None = None


class SectionError(ValueError):
    """A section that cannot be read or cannot stand; carries every problem."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{one.where}: {one.code}" for one in problems))
        self.problems = problems


@dataclass(frozen=True)
class Item:
    """一项: one field with its label, kind, limits and legal basis.

    columns  the fields of a row, for kind ``rows``; row: its dataclass; keys: what tells rows apart
    open     whether rows may be added and left out; a closed table is one that the program reads by code
    fixed    a column that names the row and is never typed
    zero     what 0 means, where it means that nothing is asked
    listed   whether a page that lists the rows of one place shows the column
    """

    name: str
    label: str
    kind: Kind
    basis: str = ""
    hint: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    least: float | None = None
    most: float | None = None
    blank: bool = False
    fixed: bool = False
    listed: bool = True
    zero: str = ""
    open: bool = True
    columns: tuple[Item, ...] = ()
    row: type[Any] | None = None
    keys: tuple[str, ...] = ("code",)


UNREADABLE = gettext_noop("这一项读不出来。")
NOT_A_CHOICE = gettext_noop("“%(value)s”不在可选的范围内。")
TOO_SMALL = gettext_noop("不能小于 %(least)s。")
TOO_LARGE = gettext_noop("不能大于 %(most)s。")
MISSING = gettext_noop("没有填写。")
TWICE = gettext_noop("与第 %(row)d 行重复。")
UNKNOWN = gettext_noop("不认识“%(value)s”这一项。")


class Section:
    """条款: base of every section. A subclass is a frozen dataclass with ``ITEMS`` in the order shown.

    DROPPED  fields of older versions that nothing reads any more; passed over where they are read
    LATER    fields younger than older versions, with what is meant where nothing is said; written only where they
             say something else, so that a version from before keeps its check value
    """

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    ABOUT: ClassVar[str] = ""
    BASIS: ClassVar[str] = ""
    ITEMS: ClassVar[tuple[Item, ...]] = ()
    DROPPED: ClassVar[frozenset[str]] = frozenset()
    LATER: ClassVar[Mapping[str, Any]] = MappingProxyType({})

    @classmethod
    def whole(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Plain values with the fields that are younger than they are."""
        return {**cls.LATER, **values}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The section of plain values; raises ``SectionError`` naming every field that cannot stand."""
        kept = {name: one for name, one in cls.whole(values).items() if name not in cls.DROPPED}
        read, problems = read_items(cls.ITEMS, kept, "")
        if problems:
            raise SectionError(tuple(problems))
        section = cls(**read)
        if broken := section.problems():
            raise SectionError(broken)
        return section

    def to_dict(self) -> dict[str, Any]:
        """Plain values as JSON holds them."""
        found = {item.name: plain(getattr(self, item.name)) for item in self.ITEMS}
        return {
            name: value
            for name, value in found.items()
            if name not in self.LATER or value != self.LATER[name]
        }

    def problems(self) -> tuple[Problem, ...]:
        """What the fields together may not say; a subclass adds the limits of the law."""
        return ()

    def contradictions(self) -> tuple[Problem, ...]:
        """What is written or adopted from now on may not say, though a version in force may have it."""
        return ()

    def narrowed(self, level: str, kind: str) -> Self:
        """The section as it applies to a place of this level and kind; rows for others are left out."""
        return self


def plain(value: Any) -> Any:
    """Rows and tuples as JSON holds them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def read_items(
    items: tuple[Item, ...], values: Mapping[str, Any], where: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Every field read, and what could not be."""
    read: dict[str, Any] = {}
    problems = [
        Problem("unknown_field", UNKNOWN, where + name, values={"value": name})
        for name in sorted(set(values) - {item.name for item in items})
    ]
    for item in items:
        place = where + item.name
        if item.name not in values:
            problems.append(Problem("missing", MISSING, place))
        elif item.kind == "rows":
            read[item.name], found = read_rows(item, values[item.name], place)
            problems += found
        else:
            try:
                read[item.name] = read_value(item, values[item.name])
            except (TypeError, ValueError):
                problems.append(Problem("unreadable", UNREADABLE, place))
                continue
            problems += limits(item, read[item.name], place)
    return read, problems


def read_rows(item: Item, values: Any, where: str) -> tuple[tuple[Any, ...], list[Problem]]:
    """The rows of a table."""
    if not isinstance(values, (list, tuple)) or item.row is None:
        return (), [Problem("unreadable", UNREADABLE, where)]
    rows: list[Any] = []
    problems: list[Problem] = []
    for number, one in enumerate(values):
        if not isinstance(one, Mapping):
            problems.append(Problem("unreadable", UNREADABLE, f"{where}.{number}"))
            continue
        read, found = read_items(item.columns, one, f"{where}.{number}.")
        problems += found
        if not found:
            rows.append(item.row(**read))
    return tuple(rows), problems


def read_value(item: Item, value: Any) -> Any:
    """One value in its type; raises ValueError or TypeError where it is of another."""
    if item.kind == "yes_no":
        if not isinstance(value, bool):
            raise TypeError(value)
        return value
    if item.kind in ("integer", "number"):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError(value)
        if item.kind == "number":
            return float(value)
        if value != int(value):
            raise ValueError(value)
        return int(value)
    if item.kind == "integers":
        return tuple(int(one) for one in listed(value) if not isinstance(one, bool))
    if item.kind == "choices":
        return tuple(str(one) for one in listed(value))
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip()


def listed(value: Any) -> list[Any]:
    """The members of a list; a text is none."""
    if not isinstance(value, (list, tuple)):
        raise TypeError(value)
    return list(value)


def limits(item: Item, value: Any, where: str) -> list[Problem]:
    """Whether a value keeps to the field's own limits."""
    if item.kind in ("line", "text", "choice") and not value and not item.blank:
        return [Problem("missing", MISSING, where)]
    if item.kind in ("choices", "integers") and not value and not item.blank:
        return [Problem("missing", MISSING, where)]
    known = {code for code, _label in item.choices}
    chosen = (
        value if item.kind == "choices" else (value,) if item.kind == "choice" and value else ()
    )
    for one in chosen:
        if one not in known:
            return [Problem("not_a_choice", NOT_A_CHOICE, where, values={"value": one})]
    for number in value if item.kind == "integers" else (value,):
        if item.kind not in ("integer", "number", "integers"):
            break
        if item.least is not None and number < item.least:
            return [Problem("too_small", TOO_SMALL, where, values={"least": f"{item.least:g}"})]
        if item.most is not None and number > item.most:
            return [Problem("too_large", TOO_LARGE, where, values={"most": f"{item.most:g}"})]
    return []


def repeated(rows: tuple[Any, ...], keys: tuple[str, ...], where: str) -> list[Problem]:
    """Rows that say the same key twice."""
    seen: dict[tuple[Any, ...], int] = {}
    found = []
    for number, row in enumerate(rows):
        key = tuple(getattr(row, name) for name in keys)
        if key in seen:
            values = {"row": seen[key] + 1}
            found.append(Problem("twice", TWICE, f"{where}.{number}.{keys[0]}", values=values))
        seen.setdefault(key, number)
    return found
