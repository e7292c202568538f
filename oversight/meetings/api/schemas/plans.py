"""年度计划的格式."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from oversight.meetings.api.schemas.base import Named, Text


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


class PlanChangeOut(Schema):
    """计划的调整: proposed, decided or declined, by which meeting."""

    id: str
    kind: str
    state: str
    text: str
    reason: str
    proposed_kind: str
    proposed_text: str
    proposed_reason: str
    proposed_on: date | None
    term_no: int | None
    meeting_no: int | None
    on: date | None
    meeting_name: str
    meeting: str
    paper: bool
    paper_ref: str
    proposed_label: str
    recorded_label: str


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
    changes: list[PlanChangeOut]


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


class MetIn(Schema):
    """由哪次会议决定: a body by id, with term, number and day of its meeting.

    One that the system does not hold needs its minutes: ``paper``, a stored file, or ``paper_ref``, their number.
    """

    body: str
    term_no: Annotated[int, Field(ge=1, le=99)]
    meeting_no: Annotated[int, Field(ge=1, le=999)]
    on: date
    paper: str | None = None
    paper_ref: Annotated[Text, Field(max_length=200)] = ""


class PlanChangeIn(Schema):
    """提出调整计划."""

    kind: Literal["adjusted", "dropped"]
    reason: Text
    text: Text = ""


class PlanDecisionIn(PlanChangeIn):
    """登记调整计划的决定."""

    met: MetIn
    adopted: bool = True


class PlanItemIn(Schema):
    """增加计划事项."""

    text: Text
    section: Text = ""
    office: str | None = None
    when: Text = ""
    reason: Text = ""
    met: MetIn | None = None


class PlanItemChange(Schema):
    """改计划事项: only what is given changes; ``office`` by public id, empty for none."""

    section: Text | None = None
    text: Text | None = None
    office: str | None = None
    when: Text | None = None


class PlanItemState(Schema):
    """登记计划事项的进展."""

    state: Literal["open", "running", "done"]
    note: Text = ""
    on: date | None = None
