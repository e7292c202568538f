"""报表导入的做法: reads a monthly table, has it checked, and says which place each row belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from hotline_analytics.monthly import GroupMonth

from oversight.audit.errors import Invalid
from oversight.hotline import tables
from oversight.hotline.ingest_errors import package_errors
from oversight.hotline.mappings import CODE
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction

if TYPE_CHECKING:
    from hotline_analytics.table_mapping import TableMapping
    from hotline_analytics.table_model import MonthlyTable

UNIT_NAME_LIMIT = 200


@dataclass(frozen=True)
class Share:
    """What one file place of the table gives to one jurisdiction."""

    code: str
    file_place: str | None
    source: str
    totals_only: bool
    stated: frozenset[int]
    counts: tuple[GroupMonth, ...]


@dataclass
class ReadTable:
    """A table read and checked, before anything is kept."""

    table: MonthlyTable
    mapping_text: str
    file_name: str
    file_sha256: str
    shares: list[Share] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON: rows and findings."""
        result: dict[str, Any] = dict(self.table.as_dict())
        result["findings"] = self.findings
        result["notes"] = [*self.table.notes, *self.notes]
        return result


def read_table_mapping(text: str) -> TableMapping | None:
    """The mapping that ``text`` declares; blank text means: by the headings."""
    from hotline_analytics import tables as package  # brings pyarrow, which pages do not need

    if not text.strip():
        return None
    with package_errors():
        return package.load_table_mapping(text if "\n" in text else text + "\n")


def read_table(
    path: Path,
    *,
    mapping_text: str,
    file_name: str,
    file_sha256: str,
    place: Jurisdiction | None,
    month: int | None = None,
) -> ReadTable:
    """Read and check a table; ``place`` takes every row that the mapping gives to nobody else."""
    from hotline_analytics import checker
    from hotline_analytics import tables as package

    mapping = read_table_mapping(mapping_text)
    with package_errors():
        table = package.import_table(path, mapping, month=month)
    read = ReadTable(table, mapping_text, file_name, file_sha256)
    read.shares = list(shares(table, place))
    if not read.shares and table.rows:
        read.notes.append(_("映射没有写地方代码，本次只核对，没有保存。"))
    read.findings = [one.as_dict() for one in checker.check(table, known(read))]
    return read


def shares(table: MonthlyTable, place: Jurisdiction | None) -> Iterable[Share]:
    """One share for every file place that belongs to a jurisdiction."""
    from hotline_analytics import tables as package

    codes = {name: code_of(table, name, place) for name in package.places(table)}
    for name, code in codes.items():
        if code is None:
            continue
        several = sum(other == code for other in codes.values()) > 1
        source = f"{table.mapping.name}（{name}）" if several and name else table.mapping.name
        rows = [row for row in table.rows if row.place == name and row.month is not None]
        counts = tuple(one for one in package.counts(table, name) if one.group is not None)
        check_unit_names(counts)
        totals_only = all(row.total != "no" for row in rows)
        stated = frozenset(row.month for row in rows if row.month is not None)
        yield Share(code, name, source, totals_only, stated, counts)


def check_unit_names(counts: Iterable[GroupMonth]) -> None:
    """Refuse what cannot be the name of a unit."""
    for one in counts:
        if len(one.group or "") > UNIT_NAME_LIMIT:
            text = _("单位名称超过 %(limit)d 字。") % {"limit": UNIT_NAME_LIMIT}
            raise Invalid("unit_name_too_long", text, where=str(one.group)[:40])


def code_of(table: MonthlyTable, name: str | None, place: Jurisdiction | None) -> str | None:
    """The jurisdiction of a file place: the mapping's, else the one imported for, else the only one."""
    code = table.mapping.jurisdiction_of(name)
    if code is not None:
        if not CODE.fullmatch(code):
            text = _("地方代码只能有字母、数字、横线和下划线，最多 64 个字符。")
            raise Invalid("bad_code", text, where="units.jurisdiction")
        if place is not None and place.code != code:
            text = _("映射写的是“%(code)s”，不是本地“%(place)s”。")
            values = {"code": code, "place": place.code}
            raise Invalid("other_jurisdiction", text % values, where="units.jurisdiction")
        return code
    if place is not None:
        return place.code
    only = list(institutions.all_places().exclude(level="village")[:2])
    return only[0].code if len(only) == 1 and name is None else None


def known(read: ReadTable) -> dict[tuple[str | None, str | None, int], int]:
    """The counts that earlier tables of these places gave, for the checker."""
    result: dict[tuple[str | None, str | None, int], int] = {}
    for share in read.shares:
        place = institutions.place_by_code(share.code)
        if place is None:
            continue
        for one in tables.counts_at(place, None, frozenset({share.source})):
            if one.month not in share.stated:
                result[share.file_place, one.group, one.month] = one.count
    return result
