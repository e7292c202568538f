"""候选项目表送代表: the day and the way recorded; what comes too late before a meeting is explained (procedures §4 c 4)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid
from oversight.institutions.actions.writing import not_to_come, put, written
from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import AgendaItem
from oversight.projects import permissions
from oversight.projects.actions.candidates import locked_list
from oversight.projects.actions.support import require
from oversight.projects.models import CandidateList
from oversight.projects.queries import delivery as read
from oversight.projects.rules import deadlines, selecting
from oversight.projects.rules.deadlines import Deliveries


def send_candidates(
    actor: Actor, place: Jurisdiction, found: CandidateList, *, on: date, how: str
) -> CandidateList:
    """登记候选项目表送到代表: the frozen version, on which day and how; a wrong entry is entered again."""
    with act(
        "projects.send_candidates",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_list(actor, place),
        rule=deadlines.CODE,
        basis=_(deadlines.PAPERS),
    ) as running:
        found = locked_list(place, found)
        require(selecting.list_permits("send", found.state))
        not_to_come(on, "on")
        if found.frozen_at is not None and on < timezone.localdate(found.frozen_at):
            raise Invalid("before_freezing", _("送代表的日期早于确定的日期。"), where="on")
        found.sent_on, found.sent_how = on, written(how, "how", _("怎样送的"), 200)
        put(found)
        running.facts = {"version": found.version, "on": on.isoformat()}
    return found


def explain_late(
    running: Act, found: CandidateList, item: AgendaItem, steps: Deliveries, reason: str
) -> None:
    """Part of an act: why notice or candidates came too late, kept with the list for this agenda item."""
    if not steps.late and not reason.strip():
        return
    if reason.strip():
        found.late_reason, found.late_item = reason.strip()[:300], item.public_id
        put(found)
        running.note = found.late_reason
    running.facts["late"] = {one.code: one.late for one in steps.late}


def deliveries_for(found: CandidateList, item: AgendaItem, reason: str) -> tuple[Deliveries, str]:
    """How both stand before the meeting of the item, and the reason given now or before."""
    steps = read.deliveries(found, item.meeting)
    return steps, reason.strip() or read.reason_for(found, item.public_id)
