"""谁可以办理公文: predicates over role and place; what is possible with one paper now, ``rules.sign_off`` says."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.documents.kinds import KINDS
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, holds, speaks_for_unit
from oversight.institutions.queries import profile_of

READERS = OFFICE | {"office", "auditor"}
HANDLERS = OFFICE | {"office"}
RESTRICTED = frozenset(kind.code for kind in KINDS.values() if kind.restricted)


def _writes(actor: Actor, place: Jurisdiction, roles: frozenset[str]) -> bool:
    return holds(actor, place, roles) and actor.may_use("documents:write")


@rules.predicate
def can_read(actor: Actor, place: Jurisdiction) -> bool:
    """办公室、各委室和审计员可以看本地公文；报送党委的另有限制（``papers_seen_by``）。 Who may read papers."""
    return holds(actor, place, READERS) and actor.may_use("documents:read")


@rules.predicate
def can_read_restricted(actor: Actor, place: Jurisdiction) -> bool:
    """报送党委的公文只有办公室的人看内容；委室看自己拟稿和会签的，审计员只知道有哪些号。 Who reads them all."""
    return holds(actor, place, OFFICE)


@rules.predicate
def can_handle(actor: Actor, place: Jurisdiction) -> bool:
    """经办人、审核人、主任（主席）和委室工作人员办理公文。 Who has a part in the sign-off."""
    return _writes(actor, place, HANDLERS)


@rules.predicate
def can_draft(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和委室工作人员拟稿。 Who drafts."""
    return _writes(actor, place, frozenset({"clerk", "office"}))


@rules.predicate
def can_ask_cosign(actor: Actor, place: Jurisdiction) -> bool:
    """经办人、委室工作人员、审核人送会签。 Who asks other offices."""
    return _writes(actor, place, frozenset({"clerk", "office", "reviewer"}))


@rules.predicate
def can_drop_cosign(actor: Actor, place: Jurisdiction) -> bool:
    """经办人、审核人可以取消一个委室的会签。 Who takes a request back."""
    return _writes(actor, place, frozenset({"clerk", "reviewer"}))


@rules.predicate
def can_check(actor: Actor, place: Jurisdiction) -> bool:
    """审核人核稿；小机关由主任（主席）确认。 Who checks."""
    if actor.role == "chair" and not profile_of(place).small_office:
        return False
    return _writes(actor, place, frozenset({"reviewer", "chair"}))


@rules.predicate
def can_cosign(actor: Actor, place: Jurisdiction) -> bool:
    """委室工作人员代表本委室会签。 Who cosigns for an office."""
    return _writes(actor, place, frozenset({"office"}))


@rules.predicate
def can_sign(actor: Actor, place: Jurisdiction) -> bool:
    """主任（主席）签发、撤回。 Who signs and recalls."""
    return _writes(actor, place, frozenset({"chair"}))


@rules.predicate
def can_issue(actor: Actor, place: Jurisdiction) -> bool:
    """经办人用印、印发、登记回执、归档，管文号登记簿。 Who seals, issues and files."""
    return _writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_receive(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人看发给本单位的公文。 Who reads what was sent to their unit."""
    return speaks_for_unit(actor, place) and actor.may_use("documents:read")


@rules.predicate
def can_acknowledge(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人为本单位回执。 Who acknowledges for their unit."""
    return speaks_for_unit(actor, place) and actor.may_use("documents:write")


@rules.predicate
def can_keep_templates(actor: Actor, place: Jurisdiction) -> bool:
    """经办人管本单位的公文模板。 Who keeps the office's own templates."""
    return _writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_give_receipt(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人回执，经办人登记对方的确认。 Who records a receipt at all."""
    return can_acknowledge(actor, place) or can_issue(actor, place)


@rules.predicate
def can_read_calls(actor: Actor, place: Jurisdiction) -> bool:
    """经办人看要打电话的清单（有联络员的手机号）。 Who reads whom to phone, telephone numbers included."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("documents:read")
