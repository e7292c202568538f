"""谁可以办票决、公告、报备: predicates over role and place; what is possible now stands in ``rules``."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, holds
from oversight.projects.permissions import can_publish, can_read, writes

__all__ = ["can_publish", "can_read"]


@rules.predicate
def can_draft_measure(actor: Actor, place: Jurisdiction) -> bool:
    """经办人起草票决办法、提请大会、起草公告和简报。 Who drafts the measure and the papers of the result."""
    return writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_run_ballot(actor: Actor, place: Jurisdiction) -> bool:
    """经办人按主持人的决定付票决、再次票决，主席（主任）也可以直接登记。 Who records how the vote goes."""
    return writes(actor, place, frozenset({"clerk", "chair"}))


@rules.predicate
def can_print_ballots(actor: Actor, place: Jurisdiction) -> bool:
    """办公室的人印选票。 Who prints ballots."""
    return holds(actor, place, OFFICE) and actor.may_use("projects:read")


@rules.predicate
def can_file_result(actor: Actor, place: Jurisdiction) -> bool:
    """经办人把票决结果报县级人大常委会备案。 Who files the result."""
    return writes(actor, place, frozenset({"clerk"})) and place.level == "town"


@rules.predicate
def can_read_filing(actor: Actor, place: Jurisdiction) -> bool:
    """看得到本地民生实事的办事机构、代表看报备的经过。 Who sees how the filing stands."""
    return can_read(actor, place)


@rules.predicate
def can_read_received(actor: Actor, place: Jurisdiction) -> bool:
    """县级人大办公室的人、组成人员、审计员看收到的备案。 Who reads what the towns have filed."""
    roles = OFFICE | {"office", "member", "auditor"}
    return holds(actor, place, roles) and actor.may_use("projects:read") and receives(place)


@rules.predicate
def can_receive(actor: Actor, place: Jurisdiction) -> bool:
    """县级人大的经办人回执、退回补正、备案。 Who acknowledges, sends back and files."""
    return writes(actor, place, frozenset({"clerk"})) and receives(place)


def receives(place: Jurisdiction) -> bool:
    """Whether towns file with this place: it has a standing committee above towns."""
    return place.level == "county" and place.has_standing_committee
