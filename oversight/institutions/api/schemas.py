"""接口的数据格式: what goes out and comes in. Records are named by their public id, never by a sequence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import model_validator

from oversight.institutions.queries.records import act_label


class Given(Schema):
    """What a caller sends; text that no database keeps is refused."""

    @model_validator(mode="after")
    def has_no_nul(self) -> Given:
        for name, value in self:
            if isinstance(value, str) and "\x00" in value:
                raise ValueError(f"{name} holds a NUL character")
        return self


class Named(Schema):
    """A record named elsewhere: its id and name."""

    public_id: str
    name: str


class PlaceOut(Schema):
    """行政区划: a place of the tree."""

    code: str
    name: str
    level: str
    kind: str
    parent: str | None
    has_congress: bool

    @staticmethod
    def resolve_parent(place: Any) -> str | None:
        return place.parent.code if place.parent_id else None


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


class CorrespondenceOut(Schema):
    """对口联系。"""

    public_id: str
    office: Named
    unit: Named
    valid_from: date | None
    valid_to: date | None


class Made(Schema):
    """What an act made or changed."""

    public_id: str


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


class EndIn(Given):
    """终止: the last day, with the reason where the act needs one."""

    on: date
    reason: str = ""


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


class CorrespondenceIn(Given):
    """确定对口联系。"""

    office: str
    unit: str
    valid_from: date | None = None


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


class GrantOut(Schema):
    """授权。"""

    public_id: str
    account: str
    account_name: str
    role: str
    unit: str | None
    body: str | None
    valid_from: date | None
    valid_to: date | None

    @staticmethod
    def resolve_body(grant: Any) -> str | None:
        return grant.body.name if grant.body else None

    @staticmethod
    def resolve_account(grant: Any) -> str:
        return str(grant.account.public_id)

    @staticmethod
    def resolve_account_name(grant: Any) -> str:
        return str(grant.account)

    @staticmethod
    def resolve_unit(grant: Any) -> str | None:
        return grant.unit.name if grant.unit else None


class GrantIn(Given):
    """授权给账号。"""

    account: str
    role: str
    unit: str | None = None
    body: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


class ReasonIn(Given):
    """The reason for an act."""

    reason: str


class OpenAccountIn(Given):
    """给人员开账号。"""

    person: str
    role: str
    username: str = ""
    unit: str | None = None
    body: str | None = None
    valid_to: date | None = None


class AccountMade(Schema):
    """A new account; the first password is given once."""

    account: str
    username: str
    first_password: str


class SettingsOut(Schema):
    """办公设置。"""

    screen_name: str
    body_name: str
    small_office: bool
    require_totp: bool
    demo: bool
    modules: list[str]
    timezone: str


class SettingsPatch(Given):
    """更改办公设置: only what is given."""

    screen_name: str | None = None
    body_name: str | None = None
    small_office: bool | None = None
    require_totp: bool | None = None
    modules: list[str] | None = None
    timezone: str | None = None


class EntryOut(Schema):
    """一条留痕。"""

    seq: int
    at: datetime
    code: str
    label: str
    actor_label: str
    actor_role: str
    basis: str
    rule: str
    note: str
    facts: dict[str, Any]
    changes: list[dict[str, Any]]
    previous_hash: str
    hash: str

    @staticmethod
    def resolve_label(entry: Any) -> str:
        return act_label(entry.code)


class ChainOut(Schema):
    """核对的结果。"""

    place: str
    entries: int
    valid: bool
    reasons: list[dict[str, Any]]
