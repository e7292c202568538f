"""关联卡片: what ``links/parts/links.html`` shows on the page of a record."""

from __future__ import annotations

from dataclasses import dataclass

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.links import permissions, queries


@dataclass(frozen=True)
class LinksCard:
    """关联卡片: the links of one record as this reader may see them."""

    kind: str
    public_id: str
    rows: list[queries.LinkRow]
    may_link: bool


def links_card(actor: Actor, place: Jurisdiction, kind: str, public_id: str) -> LinksCard | None:
    """The card for a reader who may open the page of links; None for others."""
    if not permissions.can_read_links(actor, place):
        return None
    rows = queries.links_of(actor, place, kind, public_id)
    return LinksCard(kind, public_id, rows, permissions.can_link(actor, place))
