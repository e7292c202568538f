"""与会人员的写: called by the register or by hand, changed, taken off, receipts of the notice."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import check_place, named, put
from oversight.institutions.models import Jurisdiction, Person
from oversight.meetings import permissions, queries
from oversight.meetings.actions.support import (
    locked,
    locked_participant,
    meeting_act,
    require,
    written,
)
from oversight.meetings.models import Meeting, Participant

CARD = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
FREE = frozenset(
    {"name", "title", "capacity", "unit", "group", "mode", "must_attend", "must_reason", "phone"}
)
MOST = 5000


def card_code() -> str:
    """The code of an attendance card: eight characters that nobody takes for another."""
    return "".join(secrets.choice(CARD) for _ in range(8))


def call_members(actor: Actor, place: Jurisdiction, meeting: Meeting) -> int:
    """按名册添加出席人员: all deputies or members of the day who are not called yet; gives how many."""
    with meeting_act(
        "call_members", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("add_participants", meeting)
        if meeting.kind == "presidium":
            text = _("主席团由预备会议选出，请按名单添加出席人员。")
            raise Refused("no_register", text)
        called = set(meeting.participants.values_list("person_id", flat=True))
        new = [seat for seat in queries.seats_of(meeting) if seat.person_id not in called]
        for seat in new:
            add_one(
                meeting,
                {
                    "person_id": seat.person_id,
                    "name": seat.name,
                    "title": seat.title,
                    "capacity": "attend",
                    "phone": seat.phone,
                },
            )
        running.facts = {"called": len(new)}
    return len(new)


def add_participants(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, rows: Iterable[Mapping[str, Any]]
) -> list[Participant]:
    """添加与会人员: rows with capacity and person or name; also title, unit, mode, must_attend, phone."""
    with meeting_act(
        "add_participants", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("add_participants", meeting)
        made = [add_checked(place, meeting, dict(row)) for row in list(rows)[:MOST]]
        running.facts = {"added": len(made)}
    return made


def add_checked(place: Jurisdiction, meeting: Meeting, row: dict[str, Any]) -> Participant:
    """One more, once it is in order."""
    person: Person | None = row.pop("person", None)
    check_place(place, person=person, unit=row.get("unit"), group=row.get("group"))
    check_row(row, person)
    if person is not None:
        if meeting.participants.filter(person=person).exists():
            text = _("%(name)s已经在与会人员里。") % {"name": person.name}
            raise Invalid("already_called", text, where="person")
        row = {"name": person.name, "phone": person.phone, **row, "person": person}
        row["name"] = row["name"] or person.name
        row["phone"] = row["phone"] or person.phone
    row["name"] = named(str(row.get("name") or ""))
    if row.get("capacity") == "attend":
        check_member(meeting, person)
    return add_one(meeting, row)


def check_row(row: Mapping[str, Any], person: Person | None) -> None:
    """Known choices; a vote only for a person of the register."""
    unknown = set(row) - FREE
    if unknown:
        raise TypeError(f"unknown fields {sorted(unknown)}")
    for name, choices in (("capacity", Participant.CAPACITIES), ("mode", Participant.MODES)):
        if row.get(name, "hall" if name == "mode" else "") not in dict(choices):
            raise Invalid("unknown_choice", _("没有这个选项。"), where=name)
    if row["capacity"] == "attend" and person is None:
        text = _("出席人员须是名册里的代表或组成人员；其他人登记为列席或旁听。")
        raise Invalid("no_person", text, where="person")


def check_member(meeting: Meeting, person: Person | None) -> None:
    """出席 means a vote: only deputies or members of the day; the presidium is elected by the session."""
    if meeting.kind == "presidium":
        return
    if person is None or person.pk not in {seat.person_id for seat in queries.seats_of(meeting)}:
        text = _("这个人当天不是%(body)s的代表或组成人员，不能出席，可以列席。")
        raise Invalid("not_a_member", text % {"body": meeting.body}, where="capacity")


def add_one(meeting: Meeting, row: Mapping[str, Any]) -> Participant:
    """The row of one who is called; after the notice their receipt is open at once."""
    one = Participant(
        jurisdiction_id=meeting.jurisdiction_id,
        meeting=meeting,
        card_code=card_code(),
        receipt="" if meeting.state == "planned" else "sent",
        **row,
    )
    put(one)
    return one


def change_participant(
    actor: Actor, place: Jurisdiction, participant: Participant, **changes: Any
) -> Participant:
    """改与会人员: title, capacity, mode, group, whether they must come and why."""
    with meeting_act(
        "change_participant", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        one = locked_participant(place, participant)
        require("change_participant", one.meeting)
        check_place(place, unit=changes.get("unit"), group=changes.get("group"))
        row = {"capacity": one.capacity, "mode": one.mode, **changes}
        check_row(row, one.person)
        if changes.get("capacity", one.capacity) == "attend" and one.capacity != "attend":
            check_member(one.meeting, one.person)
        for name, value in changes.items():
            setattr(one, name, value)
        one.name = named(one.name)
        one.version += 1
        put(one)
        running.facts = {"name": one.name}
    return one


def remove_participant(
    actor: Actor, place: Jurisdiction, participant: Participant, *, reason: str
) -> None:
    """移出与会人员: until they have signed in."""
    with meeting_act(
        "remove_participant", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        one = locked_participant(place, participant)
        require("change_participant", one.meeting)
        if one.attendance:
            raise Refused("signed_in", _("已经签到的人不能移出；离会的登记离会。"))
        running.note = written(reason, "reason", _("原因"))
        running.facts = {"name": one.name}
        one.delete()


def record_receipt(
    actor: Actor,
    place: Jurisdiction,
    participant: Participant,
    *,
    state: str,
    note: str = "",
) -> Participant:
    """登记回执: phoned or acknowledged; who has an account acknowledges for themselves."""
    own = is_own(actor, participant)
    permitted = permissions.can_arrange(actor, place) or (
        own and permissions.can_ask_leave(actor, place)
    )
    with meeting_act("record_receipt", actor, place, permitted) as running:
        one = locked_participant(place, participant)
        require("record_receipt", one.meeting)
        if state not in {"phoned", "acknowledged"} or (state == "phoned" and own):
            raise Invalid("unknown_choice", _("没有这个选项。"), where="state")
        if one.receipt == "acknowledged":
            raise Refused("already_acknowledged", _("已经回执，不用再登记。"))
        one.receipt, one.receipt_note = state, note.strip()[:200]
        one.receipt_label, one.receipt_at = actor.label[:100], timezone.now()
        one.version += 1
        put(one)
        running.facts = {"name": one.name, "state": state}
    return one


def is_own(actor: Actor, participant: Participant) -> bool:
    """Whether the account is the participant's own."""
    person = participant.person
    return (
        person is not None
        and actor.account_id is not None
        and person.account_id == actor.account_id
    )
