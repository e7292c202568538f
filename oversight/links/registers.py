"""单位、人员、机构作为关联的一端: the registers stand below links, so their ends are told here."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions import permissions, queries
from oversight.institutions.models import Body, Jurisdiction, Person, Unit
from oversight.institutions.queries.searching import search_text
from oversight.institutions.queries.unit_list import unit_list
from oversight.links.resolving import FOUND_AT_MOST, Linked


def unit(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """单位; whoever speaks for a unit sees its name too, without the office's page."""
    found = queries.unit_by_id(place, public_id)
    if found is None:
        return None
    if permissions.can_read_office(actor, place):
        return _unit(place, found)
    own = permissions.speaks_for_unit(actor, place) and actor.unit_id == found.pk
    return Linked("unit", found.public_id, found.name) if own else None


def find_units(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Units by name, short name or alias, those that ended included."""
    if not permissions.can_read_office(actor, place):
        return []
    rows = unit_list(place, day=queries.today(), q=text, state="all").order_by("name")
    return [_unit(place, found) for found in rows[:FOUND_AT_MOST]]


def _unit(place: Jurisdiction, found: Unit) -> Linked:
    ended = found.valid_to is not None and found.valid_to < queries.today()
    note = _("已终止") if ended else str(found.get_kind_display())
    url = reverse("institutions:unit", args=[place.code, found.public_id])
    return Linked("unit", found.public_id, found.name, url, note)


def person(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """人员。"""
    found = (
        queries.person_by_id(place, public_id)
        if permissions.can_read_people(actor, place)
        else None
    )
    return _person(place, found) if found else None


def find_people(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """People by name."""
    if not permissions.can_read_people(actor, place):
        return []
    rows = queries.people_of(place).filter(name__icontains=search_text(text)).order_by("name", "pk")
    return [_person(place, found) for found in rows[:FOUND_AT_MOST]]


def _person(place: Jurisdiction, found: Person) -> Linked:
    born = _("%(year)d 年生") % {"year": found.birth_year} if found.birth_year else ""
    url = reverse("institutions:person", args=[place.code, found.public_id])
    return Linked("person", found.public_id, found.name, url, born)


def body(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """机构。"""
    if not permissions.can_read_office(actor, place):
        return None
    found = queries.bodies_of(place).filter(public_id=public_id).first()
    return _body(place, found) if found else None


def find_bodies(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Bodies by name or short name."""
    if not permissions.can_read_office(actor, place):
        return []
    text = search_text(text)
    named = models.Q(name__icontains=text) | models.Q(short_name__icontains=text)
    rows = queries.bodies_of(place).filter(named).order_by("name", "pk")
    return [_body(place, found) for found in rows[:FOUND_AT_MOST]]


def _body(place: Jurisdiction, found: Body) -> Linked:
    url = reverse("institutions:body", args=[place.code, found.public_id])
    return Linked("body", found.public_id, found.name, url, str(found.get_kind_display()))
