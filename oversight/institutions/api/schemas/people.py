"""人员的数据格式。 Persons with their mandates, seats, posts and liaisons."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema

from oversight.institutions.api.schemas.base import Given, Named


class DeputyOut(Schema):
    """代表的基本信息 (代表法 art. 58): public. No telephone, no birth year."""

    public_id: str
    name: str
    gender: str
    term_no: int
    constituency: str | None
    delegation: str | None
    valid_from: date | None
    valid_to: date | None

    @staticmethod
    def resolve_name(mandate: Any) -> str:
        return str(mandate.person.name)

    @staticmethod
    def resolve_gender(mandate: Any) -> str:
        return str(mandate.person.gender)

    @staticmethod
    def resolve_term_no(mandate: Any) -> int:
        return int(mandate.term.term_no)

    @staticmethod
    def resolve_constituency(mandate: Any) -> str | None:
        return mandate.constituency.name if mandate.constituency else None

    @staticmethod
    def resolve_delegation(mandate: Any) -> str | None:
        return mandate.delegation.name if mandate.delegation else None


class TieOut(Schema):
    """任职: a dated mandate, seat, post or liaison of a person."""

    public_id: str
    kind: str
    where: str
    role: str
    valid_from: date | None
    valid_to: date | None


class PersonOut(Schema):
    """人员, as the office sees it; telephone and note only for the office."""

    public_id: str
    name: str
    gender: str
    birth_year: int | None
    phone: str | None
    note: str | None
    ties: list[TieOut]


class LiaisonOut(Schema):
    """联络员。"""

    public_id: str
    unit: Named
    person: Named
    rank: str
    valid_from: date | None
    valid_to: date | None
    handover_note: str


class PersonIn(Given):
    """登记人员。"""

    name: str
    gender: str = ""
    birth_year: int | None = None
    phone: str = ""
    note: str = ""
    namesake: bool = False


class PersonPatch(Given):
    """更正人员登记: only what is given."""

    name: str | None = None
    gender: str | None = None
    birth_year: int | None = None
    phone: str | None = None
    note: str | None = None
    namesake: bool = False


class DeputyshipIn(Given):
    """登记代表任职。"""

    person: str
    term: str
    constituency: str | None = None
    delegation: str | None = None
    valid_from: date | None = None


class DeputyshipPatch(Given):
    """更改代表任职登记: only what is given."""

    constituency: str | None = None
    delegation: str | None = None
    valid_from: date | None = None


class BaseIn(Given):
    """是否计入全体代表。"""

    counts: bool
    reason: str = ""


class MembershipIn(Given):
    """登记组成人员。"""

    person: str
    body: str
    role: str = "member"
    valid_from: date | None = None
    valid_to: date | None = None


class PostIn(Given):
    """登记单位职务。"""

    person: str
    unit: str
    title: str
    is_head: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


class LiaisonIn(Given):
    """确定联络员。"""

    person: str
    unit: str
    rank: str = "A"
    valid_from: date | None = None


class HandOverIn(Given):
    """联络员交接。"""

    person: str
    on: date
    note: str
