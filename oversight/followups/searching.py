"""承诺与整改的检索来源: the office finds all items of the place, a unit its own and those it assists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.followups import permissions, queries
from oversight.followups.models import Followup
from oversight.institutions.models import Jurisdiction
from oversight.search.sources import Entry, Source, Watch, joined


def entry_of(item: Followup) -> Entry:
    """Number, unit, requirement and progress: what both the office and the unit see."""
    said = (item.code, item.unit.name, item.unit.short_name, item.get_kind_display())
    text = joined(*said, item.about_label, item.requirement, item.target, item.progress)
    return Entry(item.public_id, item.title, text, item.due)


def entries(place: Jurisdiction) -> Iterator[Entry]:
    """Every item."""
    for item in queries.followups_of(place).order_by("pk"):
        yield entry_of(item)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    item = queries.followup_by_id(place, public_id)
    return entry_of(item) if item else None


def among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The items that this reader may open."""
    rows = queries.readable_by(actor, place).filter(public_id__in=public_ids)
    return set(rows.values_list("public_id", flat=True))


FOLLOWUPS = Source(
    kind="followup",
    label=_("承诺与整改"),
    permitted=permissions.can_open,
    readable=lambda actor, place, key: bool(among(actor, place, [key])),
    among=among,
    entries=entries,
    entry=entry,
    url=lambda actor, place, key: reverse("followups:followup", args=[place.code, key]),
    watches=(Watch("followups.Followup"),),
)
