"""谁可以建立关联: each docstring is the sentence of the policy. Who may read an end, its own app says."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import READERS, holds, works_on_matters


@rules.predicate
def can_link(actor: Actor, place: Jurisdiction) -> bool:
    """办公室和各委室的人建立、解除关联，只限两端都看得到的记录。 Who may link and unlink."""
    return works_on_matters(actor, place) and actor.may_use("links:write")


@rules.predicate
def can_read_links(actor: Actor, place: Jurisdiction) -> bool:
    """本地工作人员、联络员和单位负责人可以看自己看得到的记录的关联。 Who may open the page of links."""
    return holds(actor, place, READERS | {"liaison", "unit_head"})
