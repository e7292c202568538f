"""读关联: the links of one record, from both ends, as far as the reader may read the other end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.links.kinds import KINDS
from oversight.links.models import Link
from oversight.links.resolving import Linked, label, resolve


@dataclass(frozen=True)
class LinkRow:
    """一条关联 as one of its ends reads it: the word, the record at the other end, the link itself."""

    link: Link
    word: str
    other: Linked
    other_label: str
    outgoing: bool


def links_in(place: Jurisdiction) -> models.QuerySet[Link]:
    """All links ever made in the place, those undone included."""
    return Link.objects.in_scope(Scope.of(place))


def link_by_id(place: Jurisdiction, key: str) -> Link | None:
    """One link of the place."""
    return links_in(place).filter(public_id=key).first()


def touching(place: Jurisdiction, kind: str, public_id: str) -> models.QuerySet[Link]:
    """The standing links of a record, whichever end it is."""
    first = models.Q(from_kind=kind, from_id=public_id)
    second = models.Q(to_kind=kind, to_id=public_id)
    return links_in(place).filter(first | second, ended_on=None).order_by("made_on", "pk")


def linked_ids(place: Jurisdiction, kind: str) -> set[str]:
    """The records of a kind that have standing links at all, whichever end they are; for lists."""
    rows = links_in(place).filter(ended_on=None)
    first = rows.filter(from_kind=kind).values_list("from_id", flat=True)
    second = rows.filter(to_kind=kind).values_list("to_id", flat=True)
    return {*first, *second}


def links_of(actor: Actor, place: Jurisdiction, kind: str, public_id: str) -> list[LinkRow]:
    """The links of a record in both directions; hidden where the reader may not read the other end."""
    return rows_of(actor, place, touching(place, kind, public_id), kind, public_id)


def ended_links_of(actor: Actor, place: Jurisdiction, kind: str, public_id: str) -> list[LinkRow]:
    """The links that were undone, newest first."""
    first = models.Q(from_kind=kind, from_id=public_id)
    second = models.Q(to_kind=kind, to_id=public_id)
    ended = links_in(place).filter(first | second, ended_on__isnull=False)
    return rows_of(actor, place, ended.order_by("-ended_on", "-pk"), kind, public_id)


def rows_of(
    actor: Actor, place: Jurisdiction, links: Iterable[Link], kind: str, public_id: str
) -> list[LinkRow]:
    """The links as the record of this kind and id reads them."""
    found = []
    for link in links:
        outgoing = (link.from_kind, link.from_id) == (kind, public_id)
        end = (link.to_kind, link.to_id) if outgoing else (link.from_kind, link.from_id)
        other = resolve(actor, place, *end)
        if other is not None:
            found.append(LinkRow(link, word(link, outgoing), other, label(end[0]), outgoing))
    return found


def word(link: Link, outgoing: bool) -> str:
    """How an end reads the link."""
    kind = KINDS.get(link.kind)
    if kind is None:
        return link.kind
    return str(kind.word if outgoing else kind.inverse)
