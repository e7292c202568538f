"""机构的行为: every change of places, units and grants. People and rosters: ``actions_people``."""

from __future__ import annotations

from datetime import date
from typing import Any

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid
from oversight.institutions import permissions, queries
from oversight.institutions.models import Jurisdiction, PlaceProfile, RoleGrant, Unit


def create_place(
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: str,
    level: str | None = None,
    parent: Jurisdiction | None = None,
    **profile: Any,
) -> Jurisdiction:
    """开设一个地方: a place with its profile; the first entry of its audit chain."""
    with act(
        "institutions.create_place",
        actor=actor,
        place=code,
        permitted=permissions.can_set_up(actor, None),
    ) as running:
        if queries.place_by_code(code):
            raise Invalid("place_exists", f"代码“{code}”已经有了。换一个代码。", where="code")
        level = level or Jurisdiction.LEVEL_OF_KIND.get(kind, "city")
        place = Jurisdiction(code=code, name=name, kind=kind, level=level, parent=parent)
        place.save()
        profile.setdefault("modules", [module for module, _ in PlaceProfile.MODULES])
        PlaceProfile(jurisdiction=place, **profile).save()
        running.facts = {"code": code, "name": name}
    return place


def create_unit(
    actor: Actor,
    place: Jurisdiction,
    *,
    name: str,
    kind: str = "department",
    short_name: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    aliases: list[str] | None = None,
) -> Unit:
    """登记一个被监督单位。"""
    with act(
        "institutions.create_unit",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ):
        name = name.strip()
        if not name:
            raise Invalid("blank_name", "没有写单位名称。", where="name")
        if queries.units_of(place).filter(name=name).exists():
            raise Invalid("unit_exists", f"单位“{name}”已经登记过。", where="name")
        unit = Unit(
            jurisdiction=place,
            name=name,
            kind=kind,
            short_name=short_name,
            valid_from=valid_from,
            valid_to=valid_to,
            aliases=aliases or [],
        )
        unit.save()
    return unit


def grant_role(
    actor: Actor,
    place: Jurisdiction,
    *,
    account: Any,
    role: str,
    unit: Unit | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleGrant:
    """授权: an account may act in a role for the place."""
    with act(
        "institutions.grant_role",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_accounts(actor, place),
    ):
        if role == "liaison" and unit is None:
            raise Invalid("liaison_without_unit", "联络员必须有所在单位。", where="unit")
        grant = RoleGrant(
            jurisdiction=place,
            account=account,
            role=role,
            unit=unit,
            valid_from=valid_from or queries.today(),
            valid_to=valid_to,
        )
        grant.save()
    return grant
