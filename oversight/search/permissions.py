"""谁可以检索: everybody who works here; what each finds is what each may open."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import READERS, holds

WORKERS = READERS | {"deputy", "liaison", "unit_head"}


@rules.predicate
def can_search(actor: Actor, place: Jurisdiction) -> bool:
    """在本地有职务的人可以检索；查到的只是本人能看的。 Whoever holds a role in this place."""
    return holds(actor, place, WORKERS) and actor.may_use("search:read")
