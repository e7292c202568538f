"""会议归档: the packet of its issued papers with the catalogue; linked meetings by value."""

from __future__ import annotations

import io
from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.files.actions import store_file
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import named, put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import packet, permissions
from oversight.meetings.actions.dates import whole
from oversight.meetings.actions.support import locked, meeting_act, require
from oversight.meetings.models import LinkedMeeting, Meeting, MeetingArchive

RETENTIONS = ("永久", "30年", "10年")


def archive_meeting(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, retention: str = "永久"
) -> MeetingArchive:
    """会议归档: everything issued goes into one PDF; the catalogue keeps title, pages and check value."""
    with meeting_act(
        "archive_meeting", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("archive_meeting", meeting)
        if retention not in RETENTIONS:
            raise Invalid("unknown_choice", _("保管期限是永久、30年或10年。"), where="retention")
        made = packet.build(meeting)
        stored = store_file(
            whole(actor),
            place,
            name=f"{meeting.title}文件汇编.pdf",
            stream=io.BytesIO(made.content),
            purpose=_("会议文件汇编"),
            permitted=True,
            confined=True,
        )
        entry = MeetingArchive(
            jurisdiction=place,
            meeting=meeting,
            catalogue=[line.as_dict() for line in made.lines],
            retention=retention,
            packet=stored,
            packet_sha256=stored.sha256,
            archived_label=actor.label[:100],
            archived_on=institutions.today(),
        )
        put(entry)
        meeting.state = "archived"
        put(meeting)
        running.facts = {"papers": len(made.lines), "sha256": stored.sha256}
    return entry


def link_meeting(
    actor: Actor,
    place: Jurisdiction,
    meeting: Meeting,
    *,
    level: str,
    place_name: str,
    title: str,
    on: date | None = None,
    url: str = "",
    note: str = "",
    place_code: str = "",
) -> LinkedMeeting:
    """登记联动会议: a meeting of another level on the same matter, by value."""
    with meeting_act("link_meeting", actor, place, permissions.can_arrange(actor, place)) as run:
        meeting = locked(place, meeting)
        require("link_meeting", meeting)
        if level not in dict(LinkedMeeting.LEVELS):
            raise Invalid("unknown_choice", _("没有这个选项。"), where="level")
        linked = LinkedMeeting(
            jurisdiction=place,
            meeting=meeting,
            level=level,
            place_code=place_code,
            place_name=named(place_name, "place_name"),
            title=named(title, "title"),
            on=on,
            url=url.strip(),
            note=note.strip()[:300],
        )
        put(linked)
        run.facts = {"place": linked.place_name, "meeting": linked.title}
    return linked


def unlink_meeting(actor: Actor, place: Jurisdiction, linked: LinkedMeeting) -> None:
    """删去联动会议."""
    with meeting_act(
        "unlink_meeting", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, linked.meeting)
        require("link_meeting", meeting)
        running.facts = {"place": linked.place_name, "meeting": linked.title}
        linked.delete()
