"""接口的格式: appointments and dismissals. Ids are public ids, days ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from oversight.meetings.api.schemas import ScrutineerIn


class AppointmentOut(Schema):
    """One person and one post. ``missing``: what must happen before the vote."""

    id: str
    item: str
    order: int
    kind: str
    name: str
    unit: str
    post: str
    nominator: str
    nominated_on: date
    letter_number: str
    reasons: str
    needs_exam: bool
    needs_statement: bool
    state: str
    introduced_by: str
    introduction: str
    exam_passed: bool | None
    statement: str
    defence: str
    defence_text: str
    poll: str
    option: str
    result_text: str
    decided: str
    decided_at: datetime | None
    announcement: str
    announced_on: date | None
    certificate: str
    certified_on: date | None
    sworn_on: date | None
    oath_leader: str
    state_reason: str
    missing: str
    possible: list[str]


class NominationIn(Schema):
    """A nomination; ``letter`` is a stored file."""

    kind: Literal["appoint", "remove", "resignation", "dismissal"]
    post: str = Field(min_length=1, max_length=100)
    nominator: str = Field(min_length=1, max_length=100)
    name: str = Field("", max_length=60)
    person: str | None = None
    unit: str | None = None
    nominated_on: date | None = None
    letter: str | None = None
    letter_number: str = Field("", max_length=60)
    reasons: str = Field("", max_length=20_000)
    needs_exam: bool = False
    needs_statement: bool = False


class IntroduceIn(Schema):
    """Who told the meeting what of the person."""

    introduced_by: str = Field(min_length=1, max_length=60)
    text: str = Field(min_length=1, max_length=20_000)


class ExamIn(Schema):
    """The examination."""

    passed: bool
    on: date
    note: str = Field("", max_length=200)


class StatementIn(Schema):
    """What the person said."""

    text: str = Field(min_length=1, max_length=20_000)


class DefenceIn(Schema):
    """How the defence was made."""

    how: Literal["heard", "written", "declined"]
    text: str = Field("", max_length=20_000)


class VotePersonsIn(Schema):
    """How the persons are put to the vote; always in secret."""

    method: Literal["paper", "keypad", "mixed", "cards"] = "paper"
    measure: str = Field("", max_length=200)
    chair: str = Field("", max_length=60)
    scrutineers: list[ScrutineerIn] = Field([], max_length=30)


class DraftPaperIn(Schema):
    """起草提请任免的议案 or 任命书."""

    kind: Literal["nomination", "certificate"]


class DraftedPaper(Schema):
    """The paper that was drafted; it is signed off in documents."""

    paper: str


class VotePersonsOut(Schema):
    """The poll, with a line for each person."""

    poll: str
    options: list[str]


class NumberedIn(Schema):
    """A number and a day."""

    number: str = Field(min_length=1, max_length=60)
    on: date


class OathIn(Schema):
    """The oath."""

    on: date
    leader: str = Field(min_length=1, max_length=60)


class AppointmentReasonIn(Schema):
    """A reason."""

    reason: str = Field(min_length=1, max_length=500)
