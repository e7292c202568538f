"""标准机构: the bodies that every place of a level has, created in one act."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.institutions import permissions
from oversight.institutions.actions.bodies import write_body
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.rules.bodies import kinds_for

NAMES = {
    "congress": "%(place)s人民代表大会",
    "standing_committee": "%(place)s人民代表大会常务委员会",
    "chairpersons_meeting": "%(place)s人大常委会主任会议",
    "presidium": "%(place)s人民代表大会主席团",
    "general_office": "%(place)s人大常委会办公室",
    "deputies_commission": "%(place)s人大常委会代表工作委员会",
    "party_group": "%(place)s人大常委会党组",
    "street_committee": "%(place)s人大工作委员会",
}
TOWN_NAMES = {"general_office": "%(place)s人大办公室"}
ORDER = {
    "upper": (
        "congress",
        "standing_committee",
        "chairpersons_meeting",
        "general_office",
        "deputies_commission",
        "party_group",
    ),
    "town": ("congress", "presidium", "general_office"),
    "street": ("street_committee",),
}
UNDER = {
    "standing_committee": "congress",
    "chairpersons_meeting": "standing_committee",
    "general_office": "standing_committee",
    "deputies_commission": "standing_committee",
    "party_group": "standing_committee",
    "presidium": "congress",
}


def create_standard_bodies(
    actor: Actor, place: Jurisdiction, *, quota: int | None = None, valid_from: date | None = None
) -> dict[str, Body]:
    """按级别设立标准机构; returns them by kind. Villages get none. ``quota`` is the committee's."""
    with act(
        "institutions.create_standard_bodies",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ) as running:
        made: dict[str, Body] = {}
        for kind in standard_kinds(place):
            made[kind] = write_body(
                place,
                Body(jurisdiction=place),
                kind=kind,
                name=standard_name(place, kind),
                parent=made.get(UNDER.get(kind, "")) or made.get("congress"),
                quota=quota if kind in {"standing_committee", "presidium"} else None,
                valid_from=valid_from,
            )
        running.facts = {"kinds": list(made)}
    return made


def standard_kinds(place: Jurisdiction) -> tuple[str, ...]:
    """The kinds that a place of this level has anyway."""
    allowed = kinds_for(place.level, place.kind)
    if not allowed:
        return ()
    if place.kind == "subdistrict":
        return ORDER["street"]
    return ORDER["town" if place.level == "town" else "upper"]


def standard_name(place: Jurisdiction, kind: str) -> str:
    """The usual name of such a body, to be corrected where it differs."""
    names = NAMES | TOWN_NAMES if place.level == "town" else NAMES
    return _(names[kind]) % {"place": place.name}
