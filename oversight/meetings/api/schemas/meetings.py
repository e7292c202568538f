"""会议的格式: the list, one meeting with quorum and agenda, archive, linked meetings."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Literal

from ninja import Schema

from oversight.meetings.api.schemas.base import Named, Number, Text
from oversight.meetings.api.schemas.items import ItemOut


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
    order_note: str
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


class MeetingIn(Schema):
    """登记会议: ``meeting_no`` the next of the body unless given; ``chair`` by name, with or without a title."""

    body: str
    starts_on: date
    meeting_no: Number | None = None
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
    order_note: Text = ""


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
    order_note: Text | None = None
    reason: Text = ""


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
