"""接口的格式: projects, screenings, arguments, the candidate list, and the input of each act. Money in yuan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import AfterValidator


def without_nul(text: str) -> str:
    """Text that any database can hold."""
    if "\x00" in text:
        raise ValueError("text must not contain U+0000")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
Yuan = Annotated[int, Field(ge=0, le=10**14)]
Mark = Annotated[int, Field(ge=1, le=5)]
Number = Annotated[int, Field(ge=1, le=9999)]


class SourceIn(Schema):
    """A source of money; ``yuan`` null where the sum is not known yet."""

    source: Text
    yuan: Yuan | None = None


class ProjectIn(Schema):
    """A project. ``proposals``: ids of proposals; none where the government proposes it itself."""

    title: Text
    requirement: Text
    proposals: list[str] = []
    category: Text = "other"
    where: Text = ""
    village: str | None = None
    beneficiaries: Text = ""
    cost_yuan: Yuan | None = None
    money_sources: list[SourceIn] = []
    unit: str | None = None
    leader: Text = ""
    due: date | None = None
    target: Text = ""


class ProjectChange(Schema):
    """What shall change; what is left out stays."""

    title: Text | None = None
    requirement: Text | None = None
    category: Text | None = None
    where: Text | None = None
    village: str | None = None
    beneficiaries: Text | None = None
    cost_yuan: Yuan | None = None
    money_sources: list[SourceIn] | None = None
    unit: str | None = None
    leader: Text | None = None
    due: date | None = None
    target: Text | None = None


class ProposalsIn(Schema):
    """Proposals by id."""

    proposals: list[str]


class ReasonIn(Schema):
    """Why."""

    reason: Text


class AnswerIn(Schema):
    """One principle."""

    met: bool
    reason: Text


class ScreenIn(Schema):
    """The four principles: needed, affordable, small_and_broad, done_this_year."""

    answers: dict[Text, AnswerIn]
    allowed_by: Text = ""
    allowed_on: date | None = None
    this_year_goal: Text = ""
    reason: Text = ""
    reason_text: Text = ""


class NoteIn(Schema):
    """What a correction corrects."""

    note: Text = ""


class GroupIn(Schema):
    """A task group."""

    name: Text
    formed_on: date
    note: Text = ""


class MemberIn(Schema):
    """A deputy of the register by id, or an expert by name and field."""

    capacity: Literal["deputy", "expert", "staff"]
    person: str | None = None
    name: Text = ""
    field: Text = ""
    leads: bool = False


class DayIn(Schema):
    """A day."""

    on: date


class StartIn(Schema):
    """One group, several projects."""

    group: str
    projects: list[str]
    started_on: date


class ChecksIn(Schema):
    """One kind of check for several projects."""

    projects: list[str]
    kind: Literal["money", "land", "environment", "safety", "legality"]
    result: Literal["met", "problem", "not_needed"]
    on: date
    note: Text = ""
    paper: Text = ""


class VisitIn(Schema):
    """A visit; ``photos``: ids of stored files."""

    on: date
    people: Text
    found: Text
    photos: list[str] = []


class FinishIn(Schema):
    """A conclusion; ``file``: id of a stored file."""

    conclusion: Literal["feasible", "with_conditions", "not_feasible"]
    finished_on: date
    text: Text = ""
    file: str | None = None


class MarksIn(Schema):
    """Marks from 1 to 5, each with its reason."""

    urgency_mark: Mark
    urgency: Text
    readiness_mark: Mark
    readiness: Text
    merit_mark: Mark
    merit: Text


class OpenIn(Schema):
    """Why another version is needed; nothing for the first."""

    reason: Text = ""


class EntryIn(Schema):
    """A project on the list, in the order of the list."""

    project: str
    reserve: bool = False
    reason: Text = ""


class ArrangeIn(Schema):
    """The whole list as it shall stand."""

    entries: list[EntryIn]


class StudyIn(Schema):
    """A meeting of the system by id, or body, numbers and day."""

    text: Text
    meeting: str | None = None
    body: str | None = None
    term_no: Number | None = None
    meeting_no: Number | None = None
    on: date | None = None


class DecisionIn(Schema):
    """What was determined on one project."""

    determination: Literal["approve", "return", "strike"]
    reason: Text = ""


class DetermineIn(Schema):
    """Decisions by the id of the project; ``minutes_file``: id of a stored file."""

    party_meeting: Text
    on: date
    minutes_number: Text
    decisions: dict[str, DecisionIn]
    minutes_file: str | None = None


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


class ArgumentOut(Schema):
    """An argument; ``checks`` by kind."""

    id: str
    group: str
    conclusion: str
    text: str
    started_on: date
    finished_on: date | None
    checks: dict[str, str]


class VisitOut(Schema):
    """A visit to the site."""

    on: date
    people: str
    found: str
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
    mandate: bool | None


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
