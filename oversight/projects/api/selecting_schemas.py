"""接口的格式: projects, screenings, arguments, groups and the candidate list as the API gives them. Money in yuan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema


class ProjectOut(Schema):
    """One project."""

    id: str
    code: str
    title: str
    requirement: str
    target: str
    state: str
    state_reason: str
    origin: str
    category: str
    where: str
    village: str
    latitude: Decimal | None
    longitude: Decimal | None
    beneficiaries: str
    cost_yuan: int | None
    money_sources: list[dict[str, Any]]
    unit: str
    leader: str
    due: date | None
    multi_year: bool
    this_year_goal: str
    proposals: int


class ProjectListOut(Schema):
    """A page of projects."""

    total: int
    page: int
    pages: int
    items: list[ProjectOut]


class MergerOut(Schema):
    """A proposal joined to the project; undone it stays as a trace."""

    id: str
    proposal: str
    at: datetime
    undone_at: datetime | None
    undone_reason: str


class ScreeningOut(Schema):
    """A screening with its reasons."""

    outcome: str
    answers: dict[str, Any]
    reasons: list[dict[str, Any]]
    rule: str
    rulebook: str
    at: datetime


class CheckedByOut(Schema):
    """Whose a check is; ``entered_by`` and ``sheet`` where the office entered what an expert signed."""

    kind: str
    name: str
    expert: bool
    entered_by: str
    sheet: str | None
    note: str
    paper: str
    on: date


class ArgumentOut(Schema):
    """An argument; ``checks`` by kind."""

    id: str
    group: str
    conclusion: str
    text: str
    started_on: date
    finished_on: date | None
    checks: dict[str, str]
    checked_by: list[CheckedByOut]


class VisitOut(Schema):
    """A visit to the site."""

    on: date
    people: str
    found: str
    expert: str
    entered_by: str
    sheet: str | None
    photos: list[str]


class ProjectFullOut(ProjectOut):
    """One project with everything that led to its state."""

    mergers: list[MergerOut]
    screenings: list[ScreeningOut]
    arguments: list[ArgumentOut]
    visits: list[VisitOut]


class PreliminaryOut(Schema):
    """The preliminary list: what was taken, what was not and why."""

    state: str
    taken: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    proposals: dict[str, Any]


class MemberOut(Schema):
    """A member; ``mandate``: whether a deputy still holds the mandate."""

    id: str
    name: str
    capacity: str
    field: str
    leads: bool
    left_on: date | None
    invitation: str
    mandate: bool | None


class ExpertCodeOut(Schema):
    """A code for an expert's telephone, shown this once."""

    name: str
    code: str
    address: str
    expires_at: datetime


class GroupOut(Schema):
    """A task group."""

    id: str
    name: str
    formed_on: date
    note: str
    members: list[MemberOut]


class EntryOut(Schema):
    """A project on the list; ``proposed_place`` is what its marks propose."""

    project: str
    title: str
    position: int
    reserve: bool
    reason: str
    proposed_place: int
    determination: str
    determination_reason: str


class ListOut(Schema):
    """A version of the candidate list; ``items`` is what was frozen."""

    version: int
    state: str
    reopened_reason: str
    study_body: str
    study_term_no: int | None
    study_meeting_no: int | None
    study_on: date | None
    study_text: str
    party_meeting: str
    party_on: date | None
    minutes_number: str
    sha256: str
    frozen_at: datetime | None
    sent_on: date | None
    sent_how: str
    to_choose: int
    surplus: int
    least_surplus: int
    total_yuan: int
    frame_yuan: int | None
    entries: list[EntryOut]
    items: list[dict[str, Any]]


class OrderOut(Schema):
    """What ballots are printed from."""

    place: str
    year: int
    version: int
    sha256: str
    to_choose: int
    items: list[dict[str, Any]]


class YearStateOut(Schema):
    """The year after an act."""

    year: int
    state: str


class PaperOut(Schema):
    """The paper that was drafted."""

    paper: str


class VersionOut(Schema):
    """The version that waits for a second person."""

    version: int
    state: str
