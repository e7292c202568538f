"""接口的数据: acts on proposals as the API takes them, and what it answers."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=300)


class NotTakenIn(Schema):
    """The category, and words for the proposer."""

    reason: str
    text: str = Field("", max_length=400)


class ReplyIn(Schema):
    """How the proposer was told, and what."""

    way: Literal["code", "letter", "call"]
    text: str = Field(max_length=500)


class SeenIn(Schema):
    """Proposals that a person has looked at."""

    proposals: list[str] = Field(max_length=200)


class SeenOut(Schema):
    """How many were new."""

    seen: int


class ExplanationIn(Schema):
    """An explanation meeting and whose proposals it explained."""

    on: date
    where: str = Field(max_length=120)
    people: int = Field(ge=1)
    text: str = Field(max_length=4000)
    proposals: list[str] = Field(max_length=500)


class ExplanationOut(Schema):
    """The meeting on record."""

    id: str
    on: date
    where: str
    people: int
    replies: int


class PurposeIn(Schema):
    """What the contact is opened for."""

    purpose: str = Field(max_length=200)


class ContactOut(Schema):
    """Name and telephone; opening them was recorded."""

    name: str
    phone: str
