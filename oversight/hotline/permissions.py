"""谁可以办热线的事: predicates over the acting role and the place. Each docstring is the sentence of the policy."""

from __future__ import annotations

import rules

from oversight.audit.actors import SYSTEM, Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, READERS, holds
from oversight.publications import permissions as publications


@rules.predicate
def can_read_hotline(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构、组成人员、审计员可以看热线分析。 Who may read the analysis."""
    return holds(actor, place, READERS - {"admin"}) and actor.may_use("hotline:read")


@rules.predicate
def can_read_tickets(actor: Actor, place: Jurisdiction) -> bool:
    """只有办公室、各委室和审计员可以看脱敏后的工单内容。 Who may read the masked tickets."""
    return holds(actor, place, OFFICE | {"office", "auditor"}) and actor.may_use("hotline:read")


@rules.predicate
def can_read_own_unit(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人可以看本单位的热线数字和工单。 Whoever speaks for a unit sees that unit only."""
    own = holds(actor, place, frozenset({"liaison", "unit_head"})) and actor.unit_id is not None
    return own and actor.may_use("hotline:read")


@rules.predicate
def can_open_tickets(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构和审计员看全部工单，联络员、单位负责人只看本单位。 Offices open all tickets, a unit its own."""
    return can_read_tickets(actor, place) or can_read_own_unit(actor, place)


@rules.predicate
def can_read_some_unit(actor: Actor, place: Jurisdiction) -> bool:
    """看热线分析的人看各单位，联络员、单位负责人看本单位。 Readers of the analysis see any unit, a unit itself."""
    return can_read_hotline(actor, place) or can_read_own_unit(actor, place)


@rules.predicate
def can_import(actor: Actor, place: Jurisdiction | None) -> bool:
    """经办人导入热线数据；新地方只在服务器上由命令行开设。 Who may import."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("hotline:write")


@rules.predicate
def can_freeze(actor: Actor, place: Jurisdiction) -> bool:
    """经办人冻结月份。 Who may freeze a month."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("hotline:write")


@rules.predicate
def can_dispose(actor: Actor, place: Jurisdiction) -> bool:
    """经办人登记双升单位的处置；立案另看案件的规定。 Who records what becomes of a finding."""
    own = holds(actor, place, frozenset({"clerk"}))
    return own and actor.may_use("hotline:write") and actor.may_use("cases:write")


@rules.predicate
def can_keep_store(actor: Actor, place: Jurisdiction) -> bool:
    """清理库文件和更新汇总由系统办理，操作员也可以。 Who may tidy the store."""
    return actor.role == SYSTEM or holds(actor, place, frozenset())


@rules.predicate
def can_read_imports(actor: Actor, place: Jurisdiction) -> bool:
    """办公室、各委室和审计员可以看历次导入、对照表和数据交接单。 Who may see imports, mappings, hand-overs."""
    return holds(actor, place, OFFICE | {"office", "auditor"}) and actor.may_use("hotline:read")


@rules.predicate
def can_take_quarantine(actor: Actor, place: Jurisdiction) -> bool:
    """隔离的行没有脱敏，只有经办人可以看和下载，改好后再导入。 Rows set aside are not masked: the clerk's alone."""
    return holds(actor, place, frozenset({"clerk"})) and actor.may_use("hotline:read")


@rules.predicate
def can_propose_summary(actor: Actor, place: Jurisdiction) -> bool:
    """经办人拟公开摘要，由另一人审核公开。 A clerk proposes the public summary."""
    return publications.can_propose(actor, place)
