"""谁可以管规则簿: the office drafts, a body adopts, another person records it (procedures §9)."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, READERS, holds


@rules.predicate
def can_read_rulebooks(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构、各委室、组成人员和审计员可以看规则簿。 Who may read the rules of the place."""
    return holds(actor, place, READERS) and actor.may_use("rulebooks:read")


@rules.predicate
def can_draft(actor: Actor, place: Jurisdiction) -> bool:
    """经办人起草、修改和撤回规则簿草稿。 A clerk drafts."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("rulebooks:write")


@rules.predicate
def can_record_adoption(actor: Actor, place: Jurisdiction) -> bool:
    """审核人或主任（主席）登记通过和废止；谁起草谁不登记，由规则判断。 Reviewer or chair records it."""
    return holds(actor, place, OFFICE - {"clerk"}) and actor.may_use("rulebooks:write")
