"""接口的格式: an item, what was said on it, and the input of each act. Days ISO 8601, ids are public ids."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema


class EvidenceOut(Schema):
    """A file under a report or a verification."""

    file: str
    name: str
    purpose: str
    sha256: str


class ReportOut(Schema):
    """What the unit said. ``entered``: taken down by the office from a signed paper."""

    kind: str
    text: str
    percent: int | None
    entered: bool
    unit: str
    by: str
    at: datetime
    evidence: list[EvidenceOut]


class VerificationOut(Schema):
    """What another person found."""

    outcome: str
    text: str
    by: str
    at: datetime
    evidence: list[EvidenceOut]


class ExtensionOut(Schema):
    """A request to move the deadline; ``rulebook`` is what the answer was given under."""

    state: str
    asked_due: date
    reason: str
    granted_due: date | None
    answer: str
    rulebook: str


class PartOut(Schema):
    """One section's share."""

    id: str
    section: str
    person: str
    task: str
    due: date | None
    state: str
    note: str


class FollowupOut(Schema):
    """One item. ``unit`` carries it today, ``assigned_unit`` is whom it was given to."""

    id: str
    code: str
    kind: str
    title: str
    requirement: str
    target: str
    state: str
    state_reason: str
    standing: str
    days: int
    due: date | None
    original_due: date | None
    unit: str
    unit_id: str
    assigned_unit: str
    office: str
    leader: str
    basis: str
    about_kind: str
    about_id: str
    about_label: str
    sealed: bool
    percent: int | None
    progress: str
    version: int
    assigned_at: datetime
    accepted_at: datetime | None
    reported_at: datetime | None
    closed_at: datetime | None


class FollowupFullOut(FollowupOut):
    """One item with everything said on it, and the acts that the token's role may take now."""

    co_units: list[str]
    reports: list[ReportOut]
    verifications: list[VerificationOut]
    extensions: list[ExtensionOut]
    parts: list[PartOut]
    possible: list[str]


class FollowupListOut(Schema):
    """A page of items, the nearest deadline first unless sorted otherwise."""

    total: int
    page: int
    pages: int
    items: list[FollowupOut]


class AssignIn(Schema):
    """A new item. ``about`` names the record that gives rise to it."""

    kind: Literal["promise", "rectification", "instruction"]
    unit: str
    title: str = Field(max_length=200)
    requirement: str = Field(max_length=4000)
    due: date | None = None
    starts_on: date | None = None
    target: str = Field("", max_length=300)
    basis: str = Field("", max_length=300)
    leader: str = Field("", max_length=60)
    office: str | None = None
    co_units: list[str] = []
    sealed: bool = False
    about_kind: str = Field("", max_length=20)
    about_id: str = Field("", max_length=12)
    about_label: str = Field("", max_length=200)


class ProgressIn(Schema):
    """Files are ids of files stored before with POST /files/{place}."""

    text: str = Field(max_length=4000)
    percent: int | None = Field(None, ge=0, le=100)
    files: list[str] = []


class DoneIn(Schema):
    """``scan``: the stored report with the head's signature."""

    text: str = Field(max_length=4000)
    files: list[str] = []
    scan: str | None = None
    parts_reason: str = Field("", max_length=300)


class EnterIn(Schema):
    """A report that came on paper."""

    text: str = Field(max_length=4000)
    scan: str
    files: list[str] = []


class SignIn(Schema):
    scan: str
    note: str = Field("", max_length=500)


class EvidenceIn(Schema):
    """The same files for one or several items."""

    items: list[str] = Field(min_length=1, max_length=200)
    files: list[str] = Field(min_length=1, max_length=50)
    text: str = Field("", max_length=500)


class VerifyIn(Schema):
    text: str = Field(max_length=2000)
    files: list[str] = []


class SendBackIn(Schema):
    reason: str = Field(max_length=500)
    due: date | None = None
    files: list[str] = []


class ExtensionIn(Schema):
    due: date
    reason: str = Field(max_length=500)
    files: list[str] = []


class AnswerIn(Schema):
    answer: Literal["granted", "refused"]
    reason: str = Field(max_length=500)
    due: date | None = None


class ReasonIn(Schema):
    reason: str = Field(max_length=500)


class NoteIn(Schema):
    note: str = Field("", max_length=300)


class SlipIn(Schema):
    issuer: str
    note: str = Field("", max_length=1000)


class SlipOut(Schema):
    """The drafted paper."""

    paper: str


class ReassignIn(Schema):
    unit: str
    reason: str = Field(max_length=500)


class PartIn(Schema):
    section: str = Field(max_length=60)
    task: str = Field("", max_length=300)
    person: str = Field("", max_length=60)
    due: date | None = None
