"""接口的格式: questions, answers, promises. Ids are public ids, instants ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

Text = Field(min_length=1, max_length=1000)


class AnswerOut(Schema):
    """What a named official answered."""

    id: str
    unit: str
    official: str
    official_title: str
    is_head: bool
    mode: str
    text: str
    at: datetime


class PromiseOut(Schema):
    """What was promised in an answer; ``followup`` is what it has become."""

    id: str
    unit: str
    text: str
    due: date | None
    followup: str
    followup_code: str


class QuestionOut(Schema):
    """One question. ``moment``: filed before the meeting or raised live; ``ground`` and ``basis`` where not put."""

    id: str
    item: str
    order: int
    asker: str
    asker_title: str
    capacity: str
    moment: str
    unit: str
    unit_id: str
    text: str
    state: str
    follow_up_of: str
    entered: bool
    filed_at: datetime
    asked_at: datetime | None
    ground: str
    reason: str
    basis: str
    written_due: date | None
    rulebook: str


class QuestionFullOut(QuestionOut):
    """One question with answers, promises and what the token's role may do now."""

    answers: list[AnswerOut]
    promises: list[PromiseOut]
    possible: list[str]


class QuestionIn(Schema):
    """A question. A member or deputy gives text and unit alone; the office names asker and capacity.

    ``ask``: put at once, by who presides or enters for them.
    """

    text: str = Text
    unit: str | None = None
    person: str | None = None
    name: str = Field("", max_length=60)
    title: str = Field("", max_length=100)
    capacity: str = Field("", max_length=18)
    moment: Literal["", "before", "live"] = ""
    ask: bool = False


class ChangeQuestionIn(Schema):
    """Other words, another unit."""

    text: str = Text
    unit: str | None = None


class OrderIn(Schema):
    """Questions in the chair's order."""

    order: list[str] = Field(min_length=1, max_length=500)


class TextIn(Schema):
    """Words."""

    text: str = Text


class AnswerIn(Schema):
    """An answer of a named official."""

    unit: str
    official: str = Field(min_length=1, max_length=60)
    official_title: str = Field(min_length=1, max_length=100)
    text: str = Field(min_length=1, max_length=20_000)
    mode: Literal["oral", "written"] = "oral"


class BlockIn(Schema):
    """Why it is not put."""

    ground: Literal["pending_case", "person", "state_secret", "other_matter"]
    reason: str = Field("", max_length=500)


class DeferIn(Schema):
    """Passed on in writing."""

    reason: str = Field(min_length=1, max_length=500)
    due: date | None = None
    unit: str | None = None


class WhyIn(Schema):
    """A reason, where there is one."""

    reason: str = Field("", max_length=500)


class PromiseIn(Schema):
    """The words of the answer that bind."""

    text: str = Text
    unit: str | None = None
    due: date | None = None
