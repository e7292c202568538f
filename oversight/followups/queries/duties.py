"""一张台面: the duties of an account in every place where it speaks for a unit.

A liaison officer may hold grants of several places; the desk reads across just those places, each item
of the unit the grant names. An act is taken in the role of the item's own place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.followups import owners
from oversight.followups.models import Followup
from oversight.institutions import queries as institutions
from oversight.institutions.models import RoleGrant


@dataclass(frozen=True)
class Voice:
    """一项代表单位的授权: the grant, and the units whose items it answers for."""

    grant: RoleGrant
    units: frozenset[int]

    @property
    def actor(self) -> Actor:
        return institutions.actor_for(self.grant)


def voices_of(account: Any) -> list[Voice]:
    """The account's grants that speak for units, in the order of their places."""
    found = []
    for grant in institutions.grants_of(account):
        if grant.role in RoleGrant.OF_UNIT and grant.unit_id is not None:
            units = owners.lineage_of(grant.jurisdiction).carried_by(grant.unit_id)
            found.append(Voice(grant, units))
    return found


def voices_of_actor(actor: Actor) -> list[Voice]:
    """The same for who acts; a token speaks for its own place only."""
    account = get_user_model().objects.filter(pk=actor.account_id).first()
    found = voices_of(account) if account else []
    if actor.scopes is not None:
        found = [voice for voice in found if voice.grant.jurisdiction.code == actor.place]
    return found


def duties_of(voices: list[Voice]) -> models.QuerySet[Followup]:
    """Every item that these grants answer for, open or closed; only of their places and units."""
    scope = Scope.of(*{voice.grant.jurisdiction_id for voice in voices})
    units = frozenset().union(*(voice.units for voice in voices)) if voices else frozenset()
    return (
        Followup.objects.in_scope(scope)
        .filter(unit_id__in=units)
        .select_related("unit", "office", "jurisdiction")
    )


def voice_for(voices: list[Voice], followup: Followup) -> Voice | None:
    """The grant in which the account answers for an item."""
    return next((voice for voice in voices if followup.unit_id in voice.units), None)
