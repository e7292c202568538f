"""接口的格式: cases, opinions, decisions, notices, evidence as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from oversight.cases.api_fields import Count, Text
from oversight.cases.api_schemas_hearing import (
    CheckOut,
    ClosingOut,
    DeputiesOut,
    FindingOut,
    HearingOut,
    OpinionsOut,
    OptionOut,
    ReportOut,
)


class Named(Schema):
    """A record by its public id and name."""

    id: str
    name: str


class CaseOut(Schema):
    """One line of the list of cases."""

    id: str
    code: str
    year: int
    number: int
    origin: str
    unit: Named
    unit_now: Named
    subject: str
    lead_office: Named
    handler: str
    opened_on: date
    state: str
    round: int
    waits_for: str
    due: date | None
    ended_on: date | None
    end_reason: str


class CasesOut(Schema):
    """A page of cases."""

    total: int
    page: int
    pages: int
    items: list[CaseOut]


class OpinionOut(Schema):
    """One office's opinion; unsigned ones only for their own side."""

    side: str
    round: int
    office: str
    causes: list[str]
    cause_text: str
    comparison_text: str
    other_matters_text: str
    method: str
    text: str
    rulebook: str
    signed_by: str
    signed_at: datetime | None


class DecisionOut(Schema):
    """A decision with what it was judged by."""

    id: str
    kind: str
    state: str
    body: str
    term_no: int
    meeting_no: int
    on: date
    members: int
    present: int
    yes: int | None
    method: str
    method_basis: str
    heard_at: str
    heard_on: date | None
    text: str
    rulebook: str
    rulebook_sha256: str
    rule: str
    reasons: list[dict[str, Any]]


class NoticeOut(Schema):
    """The advance notice in force."""

    paper: str
    state: str
    acknowledged_by: str
    acknowledged_at: datetime | None


class CaseDetail(CaseOut):
    """A case with everything that belongs to it."""

    reports: list[ReportOut]
    findings: list[FindingOut]
    hearings: list[HearingOut]
    review_opinions: list[OpinionsOut]
    options: list[OptionOut]
    checks: list[CheckOut]
    deputies: DeputiesOut
    months_after: list[dict[str, Any]]
    closings: list[ClosingOut]

    origin_facts: dict[str, Any]
    opinions: list[OpinionOut]
    decisions: list[DecisionOut]
    notice: NoticeOut | None
    possible: list[str]


class OpenIn(Schema):
    """立案; ``facts`` as the origin asks."""

    origin: Text
    unit: Text
    subject: Text
    lead_office: Text = ""
    facts: dict[str, Any] = {}


class OpinionIn(Schema):
    """写研判意见."""

    causes: list[Text]
    cause_text: Text
    method: Text
    text: Text
    comparison_text: Text = ""
    other_matters_text: Text = ""
    side: Text = ""


class SideIn(Schema):
    """签署; ``side`` only where one person speaks for both."""

    side: Text = ""


class DecisionIn(Schema):
    """登记决定; ``body`` and ``merge_into`` by public id, ``heard_at`` a planned meeting."""

    kind: Text
    text: Text
    term_no: Annotated[int, Field(ge=1, le=99)]
    meeting_no: Annotated[int, Field(ge=1, le=999)]
    on: date
    members: Count
    present: Count
    yes: Count | None = None
    body: Text = ""
    method: Text = ""
    heard_at: Text = ""
    waiver_reason: Text = ""
    merge_into: Text = ""


class ReasonIn(Schema):
    """办理的原因."""

    reason: Text


class RemindIn(Schema):
    """催办内容."""

    text: Text


class ReassignIn(Schema):
    """改派."""

    lead_office: Text
    reason: Text


class EvidenceIn(Schema):
    """添加证据; ``file`` is the public id of an uploaded file."""

    kind: Text
    title: Text
    note: Text = ""
    on: date | None = None
    file: Text = ""


class ReportIn(Schema):
    """起草报告; empty: the oldest decision or result not yet reported."""

    decision: Text = ""
    hearing: Text = ""


class PaperMade(Schema):
    """The paper that was drafted."""

    paper: str


class FilingMade(Schema):
    """The filing that was drafted, with its paper."""

    filing: str
    paper: str


class Told(Schema):
    """How many people were told."""

    told: int


class EvidenceOut(Schema):
    """The evidence that was added."""

    id: str
    title: str


class ReplayOut(Schema):
    """规则回放: the same facts judged again."""

    same: bool
    same_rulebook: bool
    rule: str
    reasons: list[dict[str, Any]]
    lead_times: dict[str, Any] | None = None
