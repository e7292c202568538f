"""拟公开表决结果、年度计划: puts an announced result or an adopted plan forward; publishing is another person's act."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions, plan_publishing
from oversight.meetings.actions.dates import whole
from oversight.meetings.actions.plan_meetings import ADJUSTABLE
from oversight.meetings.actions.plans import locked_plan
from oversight.meetings.actions.support import locked_item, meeting_act
from oversight.meetings.models import AgendaItem, AnnualPlan
from oversight.meetings.publishing import KIND, result_content
from oversight.meetings.rules.stages import PUBLICITY
from oversight.publications import actions as publications
from oversight.publications.models import PublicationVersion


def propose_item_publication(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, note: str = ""
) -> PublicationVersion:
    """拟公开: counts, rule and decision as announced; ``note`` says what a correction corrects."""
    with meeting_act(
        "propose_item_publication", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        running.basis = _(PUBLICITY)
        item = locked_item(place, item)
        content = result_content(item)
        made = publications.propose(
            whole(actor),
            place,
            kind=KIND,
            key=item.public_id,
            title=content["title"],
            content=content,
            note=note,
        )
        running.facts = {"item": item.public_id, "version": made.version}
    return made


def propose_plan_publication(
    actor: Actor, place: Jurisdiction, plan: AnnualPlan, *, note: str = ""
) -> PublicationVersion:
    """拟公开年度计划: as adopted and adjusted; ``note`` says what changed since the version before (art. 63)."""
    with meeting_act(
        "propose_plan_publication", actor, place, permissions.can_import_plan(actor, place)
    ) as running:
        running.basis = ADJUSTABLE
        plan = locked_plan(place, plan)
        if plan.state != "adopted":
            raise Refused("not_adopted", _("计划还没有登记通过，不能公开。"), basis=ADJUSTABLE)
        content = plan_publishing.plan_content(plan)
        made = publications.propose(
            whole(actor),
            place,
            kind=plan_publishing.KIND,
            key=plan.public_id,
            title=plan.title,
            content=content,
            note=note,
        )
        running.facts = {"plan": plan.public_id, "version": made.version}
    return made
