"""接口的数据: years, proposals, sessions as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ninja import Field, Schema

Kind = Literal["project", "problem"]


class YearOut(Schema):
    """A project year; ``collects`` whether anybody may propose today."""

    year: int
    state: str
    to_choose: int | None
    frame_yuan: int | None
    collecting_from: date | None
    collecting_to: date | None
    collecting_ended_at: datetime | None
    notice_title: str
    contact_phone: str
    collects: bool


class YearIn(Schema):
    """Setting a year up; without a number that of the rulebook."""

    year: int
    to_choose: int | None = Field(None, ge=1, le=50)
    frame_yuan: int | None = Field(None, ge=1)
    contact_phone: str = Field("", max_length=40)


class FrameIn(Schema):
    """What may be changed before collecting."""

    to_choose: int = Field(ge=1, le=50)
    frame_yuan: int | None = Field(None, ge=1)
    contact_phone: str = Field("", max_length=40)


class OpenIn(Schema):
    """The public notice and its days, both counted."""

    first: date
    last: date
    notice_title: str = Field(max_length=120)
    notice_text: str = Field(max_length=4000)
    contact_phone: str = Field("", max_length=40)


class ExtendIn(Schema):
    """The new last day."""

    last: date
    reason: str = Field(max_length=300)


class NoteIn(Schema):
    """What a corrected notice corrects."""

    note: str = Field("", max_length=300)


class NoticeOut(Schema):
    """The version put forward."""

    version: int
    version_id: str
    state: str


class NamedCount(Schema):
    """A category and how many."""

    code: str
    name: str
    count: int


class NumbersOut(Schema):
    """Taken and not taken, with why not."""

    year: int
    received: int
    waiting: int
    turned: int
    taken: int
    not_taken: int
    deleted: int
    channels: list[NamedCount]
    reasons: list[NamedCount]


class SimilarOut(Schema):
    """A public title that says nearly the same, with the words both have."""

    number: int
    title: str
    where: str
    state: str
    shared: list[str]


class WishIn(Schema):
    """What is wished, and where; name and telephone only with consent."""

    kind: Kind = "project"
    title: str = Field("", max_length=80)
    text: str = Field("", max_length=2000)
    where: str = Field("", max_length=120)
    village: str = ""
    latitude: Decimal | None = Field(None, ge=-90, le=90)
    longitude: Decimal | None = Field(None, ge=-180, le=180)
    name: str = Field("", max_length=30)
    phone: str = Field("", max_length=30)
    agreed: bool = False


class EnterIn(WishIn):
    """A paper form, or a deputy's own proposal."""

    channel: Literal["paper", "deputy"] = "paper"


class SessionIn(Schema):
    """One occasion with the wishes spoken there."""

    kind: Literal["forum", "visit", "station"]
    on: date
    where: str = Field(max_length=120)
    led_by: str = Field(max_length=200)
    people: int | None = Field(None, ge=1)
    note: str = Field("", max_length=4000)
    wishes: list[WishIn] = Field(max_length=500)


class WishesIn(Schema):
    """More wishes of an occasion on record."""

    wishes: list[WishIn] = Field(min_length=1, max_length=500)


class ReceiptOut(Schema):
    """Number and code of what was received; the code is given out once."""

    number: str
    code: str
    state: str
    id: str | None = None


class SessionOut(Schema):
    """An occasion on record."""

    id: str
    kind: str
    on: date
    where: str
    led_by: str
    people: int | None
    proposals: int


class SessionListOut(Schema):
    """A page of occasions."""

    total: int
    page: int
    pages: int
    items: list[SessionOut]


class SessionMadeOut(Schema):
    """The occasion with the receipts of its proposals."""

    session: SessionOut
    receipts: list[ReceiptOut]


class ReplyOut(Schema):
    """An answer to the proposer."""

    way: str
    text: str
    at: datetime


class ProposalOut(Schema):
    """A proposal as the office reads it; never who proposed it."""

    id: str
    number: str
    channel: str
    kind: str
    title: str
    text: str
    where: str
    latitude: Decimal | None
    longitude: Decimal | None
    village: str
    state: str
    held_reasons: list[dict[str, str]]
    not_taken_reason: str
    not_taken_text: str
    seen: bool
    photos: int
    session: str
    turned_from: str
    received_at: datetime
    replies: list[ReplyOut]


class ProposalRow(Schema):
    """A proposal in a list."""

    id: str
    number: str
    channel: str
    kind: str
    title: str
    where: str
    village: str
    state: str
    seen: bool
    received_at: datetime


class ProposalListOut(Schema):
    """A page of proposals."""

    total: int
    page: int
    pages: int
    items: list[ProposalRow]


class CodeIn(Schema):
    """The code of a receipt, however it is written."""

    code: str = Field(max_length=40)


class MineOut(Schema):
    """What the holder of a code reads."""

    number: str
    state: str
    told: str
    title: str
    project: str
    project_state: str
    not_taken_reason: str
    not_taken_text: str
    replies: list[ReplyOut]
