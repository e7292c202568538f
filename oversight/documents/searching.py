"""公文的检索来源: the office's papers, and for a unit those that were sent to it.

Reports to the Party committee are found by the general office and by whoever has a part in them, never by
the auditor (procedures §9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from oversight.audit.actors import Actor
from oversight.documents import permissions, queries
from oversight.documents.linking import seen_by
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction
from oversight.search.sources import Entry, Source, Watch, joined


def entry_of(paper: Paper) -> Entry:
    """Number, addressees and text."""
    names = [str(each.get("name", "")) for each in [*paper.addressees, *paper.copies]]
    return Entry(
        paper.public_id,
        paper.title,
        joined(paper.number, paper.get_kind_display(), paper.issuer.name, *names, paper.text),
        paper.signed_on or timezone.localdate(paper.drafted_at),
    )


def findable(place: Jurisdiction) -> models.QuerySet[Paper]:
    """All papers but those that were given up."""
    return queries.papers_of(place).exclude(state="withdrawn")


def entries(place: Jurisdiction) -> Iterator[Entry]:
    for paper in findable(place):
        yield entry_of(paper)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    paper = findable(place).filter(public_id=public_id).first()
    return entry_of(paper) if paper else None


def permitted(actor: Actor, place: Jurisdiction) -> bool:
    """Who may read any paper of the place at all."""
    return permissions.can_read(actor, place) or permissions.can_receive(actor, place)


def among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The papers that this reader may open."""
    seen, _name = seen_by(actor, place)
    return set(seen.filter(public_id__in=public_ids).values_list("public_id", flat=True))


def address(actor: Actor, place: Jurisdiction, public_id: str) -> str:
    """The office's page, or the unit's page of what it received."""
    _seen, name = seen_by(actor, place)
    return reverse(name, args=[place.code, public_id])


PAPERS = Source(
    kind="paper",
    label=pgettext_lazy("record", "公文"),
    permitted=permitted,
    readable=lambda actor, place, key: bool(among(actor, place, [key])),
    among=among,
    entries=entries,
    entry=entry,
    url=address,
    watches=(Watch("documents.Paper"), Watch("institutions.Body", "papers__public_id")),
)
