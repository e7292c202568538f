"""报送的接口: reads that leave their entry, and the acts. Never public; the auditor gets no words.

Whoever reads the words opens the filing (``get_filing``), which is written down; the answer to an act says
only what may be known without reading.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from oversight.accounts.tokens import TokenAuth
from oversight.audit.errors import Invalid
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.web import place_or_404
from oversight.links import resolving
from oversight.publications.filings import actions, permissions, queries
from oversight.publications.filings import api_schemas as s
from oversight.publications.filings.recipients import Recipient
from oversight.publications.filings.views.detail import filing_or_404, opened
from oversight.publications.models import Filing, FilingReply

router = Router(tags=["filings"], auth=TokenAuth())
PAGE_SIZE = 50


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


def recipients_of(rows: list[s.RecipientIn]) -> list[Recipient]:
    return [Recipient(row.name, row.role) for row in rows]


@router.get("/{place}", response=s.FilingsOut)
def list_filings(
    request: HttpRequest,
    place: str,
    state: str = "",
    recipient: str = "",
    kind: str = "",
    year: int | None = None,
    q: str = "",
    page: int = 1,
) -> dict[str, Any]:
    """Filings without their words: state, number, days, recipients.

    ``q`` looks in the number; for those who may read the words also in title and action.
    """
    found = place_or_404(place)
    require(permissions.can_know, request, found)
    rows = queries.filing_list(
        found,
        state=search_text(state),
        recipient=search_text(recipient),
        kind=search_text(kind),
        year=year if year and 1900 <= year <= 9000 else None,
        q=q,
        words=permissions.can_read_content(request.actor, found),  # type: ignore[attr-defined]
    )
    paginator = Paginator(rows, PAGE_SIZE)
    shown = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown.number,
        "pages": paginator.num_pages,
        "items": [known(filing) for filing in shown],
    }


@router.post("/{place}", response=s.FilingOut)
def draft_filing(request: HttpRequest, place: str, body: s.FilingIn) -> dict[str, Any]:
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
    return answer(found, filing)


@router.get("/{place}/{key}", response=s.WordsOut)
def get_filing(request: HttpRequest, place: str, key: str) -> dict[str, Any]:
    """One filing; that it was opened is written down."""
    found = place_or_404(place)
    require(permissions.can_know, request, found)
    filing = opened(request.actor, found, key, "api")  # type: ignore[attr-defined]
    return words(request, found, filing)


@router.get("/{place}/{key}/accesses", response=list[s.AccessOut])
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


def answer(place: Jurisdiction, filing: Filing) -> dict[str, Any]:
    """The filing after an act, as it stands now; none of its words, for nobody opened it."""
    return known(filing_or_404(place, filing.public_id))


@router.put("/{place}/{key}", response=s.FilingOut)
def change_filing(request: HttpRequest, place: str, key: str, body: s.ChangeIn) -> dict[str, Any]:
    """Change a draft, or a filing that came back."""
    found, filing = acted(request, place, key, permissions.can_draft)
    data = body.dict() | {"recipients": recipients_of(body.recipients)}
    actions.change_draft(request.actor, found, filing, **data)  # type: ignore[attr-defined]
    return answer(found, filing)


@router.post("/{place}/{key}/withdraw", response=s.FilingOut)
def withdraw_filing(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> dict[str, Any]:
    """A draft that will not go out."""
    found, filing = acted(request, place, key, permissions.can_draft)
    actions.withdraw(request.actor, found, filing, body.reason)  # type: ignore[attr-defined]
    return answer(found, filing)


@router.post("/{place}/{key}/send", response=s.FilingOut)
def send_filing(request: HttpRequest, place: str, key: str, body: s.SendIn) -> dict[str, Any]:
    """Record that the signed paper went out; the platform itself sends nothing."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.send(request.actor, found, filing, **body.dict())  # type: ignore[attr-defined]
    return answer(found, filing)


@router.post("/{place}/{key}/acknowledge", response=s.FilingOut)
def acknowledge_filing(
    request: HttpRequest, place: str, key: str, body: s.ReceiptIn
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
    return answer(found, filing)


@router.post("/{place}/{key}/replies", response=s.FilingOut)
def record_reply(request: HttpRequest, place: str, key: str, body: s.ReplyIn) -> dict[str, Any]:
    """Record the committee's reply (批示); tasks with a unit become followups."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.record_reply(request.actor, found, filing, **body.dict())  # type: ignore[attr-defined]
    return answer(found, filing)


@router.post("/{place}/{key}/return", response=s.FilingOut)
def return_filing(request: HttpRequest, place: str, key: str, body: s.ReasonIn) -> dict[str, Any]:
    """Record that it came back for completion."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.return_filing(request.actor, found, filing, body.reason)  # type: ignore[attr-defined]
    return answer(found, filing)


@router.post("/{place}/{key}/filed", response=s.FilingOut)
def mark_filed(request: HttpRequest, place: str, key: str) -> dict[str, Any]:
    """Record that a filing for the record is complete."""
    found, filing = acted(request, place, key, permissions.can_record)
    actions.mark_filed(request.actor, found, filing)  # type: ignore[attr-defined]
    return answer(found, filing)
