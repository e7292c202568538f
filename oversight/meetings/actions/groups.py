"""审议小组的写: groups by delegation or by name, who is in them, what was said."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, named, put
from oversight.institutions.models import Delegation, Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.actions.support import locked, meeting_act, require, written
from oversight.meetings.models import AgendaItem, GroupNote, Meeting, MeetingGroup, Participant


def add_group(
    actor: Actor,
    place: Jurisdiction,
    meeting: Meeting,
    *,
    name: str = "",
    delegation: Delegation | None = None,
    convener: str = "",
    place_text: str = "",
    recorder: str = "",
    members: Iterable[Participant] = (),
) -> MeetingGroup:
    """设审议小组: a delegation brings those of its deputies who are called; others are chosen."""
    with meeting_act(
        "change_group", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("change_group", meeting)
        check_place(place, delegation=delegation)
        name = named(name or (delegation.name if delegation else ""))
        if meeting.groups.filter(name=name).exists():
            text = _("已经有%(name)s。") % {"name": name}
            raise Invalid("group_exists", text, where="name")
        group = MeetingGroup(
            jurisdiction=place,
            meeting=meeting,
            name=name,
            delegation=delegation,
            convener=convener.strip()[:60],
            place_text=place_text.strip()[:200],
            recorder=recorder.strip()[:60],
        )
        put(group)
        wanted = {one.pk for one in (*of_delegation(meeting, delegation), *members)}
        called = {one.pk: one for one in queries.participants_of(meeting)}
        if not wanted <= called.keys():
            raise Invalid("other_meeting", _("这个人不在这次会议里。"), where="members")
        for key in sorted(wanted):
            one = called[key]
            one.group, one.version = group, one.version + 1
            one.save()
        running.facts = {"group": name, "members": len(wanted)}
    return group


def add_delegations(actor: Actor, place: Jurisdiction, meeting: Meeting) -> list[MeetingGroup]:
    """按代表团设组: one group for every delegation of the term that has none yet, all at once."""
    with meeting_act(
        "add_delegations", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        rows = queries.delegations_without_group(meeting)
        if not rows:
            raise Refused("no_delegation", _("本届的代表团都已设组，或者还没有登记代表团。"))
        made = [add_group(actor, place, meeting, delegation=one) for one in rows]
        running.facts = {"groups": len(made)}
    return made


def arrange_group(
    actor: Actor,
    place: Jurisdiction,
    group: MeetingGroup,
    *,
    name: str,
    convener: str = "",
    recorder: str = "",
    place_text: str = "",
) -> MeetingGroup:
    """改审议小组: its name, who convenes and takes notes, where it sits. Who is in it: the list of people."""
    with meeting_act(
        "arrange_group", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, group.meeting)
        require("change_group", meeting)
        group.name = named(name)
        if meeting.groups.filter(name=group.name).exclude(pk=group.pk).exists():
            text = _("已经有%(name)s。") % {"name": group.name}
            raise Invalid("group_exists", text, where="name")
        group.convener, group.recorder = convener.strip()[:60], recorder.strip()[:60]
        group.place_text = place_text.strip()[:200]
        put(group)
        running.facts = {"group": group.name}
    return group


def of_delegation(meeting: Meeting, delegation: Delegation | None) -> list[Participant]:
    """Those called who are deputies of the delegation and in no group yet."""
    if delegation is None:
        return []
    rows = institutions.deputyships_in(meeting.jurisdiction).filter(delegation=delegation)
    people = set(rows.on(queries.day_of(meeting)).values_list("person_id", flat=True))
    called = queries.participants_of(meeting).filter(group=None, person_id__in=people)
    return list(called)


def note_speech(
    actor: Actor,
    place: Jurisdiction,
    group: MeetingGroup,
    *,
    speaker: str,
    text: str,
    item: AgendaItem | None = None,
) -> GroupNote:
    """记录审议发言: never changed; a correction is another note."""
    with meeting_act("note_speech", actor, place, permissions.can_note(actor, place)) as running:
        meeting = locked(place, group.meeting)
        require("note_speech", meeting)
        if item is not None and item.meeting_id != meeting.pk:
            raise Refused("other_meeting", _("这项议题不在这次会议里。"))
        note = GroupNote(
            jurisdiction=place,
            group=group,
            item=item,
            speaker=named(speaker, "speaker"),
            text=written(text, "text", _("发言内容"), 4000),
            noted_label=actor.label[:100],
            at=timezone.now(),
        )
        put(note)
        running.facts = {"group": group.name, "speaker": note.speaker}
    return note
