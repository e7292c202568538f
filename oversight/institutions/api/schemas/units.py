"""单位的数据格式。 Supervised units, what became of them, who follows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema

from oversight.institutions.api.schemas.base import Given, Named


class UnitOut(Schema):
    """单位: a supervised unit with the time it existed."""

    public_id: str
    name: str
    short_name: str
    kind: str
    aliases: list[str]
    valid_from: date | None
    valid_to: date | None


class SuccessionOut(Schema):
    """沿革: what became of a unit on a day."""

    predecessor: str
    successor: str
    on: date
    kind: str
    basis: str

    @staticmethod
    def resolve_predecessor(edge: Any) -> str:
        return str(edge.predecessor)

    @staticmethod
    def resolve_successor(edge: Any) -> str:
        return str(edge.successor)


class UnitDetail(UnitOut):
    """单位 with its succession, head and following office."""

    came_from: list[SuccessionOut]
    became: list[SuccessionOut]
    heads: list[str]
    office: str | None


class LineageOut(Schema):
    """Old unit name → the name that carries its duties, null where it was split."""

    day: date
    successors: dict[str, str | None]


class CorrespondenceOut(Schema):
    """对口联系。"""

    public_id: str
    office: Named
    unit: Named
    valid_from: date | None
    valid_to: date | None


class UnitIn(Given):
    """登记单位。"""

    name: str
    kind: str = "department"
    short_name: str = ""
    aliases: list[str] = []
    valid_from: date | None = None
    valid_to: date | None = None


class UnitPatch(Given):
    """更正单位登记: only what is given."""

    name: str | None = None
    kind: str | None = None
    short_name: str | None = None
    aliases: list[str] | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class RenameIn(Given):
    """更名。"""

    name: str
    on: date
    basis: str


class MergeIn(Given):
    """合并: units by id, into an existing one or a new name."""

    units: list[str]
    into: str | None = None
    name: str = ""
    on: date
    basis: str
    carry_people: bool = False


class SplitIn(Given):
    """分设。"""

    names: list[str]
    on: date
    basis: str


class AbolishIn(Given):
    """撤销。"""

    on: date
    basis: str
    reason: str = ""


class SuccessionIn(Given):
    """登记沿革。"""

    predecessor: str
    successor: str
    on: date
    kind: str
    basis: str = ""


class CorrespondenceIn(Given):
    """确定对口联系。"""

    office: str
    unit: str
    valid_from: date | None = None
