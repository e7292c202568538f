"""谁可以看、可以改日历: each docstring is the sentence of the policy."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import READERS, holds


@rules.predicate
def can_read_calendar(actor: Actor, place: Jurisdiction) -> bool:
    """本地工作人员、联络员和单位负责人可以看日历、会期和计算期限。 Who may read days, meetings, periods."""
    readers = READERS | {"liaison", "unit_head"}
    return holds(actor, place, readers) and actor.may_use("calendar:read")


@rules.predicate
def can_change_calendar(actor: Actor, place: Jurisdiction) -> bool:
    """经办人登记放假安排和会期。 The clerk of the place enters days off and planned meetings."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("calendar:write")
