"""谁可以办民生实事: predicates over the acting role and the place. Each docstring is the sentence of the policy.

Who collects, screens and tables the list is rulebook data (``Projects``): the congress's own office, or the
government through its liaison officer. ``works_for`` judges that inside the act; here stands who may ever.
"""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import (
    OFFICE,
    READERS,
    carries_on,
    holds,
    speaks_for_unit,
)
from oversight.publications import permissions as publications

DESK = OFFICE | {"office"}
OF_UNIT = frozenset({"liaison", "unit_head"})


def writes(actor: Actor, place: Jurisdiction, roles: frozenset[str]) -> bool:
    """Whether one of these roles is held here and the token, if any, may write projects."""
    return holds(actor, place, roles) and actor.may_use("projects:write")


def speaks_on(actor: Actor, place: Jurisdiction) -> bool:
    """Whether somebody speaks for a unit of the place or, where it has ended, of its successor."""
    return actor.unit_id is not None and carries_on(actor, place, OF_UNIT)


@rules.predicate
def can_read(actor: Actor, place: Jurisdiction) -> bool:
    """本地（撤并的，接续地方）办事机构、代表、组成人员、审计员看民生实事的工作页面。 Who reads the work pages."""
    roles = (READERS - {"admin"}) | {"deputy"}
    return carries_on(actor, place, roles) and actor.may_use("projects:read")


@rules.predicate
def can_read_own(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人看本地的民生实事，办理本单位承办的项目。 Whoever speaks for a unit."""
    return speaks_on(actor, place) and actor.may_use("projects:read")


@rules.predicate
def can_see(actor: Actor, place: Jurisdiction) -> bool:
    """看得到民生实事工作页面的人。 Either of the two above."""
    return can_read(actor, place) or can_read_own(actor, place)


@rules.predicate
def can_set_up(actor: Actor, place: Jurisdiction) -> bool:
    """经办人设立项目年、发布征集公告、结束征集。 Who opens a year and its collecting."""
    return writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_see_towns(actor: Actor, place: Jurisdiction) -> bool:
    """上级人大的办事机构、组成人员、代表、审计员看各镇公开的汇总。 Who reads what the places below have published."""
    return place.level == "county" and can_read(actor, place)


@rules.predicate
def can_propose(actor: Actor, place: Jurisdiction) -> bool:
    """任何人都可以提建议，不用账号。 Anybody proposes, without an account."""
    return True


@rules.predicate
def can_enter(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构、委室、代表录入纸质建议表和座谈、走访记录。 Who enters what was said or written on paper."""
    return writes(actor, place, DESK | {"deputy", "member"})


@rules.predicate
def can_handle_proposals(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构的人查看待人工查看的建议、转化问题、归并、答复。 Who works through what came in."""
    return writes(actor, place, DESK - {"chair"}) or (
        speaks_for_unit(actor, place) and actor.may_use("projects:write")
    )


@rules.predicate
def can_read_contacts(actor: Actor, place: Jurisdiction) -> bool:
    """要答复提出人时，经办人才能打开联系方式，每次打开都留痕。 Who opens a contact; each opening is recorded."""
    return writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_screen(actor: Actor, place: Jurisdiction) -> bool:
    """初选由规则簿写明的一方核对。 Who screens; which side is judged in the act."""
    return can_handle_proposals(actor, place)


@rules.predicate
def can_argue(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构和专班里的代表登记核查、踏看和论证意见。 Who records checks, visits and the report."""
    return writes(actor, place, DESK | {"deputy", "member"})


@rules.predicate
def enters_for_experts(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构凭专家签字的核查表代录。 Who enters what an expert wrote on paper."""
    return writes(actor, place, DESK)


@rules.predicate
def can_form_groups(actor: Actor, place: Jurisdiction) -> bool:
    """经办人成立工作专班。 Who forms a task group."""
    return writes(actor, place, frozenset({"clerk", "office"}))


@rules.predicate
def can_draft_list(actor: Actor, place: Jurisdiction) -> bool:
    """经办人起草候选项目表，登记主席团研究和党委（扩大）会议审定。 Who drafts the list and records what was decided."""
    return writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_freeze_list(actor: Actor, place: Jurisdiction) -> bool:
    """主席（主任）确认审定结果，候选项目表即告确定。 Who confirms the list, which is then frozen."""
    return writes(actor, place, frozenset({"chair"}))


@rules.predicate
def can_publish(actor: Actor, place: Jurisdiction) -> bool:
    """经办人拟公开稿，另一人审核公开。 Who puts something of a project forward for publication."""
    return writes(actor, place, frozenset({"clerk"})) and publications.can_propose(actor, place)
