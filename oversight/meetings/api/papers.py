"""议题材料: registered with versions and the day they came, copies handed out and taken back – over HTTP."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Status

from oversight.files.models import StoredFile
from oversight.files.permissions import can_read_file
from oversight.files.queries import file_of
from oversight.files.views import sent
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import item_papers as actions
from oversight.meetings.api import paper_schemas as s
from oversight.meetings.api.questions import item_of
from oversight.meetings.api.routing import router
from oversight.meetings.models import ItemPaper, PaperCopy
from oversight.meetings.permissions import can_read, can_see
from oversight.meetings.queries import item_papers as queries

ITEM = "/{slug:place}/agenda/{slug:key}/papers"
PAPER = "/{slug:place}/item-papers/{slug:key}"


def paper_of(place: Jurisdiction, key: str) -> ItemPaper:
    """The paper of the address."""
    found = queries.paper_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def own_file(request: HttpRequest, place: Jurisdiction, key: str) -> StoredFile:
    """A stored file that the token's account may read."""
    found = file_of(place, key)
    if found is None or not can_read_file(actor_of(request), found):
        raise Http404(key)
    return found


def shown(paper: ItemPaper) -> dict[str, Any]:
    """A paper as the API says it."""
    return {
        "id": paper.public_id,
        "kind": paper.kind,
        "title": paper.title,
        "unit": paper.unit.name if paper.unit else "",
        "to_return": paper.to_return,
        "dropped": paper.dropped,
        "dropped_reason": paper.dropped_reason,
        "versions": [
            {
                "number": one.number,
                "file_name": one.file.name,
                "sha256": one.file.sha256,
                "lead_code": one.lead_code,
                "received_on": one.received_on,
                "due": one.due,
                "late_days": one.late_days,
                "waiver": one.waiver,
                "note": one.note,
                "by": one.by_label,
                "rulebook": one.rulebook,
            }
            for one in queries.versions_of(paper)
        ],
        "copies": [as_copy(one) for one in queries.copies_of(paper)],
    }


def as_copy(copy: PaperCopy) -> dict[str, Any]:
    names = ("number", "holder", "handed_at", "returned_at", "lost_note")
    return {"id": copy.public_id, **{name: getattr(copy, name) for name in names}}


@router.get(ITEM, response=list[s.ItemPaperOut])
def list_item_papers(request: HttpRequest, place: str, key: str) -> Any:
    """The papers of an item."""
    found = place_for(request, place, can_read)
    return [shown(one) for one in queries.papers_of_item(item_of(found, key))]


@router.post(ITEM, response={201: s.ItemPaperOut})
def add_item_paper(request: HttpRequest, place: str, key: str, body: s.ItemPaperIn) -> Any:
    """登记材料."""
    found = place_for(request, place, permissions.can_keep_matters)
    paper = actions.add_item_paper(
        actor_of(request),
        found,
        item_of(found, key),
        file=own_file(request, found, body.file),
        unit=optional(institutions.units_of(found), body.unit),
        **body.dict(exclude={"file", "unit"}),
    )
    return Status(201, shown(paper_of(found, paper.public_id)))


@router.get(PAPER, response=s.ItemPaperOut)
def get_item_paper(request: HttpRequest, place: str, key: str) -> Any:
    """One paper."""
    return shown(paper_of(place_for(request, place, can_read), key))


@router.get(PAPER + "/versions/{int:number}", response={200: None})
def get_item_paper_file(request: HttpRequest, place: str, key: str, number: int) -> HttpResponse:
    """The bytes of a version, for whoever is called to the meeting."""
    found = place_for(request, place, can_see)
    paper = paper_of(found, key)
    if not queries.may_read_file(actor_of(request), found, paper):
        raise PermissionDenied
    version = queries.versions_of(paper).filter(number=number).first()
    if version is None:
        raise Http404(str(number))
    return sent(version.file, inline=False)


@router.post(PAPER + "/versions", response={201: s.ItemPaperOut})
def add_version(request: HttpRequest, place: str, key: str, body: s.PaperVersionIn) -> Any:
    """登记新稿."""
    found = place_for(request, place, permissions.can_keep_matters)
    paper = paper_of(found, key)
    file = own_file(request, found, body.file)
    data = body.dict(exclude={"file"})
    actions.add_version(actor_of(request), found, paper, file=file, **data)
    return Status(201, shown(paper_of(found, key)))


@router.post(PAPER + "/drop", response=s.ItemPaperOut)
def drop_item_paper(request: HttpRequest, place: str, key: str, body: s.PaperDropIn) -> Any:
    """不再使用."""
    found = place_for(request, place, permissions.can_keep_matters)
    actions.drop_item_paper(actor_of(request), found, paper_of(found, key), reason=body.reason)
    return shown(paper_of(found, key))


@router.post(PAPER + "/copies", response={201: list[s.PaperCopyOut]})
def hand_out(request: HttpRequest, place: str, key: str, body: s.HandOutIn) -> Any:
    """发放要收回的份."""
    found = place_for(request, place, permissions.can_keep_matters)
    paper = paper_of(found, key)
    made = actions.hand_out_copies(actor_of(request), found, paper, holders=body.holders)
    return Status(201, [as_copy(one) for one in made])


@router.post(PAPER + "/copies/{slug:one}/back", response=s.PaperCopyOut)
def take_back(request: HttpRequest, place: str, key: str, one: str, body: s.TakeBackIn) -> Any:
    """收回一份, or why it cannot come back."""
    found = place_for(request, place, permissions.can_keep_matters)
    copy = queries.copy_by_id(paper_of(found, key), one)
    if copy is None:
        raise Http404(one)
    actions.take_back_copy(actor_of(request), found, copy, lost_note=body.lost_note)
    return as_copy(copy)
