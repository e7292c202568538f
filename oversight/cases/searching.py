"""监督案件的检索来源: number, subject, unit and lead office – what a unit that was told of its case sees too.

Opinions and decisions are found through their papers, which not every reader of the case may open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries
from oversight.cases.models import Case
from oversight.institutions.models import Jurisdiction
from oversight.search.sources import Entry, Source, Watch, joined


def entry_of(case: Case) -> Entry:
    """案号、案由、单位、牵头委室。"""
    unit, office = case.unit, case.lead_office
    text = joined(unit.name, unit.short_name, office.name, case.get_origin_display())
    return Entry(case.public_id, str(case), text, case.opened_on)


def entries(place: Jurisdiction) -> Iterator[Entry]:
    """Every case."""
    for case in queries.cases_of(place):
        yield entry_of(case)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    case = queries.case_by_id(place, public_id)
    return entry_of(case) if case else None


def among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The cases that this reader may open."""
    rows = queries.readable(actor, place).filter(public_id__in=public_ids)
    return set(rows.values_list("public_id", flat=True))


CASES = Source(
    kind="case",
    label=_("监督案件"),
    permitted=permissions.can_see,
    readable=lambda actor, place, key: bool(among(actor, place, [key])),
    among=among,
    entries=entries,
    entry=entry,
    url=lambda actor, place, key: reverse("cases:case", args=[place.code, key]),
    watches=(
        Watch("cases.Case"),
        Watch("institutions.Unit", "cases__public_id"),
        Watch("institutions.Body", "led_cases__public_id"),
    ),
)
