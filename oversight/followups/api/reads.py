"""读: the list, one item with everything said on it, and its files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from oversight.audit.actors import Actor
from oversight.files import permissions as files
from oversight.files.models import StoredFile
from oversight.files.queries import file_of
from oversight.files.views import sent
from oversight.followups import permissions, queries
from oversight.followups.actions.working import facts_of
from oversight.followups.api import schemas as s
from oversight.followups.api.routing import router
from oversight.followups.limits import limits_of
from oversight.followups.models import Evidence, Followup
from oversight.followups.presenting import Row, rows_of, sides_of, why_not
from oversight.followups.queries.lists import Filters
from oversight.followups.rules import progress
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of

PAGE_SIZE = 50
SAME = (
    "code",
    "kind",
    "title",
    "requirement",
    "target",
    "state",
    "state_reason",
    "due",
    "original_due",
    "leader",
    "basis",
    "about_kind",
    "about_id",
    "about_label",
    "sealed",
    "percent",
    "progress",
    "version",
    "assigned_at",
    "accepted_at",
    "reported_at",
    "closed_at",
)


def item_of(request: HttpRequest, place: Jurisdiction, key: str) -> Followup:
    """One item that the token may read."""
    found = queries.followup_by_id(place, key)
    if found is None:
        raise Http404(key)
    if not permissions.may_read(actor_of(request), place, found):
        raise PermissionDenied
    return found


def files_of(request: HttpRequest, place: Jurisdiction, keys: Iterable[str]) -> list[StoredFile]:
    """Stored files that the token's account may read, those of its items included."""
    found = []
    for key in keys:
        file = file_of(place, key)
        if file is None or not may_use(actor_of(request), place, file):
            raise Http404(key)
        found.append(file)
    return found


def may_use(actor: Actor, place: Jurisdiction, file: StoredFile) -> bool:
    """Whether the file is the reader's to name: own, the place's, or beside an item they may read."""
    if files.can_read_file(actor, file):
        return True
    return queries.readable_by(actor, place).filter(evidence__file=file).exists()


def shown(row: Row) -> dict[str, Any]:
    """An item as the API says it."""
    item = row.followup
    return {
        "id": item.public_id,
        **{name: getattr(item, name) for name in SAME},
        "standing": row.standing.rung,
        "days": row.standing.days,
        "unit": row.unit,
        "unit_id": item.unit.public_id,
        "assigned_unit": item.unit.name,
        "office": item.office.name if item.office else "",
    }


def answer(place: Jurisdiction, followup: Followup) -> dict[str, Any]:
    """The item as it stands after an act."""
    found = queries.followups_of(place).get(pk=followup.pk)
    return shown(rows_of(place, [found], limits_of(place))[0])


@router.get("/{slug:place}", response=s.FollowupListOut)
def list_followups(
    request: HttpRequest,
    place: str,
    q: str = "",
    kind: str = "",
    state: str = "",
    due: str = "",
    sort: str = "due",
    page: int = 1,
) -> dict[str, Any]:
    """Items: the office's every one, a unit's its own and what it assists; open ones unless asked."""
    found = place_for(request, place, permissions.can_open)
    limits = limits_of(found)
    filters = Filters(q=q[:100], kind=kind, state=state, due=due)
    rows = queries.readable_by(actor_of(request), found)
    rows = queries.filtered(rows, filters, limits, institutions.today())
    paginator = Paginator(queries.ordered(rows, sort), PAGE_SIZE)
    shown_page = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": shown_page.number,
        "pages": paginator.num_pages,
        "items": [shown(row) for row in rows_of(found, list(shown_page), limits)],
    }


@router.get("/{slug:place}/items/{slug:key}", response=s.FollowupFullOut)
def get_followup(request: HttpRequest, place: str, key: str) -> dict[str, Any]:
    """One item with reports, findings, requests and sections."""
    found_place = place_for(request, place, permissions.can_open)
    found = item_of(request, found_place, key)
    rows = queries.evidence_of(found)
    return {
        **answer(found_place, found),
        "co_units": [each.unit.name for each in found.co_units.select_related("unit")],
        "reports": [
            {
                "kind": each.kind,
                "text": each.text,
                "percent": each.percent,
                "entered": each.entered,
                "unit": each.unit_name,
                "by": each.reported_label,
                "at": each.at,
                "evidence": [as_file(row) for row in rows if row.report_id == each.pk],
            }
            for each in found.reports.all()
        ],
        "verifications": [
            {
                "outcome": each.outcome,
                "text": each.text,
                "by": each.verified_label,
                "at": each.at,
                "evidence": [as_file(row) for row in rows if row.verification_id == each.pk],
            }
            for each in found.verifications.all()
        ],
        "extensions": list(found.extensions.values(*s.ExtensionOut.model_fields)),
        "parts": [
            {**part, "id": part.pop("public_id")}
            for part in found.parts.values(
                "public_id", "section", "person", "task", "due", "state", "note"
            )
        ],
        "possible": possible(actor_of(request), found_place, found),
    }


def possible(actor: Actor, place: Jurisdiction, found: Followup) -> list[str]:
    """What the token's role may do now, the rule of the other person included."""
    steps = progress.possible(facts_of(place, found), sides_of(actor, place, found))
    return [step for step in steps if why_not(step, actor, place, found) is None]


def as_file(evidence: Evidence) -> dict[str, str]:
    file = evidence.file
    return {
        "file": file.public_id,
        "name": file.name,
        "purpose": evidence.purpose,
        "sha256": file.sha256,
    }


@router.get("/{slug:place}/items/{slug:key}/files/{slug:file}", response={200: None})
def get_evidence(request: HttpRequest, place: str, key: str, file: str) -> HttpResponse:
    """The bytes of a file that belongs to the item."""
    found_place = place_for(request, place, permissions.can_open)
    found = item_of(request, found_place, key)
    evidence = queries.evidence_of(found).filter(file__public_id=file).first()
    if evidence is None:
        raise Http404(file)
    return sent(evidence.file, inline=False)
