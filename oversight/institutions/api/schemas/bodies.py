"""机构与届次的数据格式。 Bodies, terms, counters, constituencies, delegations, stations."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema

from oversight.institutions.api.schemas.base import Given


class BodyOut(Schema):
    """机构。"""

    public_id: str
    kind: str
    name: str
    short_name: str
    quota: int | None
    adopts_by_vote: bool
    valid_from: date | None
    valid_to: date | None


class TermOut(Schema):
    """届。"""

    public_id: str
    term_no: int
    valid_from: date | None
    valid_to: date | None


class DivisionOut(Schema):
    """选区、选举单位、代表团、代表小组。"""

    public_id: str
    name: str
    kind: str
    term_no: int

    @staticmethod
    def resolve_term_no(row: Any) -> int:
        return int(row.term.term_no)


class StationOut(Schema):
    """联络站。"""

    public_id: str
    name: str
    address: str
    phone: str
    opening: str


class BodyIn(Given):
    """设立机构。"""

    kind: str
    name: str
    short_name: str = ""
    parent: str | None = None
    quota: int | None = None
    valid_from: date | None = None


class BodyPatch(Given):
    """更正机构登记: only what is given."""

    name: str | None = None
    short_name: str | None = None
    quota: int | None = None
    valid_from: date | None = None


class TermIn(Given):
    """登记届次。"""

    term_no: int
    valid_from: date | None = None
    valid_to: date | None = None


class TermPatch(Given):
    """更正届次登记: only what is given."""

    term_no: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class CounterIn(Given):
    """定下一次会议的次数。"""

    body: str
    term: str
    next_meeting_no: int


class DivisionIn(Given):
    """登记选区、代表团。"""

    term: str
    name: str
    kind: str
    seats: int | None = None


class DivisionPatch(Given):
    """更正选区、代表团的登记: only what is given."""

    name: str | None = None
    kind: str | None = None
    seats: int | None = None


class StationIn(Given):
    """设立联络站。"""

    name: str
    address: str = ""
    phone: str = ""
    opening: str = ""


class StationPatch(Given):
    """更正联络站登记: only what is given."""

    name: str | None = None
    address: str | None = None
    phone: str | None = None
    opening: str | None = None
