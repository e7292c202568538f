"""接口的数据形状. Rates 0–1, months YYYY-MM, instants ISO 8601 with zone, null where not known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from oversight.hotline.api.access import Text


class Paged(Schema):
    """A page of a list, newest first."""

    total: int
    page: int
    pages: int


class SummaryOut(Schema):
    """A published summary of a month: the content as published; null where it was taken down."""

    month: str
    title: str
    version: int
    state: str
    published_at: datetime | None
    entry_digest: str
    publication: str = Field(description="id under /api/v1/publications/")
    content: dict[str, Any] | None


class SummaryPage(Paged):
    """Published summaries."""

    items: list[SummaryOut]


class FreezeOut(Schema):
    """One version of a month: ``format`` snapshot-1 over tickets, counts-1 over table figures."""

    month: str
    version: int
    format: str
    sha256: str
    tickets: int
    sources: list[str]
    frozen_at: datetime
    frozen_by: str
    rule: str
    parameters_sha256: str
    rulebook: str
    rulebook_sha256: str


class MonthOut(Schema):
    """A month with data: how many tickets now, and the versions frozen so far."""

    month: str
    tickets: int
    versions: list[int]
    summary: str = Field(description="published, proposed or empty")


class Analysis(Schema):
    """The monthly analysis, just as ``jiannuo hotline monthly --json`` prints it."""

    month: str
    window: Literal["month", "ytd"]
    by: Literal["unit", "category"]
    as_of: str
    snapshot: dict[str, Any] = Field(description="sha256, tickets, version (null: not frozen)")
    units_tested: int
    expected_by_chance: float
    reasons: list[dict[str, Any]]
    rows: list[dict[str, Any]]


class UnitMonth(Schema):
    """One unit's row of the analysis; null where the month has nothing of it."""

    month: str
    window: Literal["month", "ytd"]
    as_of: str
    snapshot: dict[str, Any] = Field(
        description="tickets and version; sha256 only of a frozen month"
    )
    unit: str
    name: str
    row: dict[str, Any] | None


class RowChange(Schema):
    """A group that differs between two versions; null where the version does not have it."""

    name: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Comparison(Schema):
    """What differs between two versions of a month."""

    month: str
    first: int
    second: int
    unchanged: int
    changes: list[RowChange]


class TicketOut(Schema):
    """One ticket, texts masked; the caller never leaves."""

    ticket_id: str
    source: str
    month: str
    received_at: datetime
    closed_at: datetime | None
    first_response_at: datetime | None
    due_at: datetime | None
    unit: str
    first_unit: str | None
    assisting_unit: str | None
    kind: str
    kind_at_intake: str | None
    category: str | None
    title: str | None
    channel: str | None
    district: str | None
    reopened: int | None
    satisfaction: str | None
    resolved: str | None
    status: str | None


class TicketPage(Schema):
    """Tickets of a month from ``offset`` on."""

    total: int
    offset: int
    items: list[TicketOut]


class ImportOut(Schema):
    """One import; read = accepted + duplicates + updated + quarantined."""

    id: str
    source: str
    file_name: str
    file_sha256: str
    read: int
    accepted: int
    duplicates: int
    updated: int
    quarantined: int
    quarantine_available: bool
    notes: list[str]
    months: list[str]
    imported_by: str
    imported_at: datetime


class ImportPage(Paged):
    """Imports."""

    items: list[ImportOut]


class TableOut(Schema):
    """One monthly table with what in it cannot be true."""

    id: str
    source: str
    file_name: str
    file_sha256: str
    months: list[str]
    rows: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    imported_by: str
    imported_at: datetime


class TablePage(Paged):
    """Monthly tables."""

    items: list[TableOut]


class TableResult(Schema):
    """What was read from a table: the JSON of ``jiannuo hotline import-table --json``."""

    name: str
    columns: list[str]
    rows: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    notes: list[str]


class MappingOut(Schema):
    """A saved mapping as TOML."""

    id: str
    subject: Literal["tickets", "table"]
    name: str
    text: str
    saved_by: str
    saved_at: datetime


class MappingIn(Schema):
    """A mapping to save; one of the same name and subject is replaced."""

    text: Text = Field(max_length=200_000)
    subject: Literal["tickets", "table"] = "tickets"


class HandoverOut(Schema):
    """One hand-over sheet."""

    id: str
    month: str
    source: str
    tickets: int
    sha256: str
    first_received: datetime | None
    last_received: datetime | None
    handed_by: str
    received_by: str
    handed_on: date
    note: str
    recorded_by: str
    recorded_at: datetime


class HandoverPage(Paged):
    """Hand-over sheets."""

    items: list[HandoverOut]


class HandoverIn(Schema):
    """A hand-over to record; counts, period and check value are computed."""

    month: Text
    source: Text
    handed_by: Text = Field(max_length=100)
    received_by: Text = Field(max_length=100)
    handed_on: date
    note: Text = Field("", max_length=300)


class ProposeIn(Schema):
    """A summary to propose; ``note`` says what a correction corrects."""

    note: Text = Field("", max_length=300)


class JobStarted(Schema):
    """Work that goes on in the background: ask /api/v1/jobs/{place}/{job} until it has ended."""

    job: str
    state: str


class Proposed(Schema):
    """A proposal that waits for a second person."""

    version_id: str
    version: int
    state: str
