"""接口的格式: polls, their roll, their count and their outcome as the API takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, Field


def without_nul(text: str) -> str:
    """Text that any database can hold."""
    if "\x00" in text:
        raise ValueError("text must not contain U+0000")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
Name = Annotated[str, AfterValidator(without_nul), Field(max_length=200)]
Heads = Annotated[int, Field(ge=0, le=100_000)]
Votes = Annotated[int, Field(ge=0, le=1_000_000)]


class OutcomeOut(Schema):
    """表决结果: as announced."""

    status: str
    passed: list[str]
    tied: list[str]
    open_places: int | None
    grades: dict[str, str | None]
    figures: dict[str, Any]
    reasons: list[dict[str, str]]
    text: str


class PollOut(Schema):
    """One line of the list; ``outcome`` null before the chair has announced it.

    ``round``: which of the votes that ran; of a cancelled one the number that it would have had.
    """

    id: str
    title: str
    kind: str
    method: str
    secret: bool
    options: list[str]
    k: int | None
    rule: str
    round: int
    previous: str
    about_kind: str
    about_id: str
    state: str
    base: int
    present: int
    in_hall: int
    by_video: int
    issued: int | None
    returned: int | None
    prepared_at: datetime
    announced_at: datetime | None
    outcome: OutcomeOut | None


class PollsOut(Schema):
    """A page of polls."""

    total: int
    page: int
    pages: int
    items: list[PollOut]


class RollRowIn(Schema):
    """名册的一行."""

    person: Name = ""
    name: Name
    counts_in_base: bool = True
    present: bool = False
    mode: Name = "hall"
    reason: Name = ""


class ScrutineerIn(Schema):
    """监票人."""

    name: Name
    person: Name = ""
    chief: bool = False
    units: list[Name] = []


class PollDetail(PollOut):
    """A poll with its roll, rule and what the token's role may do now."""

    rule_version: str
    rulebook: str
    rulebook_sha256: str
    measure: str
    rating: dict[str, int]
    voters: str
    quorum: str
    quorum_text: str
    recusals: list[dict[str, Any]]
    chair: str
    chair_person: str
    declared_label: str
    declared_entered_by: str
    announced_label: str
    announced_entered_by: str
    scrutineers: list[dict[str, Any]]
    roll: list[dict[str, Any]]
    opened_at: datetime | None
    closed_at: datetime | None
    declared_at: datetime | None
    end_reason: str
    count_no: int
    entered: list[str]
    cells: list[str]
    sheet_sha256: str
    possible: list[str]


class PrepareIn(Schema):
    """准备表决; ``body``: public id of the body that votes, else ``voters`` says who they are."""

    title: Text
    kind: Text
    options: Annotated[list[Text], Field(max_length=100)]
    rule: Text
    method: Text
    roll: Annotated[list[RollRowIn], Field(max_length=5000)]
    k: Annotated[int, Field(ge=1, le=100)] | None = None
    secret: bool = True
    measure: Text = ""
    chair: Text = ""
    body: Name = ""
    voters: Name = ""
    scrutineers: Annotated[list[ScrutineerIn], Field(max_length=50)] = []
    units: Annotated[list[Name], Field(max_length=100)] = []
    candidates: Annotated[list[Name], Field(max_length=100)] = []


class AgainIn(Schema):
    """再次表决: with a fresh roll."""

    roll: Annotated[list[RollRowIn], Field(max_length=5000)]
    method: Text = ""
    scrutineers: Annotated[list[ScrutineerIn], Field(max_length=50)] | None = None


class ScrutineersIn(Schema):
    """确定监票人."""

    scrutineers: Annotated[list[ScrutineerIn], Field(max_length=50)]
    chair: Text | None = None


class RecusalIn(Schema):
    """登记回避: somebody of the roll by name or public id; a name that fits two is refused with their ids."""

    name: Name
    options: Annotated[list[Text], Field(max_length=100)]
    reason: Text


class WithdrawRecusalIn(Schema):
    """撤回登记的回避."""

    name: Name
    option: Text
    reason: Text


class PresiderIn(Schema):
    """登记主持人."""

    name: Name
    reason: Text = ""


class ReasonIn(Schema):
    """办理的原因."""

    reason: Text


class BallotsIn(Schema):
    """宣布是否有效; on paper with both figures."""

    issued: Heads | None = None
    returned: Heads | None = None


class FiguresIn(Schema):
    """录入: every cell of ``cells`` with its count."""

    figures: dict[Name, Votes]


class CorrectIn(Schema):
    """改正一格; ``side`` first, second or both."""

    side: Text
    cell: Text
    value: Votes
    reason: Text
    witness: Text


class SignIn(Schema):
    """签字: by the own account. Scrutineers without one sign on their own telephone by a code."""

    capacity: Text
    name: Text


class CodeForIn(Schema):
    """发签字码: for which scrutineer."""

    name: Text


class SigningCode(Schema):
    """签字码: shown once; ``address`` is where it is used on the telephone."""

    name: str
    code: str
    address: str
    expires_at: datetime


class RecountIn(Schema):
    """重新计票."""

    reason: Text
    ordered_by: Text


class CellOut(Schema):
    """一格 by both entries."""

    cell: str
    first: int | None
    second: int | None
    agrees: bool


class CheckOut(Schema):
    """核对的一条; ``holds`` null while a figure is open."""

    text: str
    note: str
    holds: bool | None


class MatterOut(Schema):
    """What keeps the sheet from being locked."""

    where: str
    text: str


class CountOut(Schema):
    """对照: for those who count, and for everybody once announced."""

    cells: list[CellOut]
    checks: list[CheckOut]
    matters: list[MatterOut]
    may_be_locked: bool
    corrections: list[dict[str, Any]]
    signatures: list[dict[str, Any]]
    missing: list[dict[str, str]]
