"""接口的输入: what each act on projects and on the candidate list is told. Money in yuan, files and records by id."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema

from oversight.projects.api.fields import Latitude, Longitude, Mark, Number, Text, Yuan


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
    latitude: Latitude | None = None
    longitude: Longitude | None = None
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
    latitude: Latitude | None = None
    longitude: Longitude | None = None
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
    """One kind of check for several projects; for an ``expert`` (id of the member) with the signed ``sheet`` (file)."""

    projects: list[str]
    kind: Literal["money", "land", "environment", "safety", "legality"]
    result: Literal["met", "problem", "not_needed"]
    on: date
    note: Text = ""
    paper: Text = ""
    expert: str | None = None
    sheet: str | None = None


class VisitIn(Schema):
    """A visit; ``photos``: ids of stored files; ``expert`` with the signed ``sheet`` as for checks."""

    on: date
    people: Text
    found: Text
    photos: list[str] = []
    expert: str | None = None
    sheet: str | None = None


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


class SentIn(Schema):
    """On which day the frozen list was with the deputies, and how."""

    on: date
    how: Text


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
