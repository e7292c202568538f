"""谁可以公开: two people, or the chair's confirmation in a small office (procedures §9)."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import READERS, holds


@rules.predicate
def can_propose(actor: Actor, place: Jurisdiction) -> bool:
    """经办人拟稿。 A clerk of the place proposes."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("publications:write")


@rules.predicate
def can_approve(actor: Actor, place: Jurisdiction) -> bool:
    """审核人或主任（主席）审核公开；谁拟稿谁不审核，由 ``publish`` 判断。 Reviewer or chair decides."""
    return holds(actor, place, frozenset({"reviewer", "chair"})) and actor.may_use(
        "publications:write"
    )


@rules.predicate
def can_read(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构、组成人员和审计员可以看待审核的公开稿。 Who may see proposals."""
    return holds(actor, place, READERS - {"admin"}) and actor.may_use("publications:read")
