"""接口的格式: measure, rounds with raw counts, filing – as the API takes and gives them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from oversight.meetings.api.schemas.items import ScrutineerIn
from oversight.projects.api.fields import Text


class MeasureIn(Schema):
    """票决办法; what is left out is as the rulebook in force says."""

    title: Text = ""
    ballot: Literal["approve_each", "choose_up_to_k", "exactly_k", "rank"] | None = None
    places: Annotated[int, Field(ge=1, le=50)] | None = None
    ties: Literal["revote_tied", "fewer", "all_tied"] | None = None
    too_few: Literal["vote_again", "next_meeting", "accept_fewer"] | None = None
    reserve: bool | None = None
    text: Text = ""


class MeasureOut(Schema):
    """The measure as it stands."""

    id: str
    state: str
    title: str
    ballot: str
    places: int
    majority: str
    ties: str
    too_few: str
    reserve: bool
    text: str
    item: str
    poll: str
    adopted_on: date | None
    rulebook: str


class RoundOut(Schema):
    """One round as the chair announced it; projects by id."""

    number: int
    poll: str
    item: str
    status: str
    held: dict[str, Any]
    figures: dict[str, Any]
    result: dict[str, Any]
    rule: str
    announced_on: date | None
    announcement: str


class DeliveryOut(Schema):
    """Notice or candidates before the meeting: the last day, the day they were with the deputies, how late."""

    code: str
    days: int
    due: date
    deliver_by: date
    on: date | None
    late: int


class BallotOut(Schema):
    """票决 of a year: nothing of a round before its announcement."""

    year: int
    state: str
    measure: MeasureOut | None
    list_version: int | None
    list_sha256: str
    delivery: list[DeliveryOut]
    rounds: list[RoundOut]
    whole: dict[str, Any] | None


class MeetingIn(Schema):
    """Before which meeting."""

    meeting: Text


class ListIn(MeetingIn):
    """Before which meeting, with the reason where the deputies have it too late."""

    late_reason: Text = ""


class ItemMade(Schema):
    """The agenda item that was proposed."""

    item: str


class VoteIn(Schema):
    """付票决; everything else comes from list and measure."""

    method: Literal["paper", "cards"] = "paper"
    chair: Text = ""
    scrutineers: Annotated[list[ScrutineerIn], Field(max_length=30)] = []
    late_reason: Text = ""


class PollMade(Schema):
    """The vote that was prepared."""

    poll: str
    base: int
    present: int


class PaperMade(Schema):
    """The paper that was drafted."""

    paper: str


class NoteIn(Schema):
    """What a correction corrects."""

    note: Text = ""


class VersionMade(Schema):
    """The version that waits for a second person."""

    version: int


class SubmitIn(Schema):
    """报送备案; files uploaded before, where they were not issued here."""

    number: Text = ""
    text: Text = ""
    announcement: Text = ""
    count_sheet: Text = ""
    others: Annotated[list[Text], Field(max_length=20)] = []


class AttachmentOut(Schema):
    """An attachment of a filing."""

    id: str
    kind: str
    label: str
    submission: int
    sha256: str


class FilingOut(Schema):
    """备案 as either side reads it."""

    id: str
    town: str
    county: str
    year: int
    state: str
    title: str
    number: str
    text: str
    due: date | None
    submissions: int
    submitted_on: date | None
    received_on: date | None
    returned_reason: str
    filed_on: date | None
    filed_number: str
    course: list[dict[str, Any]]
    content: dict[str, Any]
    attachments: list[AttachmentOut]


class FilingListOut(Schema):
    """A page of filings."""

    total: int
    page: int
    pages: int
    items: list[FilingOut]


class ReasonIn(Schema):
    """Why it goes back."""

    reason: Text


class NumberIn(Schema):
    """The number under which it is kept."""

    number: Text
