"""单位、人员、机构的检索来源: the registers stand below search, so what they give is told here."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions import permissions, queries
from oversight.institutions.models import Body, Jurisdiction, Person, Unit
from oversight.institutions.queries import people_list
from oversight.search.sources import Entry, Source, Watch, joined


def unit_entry(unit: Unit) -> Entry:
    """Name, short name and former names; what became of it is told by its page."""
    text = joined(unit.short_name, *(unit.aliases or ()), unit.get_kind_display())
    return Entry(unit.public_id, unit.name, text, unit.valid_from)


def units(place: Jurisdiction) -> Iterator[Entry]:
    """Every unit, those that ended included."""
    for unit in queries.units_of(place).order_by("pk"):
        yield unit_entry(unit)


def unit(place: Jurisdiction, public_id: str) -> Entry | None:
    found = queries.unit_by_id(place, public_id)
    return unit_entry(found) if found else None


def person_entry(place: Jurisdiction, person: Person) -> Entry:
    """Name, mandates, seats and posts of today. Telephone, birth and notes are no matter of search."""
    day = queries.today()
    rows = people_list.with_ties(queries.people_of(place).filter(pk=person.pk), place, day)
    row = people_list.person_row(rows.get())
    said: list[object] = []
    for mandate in row.mandates:
        said += [mandate.term, _("代表"), mandate.constituency, mandate.delegation]
    said += [joined(seat.body.name, seat.title) for seat in row.seats]
    said += [joined(post.unit.name, post.unit.short_name, post.title) for post in row.posts]
    said += [joined(tie.unit.name, tie.unit.short_name, _("联络员")) for tie in row.liaisons]
    return Entry(person.public_id, person.name, joined(*said))


def people(place: Jurisdiction) -> Iterator[Entry]:
    """Everybody known in the place."""
    for person in queries.people_of(place).order_by("pk"):
        yield person_entry(place, person)


def person(place: Jurisdiction, public_id: str) -> Entry | None:
    found = queries.person_by_id(place, public_id)
    return person_entry(place, found) if found else None


def body_entry(body: Body) -> Entry:
    """Name, short name and kind."""
    return Entry(
        body.public_id, body.name, joined(body.short_name, body.get_kind_display()), body.valid_from
    )


def bodies(place: Jurisdiction) -> Iterator[Entry]:
    """Every body, those that ended included."""
    for body in queries.bodies_of(place).order_by("pk"):
        yield body_entry(body)


def body(place: Jurisdiction, public_id: str) -> Entry | None:
    found = queries.bodies_of(place).filter(public_id=public_id).first()
    return body_entry(found) if found else None


def address(name: str, place: Jurisdiction, public_id: str) -> str:
    return reverse(f"institutions:{name}", args=[place.code, public_id])


UNITS = Source(
    kind="unit",
    label=pgettext_lazy("record", "单位"),
    permitted=permissions.can_read_office,
    readable=lambda actor, place, key: queries.units_of(place).filter(public_id=key).exists(),
    among=lambda actor, place, keys: set(
        queries.units_of(place).filter(public_id__in=keys).values_list("public_id", flat=True)
    ),
    entries=units,
    entry=unit,
    url=lambda actor, place, key: address("unit", place, key),
    watches=(Watch("institutions.Unit"),),
)
PEOPLE = Source(
    kind="person",
    label=pgettext_lazy("record", "人员"),
    permitted=permissions.can_read_people,
    readable=lambda actor, place, key: queries.people_of(place).filter(public_id=key).exists(),
    among=lambda actor, place, keys: set(
        queries.people_of(place).filter(public_id__in=keys).values_list("public_id", flat=True)
    ),
    entries=people,
    entry=person,
    url=lambda actor, place, key: address("person", place, key),
    watches=(
        Watch("institutions.Person"),
        Watch("institutions.Deputyship", "person__public_id"),
        Watch("institutions.Membership", "person__public_id"),
        Watch("institutions.Post", "person__public_id"),
        Watch("institutions.LiaisonOfficer", "person__public_id"),
        Watch("institutions.Unit", "posts__person__public_id"),
        Watch("institutions.Unit", "liaisons__person__public_id"),
        Watch("institutions.Body", "memberships__person__public_id"),
    ),
)
BODIES = Source(
    kind="body",
    label=pgettext_lazy("record", "机构"),
    permitted=permissions.can_read_office,
    readable=lambda actor, place, key: queries.bodies_of(place).filter(public_id=key).exists(),
    among=lambda actor, place, keys: set(
        queries.bodies_of(place).filter(public_id__in=keys).values_list("public_id", flat=True)
    ),
    entries=bodies,
    entry=body,
    url=lambda actor, place, key: address("body", place, key),
    watches=(Watch("institutions.Body"),),
)
