"""与会人员的格式: those called, receipts, leave, attendance, groups."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from oversight.meetings.api.schemas.base import Text


class PersonOut(Schema):
    """One who is called; the code of the card and the telephone are on no API."""

    id: str
    name: str
    title: str
    person: str
    unit: str
    capacity: str
    mode: str
    group: str
    must_attend: bool
    must_reason: str
    receipt: str
    leave: str
    leave_reason: str
    leave_by: str
    leave_asked_by: str
    leave_entered_by: str
    leave_slip_ref: str
    leave_slip: bool
    attendance: str
    attendance_how: str
    attendance_at: datetime | None
    version: int


class PeopleOut(Schema):
    """All who are called."""

    items: list[PersonOut]


class PersonIn(Schema):
    """添加一人: a person of the register, or a name for who sits in or watches."""

    capacity: Literal["attend", "sit_in", "gallery"]
    person: str | None = None
    name: Text = ""
    title: Text = ""
    unit: str | None = None
    mode: Literal["hall", "video"] = "hall"
    must_attend: bool = False
    must_reason: Text = ""
    phone: Text = ""


class PeopleIn(Schema):
    """添加与会人员."""

    people: Annotated[list[PersonIn], Field(min_length=1, max_length=1000)]


class PersonChange(Schema):
    """改与会人员: only what is given changes."""

    title: Text | None = None
    capacity: Literal["attend", "sit_in", "gallery"] | None = None
    mode: Literal["hall", "video"] | None = None
    must_attend: bool | None = None
    must_reason: Text | None = None
    phone: Text | None = None


class ReceiptIn(Schema):
    """登记回执."""

    state: Literal["phoned", "acknowledged"] = "acknowledged"
    note: Text = ""


class AnswerIn(Schema):
    """批假: the clerk names who answered, a person of the register, and the signed slip: a stored file or its number."""

    granted: bool
    approver: str | None = None
    note: Text = ""
    slip: str | None = None
    slip_ref: Text = ""


class MarksIn(Schema):
    """签到台: public id → "", present, left, absent."""

    marks: Annotated[dict[str, Literal["", "present", "left", "absent"]], Field(max_length=5000)]


class CodeIn(Schema):
    """The code of a card, or the code of the hall."""

    code: Annotated[Text, Field(max_length=20)]


class ArrangeGroupIn(Schema):
    """改审议小组: as it shall read."""

    name: Text
    convener: Text = ""
    recorder: Text = ""
    place_text: Text = ""


class GroupIn(Schema):
    """设审议小组."""

    name: Text = ""
    delegation: str | None = None
    convener: Text = ""
    recorder: Text = ""
    place_text: Text = ""
    members: Annotated[list[str], Field(max_length=1000)] = []


class NoteIn(Schema):
    """记录审议发言."""

    speaker: Text
    text: Text
    item: str | None = None


class BriefIn(Schema):
    """起草会议简报: of one group, or of all."""

    group: str | None = None
