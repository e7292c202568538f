"""接口的格式: meetings, agenda items, those called, plans. Ids are public ids, instants ISO 8601."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, Field


def without_nul(text: str) -> str:
    """Text that any database can hold."""
    if "\x00" in text:
        raise ValueError("text must not contain U+0000")
    return text


Text = Annotated[str, AfterValidator(without_nul), Field(max_length=4000)]
Number = Annotated[int, Field(ge=1, le=999)]


class Named(Schema):
    """A record by its public id and name."""

    id: str
    name: str


class QuorumOut(Schema):
    """法定人数 as it stands now."""

    base: int
    present: int
    by_video: int
    needed: int
    reached: bool
    rule: str
    basis: str


class MeetingOut(Schema):
    """One line of the list of meetings."""

    id: str
    title: str
    body: Named
    term_no: int
    meeting_no: int
    kind: str
    sitting_no: int
    starts_on: date
    ends_on: date
    starts_at: time | None
    place_text: str
    chair: str
    state: str
    planned_meeting: str
    live_url: str
    recording_url: str


class MeetingsOut(Schema):
    """A page of meetings."""

    total: int
    page: int
    pages: int
    items: list[MeetingOut]


class ItemOut(Schema):
    """An agenda item; ``polls`` are the votes on it, ``possible`` what this token's role may do now."""

    id: str
    meeting: str
    order: int
    title: str
    kind: str
    basis: str
    about_kind: str
    about_id: str
    proposer: str
    reporter: str
    note: str
    state: str
    rule: str
    without_vote: bool
    placed_on: date | None
    placed_by: str
    result_text: str
    state_reason: str
    consent: str
    polls: list[str]
    possible: list[str]


class LinkedOut(Schema):
    """A meeting of another level."""

    id: str
    level: str
    place_name: str
    title: str
    on: date | None
    url: str
    note: str


class MeetingDetail(MeetingOut):
    """A meeting with quorum, agenda, linked meetings, groups."""

    note: str
    base_note: str
    reason: str
    opened_at: datetime | None
    closed_at: datetime | None
    opening_present: int | None
    opening_base: int | None
    quorum: QuorumOut
    called: int
    missing: list[str]
    items: list[ItemOut]
    linked: list[LinkedOut]
    groups: list[Named]
    possible: list[str]


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
    attendance: str
    attendance_how: str
    attendance_at: datetime | None
    version: int


class PeopleOut(Schema):
    """All who are called."""

    items: list[PersonOut]


class MeetingIn(Schema):
    """登记会议."""

    body: str
    meeting_no: Number
    starts_on: date
    ends_on: date | None = None
    term_no: Number | None = None
    kind: Literal["session", "preparatory", "presidium", "joint_group"] = "session"
    sitting_no: Number = 1
    title: Text = ""
    starts_at: time | None = None
    place_text: Text = ""
    chair: Text = ""
    live_url: Text = ""
    note: Text = ""


class MeetingChange(Schema):
    """改会议信息: only what is given changes."""

    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: time | None = None
    place_text: Text | None = None
    chair: Text | None = None
    live_url: Text | None = None
    recording_url: Text | None = None
    base_note: Text | None = None
    note: Text | None = None
    reason: Text = ""


class ReasonIn(Schema):
    """The reason of an act."""

    reason: Text


class ArchiveIn(Schema):
    """会议归档."""

    retention: Literal["永久", "30年", "10年"] = "永久"


class ArchiveOut(Schema):
    """The catalogue of the archive."""

    retention: str
    sha256: str
    catalogue: list[dict[str, Any]]


class LinkedIn(Schema):
    """登记联动会议."""

    level: Literal["upper", "lower", "same"]
    place_name: Text
    title: Text
    on: date | None = None
    url: Text = ""
    note: Text = ""


class ItemIn(Schema):
    """提出议题: ``about`` names a record by kind and public id."""

    title: Text
    kind: Text
    about_kind: Annotated[Text, Field(max_length=20)] = ""
    about_id: Annotated[Text, Field(max_length=12)] = ""
    basis: Text = ""
    proposer: Text = ""
    reporter: Text = ""
    note: Text = ""


