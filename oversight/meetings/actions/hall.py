"""会场大屏的写: the office says what the wall shows."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions
from oversight.meetings.actions.support import locked, meeting_act, refuse
from oversight.meetings.models import AgendaItem, HallScreen, Meeting
from oversight.meetings.queries import hall as queries
from oversight.meetings.rules import scenes


def show_on_wall(
    actor: Actor,
    place: Jurisdiction,
    meeting: Meeting,
    *,
    scene: str,
    item: AgendaItem | None = None,
) -> HallScreen:
    """上大屏: one scene, of ``item`` where it is about one; ``auto`` lets the wall follow the meeting again."""
    with meeting_act(
        "show_on_wall", actor, place, permissions.can_run(actor, place), scenes.CODE
    ) as running:
        meeting = locked(place, meeting)
        if scene != "auto" and scene not in scenes.SCENES:
            raise Invalid("unknown_scene", _("没有这一种画面。"), where="scene")
        if item is not None and (
            item.meeting_id != meeting.pk or item.state in {"proposed", "withdrawn"}
        ):
            raise Invalid("other_meeting", _("所选的议题不在这次会议的议程里。"), where="item")
        kept = item if scene in scenes.OF_AN_ITEM else None
        facts = queries.facts_of(meeting, kept or queries.item_at_hand(meeting))
        refuse(scenes.permits(scene, facts), where="scene")
        screen = queries.screen_of(meeting) or HallScreen(jurisdiction=place, meeting=meeting)
        screen.scene, screen.item = scene, kept
        screen.shown_label, screen.shown_at = actor.label[:100], timezone.now()
        put(screen)
        running.facts = {"meeting": meeting.public_id, "scene": scene}
        running.facts |= {"item": kept.public_id} if kept else {}
    return screen
