"""处置的接口: the findings of a frozen month, and what becomes of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Schema, Status

from oversight.hotline import actions, permissions, queries
from oversight.hotline.api.access import Text, month_of
from oversight.hotline.api.routing import router
from oversight.hotline.findings import Finding, disposition_by_id, findings
from oversight.hotline.models import FindingDisposition, MonthFreeze
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import place_for
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.web import actor_of


class DispositionOut(Schema):
    """What became of a finding."""

    id: str
    disposition: str
    reason: str
    case: str
    decided_by: str
    decided_at: datetime
    carried: bool


class FindingOut(Schema):
    """One finding: ``direction`` yes or manual; ``notes`` what must be known of its figures."""

    unit: str
    direction: str
    grade: str | None
    count: int
    previous: int | None
    last_year: int | None
    mom: float | None
    yoy: float | None
    notes: list[str]
    disposition: DispositionOut | None


class FindingsOut(Schema):
    """The findings of one version of a month."""

    month: str
    version: int
    sha256: str
    rulebook: str
    open: int
    findings: list[FindingOut]
    held_back: list[str]


class DisposeIn(Schema):
    """处置: open_case, watch or left_out; subject and lead office for a case."""

    unit: Text
    disposition: Text
    reason: Text = ""
    subject: Text = ""
    lead_office: Text = ""


class ChangeIn(Schema):
    """改变处置."""

    disposition: Text
    reason: Text
    subject: Text = ""
    lead_office: Text = ""


class Carried(Schema):
    """How many dispositions were taken over."""

    carried: int


def freeze_of(place: Jurisdiction, month: str, version: int | None = None) -> MonthFreeze:
    """The version asked for, else the newest; 404 where the month is not frozen."""
    rows = queries.freezes_of(place, month_of(month))
    if version is not None:
        rows = rows.filter(version=version if 0 < version < 100_000 else 0)
    found = rows.first()
    if found is None:
        raise Http404(month)
    return found


def office_of(place: Jurisdiction, key: str) -> Body | None:
    """The office with this public id, None where none is given."""
    if not key:
        return None
    found = institutions.bodies_of(place).filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


@router.get("/{slug:place}/months/{month}/findings", response=FindingsOut)
def list_findings(request: HttpRequest, place: str, month: str, version: int | None = None) -> Any:
    """一个月的双升单位和处置, the newest version or ``version``."""
    found = place_for(request, place, permissions.can_read_hotline)
    freeze = freeze_of(found, month, version)
    listed = findings(found, freeze)
    return {
        "month": month,
        "version": freeze.version,
        "sha256": freeze.sha256,
        "rulebook": listed.book.reference,
        "open": len(listed.open),
        "findings": [finding_out(one) for one in listed.rows],
        "held_back": [name for name, _why in listed.held_back],
    }


@router.post("/{slug:place}/months/{month}/findings", response={201: DispositionOut})
def dispose_finding(request: HttpRequest, place: str, month: str, body: DisposeIn) -> Any:
    """处置一个单位 of the newest version (also needs cases:write)."""
    found = place_for(request, place, permissions.can_dispose)
    values = body.dict()
    made = actions.dispose_finding(
        actor_of(request),
        found,
        freeze_of(found, month),
        unit_name=values.pop("unit"),
        lead_office=office_of(found, values.pop("lead_office")),
        **values,
    )
    return Status(201, disposition_out(made))


@router.post("/{slug:place}/months/{month}/findings/carry", response=Carried)
def carry_dispositions(request: HttpRequest, place: str, month: str) -> Any:
    """沿用上一版的处置."""
    found = place_for(request, place, permissions.can_dispose)
    freeze = freeze_of(found, month)
    return {"carried": actions.carry_dispositions(actor_of(request), found, freeze)}


@router.post("/{slug:place}/dispositions/{slug:key}/change", response=DispositionOut)
def change_disposition(request: HttpRequest, place: str, key: str, body: ChangeIn) -> Any:
    """改变处置 with its reason, until the chairpersons' meeting has decided."""
    found = place_for(request, place, permissions.can_dispose)
    made = disposition_by_id(found, key)
    if made is None:
        raise Http404(key)
    values = body.dict()
    office = office_of(found, values.pop("lead_office"))
    changed = actions.change_disposition(
        actor_of(request), found, made, lead_office=office, **values
    )
    return disposition_out(changed)


def finding_out(one: Finding) -> dict[str, Any]:
    names = ("count", "previous", "last_year", "mom", "yoy")
    return {
        "unit": one.name,
        "direction": one.direction,
        "grade": one.grade,
        **{name: one.row[name] for name in names},
        "notes": list(one.notes),
        "disposition": disposition_out(one.disposition) if one.disposition else None,
    }


def disposition_out(made: FindingDisposition) -> dict[str, Any]:
    return {
        "id": made.public_id,
        "disposition": made.disposition,
        "reason": made.reason,
        "case": made.case.public_id if made.case else "",
        "decided_by": made.decided_by,
        "decided_at": made.decided_at,
        "carried": made.carried_from_id is not None,
    }
