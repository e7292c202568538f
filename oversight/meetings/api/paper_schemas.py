"""接口的格式: papers of an item. Ids are public ids, days ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema


class PaperVersionOut(Schema):
    """One version: when it came, when it was due, how many days late."""

    number: int
    file_name: str
    sha256: str
    lead_code: str
    received_on: date
    due: date | None
    late_days: int
    waiver: str
    note: str
    by: str
    rulebook: str


class PaperCopyOut(Schema):
    """One numbered copy of what must come back."""

    id: str
    number: int
    holder: str
    handed_at: datetime
    returned_at: datetime | None
    lost_note: str


class ItemPaperOut(Schema):
    """One paper with its versions, the newest first."""

    id: str
    kind: str
    title: str
    unit: str
    to_return: bool
    dropped: bool
    dropped_reason: str
    versions: list[PaperVersionOut]
    copies: list[PaperCopyOut]


class ItemPaperIn(Schema):
    """A new paper; ``file`` is a stored file, ``lead_code`` a step of the rulebook."""

    kind: Literal[
        "report", "draft", "explanation", "research", "opinion", "ledger", "nomination", "other"
    ]
    title: str = Field(min_length=1, max_length=200)
    file: str
    unit: str | None = None
    lead_code: str = Field("", max_length=40)
    received_on: date | None = None
    to_return: bool = False


class PaperVersionIn(Schema):
    """Another version."""

    file: str
    lead_code: str = Field("", max_length=40)
    received_on: date | None = None
    note: str = Field("", max_length=300)


class PaperDropIn(Schema):
    """Why it is no longer used."""

    reason: str = Field(min_length=1, max_length=300)


class HandOutIn(Schema):
    """Who takes a copy, in the order of the numbers."""

    holders: list[str] = Field(min_length=1, max_length=1000)


class TakeBackIn(Schema):
    """Empty where the copy came back; else why it did not."""

    lost_note: str = Field("", max_length=300)
