"""谁可以办案件: predicates over the acting role and the place. Each docstring is the sentence of the policy.

Which office may act on which case is judged in the act, from the case's lead office; what is possible now
is a matter of ``rules.stages``.
"""

from __future__ import annotations

import rules

from oversight.audit.actors import OPERATOR, SYSTEM, Actor
from oversight.cases.models import Case, CaseClosing
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, READERS, holds, speaks_for_unit
from oversight.publications import permissions as publications


def writes(actor: Actor, place: Jurisdiction, roles: frozenset[str]) -> bool:
    """Whether one of these roles is held here and the token, if any, may write cases."""
    return holds(actor, place, roles) and actor.may_use("cases:write")


@rules.predicate
def can_read(actor: Actor, place: Jurisdiction) -> bool:
    """本地办事机构、各委室、组成人员、审计员可以看监督案件。 Who may read the place's cases."""
    return holds(actor, place, READERS - {"admin"}) and actor.may_use("cases:read")


@rules.predicate
def can_read_own(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人可以看已经通知本单位的案件。 Whoever speaks for a unit sees what it was told."""
    return speaks_for_unit(actor, place) and actor.may_use("cases:read")


@rules.predicate
def can_see(actor: Actor, place: Jurisdiction) -> bool:
    """看得到案件的人：办公室一侧，或者已被通知的单位。 Either of the two above."""
    return can_read(actor, place) or can_read_own(actor, place)


@rules.predicate
def can_open(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和委室工作人员立案；委室只立本委室牵头的案。 Who opens a case."""
    return writes(actor, place, frozenset({"clerk", "office"}))


@rules.predicate
def can_judge(actor: Actor, place: Jurisdiction) -> bool:
    """办公室的人和对口联系委室的人研判，各写各的意见；小机关由主任（主席）确认。 Who takes part in a judgment."""
    return writes(actor, place, OFFICE | {"office"})


@rules.predicate
def can_record_decision(actor: Actor, place: Jurisdiction) -> bool:
    """办公室的人登记主任会议（主席团）的决定。 Who records what was decided."""
    return writes(actor, place, OFFICE)


@rules.predicate
def can_confirm_decision(actor: Actor, place: Jurisdiction) -> bool:
    """主任（主席）确认或退回决定的记录。 Who confirms the record."""
    return writes(actor, place, frozenset({"chair"}))


@rules.predicate
def can_draft_papers(actor: Actor, place: Jurisdiction) -> bool:
    """经办人和牵头委室起草案件的公文、添加证据、催办。 Who drafts the papers of a case."""
    return writes(actor, place, frozenset({"clerk", "office"}))


@rules.predicate
def can_report_up(actor: Actor, place: Jurisdiction) -> bool:
    """经办人起草向党委的报告。 Who drafts the report up."""
    return writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_reassign(actor: Actor, place: Jurisdiction) -> bool:
    """经办人改派牵头委室和经办人。 Who hands a case to another office."""
    return writes(actor, place, frozenset({"clerk"}))


@rules.predicate
def can_draft_report(actor: Actor, place: Jurisdiction) -> bool:
    """联络员、单位负责人起草本单位的报告、回应调研发现。 Who writes for the unit."""
    return speaks_for_unit(actor, place) and actor.may_use("cases:write")


@rules.predicate
def can_submit_report(actor: Actor, place: Jurisdiction) -> bool:
    """单位负责人签字报送报告。 Only the head of the unit hands a report in."""
    return can_draft_report(actor, place) and actor.role == "unit_head"


@rules.predicate
def can_verify(actor: Actor, place: Jurisdiction) -> bool:
    """办公室、委室、组成人员核实；谁录入、提出，谁不核实，由规则判断。 Who verifies."""
    return writes(actor, place, OFFICE | {"office", "member"})


@rules.predicate
def opens_tickets(actor: Actor, place: Jurisdiction) -> bool:
    """看诉求的是办事机构和审计员，组成人员只看数字。 Whom a figure leads to the tickets behind it."""
    return holds(actor, place, OFFICE | {"office", "auditor"}) and actor.may_use("hotline:read")


@rules.predicate
def can_give_view(actor: Actor, place: Jurisdiction) -> bool:
    """代表、组成人员说自己的看法。 Who gives a view of their own."""
    return writes(actor, place, frozenset({"deputy", "member"})) and actor.account_id is not None


@rules.predicate
def can_publish(actor: Actor, place: Jurisdiction) -> bool:
    """经办人拟公开稿，另一人审核公开。 Who puts something of a case forward for publication."""
    return writes(actor, place, frozenset({"clerk"})) and publications.can_propose(actor, place)


def speaks_for(actor: Actor, case: Case) -> bool:
    """Whether the actor speaks for the unit that answers for the case today."""
    from oversight.cases import queries

    unit = queries.unit_now(case)
    return actor.unit_id in queries.units_answering_as(case.jurisdiction, unit)


def works_on(actor: Actor, case: Case) -> bool:
    """委室工作人员只办本委室牵头的案件。 Office staff act only where their office leads."""
    return actor.role != "office" or actor.body_id == case.lead_office_id


def proposed_it(actor: Actor, made: CaseClosing) -> bool:
    """Whether this account proposed the closing: another person verifies it."""
    return actor.account_id is not None and actor.account_id == made.proposed_by_id


def side_of(actor: Actor, case: Case) -> str:
    """Whose opinion the actor writes: the general office's, the committee office's, or nobody's."""
    if actor.role == "office":
        return "committee" if actor.body_id == case.lead_office_id else ""
    return "general" if actor.role in {"clerk", "reviewer", OPERATOR, SYSTEM} else ""
