"""接口: what is in force, versions, sections; drafting and adopting with a token."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from oversight.accounts.tokens import TokenAuth
from oversight.institutions import queries as institutions
from oversight.institutions.api.access import place_for
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.web import actor_of
from oversight.rulebooks import actions, permissions, queries
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.rules.differences import differences
from oversight.rulebooks.sections import SECTIONS

router = Router(tags=["rulebooks"], auth=TokenAuth())


class VersionOut(Schema):
    """One version. ``reference`` is what decisions keep; days are inclusive."""

    id: str
    reference: str
    label: str
    state: str
    body: str
    year: int | None
    number: int | None
    sha256: str
    valid_from: date | None
    valid_to: date | None
    adopted_by: str
    term_no: int | None
    meeting_no: int | None
    adopted_on: date | None
    paper_number: str
    copied_from: str
    note: str
    drafted_by: str
    drafted_at: datetime


class InForceOut(Schema):
    """What binds the place on a day: reference, hash and every section; ``template`` where nothing was adopted."""

    reference: str
    label: str
    sha256: str
    template: bool
    number: int | None
    sections: dict[str, dict[str, Any]]


class DifferenceOut(Schema):
    """One field or row that differs."""

    section: str
    item: str
    row: dict[str, Any] | None
    column: str
    change: str
    before: Any
    after: Any


class DraftIn(Schema):
    """A new draft; ``body`` is the id of the deciding body."""

    body: str
    from_template: bool = False
    note: str = Field("", max_length=300)


class CopyIn(Schema):
    """A draft copied from a version of a place above; no ``sections``: all."""

    body: str
    source: str
    sections: list[str] | None = None
    note: str = Field("", max_length=300)


class SectionIn(Schema):
    """A section whole; ``seen`` is the hash of the draft as read, to notice another's change."""

    values: dict[str, Any]
    seen: str = ""


class AdoptIn(Schema):
    """The adoption as the meeting's paper says it."""

    body: str
    term_no: int = Field(ge=1, le=200)
    meeting_no: int = Field(ge=1, le=999)
    on: date
    paper_number: str = Field(max_length=60)
    valid_from: date


class EndIn(Schema):
    """The last day in force, and on what basis."""

    on: date
    basis: str = Field(max_length=300)


class ReasonIn(Schema):
    """Why a draft is withdrawn."""

    reason: str = Field(max_length=300)


def version_of(place: Jurisdiction, key: str) -> Rulebook:
    found = queries.version_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def body_of(place: Jurisdiction, key: str) -> Body:
    found = institutions.bodies_of(place).filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


def shown(version: Rulebook) -> dict[str, Any]:
    """A version as the API says it."""
    same = (
        "reference", "label", "state", "year", "number", "sha256", "valid_from", "valid_to",
        "term_no", "meeting_no", "adopted_on", "paper_number", "copied_from", "note", "drafted_at",
    )  # fmt: skip
    return {
        "id": version.public_id,
        "body": version.body.public_id,
        "adopted_by": version.adopted_by.public_id if version.adopted_by else "",
        "drafted_by": version.drafted_label,
        **{name: getattr(version, name) for name in same},
    }


def read_as(found: InForce) -> dict[str, Any]:
    """Every section as it applies to the place."""
    return {
        "reference": found.reference,
        "label": found.label,
        "sha256": found.sha256,
        "template": found.template,
        "number": found.number,
        "sections": {name: found.section(name).to_dict() for name in SECTIONS},
    }


@router.get("/{slug:place}/in-force", response=InForceOut)
def get_in_force(request: HttpRequest, place: str, day: date | None = None) -> Any:
    """现行规则 on a day (default: today), each section as it applies to the place."""
    found = place_for(request, place, permissions.can_read_rulebooks)
    return read_as(queries.in_force(found, day))


@router.get("/{slug:place}/versions", response=list[VersionOut])
def list_versions(request: HttpRequest, place: str, state: str = "") -> Any:
    """历次版本, drafts included, newest first."""
    found = place_for(request, place, permissions.can_read_rulebooks)
    rows = queries.versions_of(found).order_by("-drafted_at")
    return [shown(version) for version in (rows.filter(state=state) if state else rows)]


