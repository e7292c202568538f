"""接口的格式: reports, findings, hearings, opinions, views, calls, closing as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from oversight.cases.api_fields import Text


class ReportOut(Schema):
    """A version of the unit's report; drafts only for the unit."""

    id: str
    purpose: str
    hearing_no: int
    number: int
    step: str
    state: str
    unit_name: str
    text: str
    file: str
    received_on: date | None
    due: date | None
    late_days: int
    entered: bool
    return_reason: str


class FindingOut(Schema):
    """A research finding with the unit's answer; a unit sees those it was sent."""

    id: str
    number: int
    stage: str
    hearing_no: int
    title: str
    text: str
    where: str
    on: date
    sent_at: datetime | None
    answer: str
    answered_at: datetime | None


class HearingOut(Schema):
    """A hearing; figures only once the result was announced."""

    id: str
    number: int
    state: str
    meeting: str
    item: str
    poll: str
    on: date
    method: str
    method_basis: str
    distributed_on: date | None
    distributed_late: int
    announced_on: date | None
    figures: dict[str, Any]
    result_text: str


class OpinionsOut(Schema):
    """Review opinions in order, with what was found of each."""

    id: str
    state: str
    items: list[str]
    paper: str
    passed_by: str
    passed_on: date | None
    hand_over_due: date | None
    sent_on: date | None
    reply_due: date | None
    outcomes: list[str]
    verified_on: date | None
    verified_text: str


class OptionOut(Schema):
    """An option after a second failure: a draft until the body has decided."""

    id: str
    code: str
    title: str
    basis: str
    text: str
    state: str


class CheckOut(Schema):
    """One thing that a closing rests on."""

    code: str
    holds: bool
    text: str
    basis: str


class ClosingOut(Schema):
    """A proposal to close, with who verified it."""

    id: str
    state: str
    text: str
    proposed_on: date
    verified_on: date | None
    verified_text: str


class UnitReportIn(Schema):
    """起草单位的报告: text, or a file that was uploaded before, or both."""

    text: Text = ""
    file: Text = ""


class EnteredReportIn(Schema):
    """代录纸质报告: ``file`` is the signed scan."""

    received_on: date
    submitted_label: Text
    file: Text
    text: Text = ""


class FindingIn(Schema):
    """记录调研发现."""

    title: Text
    text: Text
    where: Text = ""
    on: date | None = None
    file: Text = ""


class AnswerIn(Schema):
    """回应一条调研发现."""

    finding: Text
    text: Text


class PlaceIn(Schema):
    """提请列入议程; ``method``, ``signers``, ``later_reason`` only for a second hearing."""

    meeting: Text
    method: Text = ""
    signers: list[Text] = []
    later_reason: Text = ""


class OpinionsIn(Schema):
    """起草审议意见, one entry an opinion."""

    items: list[Text]


class VerifyIn(Schema):
    """核实: one outcome (done, partly, not_done) for every opinion in order."""

    text: Text
    outcomes: list[Text]


class PassedIn(Schema):
    """登记审议意见通过: the meeting of the deciding body; ``reason`` where an earlier entry is corrected."""

    term_no: Annotated[int, Field(ge=1, le=99)]
    meeting_no: Annotated[int, Field(ge=1, le=999)]
    on: date
    reason: Text = ""


class ViewIn(Schema):
    """看法: solved, partly, unsolved."""

    view: Text
    text: Text = ""


class EnteredViewIn(Schema):
    """代录代表的书面意见: ids of who handed in a sheet, the sheets as counts; ``file`` the signed list of them."""

    people: list[Text]
    solved: Annotated[int, Field(ge=0, le=9999)] = 0
    partly: Annotated[int, Field(ge=0, le=9999)] = 0
    unsolved: Annotated[int, Field(ge=0, le=9999)] = 0
    remarks: list[Text] = []
    file: Text


class CallsIn(Schema):
    """登记回访."""

    called: Annotated[int, Field(ge=0, le=99_999)]
    reached: Annotated[int, Field(ge=0, le=99_999)]
    solved: Annotated[int, Field(ge=0, le=99_999)]
    partly: Annotated[int, Field(ge=0, le=99_999)]
    unsolved: Annotated[int, Field(ge=0, le=99_999)]
    text: Text = ""
    on: date | None = None


class WordsIn(Schema):
    """结案理由, or what was verified."""

    text: Text


class PublicationIn(Schema):
    """拟公开: report, result, opinions or followup."""

    what: Text
    note: Text = ""


class PublicationMade(Schema):
    """The version that waits for another person."""

    version: str


class SheetsMade(Schema):
    """The sheets as they were kept: how many, never who said what."""

    id: str
    sheets: int


class DeputiesOut(Schema):
    """代表的看法: who has answered, how many say what and the remarks (null before a closing counts)."""

    answered: list[str]
    solved: int | None
    partly: int | None
    unsolved: int | None
    remarks: list[str]


class ViewMade(Schema):
    """The deputy's own view as it was kept."""

    id: str
    view: str


class AskedOut(Schema):
    """A case that deputies are asked about, with the deputy's own view; on paper it is not known here."""

    id: str
    title: str
    unit: str
    opinions: list[str]
    mine: str
    on_paper: bool


class CaseDraft(Schema):
    """A version of the unit's report after an act."""

    id: str
    number: int
    state: str


class AnswerMade(Schema):
    """The answer as it was kept."""

    number: int
    answer: str


class UnitSide(Schema):
    """What the unit has handed in, and which findings it was sent."""

    reports: list[ReportOut]
    findings: list[FindingOut]
