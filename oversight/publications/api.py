"""公开的接口: public reads without an account; proposing nothing, approving with a token."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Router, Schema

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import place_or_404
from oversight.publications import actions, permissions, queries
from oversight.publications.models import PublicationVersion

router = Router(tags=["publications"])
PAGE_SIZE = 50


class VersionOut(Schema):
    """One published version. Times ISO 8601 with zone; digests are SHA-256 in hexadecimal."""

    id: str
    version_id: str
    kind: str
    key: str
    title: str
    version: int
    state: str
    published_at: datetime | None
    note: str
    entry_digest: str
    taken_down_at: datetime | None
    taken_down_basis: str


class ListOut(Schema):
    """A page of publications, newest first."""

    total: int
    page: int
    pages: int
    items: list[VersionOut]


class BundleOut(Schema):
    """Entry, nonce and content: enough to recompute the check value."""

    entry: dict[str, Any]
    nonce: str
    content: dict[str, Any] | None


class Reason(Schema):
    """Why a proposal is sent back, or the legal basis of a take-down."""

    reason: str


def shown(version: PublicationVersion) -> VersionOut:
    """A version as the API says it."""
    return VersionOut(
        id=version.publication.public_id,
        version_id=version.public_id,
        kind=version.publication.kind,
        key=version.publication.key,
        title=version.publication.title,
        version=version.version,
        state=version.state,
        published_at=version.published_at,
        note=version.note,
        entry_digest=version.entry_digest,
        taken_down_at=version.taken_down_at,
        taken_down_basis=version.taken_down_basis,
    )


@router.get("/{place}", response=ListOut, auth=None)
def list_publications(
    request: HttpRequest, place: str, kind: str = "", page: int = 1
) -> dict[str, Any]:
    """The newest public version of every matter of the place."""
    found = queries.latest_public(place_or_404(place))
    if kind:
        found = found.filter(publication__kind=kind)
    paginator = Paginator(found, PAGE_SIZE)
    rows = paginator.get_page(page)
    return {
        "total": paginator.count,
        "page": rows.number,
        "pages": paginator.num_pages,
        "items": [shown(version) for version in rows],
    }


@router.get("/{place}/waiting", response=list[VersionOut])
def list_waiting(request: HttpRequest, place: str) -> list[VersionOut]:
    """Proposals that wait for a second person."""
    found = place_or_404(place)
    require(permissions.can_read, request, found)
    return [shown(version) for version in queries.waiting(found)]


@router.get("/{place}/{public_id}", response=VersionOut, auth=None)
def get_publication(
    request: HttpRequest, place: str, public_id: str, version: int | None = None
) -> VersionOut:
    """One matter: its newest version, or the one asked for."""
    return shown(public_or_404(place, public_id, version))


@router.get("/{place}/{public_id}/bundle", response=BundleOut, auth=None)
def get_bundle(
    request: HttpRequest, place: str, public_id: str, version: int | None = None
) -> dict[str, Any]:
    """What is needed to recompute the check value."""
    return queries.bundle(public_or_404(place, public_id, version))


@router.post(
    "/{place}/versions/{version_id}/publish",
    response=VersionOut,
)
def publish_version(request: HttpRequest, place: str, version_id: str) -> VersionOut:
    """Approve and publish a proposal of another person."""
    found = place_or_404(place)
    require(permissions.can_approve, request, found)
    version = proposal_or_404(found, version_id)
    return shown(actions.publish(request.actor, found, version))  # type: ignore[attr-defined]


@router.post(
    "/{place}/versions/{version_id}/send-back",
    response=VersionOut,
)
def send_back_version(
    request: HttpRequest, place: str, version_id: str, body: Reason
) -> VersionOut:
    """Send a proposal back to its author."""
    found = place_or_404(place)
    require(permissions.can_approve, request, found)
    version = proposal_or_404(found, version_id)
    return shown(actions.send_back(request.actor, found, version, body.reason))  # type: ignore[attr-defined]


@router.post(
    "/{place}/versions/{version_id}/take-down",
    response=VersionOut,
)
def take_down_version(
    request: HttpRequest, place: str, version_id: str, body: Reason
) -> VersionOut:
    """Take a published version down where the law asks for it."""
    found = place_or_404(place)
    require(permissions.can_approve, request, found)
    version = proposal_or_404(found, version_id)
    return shown(actions.take_down(request.actor, found, version, body.reason))  # type: ignore[attr-defined]


def require(predicate: Any, request: HttpRequest, place: Jurisdiction) -> None:
    """403 where the acting role may not."""
    if not predicate(request.actor, place):  # type: ignore[attr-defined]
        raise PermissionDenied


def public_or_404(place: str, public_id: str, number: int | None) -> PublicationVersion:
    version = queries.public_version(place_or_404(place), public_id, number)
    if version is None:
        raise Http404
    return version


def proposal_or_404(place: Jurisdiction, version_id: str) -> PublicationVersion:
    version = queries.versions(place).filter(public_id=version_id).first()
    if version is None:
        raise Http404
    return version