@router.get("/{slug:place}/versions/{key}", response=VersionOut)
def get_version(request: HttpRequest, place: str, key: str) -> Any:
    """一版."""
    found = place_for(request, place, permissions.can_read_rulebooks)
    return shown(version_of(found, key))


@router.get("/{slug:place}/versions/{key}/content", response=dict[str, Any])
def get_content(request: HttpRequest, place: str, key: str) -> Any:
    """原文: the content whose canonical form (RFC 8785) has the version's hash."""
    found = place_for(request, place, permissions.can_read_rulebooks)
    return json.loads(version_of(found, key).content)


@router.get("/{slug:place}/versions/{key}/differences", response=list[DifferenceOut])
def list_differences(request: HttpRequest, place: str, key: str, other: str = "") -> Any:
    """对照: what the version says otherwise than ``other`` (an id; default: the template)."""
    found = place_for(request, place, permissions.can_read_rulebooks)
    after = queries.of_version(version_of(found, key))
    before = queries.of_version(version_of(found, other)) if other else queries.of_template(found)
    return [
        {
            "section": one.section,
            "item": one.item.name,
            "row": dict(one.key) if one.key is not None else None,
            "column": one.column.name if one.column else "",
            "change": one.change,
            "before": one.before,
            "after": one.after,
        }
        for one in differences(before.content, after.content)
    ]


@router.post("/{slug:place}/versions", response={201: VersionOut})
def draft_version(request: HttpRequest, place: str, body: DraftIn) -> Any:
    """起草."""
    found = place_for(request, place, permissions.can_draft)
    made = actions.draft_version(
        actor_of(request),
        found,
        body=body_of(found, body.body),
        from_template=body.from_template,
        note=body.note,
    )
    return Status(201, shown(made))


@router.post("/{slug:place}/copies", response={201: VersionOut})
def copy_version(request: HttpRequest, place: str, body: CopyIn) -> Any:
    """参照上级起草."""
    found = place_for(request, place, permissions.can_draft)
    source = queries.adopted_above(found).filter(public_id=body.source).first()
    if source is None:
        raise Http404(body.source)
    made = actions.copy_version(
        actor_of(request),
        found,
        body=body_of(found, body.body),
        source=source,
        sections=body.sections,
        note=body.note,
    )
    return Status(201, shown(made))


@router.put("/{slug:place}/versions/{key}/sections/{name}", response=VersionOut)
def change_draft(request: HttpRequest, place: str, key: str, name: str, body: SectionIn) -> Any:
    """修改草稿的一章."""
    found = place_for(request, place, permissions.can_draft)
    version = version_of(found, key)
    return shown(
        actions.change_draft(
            actor_of(request),
            found,
            version=version,
            section=name,
            values=body.values,
            seen=body.seen,
        )
    )


@router.post("/{slug:place}/versions/{key}/withdraw", response=VersionOut)
def withdraw_draft(request: HttpRequest, place: str, key: str, body: ReasonIn) -> Any:
    """撤回草稿."""
    found = place_for(request, place, permissions.can_draft)
    version = version_of(found, key)
    return shown(
        actions.withdraw_draft(actor_of(request), found, version=version, reason=body.reason)
    )


@router.post("/{slug:place}/versions/{key}/adopt", response=VersionOut)
def adopt_version(request: HttpRequest, place: str, key: str, body: AdoptIn) -> Any:
    """登记通过施行."""
    found = place_for(request, place, permissions.can_record_adoption)
    version = version_of(found, key)
    values = {**body.dict(), "body": body_of(found, body.body)}
    return shown(actions.adopt_version(actor_of(request), found, version=version, **values))


@router.post("/{slug:place}/versions/{key}/end", response=VersionOut)
def end_version(request: HttpRequest, place: str, key: str, body: EndIn) -> Any:
    """登记废止."""
    found = place_for(request, place, permissions.can_record_adoption)
    version = version_of(found, key)
    return shown(
        actions.end_version(actor_of(request), found, version=version, on=body.on, basis=body.basis)
    )
