"""公开内容的检索来源: the newest public version of each matter; what was taken down is not found any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.publications import queries
from oversight.publications.kinds import label
from oversight.publications.models import PublicationVersion
from oversight.search.rules.terms import CHINESE
from oversight.search.sources import Entry, Source, Watch, flat, joined


def entry_of(version: PublicationVersion) -> Entry:
    """Title and every text of the content."""
    published = version.published_at
    return Entry(
        version.publication.public_id,
        version.publication.title,
        joined(label(version.publication.kind), version.note, *words(version.content)),
        timezone.localdate(published) if published else None,
    )


def words(content: Any) -> Iterator[str]:
    """The texts that a person wrote; codes, addresses and check values say nothing in a snippet."""
    return (text for text in flat(content) if CHINESE.search(text))


def entries(place: Jurisdiction) -> Iterator[Entry]:
    """What is public now."""
    for version in queries.latest_public(place).filter(state="published"):
        yield entry_of(version)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    version = queries.public_version(place, public_id)
    return entry_of(version) if version and version.state == "published" else None


def anybody(actor: Actor, place: Jurisdiction) -> bool:
    """已公开的内容谁都可以看。 What is public is public."""
    return True


def still_public(actor: Actor, place: Jurisdiction, public_id: str) -> bool:
    version = queries.public_version(place, public_id)
    return version is not None and version.state == "published"


PUBLICATIONS = Source(
    kind="publication",
    label=_("公开内容"),
    permitted=anybody,
    readable=still_public,
    entries=entries,
    entry=entry,
    url=lambda actor, place, key: reverse("publications:publication", args=[place.code, key]),
    watches=(
        Watch("publications.Publication"),
        Watch("publications.PublicationVersion", "publication__public_id"),
    ),
)
