"""报送接口的格式: what is known of a filing, its words, and what the acts take."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema


class RecipientOut(Schema):
    """Whom it goes to; ``role`` is report_to, copy_up or copy_to."""

    id: str
    name: str
    role: str
    acknowledged_on: date | None
    acknowledged_by: str


class FilingOut(Schema):
    """What may be known of a filing without reading it."""

    id: str
    kind: str
    state: str
    number: str
    issuer: str
    prepared_at: datetime
    sent_on: date | None
    recipients: list[RecipientOut]


class FilingsOut(Schema):
    """A page of filings, newest first."""

    total: int
    page: int
    pages: int
    items: list[FilingOut]


class TaskIn(Schema):
    """One task of a reply; unit by public id, empty while nobody is named."""

    text: str
    unit: str = ""
    due: date | None = None


class ReplyOut(Schema):
    """批示."""

    id: str
    who: str
    office: str
    text: str
    on: date
    secrecy: str
    tasks: list[dict[str, Any]]


class WordsOut(FilingOut):
    """A filing with its words; they are empty for the auditor (``with_words`` false)."""

    with_words: bool
    title: str = ""
    action: str = ""
    action_on: date | None = None
    about_kind: str = ""
    about_id: str = ""
    paper_id: str = ""
    text: str = ""
    replies: list[ReplyOut] = []


class AccessOut(Schema):
    """Who opened a filing."""

    at: datetime
    label: str
    role: str
    way: str
    with_content: bool


class RecipientIn(Schema):
    """A recipient by name and role."""

    name: str
    role: str


class FilingIn(Schema):
    """A draft about one action of a record."""

    kind: str = "report_up"
    title: str
    about_kind: str
    about_id: str
    action: str
    action_key: str = ""
    action_on: date | None = None
    paper_id: str = ""
    number: str = ""
    text: str = ""
    recipients: list[RecipientIn]


class ChangeIn(Schema):
    """The words of a draft."""

    title: str
    action: str
    action_on: date | None = None
    number: str = ""
    text: str = ""
    recipients: list[RecipientIn]


class SendIn(Schema):
    """That the paper went out."""

    on: date
    signed_by: str
    by: str
    number: str = ""


class ReceiptIn(Schema):
    """That one recipient has it; by its id."""

    recipient: str
    on: date
    by: str = ""


class ReplyIn(Schema):
    """批示; ``secrecy`` is internal or work_secret, anything else is refused."""

    who: str
    office: str = ""
    text: str
    on: date
    secrecy: str = "internal"
    tasks: list[TaskIn] = []


class ReasonIn(Schema):
    """Why."""

    reason: str
