"""留痕的读 (token scope audit:read)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja.pagination import LimitOffsetPagination, paginate

from oversight.audit import queries as audit
from oversight.institutions import permissions
from oversight.institutions.api import schemas as s
from oversight.institutions.api.access import place_of
from oversight.institutions.api.routing import router
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.records import entries_in
from oversight.institutions.web import actor_of


def auditable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose record of acts the token may read."""
    place, actor = place_of(code), actor_of(request)
    if not (permissions.can_read_audit(actor, place) and actor.may_use("audit:read")):
        raise PermissionDenied
    return place


@router.get("/{slug:place}/records", response=list[s.EntryOut])
@paginate(LimitOffsetPagination)
def list_records(
    request: HttpRequest,
    place: str,
    code: str = "",
    who: str = "",
    first: date | None = None,
    last: date | None = None,
) -> Any:
    """留痕, newest first."""
    return entries_in(auditable(request, place), code=code, who=who, first=first, last=last)


@router.get("/{slug:place}/records/check", response=s.ChainOut)
def check_records(request: HttpRequest, place: str) -> Any:
    """核对完整: recomputes every link of the chain."""
    found = auditable(request, place)
    return next(iter(audit.verify_chains(found.code)))


@router.get("/{slug:place}/records/{int:seq}", response=s.EntryOut)
def one_record(request: HttpRequest, place: str, seq: int) -> Any:
    """一条留痕。"""
    found = auditable(request, place)
    entry = audit.entries_of(found.code).filter(seq=seq).first()
    if entry is None:
        raise Http404(str(seq))
    return entry
