"""科室分工: the unit divides an item among its sections; its own affair, the office only sees it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.followups import permissions
from oversight.followups.actions.working import allow, keep, locked
from oversight.followups.models import Followup, FollowupPart
from oversight.followups.rules import progress
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction


def add_part(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    section: str,
    task: str = "",
    person: str = "",
    due: date | None = None,
) -> FollowupPart:
    """分给科室: a section, what it does, until when."""
    with act(
        "followups.add_part",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "add_part")
        if due and followup.due and due > followup.due:
            raise Invalid("after_the_item", _("科室的期限晚于事项的期限。"), where="due")
        part = FollowupPart(
            jurisdiction=place,
            followup=followup,
            section=said(section, "section", "section_missing", _("没有写科室。")),
            task=task.strip(),
            person=person.strip(),
            due=due,
        )
        put(part)
        keep(actor, followup)
        running.facts = {"code": followup.code, "section": part.section}
    return part


def finish_part(
    actor: Actor, place: Jurisdiction, part: FollowupPart, *, note: str = ""
) -> FollowupPart:
    """科室办完."""
    with act(
        "followups.finish_part",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, part.followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, part.followup)
        allow(place, followup, "finish_part")
        close(actor, part, "done", note.strip())
        keep(actor, followup)
        running.facts = {"code": followup.code, "section": part.section}
    return part


def drop_part(
    actor: Actor, place: Jurisdiction, part: FollowupPart, *, reason: str
) -> FollowupPart:
    """取消分工: with a reason."""
    with act(
        "followups.drop_part",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, part.followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, part.followup)
        allow(place, followup, "drop_part")
        reason = said(reason, "reason", "reason_missing", _("写明取消的原因。"))
        close(actor, part, "dropped", reason)
        keep(actor, followup)
        running.facts = {"code": followup.code, "section": part.section}
    return part


def close(actor: Actor, part: FollowupPart, state: str, note: str) -> None:
    """End a part that is still open."""
    part.refresh_from_db()
    if part.state != "open":
        raise Refused("part_closed", _("这个科室的分工已经办完或取消。"))
    part.state, part.note = state, note
    part.closed_label, part.closed_at = actor.label[:100], timezone.now()
    put(part)
