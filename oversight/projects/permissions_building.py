"""谁可以办实施、监督、完成和测评: predicates over the acting role and the place; the unit is judged in the act.

Only the town's congress decides on a change, and its announced vote carries that out: nobody has the right to.
Where the place has ended, the same people of its successor may (procedures §4 e).
"""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import carries_on
from oversight.institutions.queries import heir_of
from oversight.projects.permissions import DESK, speaks_on
from oversight.publications import permissions as publications

CLERK = frozenset({"clerk"})
GROUPS = DESK | {"deputy", "member"}


def writes(actor: Actor, place: Jurisdiction, roles: frozenset[str]) -> bool:
    """Whether one of these roles looks after the works of the place, and the token may write projects."""
    return carries_on(actor, place, roles) and actor.may_use("projects:write")


@rules.predicate
def can_report(actor: Actor, place: Jurisdiction) -> bool:
    """责任单位编制计划、报进展、自报完成、申请调整；经办人可以代录。 Who enters what the unit says."""
    own = speaks_on(actor, place) and actor.may_use("projects:write")
    return own or writes(actor, place, CLERK)


@rules.predicate
def can_supervise(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构、代表、组成人员登记监督情况、交办和确认发现的问题。 Who records what was seen and judges answers."""
    return writes(actor, place, GROUPS)


@rules.predicate
def can_form_groups(actor: Actor, place: Jurisdiction) -> bool:
    """经办人、委室成立监督小组。 Who forms a supervision group."""
    return writes(actor, place, frozenset({"clerk", "office"}))


@rules.predicate
def can_verify(actor: Actor, place: Jurisdiction) -> bool:
    """监督小组的代表或者办事机构核实，报告人和责任单位不核实。 Who finds whether a project is done."""
    return writes(actor, place, GROUPS)


@rules.predicate
def can_accept(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构凭验收报告登记验收。 Who records the acceptance by its certificate."""
    return writes(actor, place, DESK)


@rules.predicate
def can_handle_site_reports(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构看现场反映，转监督小组、答复。 Who reads and answers what passers-by send."""
    return writes(actor, place, DESK)


@rules.predicate
def can_read_site_reports(actor: Actor, place: Jurisdiction) -> bool:
    """办事机构和审计员看现场反映。 Who reads them."""
    return carries_on(actor, place, DESK | {"auditor"}) and actor.may_use("projects:read")


@rules.predicate
def can_run(actor: Actor, place: Jurisdiction) -> bool:
    """经办人提请列入议程、登记完成情况报告、起草评议报告和监督文书。 Who prepares meetings and papers."""
    return writes(actor, place, CLERK)


@rules.predicate
def can_publish(actor: Actor, place: Jurisdiction) -> bool:
    """经办人拟公开测评结果和调整决定，另一人审核公开。 Who puts them forward for publication."""
    return can_run(actor, place) and publications.can_propose(actor, heir_of(place) or place)
