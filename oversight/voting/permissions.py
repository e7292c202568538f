"""谁可以办表决: predicates over the acting role and the place. Each docstring is the sentence of the policy.

What is possible now is a matter of ``rules.states``; who has entered, and whose signature is missing, the
acts judge from the poll. A count is seen by those who make it until the chair has announced the result.
"""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, READERS, holds

TELLERS = frozenset({"clerk", "reviewer", "office"})
SIGNERS = TELLERS | {"member", "deputy"}
VOTERS = frozenset({"chair", "member", "deputy"})


def writes(actor: Actor, place: Jurisdiction, roles: frozenset[str]) -> bool:
    """Whether one of these roles is held here and the token, if any, may write votes."""
    return holds(actor, place, roles) and actor.may_use("voting:write")


@rules.predicate
def can_read(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构、各委室、组成人员、代表、审计员可以看表决；票数在宣布以后。 Who may read the place's votes."""
    return holds(actor, place, (READERS - {"admin"}) | {"deputy"}) and actor.may_use("voting:read")


@rules.predicate
def can_prepare(actor: Actor, place: Jurisdiction) -> bool:
    """办公室的人按主持人的要求准备、开始、结束、取消表决，确定监票人，再次表决。 Who runs a vote."""
    return writes(actor, place, OFFICE)


@rules.predicate
def can_preside(actor: Actor, place: Jurisdiction) -> bool:
    """主持人用自己的账号宣布；没有账号的，由办公室代为登记并写明。是不是主持人，按每次表决判断。 Who may declare and announce."""
    return writes(actor, place, OFFICE | {"member", "deputy"})


@rules.predicate
def can_cast(actor: Actor, place: Jurisdiction) -> bool:
    """代表、组成人员用自己的账号记名表决；是不是在名册上、到会，按每次表决判断。 Who may vote by name."""
    return writes(actor, place, VOTERS)


@rules.predicate
def can_count(actor: Actor, place: Jurisdiction) -> bool:
    """计票由工作人员办理：经办人、审核人、委室工作人员，两人各录一次。 Who counts."""
    return writes(actor, place, TELLERS)


@rules.predicate
def can_sign(actor: Actor, place: Jurisdiction) -> bool:
    """监票人本人，或者计票的工作人员在办公设备上，给锁定的计票报告单签字。 Who signs a sheet."""
    return writes(actor, place, SIGNERS)


@rules.predicate
def can_order_recount(actor: Actor, place: Jurisdiction) -> bool:
    """总监票人宣布重新计票，由办公室登记。 Who records a recount."""
    return writes(actor, place, OFFICE)
