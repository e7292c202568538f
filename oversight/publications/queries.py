"""读公开: what anybody may read, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.publications.kinds import kinds
from oversight.publications.models import Publication, PublicationVersion

VISIBLE = ("published", "taken_down")


def versions(place: Jurisdiction) -> models.QuerySet[PublicationVersion]:
    """All versions of the place, newest first."""
    return (
        PublicationVersion.objects.in_scope(Scope.of(place))
        .select_related("publication")
        .order_by("-prepared_at", "-pk")
    )


def public_versions(place: Jurisdiction) -> models.QuerySet[PublicationVersion]:
    """Every version that was ever public, with stubs of those taken down."""
    return versions(place).filter(state__in=VISIBLE)


def latest_public(place: Jurisdiction) -> models.QuerySet[PublicationVersion]:
    """The newest public version of every matter, newest first."""
    newest = (
        PublicationVersion.objects.in_scope(Scope.of(place))
        .filter(publication=models.OuterRef("publication"), state__in=VISIBLE)
        .order_by("-version")
        .values("pk")[:1]
    )
    return public_versions(place).filter(pk=models.Subquery(newest)).order_by("-published_at")


def latest_matters(place: Jurisdiction) -> models.QuerySet[PublicationVersion]:
    """The same without what is there for verifying alone: for the short lists of first pages."""
    technical = [code for code, kind in kinds().items() if kind.technical]
    return latest_public(place).exclude(publication__kind__in=technical)


def newest_of_kind(places: Iterable[Jurisdiction], kind: str) -> list[PublicationVersion]:
    """The newest public version of every matter of a kind in all of these places, by one query."""
    rows = PublicationVersion.objects.in_scope(Scope.of(*places))
    rows = rows.filter(state__in=VISIBLE, publication__kind=kind).select_related("publication")
    newest = {one.publication_id: one for one in rows.order_by("version")}
    return list(newest.values())


def public_counts(places: Iterable[Jurisdiction]) -> dict[int, int]:
    """How many matters each of the places has published, by primary key."""
    rows = PublicationVersion.objects.in_scope(Scope.of(*places)).filter(state__in=VISIBLE)
    counted = rows.values("jurisdiction").annotate(
        matters=models.Count("publication", distinct=True)
    )
    return dict(counted.order_by().values_list("jurisdiction", "matters"))


def public_version(
    place: Jurisdiction, public_id: str, number: int | None = None
) -> PublicationVersion | None:
    """One public version of a matter, the newest without a number."""
    found = public_versions(place).filter(publication__public_id=public_id)
    if number is not None:
        found = found.filter(version=number)
    return found.order_by("-version").first()


def history(version: PublicationVersion) -> list[PublicationVersion]:
    """All public versions of the same matter, newest first."""
    return list(
        PublicationVersion.objects.in_scope(Scope.of(version.jurisdiction_id))
        .filter(publication=version.publication, state__in=VISIBLE)
        .order_by("-version")
    )


def waiting(place: Jurisdiction) -> models.QuerySet[PublicationVersion]:
    """Proposals that wait for a second person."""
    return versions(place).filter(state="proposed")


def published_under(place: Jurisdiction, kind: str, key: str) -> PublicationVersion | None:
    """The newest public version of a matter named by kind and key."""
    return latest_public(place).filter(publication__kind=kind, publication__key=key).first()


def proposal_for(place: Jurisdiction, kind: str, key: str) -> PublicationVersion | None:
    """The open proposal of a matter, if any."""
    return waiting(place).filter(publication__kind=kind, publication__key=key).first()


def bundle(version: PublicationVersion) -> dict[str, Any]:
    """Everything needed to recompute the check value with software of one's own."""
    return {"entry": version.entry, "nonce": version.nonce, "content": version.content}


def matter(place: Jurisdiction, kind: str, key: str) -> Publication | None:
    """The publication record of a matter."""
    return Publication.objects.in_scope(Scope.of(place)).filter(kind=kind, key=key).first()
