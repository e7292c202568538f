"""报送的接口: reads that leave their entry, and the acts. Never public; the auditor gets no words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from oversight.accounts.tokens import TokenAuth
from oversight.audit.errors import Invalid
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.web import place_or_404
from oversight.links import resolving
from oversight.publications.filings import actions, permissions, queries
from oversight.publications.filings.recipients import Recipient
from oversight.publications.filings.views.detail import filing_or_404, opened
from oversight.publications.models import Filing, FilingReply

router = Router(tags=["filings"], auth=TokenAuth())
PAGE_SIZE = 50


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


def known(filing: Filing) -> dict[str, Any]:
    """The part that anybody who may know of filings gets."""
    return {
        "id": filing.public_id,
        "kind": filing.kind,
        "state": filing.state,
        "number": filing.number,
        "issuer": filing.issuer.name,
        "prepared_at": filing.prepared_at,
        "sent_on": filing.sent_on,
        "recipients": [
            {
                "id": one.public_id,
                "name": one.name,
                "role": one.role,
                "acknowledged_on": one.acknowledged_on,
                "acknowledged_by": one.acknowledged_by,
            }
            for one in filing.recipients.all()
        ],
    }


def words(request: HttpRequest, place: Jurisdiction, filing: Filing) -> dict[str, Any]:
    """The filing as this reader may read it."""
    actor = request.actor  # type: ignore[attr-defined]
    if not permissions.can_read_content(actor, place):
        return {**known(filing), "with_words": False}
    names = ("title", "action", "action_on", "about_kind", "about_id", "paper_id", "text")
    return {
        **known(filing),
        "with_words": True,
        **{name: getattr(filing, name) for name in names},
        "replies": [reply_words(reply) for reply in queries.replies_to(filing)],
    }


def reply_words(reply: FilingReply) -> dict[str, Any]:
    names = ("who", "office", "text", "on", "secrecy", "tasks")
    return {"id": reply.public_id, **{name: getattr(reply, name) for name in names}}


def require(predicate: Any, request: HttpRequest, place: Jurisdiction) -> None:
    """403 where the acting role may not."""
    if not predicate(request.actor, place):  # type: ignore[attr-defined]
        raise PermissionDenied


def recipients_of(rows: list[RecipientIn]) -> list[Recipient]:
    return [Recipient(row.name, row.role) for row in rows]


@router.get("/{place}", response=FilingsOut)
def list_filings(
    request: HttpRequest,
    place: str,
    state: str = "",
    recipient: str = "",
    year: int | None = None,
    page: int = 1,
) -> dict[str, Any]:
    """Filings without their words: state, number, days, recipients."""
    found = place_or_404(place)
    require(permissions.can_know, request, found)
    year = year if year and 1900 <= year <= 9000 else None
    rows = queries.filing_list(
        found, state=search_text(state), recipient=search_text(recipient), year=year
    )
    paginator = Paginator(rows, PAGE_SIZE)
    shown = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown.number,
        "pages": paginator.num_pages,
        "items": [known(filing) for filing in shown],
    }


@router.post("/{place}", response=WordsOut)
def draft_filing(request: HttpRequest, place: str, body: FilingIn) -> dict[str, Any]:
    """Draft a report up or a filing about one action; nothing is sent."""
    found = place_or_404(place)
    require(permissions.can_draft, request, found)
    if not resolving.resolve(request.actor, found, body.about_kind, body.about_id):  # type: ignore[attr-defined]
        raise Invalid("unknown_record", _("没有这件所报的事项。"), where="about_id")
    taken = queries.ActionTaken(
        body.about_kind, body.about_id, body.action_key, body.action, body.action_on
    )
    filing = actions.draft_filing(
        request.actor,  # type: ignore[attr-defined]
        found,
        kind=body.kind,
        title=body.title,
        about=(body.about_kind, body.about_id),
        action=taken,
        recipients=recipients_of(body.recipients),
        paper_id=body.paper_id,
        number=body.number,
        text=body.text,
    )
    return words(request, found, filing)


@router.get("/{place}/{key}", response=WordsOut)
def get_filing(request: HttpRequest, place: str, key: str) -> dict[str, Any]:
    """One filing; that it was opened is written down."""
    found = place_or_404(place)
    require(permissions.can_know, request, found)
    filing = opened(request.actor, found, key, "api")  # type: ignore[attr-defined]
    return words(request, found, filing)


@router.get("/{place}/{key}/accesses", response=list[AccessOut])
def list_accesses(request: HttpRequest, place: str, key: str) -> list[dict[str, Any]]:
    """Who opened the filing, newest first; for chair and auditor."""
    found = place_or_404(place)
    require(permissions.can_see_accesses, request, found)
    rows = queries.accesses_of(filing_or_404(found, key))
    return list(rows.values("at", "label", "role", "way", "with_content"))


def acted(request: HttpRequest, place: str, key: str, predicate: Any) -> tuple[Any, Filing]:
    """Place and filing of an act, for who may."""
    found = place_or_404(place)
    require(predicate, request, found)
    return found, filing_or_404(found, key)


def answer(request: HttpRequest, place: Jurisdiction, filing: Filing) -> dict[str, Any]:
    """The filing after an act, as it stands now."""
    return words(request, place, filing_or_404(place, filing.public_id))


@router.put("/{place}/{key}", response=WordsOut)
def change_filing(request: HttpRequest, place: str, key: str, body: ChangeIn) -> dict[str, Any]:
    """Change a draft, or a filing that came back."""
    found, filing = acted(request, place, key, permissions.can_draft)
    data = body.dict() | {"recipients": recipients_of(body.recipients)}
    actions.change_draft(request.actor, found, filing, **data)  # type: ignore[attr-defined]
    return answer(request, found, filing)


@router.post("/{place}/{key}/withdraw", response=WordsOut)
def withdraw_filing(request: HttpRequest, place: str, key: str, body: ReasonIn) -> dict[str, Any]:
    """A draft that will not go out."""
    found, filing = acted(request, place, key, permissions.can_draft)
    actions.withdraw(request.actor, found, filing, body.reason)  # type: ignore[attr-defined]
    return answer(request, found, filing)


@router.post("/{place}/{key}/send", response=WordsOut)
def send_filing(request: HttpRequest, place: str, key: str, body: SendIn) -> dict[str, Any]:
    """Record that the signed paper went out; the platform itself sends nothing."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.send(request.actor, found, filing, **body.dict())  # type: ignore[attr-defined]
    return answer(request, found, filing)


