"""接口给出的格式: papers, versions, receipts, registers. Times ISO 8601 with zone, days ISO 8601, hashes SHA-256 hex."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema


class Addressee(Schema):
    """收文单位: a unit or body by public id, a place by its code, or free words; a copy may have its own label."""

    kind: Literal["unit", "body", "place", "text"]
    id: str = ""
    name: str = Field("", max_length=100)
    label: Literal["", "抄报", "抄送", "分送"] = ""


class TemplateOut(Schema):
    """公文模板: one version of the place's own, for one issuer or (``issuer`` null) for all of the place."""

    id: str
    kind: str
    issuer: str | None
    issuer_name: str
    version: int
    in_use: bool
    file_name: str
    sha256: str
    size: int
    note: str
    uploaded_label: str
    uploaded_at: datetime
    ended_label: str
    ended_at: datetime | None


class KindOut(Schema):
    """公文种类."""

    code: str
    title: str
    form: str
    direction: str
    series: str
    restricted: bool
    opening: str


class SegmentOut(Schema):
    """签发进程的一段: state is done, current, future, skipped or stopped."""

    letter: str
    name: str
    state: str
    who: str
    on: date | None


class FileOut(Schema):
    """附件或用印扫描件 (the scan is the official version)."""

    id: str
    role: str
    label: str
    name: str
    media_type: str
    size: int
    sha256: str
    dropped: bool


class CosignatureOut(Schema):
    """会签."""

    id: str
    office: str
    office_name: str
    state: str
    due: date | None
    opinion: str
    signed_label: str
    signed_at: datetime | None


class ReceiptOut(Schema):
    """回执."""

    id: str
    paper: str
    number: str
    name: str
    unit: str | None
    copy_only: bool
    required: bool
    due: date | None
    state: str
    via: str
    acknowledged_name: str
    acknowledged_at: datetime | None
    phoned_at: datetime | None
    phoned_note: str
    note: str


class PaperLine(Schema):
    """公文清单的一行: ``possible`` is what the token's role may do now."""

    id: str
    kind: str
    title: str
    number: str
    issuer: str
    state: str
    words: str
    holder: str
    version: int
    drafted_at: datetime
    signed_on: date | None
    issued_at: datetime | None
    about_kind: str
    about_id: str


class PaperOut(PaperLine):
    """一件公文."""

    text: str
    addressees: list[Addressee]
    copies: list[Addressee]
    copies_label: str
    urgency: str
    security: str
    contact: str
    content_sha256: str
    drafted_label: str
    checked_label: str
    signed_label: str
    returned_reason: str
    recalled_reason: str
    catalogue: str
    retention: str
    archive_sha256: str
    track: list[SegmentOut]
    files: list[FileOut]
    cosignatures: list[CosignatureOut]
    receipts: list[ReceiptOut]
    possible: list[str]


class PapersOut(Schema):
    """A page of papers, newest first unless sorted otherwise."""

    total: int
    page: int
    pages: int
    items: list[PaperLine]


class VersionOut(Schema):
    """文稿版本."""

    version: int
    title: str
    text: str
    addressees: list[Addressee]
    copies: list[Addressee]
    content_sha256: str
    author_label: str
    at: datetime
    note: str


class ContactOut(Schema):
    name: str
    rank: str
    phone: str


class PhoneLineOut(Schema):
    """谁要打电话: reason is no_account, no_unit, late or open."""

    receipt: ReceiptOut
    reason: str
    days_late: int
    contacts: list[ContactOut]


class RegisterOut(Schema):
    """登记簿."""

    id: str
    issuer: str
    issuer_name: str
    year: int
    series: str
    prefix: str
    carried: int
    carried_reason: str
    last: int


class DrawnOut(Schema):
    number: int
    text: str
    paper: str
    title: str
    state: str
    drawn_at: datetime
    drawn_label: str


class RegisterFull(RegisterOut):
    """一本登记簿: ``missing`` is always empty, and checked."""

    drawn: list[DrawnOut]
    missing: list[int]


class ReceivedOut(Schema):
    """收到的公文: as the addressed unit sees it; a recalled one has no text."""

    id: str
    title: str
    number: str
    issuer: str
    state: str
    signed_on: date | None
    issued_at: datetime | None
    recalled_reason: str
    text: str
    files: list[FileOut]
    receipt: ReceiptOut
