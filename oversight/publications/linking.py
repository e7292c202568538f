"""发布作为关联的一端: a matter that was published, by the publication's public id."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.publications import kinds, queries
from oversight.publications.models import PublicationVersion


def linked(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """What was public may be read by anybody; a proposal is no end of a link yet."""
    version = queries.public_version(place, public_id)
    return _linked(place, version) if version else None


def find(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Published matters by title."""
    rows = queries.latest_public(place).filter(publication__title__icontains=search_text(text))
    return [_linked(place, version) for version in rows[:FOUND_AT_MOST]]


def _linked(place: Jurisdiction, version: PublicationVersion) -> Linked:
    key = version.publication.public_id
    url = reverse("publications:publication", args=[place.code, key])
    taken_down = version.state == "taken_down"
    note = _("已撤下") if taken_down else kinds.label(version.publication.kind)
    return Linked("publication", key, version.publication.title, url, note)