@router.post("/{place}/{key}/acknowledge", response=WordsOut)
def acknowledge_filing(
    request: HttpRequest, place: str, key: str, body: ReceiptIn
) -> dict[str, Any]:
    """Record that one recipient has it."""
    found, filing = acted(request, place, key, permissions.can_record)
    wanted = (one for one in filing.recipients.all() if one.public_id == body.recipient)
    recipient = next(wanted, None)
    actions.acknowledge(
        request.actor,  # type: ignore[attr-defined]
        found,
        filing,
        recipient=recipient,
        on=body.on,
        by=body.by,
    )
    return answer(request, found, filing)


@router.post("/{place}/{key}/replies", response=WordsOut)
def record_reply(request: HttpRequest, place: str, key: str, body: ReplyIn) -> dict[str, Any]:
    """Record the committee's reply (批示); tasks with a unit become followups."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.record_reply(request.actor, found, filing, **body.dict())  # type: ignore[attr-defined]
    return answer(request, found, filing)


@router.post("/{place}/{key}/return", response=WordsOut)
def return_filing(request: HttpRequest, place: str, key: str, body: ReasonIn) -> dict[str, Any]:
    """Record that it came back for completion."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.return_filing(request.actor, found, filing, body.reason)  # type: ignore[attr-defined]
    return answer(request, found, filing)


@router.post("/{place}/{key}/filed", response=WordsOut)
def mark_filed(request: HttpRequest, place: str, key: str) -> dict[str, Any]:
    """Record that a filing for the record is complete."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.mark_filed(request.actor, found, filing)  # type: ignore[attr-defined]
    return answer(request, found, filing)
