"""谁可以交办、报告、核实: predicates over the acting role, the place and the item (procedures §9)."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.documents import permissions as documents
from oversight.followups import owners
from oversight.followups.models import Followup
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import (
    OFFICE,
    READERS,
    holds,
    speaks_for_unit,
    works_on_matters,
)

VERIFIERS = OFFICE | {"office", "member"}


@rules.predicate
def can_read_office(actor: Actor, place: Jurisdiction) -> bool:
    """办公室、委室、组成人员、审计员可以看本地的全部跟踪事项。 Who may see every item of the place."""
    return holds(actor, place, READERS - {"admin"}) and actor.may_use("followups:read")


@rules.predicate
def speaks(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人看本单位的事项。 Who speaks for a unit sees the unit's items."""
    return speaks_for_unit(actor, place) and actor.may_use("followups:read")


@rules.predicate
def can_open(actor: Actor, place: Jurisdiction) -> bool:
    """能看一件事的人：本地的，或者责任单位、协办单位的。 Whom an item's page may concern at all."""
    return can_read_office(actor, place) or speaks(actor, place)


@rules.predicate
def can_assign(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和委室工作人员交办事项。 Who assigns items."""
    return holds(actor, place, frozenset({"clerk", "office"})) and actor.may_use("followups:write")


@rules.predicate
def can_decide(actor: Actor, place: Jurisdiction) -> bool:
    """办公室和委室答复延期、催办、撤回、改定责任单位。 Who answers for the office."""
    return works_on_matters(actor, place) and actor.may_use("followups:write")


@rules.predicate
def can_verify(actor: Actor, place: Jurisdiction) -> bool:
    """办公室、委室、组成人员（调研组）核实；谁报告谁不核实，由规则判断。 Who verifies."""
    return holds(actor, place, VERIFIERS) and actor.may_use("followups:write")


@rules.predicate
def can_report(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人报告本单位的事。 Who reports for a unit."""
    return speaks_for_unit(actor, place) and actor.may_use("followups:write")


@rules.predicate
def can_sign(actor: Actor, place: Jurisdiction) -> bool:
    """单位负责人退回本单位的完成报告。 The head of a unit."""
    return can_report(actor, place) and actor.role == "unit_head"


def own_office(actor: Actor, followup: Followup) -> bool:
    """委室工作人员只办本委室跟踪的事。 Staff of an office answer for the items of their office."""
    return actor.role != "office" or followup.office_id in (None, actor.body_id)


def may_read(actor: Actor, place: Jurisdiction, followup: Followup) -> bool:
    """一件事：本地的人，责任单位和协办单位的人。 Who may read this item."""
    if can_read_office(actor, place):
        return True
    return speaks(actor, place) and actor.unit_id in owners.readers_of(place, followup)


def may_report(actor: Actor, place: Jurisdiction, followup: Followup) -> bool:
    """责任单位的人报告；协办单位不报告。 Who reports on this item."""
    return can_report(actor, place) and owners.is_owner(place, followup, actor.unit_id)


def may_sign(actor: Actor, place: Jurisdiction, followup: Followup) -> bool:
    """责任单位的负责人。 The head of the item's unit."""
    return can_sign(actor, place) and owners.is_owner(place, followup, actor.unit_id)


def may_decide(actor: Actor, place: Jurisdiction, followup: Followup) -> bool:
    """办公室，或者跟踪这件事的委室。 Who answers for the office on this item."""
    return can_decide(actor, place) and own_office(actor, followup)


def may_draft_slip(actor: Actor, place: Jurisdiction, followup: Followup) -> bool:
    """能拟稿的人为这件事起草督办单。 Who drafts papers and answers for the item."""
    return documents.can_draft(actor, place) and may_decide(actor, place, followup)


def may_verify(actor: Actor, place: Jurisdiction, followup: Followup) -> bool:
    """可以核实这件事的人，另一人的规则之外。 Who verifies this item, the rule of the other person apart."""
    return can_verify(actor, place) and own_office(actor, followup)
