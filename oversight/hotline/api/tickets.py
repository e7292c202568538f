"""工单的接口: the masked tickets of a month, filtered and paged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from hotline_analytics.tickets import format_month
from ninja import Query, Schema
from pydantic import AfterValidator, Field

from oversight.audit.errors import Invalid
from oversight.hotline import permissions, questions, ticket_lists
from oversight.hotline.api import schemas as s
from oversight.hotline.api.access import month_of, without_nul
from oversight.hotline.api.routing import router
from oversight.hotline.own_units import own_unit, stored_names
from oversight.hotline.ticket_filters import ORDERS, STATES, TicketFilter
from oversight.institutions.api.access import place_for
from oversight.institutions.web import actor_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTANTS = ("received_at", "closed_at", "first_response_at", "due_at")
Word = Annotated[str, Field(max_length=200), AfterValidator(without_nul)]
Sort = Literal["received", "-received", "closed", "-closed", "due", "unit", "id"]


class TicketQuery(Schema):
    """Which tickets: empty means no narrowing; ``category`` "-" asks for those without one."""

    unit: Word = ""
    category: Word = ""
    kinds: Word = "all"
    source: Word = ""
    first_unit: Word = ""
    kind_at_intake: Word = ""
    district: Word = ""
    channel: Word = ""
    satisfaction: Word = ""
    resolved: Word = ""
    state: Word = ""
    repeat: bool = False
    q: Word = ""
    sort: Sort = "-received"
    version: int | None = Field(None, ge=1, le=99_999)
    offset: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(50, ge=1, le=500)


def chosen(month: int, asked: TicketQuery) -> TicketFilter:
    """The question as a filter."""
    if asked.state and asked.state not in STATES:
        raise Invalid("bad_choice", "、".join(STATES), where="state")
    equal = ("first_unit", "kind_at_intake", "district", "channel", "satisfaction", "resolved")
    category = "" if asked.category == "-" else asked.category or None
    return TicketFilter(
        months=(month,),
        units=frozenset({asked.unit}) if asked.unit else None,
        category=category,
        kinds=questions.read_kinds(asked.kinds or "all"),
        sources=frozenset({asked.source}) if asked.source else None,
        state=asked.state or None,
        repeat=asked.repeat,
        q=asked.q,
        **{name: getattr(asked, name) or None for name in equal},
    )


@router.get("/{slug:place}/months/{month}/tickets", response=s.TicketPage)
def list_tickets(request: HttpRequest, place: str, month: str, asked: Query[TicketQuery]) -> Any:
    """一个月的工单 (脱敏): of its newest freeze or ``version``, else as the store holds them.

    A liaison's or unit head's token gets those of the own unit, its predecessors included.
    """
    assert asked.sort in ORDERS
    found = place_for(request, place, permissions.can_open_tickets)
    index = month_of(month)
    narrowed = chosen(index, asked)
    own = own_unit(actor_of(request), found)
    if own is not None:
        narrowed = replace(narrowed, units=stored_names(found, index, own))
    standing = questions.standing(found, index, version=asked.version)
    page = ticket_lists.tickets_page(
        found,
        standing,
        narrowed,
        sort=asked.sort,
        offset=asked.offset,
        limit=asked.limit,
    )
    return {
        "total": page.count,
        "offset": asked.offset,
        "items": [shown(row) for row in page.rows],
    }


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """A ticket with instants and month as the API writes them."""
    times = {name: instant(row[name]) for name in INSTANTS}
    return {**row, **times, "month": format_month(row["month"])}


def instant(micros: int | None) -> datetime | None:
    """Microseconds UTC as an instant; none where it lies beyond what a date can say."""
    try:
        return None if micros is None else EPOCH + timedelta(microseconds=micros)
    except OverflowError:
        return None
