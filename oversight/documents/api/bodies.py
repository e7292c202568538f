"""接口收下的格式: what each act takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from oversight.documents.api.schemas import Addressee


class DraftIn(Schema):
    """起草: issuer is the body's public id; attachments are files stored before."""

    kind: str
    issuer: str
    title: str = Field(max_length=200)
    text: str
    addressees: list[Addressee] = []
    copies: list[Addressee] = []
    copies_label: str = "抄送"
    urgency: str = ""
    security: str = ""
    contact: str = Field("", max_length=100)
    about_kind: str = Field("", max_length=24)
    about_id: str = Field("", max_length=40)
    attachments: list[str] = []


class EditIn(Schema):
    """修改文稿: what is left out stays; ``expected_version`` refuses where another edit came between."""

    title: str | None = Field(None, max_length=200)
    text: str | None = None
    addressees: list[Addressee] | None = None
    copies: list[Addressee] | None = None
    copies_label: str | None = None
    urgency: str | None = None
    security: str | None = None
    contact: str | None = Field(None, max_length=100)
    note: str = Field("", max_length=200)
    expected_version: int | None = None


class NoteIn(Schema):
    note: str = Field("", max_length=300)


class ReasonIn(Schema):
    reason: str = Field(max_length=300)


class ReturnIn(ReasonIn):
    to: Literal["drafter", "checker"] = "drafter"


class OfficesIn(Schema):
    """Offices by public id."""

    offices: list[str]
    due: date | None = None


class CheckIn(Schema):
    note: str = Field("", max_length=300)
    offices: list[str] = []
    due: date | None = None


class CosignIn(Schema):
    opinion: str = Field("", max_length=500)


class FileIn(Schema):
    """A file stored before through the files API, by public id."""

    file: str
    label: str = Field("", max_length=200)


class ArchiveIn(Schema):
    retention: str = ""
    catalogue: str = Field("", max_length=80)


class AcknowledgeIn(Schema):
    """By the unit itself without anything; by the clerk with who, when and how."""

    name: str = Field("", max_length=100)
    at: datetime | None = None
    via: Literal["phone", "paper"] = "phone"
    note: str = Field("", max_length=200)


class CallIn(Schema):
    note: str = Field(max_length=200)


class CarryIn(Schema):
    """带入已用的文号."""

    issuer: str
    year: int
    series: str
    prefix: str = Field(max_length=30)
    last: int
    reason: str = Field(max_length=200)
