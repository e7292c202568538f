"""接口的格式: projects under way, plans, reports, supervision, changes. Money in yuan, days as dates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from oversight.projects.api.fields import Latitude, Longitude, Text, Yuan

Percent = Annotated[int, Field(ge=0, le=100)]


class NodeIn(Schema):
    """A node of a plan: by which day how much of the whole is done and spent."""

    by: date
    percent: Percent
    yuan: Yuan | None = None
    title: Text = ""


class PlanIn(Schema):
    """A plan. ``unit`` is named by the clerk only."""

    leader: Text
    starts_on: date
    due: date
    budget_yuan: Yuan
    nodes: list[NodeIn]
    unit: str | None = None
    contact: Text = ""
    guarantee: Text = ""


class ProgressIn(Schema):
    """A month's report; ``files`` are ids of stored files."""

    month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    percent: Percent
    text: Text
    yuan: Yuan | None = None
    late_reason: Text = ""
    cost_reason: Text = ""
    files: list[str] = []


class PointIn(Schema):
    """Where it lies on the map; null takes the pin away."""

    latitude: Latitude | None
    longitude: Longitude | None


class DoneIn(Schema):
    """The unit says it is done, with evidence."""

    text: Text
    yuan: Yuan | None = None
    cost_reason: Text = ""
    files: list[str] = []


class TextIn(Schema):
    text: Text


class ReasonIn(Schema):
    reason: Text


class AcceptIn(Schema):
    """The acceptance by its certificate."""

    certificate: Text
    on: date
    text: Text
    files: list[str] = []


class UnfinishedIn(Schema):
    """Why it is not done, how far it is, and the new day."""

    text: Text
    percent: Percent
    new_due: date


class ChangeIn(Schema):
    """What the congress shall decide."""

    kind: Literal["adjust", "suspend", "resume", "terminate"]
    cause: Literal["force_majeure", "policy_change", "other"]
    text: Text
    due: date | None = None
    budget_yuan: Yuan | None = None
    content: Text = ""


class MeetingIn(Schema):
    meeting: str


class GroupIn(Schema):
    """A supervision group with the ids of its projects."""

    name: Text
    formed_on: date
    projects: list[str] = []


class WatchedIn(Schema):
    projects: list[str]


class SupervisorIn(Schema):
    """A member by the register, or by name."""

    capacity: Text
    person: str | None = None
    name: Text = ""
    leads: bool = False


class DayIn(Schema):
    on: date


class RecordIn(Schema):
    """What was seen; each line of ``findings`` is one problem."""

    kind: Literal["topic", "midyear", "year_end", "visit", "inspection", "guidance"]
    on: date
    people: Text
    text: Text
    group: str | None = None
    project: str | None = None
    findings: list[Text] = []


class HandIn(Schema):
    unit: str
    due: date


class AnswerIn(Schema):
    answer: Text


class JudgeIn(Schema):
    solved: bool
    text: Text


class SiteIn(Schema):
    """What a passer-by writes."""

    text: Text


class GroupRefIn(Schema):
    group: str


class NoteIn(Schema):
    note: Text = ""


class WorkOut(Schema):
    """A project under way: what was promised, how far it is, its colour by the plan of today, why it is late.

    ``place`` is where it is looked after by address: the ended place of one taken over, as ``origin`` says in words.
    """

    id: str
    place: str
    origin: str
    code: str
    title: str
    year: int
    state: str
    unit: str
    where: str
    village: str
    latitude: Decimal | None
    longitude: Decimal | None
    colour: str
    percent: int
    planned_percent: int
    late_days: int
    late_reason: str
    budget_yuan: int | None
    spent_yuan: int | None
    cost_reason: str
    due: date | None
    own_due: date | None
    owed_month: str
    reasons: list[str]


class WorksOut(Schema):
    """The list of a year, with the sums of the rule."""

    total: int
    page: int
    pages: int
    totals: dict[str, int]
    items: list[WorkOut]


class ReportOut(Schema):
    """One report of a project."""

    kind: str
    month: str
    percent: int
    yuan: int | None
    text: str
    late_reason: str
    cost_reason: str
    new_due: date | None
    certificate: str
    entered: bool
    at: datetime


class WorkDetail(WorkOut):
    """A project with plan, reports, verifications and changes."""

    plan: dict[str, Any] | None
    reports: list[ReportOut]
    verifications: list[dict[str, Any]]
    changes: list[dict[str, Any]]


class PublicWorkOut(WorkOut):
    """What anybody reads of a project."""

    leader: str
    lines: list[dict[str, Any]]
    grades: list[dict[str, Any]]


class MadeOut(Schema):
    """What an act made or changed: its id and its state."""

    id: str
    state: str = ""


class SiteSentOut(Schema):
    """The receipt of what was sent; the code is told once."""

    code: str
    again: bool


class RecordOut(Schema):
    """One record of the supervision with its findings."""

    id: str
    kind: str
    on: date
    people: str
    text: str
    group: str
    project: str
    photos: int
    findings: list[dict[str, Any]]


class RecordListOut(Schema):
    """A page of records."""

    total: int
    page: int
    pages: int
    items: list[RecordOut]


class SiteOut(Schema):
    """One report from the site."""

    id: str
    project: str
    text: str
    state: str
    photos: int
    answer: str
    reason: str
    at: datetime


class SiteListOut(Schema):
    """A page of reports from the site."""

    total: int
    page: int
    pages: int
    items: list[SiteOut]
