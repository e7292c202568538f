"""读撤并地方留下的授权: who still holds what in the places that this one carries on, with what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from oversight.institutions.models import Body, Jurisdiction, RoleGrant, Unit
from oversight.institutions.queries.bodies import bodies_of
from oversight.institutions.queries.grants import grants_in
from oversight.institutions.queries.place_ends import taken_over_by
from oversight.institutions.queries.places import today
from oversight.institutions.queries.units import units_of
from oversight.institutions.rules import left_roles as rule


@dataclass(frozen=True)
class LeftRole:
    """一项留下的授权: whose, of which ended place, and what is proposed; unit and body are those of the successor."""

    grant: RoleGrant
    place: Jurisdiction
    since: date
    act: str
    reason: str
    unit: Unit | None
    body: Body | None


def left_roles(place: Jurisdiction) -> list[LeftRole]:
    """Every role that still holds in a place which this one carries on."""
    now = today()
    here = set(grants_in(place).on(now).order_by().values_list("account_id", "role"))
    found = []
    for one in taken_over_by(place):
        for grant in grants_in(one.place).on(now):
            unit = counterpart(place, one.place, grant.unit)
            body = office_like(place, grant.body)
            again = (grant.account_id, grant.role) in here
            said = rule.propose(rule.Held(grant.role, again, unit.name if unit else ""))
            reason = _(said.reason) % said.values
            found.append(LeftRole(grant, one.place, one.since, said.act, reason, unit, body))
    return found


def counterpart(place: Jurisdiction, old: Jurisdiction, unit: Unit | None) -> Unit | None:
    """桥北镇建设办公室 for 青石镇建设办公室: the unit that is called the same but for the place."""
    if unit is None:
        return None
    name = unit.name.replace(old.name, "", 1)
    rows = units_of(place).on(today())
    return rows.filter(name__in=[name, f"{place.name}{name}"]).order_by("pk").first()


def office_like(place: Jurisdiction, body: Body | None) -> Body | None:
    """The office of the same kind."""
    if body is None:
        return None
    return bodies_of(place).filter(kind=body.kind).on(today()).order_by("pk").first()
