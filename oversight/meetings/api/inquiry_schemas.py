"""接口的格式: inquiries, special inquiries, interpellations. Ids are public ids, days ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema


class InquiryAnswerOut(Schema):
    """What the organ answered; how many of the askers were not satisfied, once they were asked."""

    round: int
    official: str
    official_title: str
    is_head: bool
    form: str
    text: str
    scan: bool
    at: datetime
    asked_count: int | None
    unsatisfied: int | None


class SignatureOut(Schema):
    """One signature: in the own account, or entered by the office from the signed paper."""

    name: str
    at: datetime
    entered: bool
    entered_by: str
    paper: bool


class InquiryOut(Schema):
    """One matter. ``signed`` of ``needed`` signatures."""

    id: str
    kind: str
    meeting: str
    unit: str
    unit_id: str
    title: str
    questions: str
    state: str
    signed: int
    needed: int
    basis: str
    decided_by: str
    decided_on: date | None
    form: str
    answer_at: str
    answer_due: date | None
    item: str
    reason: str
    rulebook: str


class InquiryFullOut(InquiryOut):
    """One matter with signers, answers and what the token's role may do now."""

    signers: list[str]
    signatures: list[SignatureOut]
    answers: list[InquiryAnswerOut]
    possible: list[str]


class InquiryListOut(Schema):
    """A page of matters, the newest first."""

    total: int
    page: int
    pages: int
    items: list[InquiryOut]


class InquiryIn(Schema):
    """A new matter."""

    kind: Literal["inquiry", "special_inquiry", "interpellation"]
    meeting: str
    unit: str
    title: str = Field(min_length=1, max_length=200)
    questions: str = Field(min_length=1, max_length=20_000)


class SignIn(Schema):
    """Who signed on which paper, a stored file; a member or deputy signs for themselves and names nobody."""

    people: list[str] = Field(default=[], max_length=500)
    paper: str | None = None


class UnsignIn(Schema):
    """Whose name is taken back; the office by the stored ``paper`` that this person signed."""

    person: str | None = None
    paper: str | None = None


class DecideIn(Schema):
    """What the leaders decided."""

    decided_by: str = Field(min_length=1, max_length=200)
    decided_on: date
    form: Literal["oral", "written"]
    answer_at: str = Field("", max_length=200)
    answer_due: date | None = None
    on_agenda: bool = False


class RefuseIn(Schema):
    """Why it is not handed on."""

    decided_by: str = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=1, max_length=500)


class InquiryAnswerIn(Schema):
    """An answer; ``scan`` is a stored file. Whether the official heads the organ, the register says."""

    official: str = Field(min_length=1, max_length=60)
    official_title: str = Field(min_length=1, max_length=100)
    form: Literal["oral", "written"]
    text: str = Field(min_length=1, max_length=20_000)
    scan: str | None = None


class DemandIn(Schema):
    """How many are not satisfied, and who decided."""

    unsatisfied: int = Field(ge=0, le=1000)
    decided_by: str = Field(min_length=1, max_length=200)


class AcceptIn(Schema):
    """How many of those who signed are not satisfied, and why no new answer is demanded where it could be."""

    unsatisfied: int | None = Field(None, ge=0, le=1000)
    reason: str = Field("", max_length=500)


class InquiryWithdrawIn(Schema):
    """Why it is taken back; the office with the stored ``paper`` that those who signed have signed."""

    reason: str = Field(min_length=1, max_length=500)
    paper: str | None = None