class ItemChange(Schema):
    """改议题: only what is given changes."""

    title: Text | None = None
    basis: Text | None = None
    proposer: Text | None = None
    reporter: Text | None = None
    note: Text | None = None


class OrderIn(Schema):
    """All items of the meeting in their new order."""

    order: Annotated[list[str], Field(max_length=500)]


class PlaceIn(Schema):
    """列入议程."""

    placed_by: Text = ""


class ScrutineerIn(Schema):
    """监票人."""

    name: Text
    person: str = ""
    chief: bool = False
    units: list[str] = []


class VoteIn(Schema):
    """付表决; what is left out is as usual for the body and the item."""

    kind: Literal["vote", "satisfaction", "choose", "ranking"] = "vote"
    options: Annotated[list[Text], Field(max_length=100)] = []
    rule: Text = ""
    method: Literal["paper", "keypad", "hands", "mixed"] = "paper"
    k: Number | None = None
    secret: bool | None = None
    measure: Text = ""
    chair: Text = ""
    scrutineers: Annotated[list[ScrutineerIn], Field(max_length=30)] = []


class PollMade(Schema):
    """The vote that was prepared."""

    poll: str
    base: int
    present: int


class DecideIn(Schema):
    """不经票决作出决定."""

    adopted: bool
    text: Text


class WithdrawIn(Schema):
    """撤回议题."""

    reason: Text
    consent: Text = ""


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


class Counted(Schema):
    """How many rows an act changed."""

    count: int


class ReceiptIn(Schema):
    """登记回执."""

    state: Literal["phoned", "acknowledged"] = "acknowledged"
    note: Text = ""


class AnswerIn(Schema):
    """批假: the clerk names who answered."""

    granted: bool
    approver: Text = ""
    note: Text = ""


class MarksIn(Schema):
    """签到台: public id → "", present, left, absent."""

    marks: Annotated[dict[str, Literal["", "present", "left", "absent"]], Field(max_length=5000)]


class CodeIn(Schema):
    """The code of a card, or the code of the hall."""

    code: Annotated[Text, Field(max_length=20)]


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


class Made(Schema):
    """What an act made."""

    id: str


class BriefIn(Schema):
    """起草会议简报: of one group, or of all."""

    group: str | None = None


class PaperMade(Schema):
    """The paper that was drafted."""

    paper: str


class PlanOut(Schema):
    """年度计划."""

    id: str
    title: str
    year: int
    body: Named
    state: str
    adopted_on: date | None
    adopted_by: str
    lines: int
    done: int


class PlanItemOut(Schema):
    """计划的一项."""

    id: str
    order: int
    section: str
    text: str
    office: str
    due_text: str
    state: str
    state_note: str
    state_on: date | None


class PlanDetail(PlanOut):
    """A plan with its lines."""

    items: list[PlanItemOut]


class PlansOut(Schema):
    """All plans."""

    items: list[PlanOut]


class PlanLineIn(Schema):
    """One line of a plan."""

    text: Annotated[Text, Field(min_length=1, max_length=1000)]
    section: Annotated[Text, Field(max_length=200)] = ""
    office: Annotated[Text, Field(max_length=200)] = ""
    when: Annotated[Text, Field(max_length=100)] = ""


class PlanIn(Schema):
    """导入年度计划."""

    body: str
    year: Annotated[int, Field(ge=1990, le=2100)]
    title: Annotated[Text, Field(min_length=1, max_length=200)]
    lines: Annotated[list[PlanLineIn], Field(min_length=1, max_length=500)]


class AdoptIn(Schema):
    """登记年度计划通过."""

    on: date
    adopted_by: Text


class PlanItemIn(Schema):
    """增加计划事项."""

    text: Text
    section: Text = ""
    office: str | None = None
    when: Text = ""
    reason: Text = ""


class PlanItemState(Schema):
    """登记计划事项的进展."""

    state: Literal["open", "running", "done", "adjusted", "dropped"]
    note: Text = ""
    on: date | None = None
