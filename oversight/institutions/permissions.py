"""谁可以办什么: predicates over the acting role and the place. Each docstring is the sentence of the policy."""

from __future__ import annotations

import rules

from oversight.audit.actors import OPERATOR, SYSTEM, Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.place_ends import heir_of
from oversight.institutions.queries.places import profile_of

OFFICE = frozenset({"clerk", "reviewer", "chair"})
READERS = OFFICE | {"member", "auditor", "admin", "office"}


def holds(actor: Actor, place: Jurisdiction | None, roles: frozenset[str]) -> bool:
    """Whether the actor holds one of these roles in just this place (upper levels command no lower one)."""
    if actor.role in {OPERATOR, SYSTEM}:
        return True
    return place is not None and actor.place == place.code and actor.role in roles


def carries_on(actor: Actor, place: Jurisdiction, roles: frozenset[str]) -> bool:
    """Whether the actor holds one of these roles here or, where the place has ended, in its successor."""
    if holds(actor, place, roles):
        return True
    if not actor.place or actor.place == place.code or actor.role not in roles:
        return False
    heir = heir_of(place)
    return heir is not None and heir.code == actor.place


def chair_confirms(actor: Actor, place: Jurisdiction) -> bool:
    """小机关由主任（主席）确认: whether the actor's confirmation stands for the second person here.

    Who may act at all is judged before; the act notes ``chair_confirms_in_small_office`` where it was needed.
    """
    return actor.role == "chair" and bool(profile_of(place).small_office)


@rules.predicate
def can_read_base_reason(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构和审计员看某人为什么不计入全体；其他人只看到不计入。 Who reads why somebody is outside the base."""
    return holds(actor, place, OFFICE | {"auditor"})


@rules.predicate
def is_clerk(actor: Actor, place: Jurisdiction) -> bool:
    """经办人办理本地的日常事务。 A clerk of this place."""
    return holds(actor, place, frozenset({"clerk"}))


@rules.predicate
def is_office(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构的人：经办人、审核人、主任（主席）。 The office of this place."""
    return holds(actor, place, OFFICE)


@rules.predicate
def is_of_office(actor: Actor, place: Jurisdiction) -> bool:
    """委室工作人员办理本委室牵头或会同的事。 Staff of a committee office of this place."""
    return holds(actor, place, frozenset({"office"}))


@rules.predicate
def works_on_matters(actor: Actor, place: Jurisdiction) -> bool:
    """办公室和各委室的人办理监督事项。 The general office and the committee offices of this place."""
    return is_office(actor, place) or is_of_office(actor, place)


@rules.predicate
def speaks_for_unit(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人代表本单位。 Whoever speaks for a supervised unit of this place."""
    return holds(actor, place, frozenset({"liaison", "unit_head"})) and actor.unit_id is not None


@rules.predicate
def is_admin(actor: Actor, place: Jurisdiction) -> bool:
    """系统管理员只管账号和设置，不办理监督事项。 A technical administrator of this place."""
    return holds(actor, place, frozenset({"admin"}))


@rules.predicate
def can_read_office(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构、组成人员、审计员可以看本地的工作页面。 Who may read the office's pages."""
    return holds(actor, place, READERS)


@rules.predicate
def can_read_people(actor: Actor, place: Jurisdiction) -> bool:
    """看得到工作页面的人可以查人员名册；接口另要权限范围。 The register of people; a token needs its scope."""
    return can_read_office(actor, place) and actor.may_use("institutions:read")


@rules.predicate
def can_manage_institutions(actor: Actor, place: Jurisdiction) -> bool:
    """经办人维护本地的机构、人员和单位。 Who may change bodies, people and units."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("institutions:write")


@rules.predicate
def can_manage_accounts(actor: Actor, place: Jurisdiction) -> bool:
    """系统管理员或经办人给本地的人开账号、授权、印登录码。 Who may give accounts and roles."""
    return holds(actor, place, frozenset({"admin", "clerk"})) and actor.may_use("accounts:write")


@rules.predicate
def can_change_settings(actor: Actor, place: Jurisdiction) -> bool:
    """办公设置由系统管理员或经办人更改。 Who may change the office's settings."""
    return holds(actor, place, frozenset({"admin", "clerk"})) and actor.may_use(
        "institutions:write"
    )


@rules.predicate
def can_read_audit(actor: Actor, place: Jurisdiction) -> bool:
    """本地的办事机构和审计员可以看留痕。 Who may read the record of acts."""
    return holds(actor, place, OFFICE | {"auditor"})


@rules.predicate
def can_set_up(actor: Actor, place: Jurisdiction | None) -> bool:
    """开设一个地方只在服务器上由命令行办理。 Setting up a place is done on the server."""
    return actor.role in {OPERATOR, SYSTEM}
