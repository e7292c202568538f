"""到会的写: desk list, attendance card, own phone; every entry says who recorded it and how."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.accounts import attempts
from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.outcome import Outcome
from oversight.meetings import permissions, queries
from oversight.meetings.actions.support import locked, meeting_act, require
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.sheets import attendance as sheet

MARKS = frozenset({"", "present", "left", "absent"})


class TooManyCodes(Refused):
    """签到码多次不对: this account waits; the office signs the person in at the desk meanwhile."""

    status = 429


class Unimported(Invalid):
    """没有导入: the cells that stand in the way are in ``outcome``."""

    def __init__(self, outcome: Outcome) -> None:
        text = _("没有导入。%(count)d 格有问题，改好后再上传整张表。")
        super().__init__("bad_cells", text % {"count": len(outcome.problems)}, where="file")
        self.outcome = outcome


def record_attendance(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, marks: Mapping[str, str]
) -> int:
    """签到台登记: public id → present, left, absent or "" (not there yet); gives how many changed."""
    with meeting_act(
        "record_attendance", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("record_attendance", meeting)
        called = {one.public_id: one for one in queries.participants_of(meeting)}
        if not set(marks) <= set(called) or not set(marks.values()) <= MARKS:
            raise Invalid("unknown_participant", _("名单里没有这个人。"), where="marks")
        changed = [
            called[key] for key, mark in marks.items() if mark_one(actor, called[key], mark, "desk")
        ]
        running.facts = {"changed": len(changed)}
    return len(changed)


def mark_one(actor: Actor, one: Participant, mark: str, how: str) -> bool:
    """One mark; False where nothing changes. 离会 follows 到会 only."""
    if one.attendance == mark:
        return False
    if mark == "left" and one.attendance != "present":
        text = _("%(name)s没有到会，不能登记离会。") % {"name": one.name}
        raise Invalid("was_not_there", text, where="marks")
    one.attendance, one.attendance_how = mark, how if mark else ""
    one.attendance_label, one.attendance_at = actor.label[:100], timezone.now()
    one.version += 1
    put(one)
    return True


def sign_in_by_code(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, code: str
) -> Participant:
    """出席证签到: the code of the card, read by a scanner or typed at the desk."""
    with meeting_act(
        "sign_in_by_code", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("sign_in", meeting)
        wanted = "".join(code.upper().split()).replace("-", "")
        one = (
            queries.participants_of(meeting).exclude(card_code="").filter(card_code=wanted).first()
        )
        if one is None:
            raise Invalid("unknown_card", _("这次会议没有这个出席证码。"), where="code")
        if not mark_one(actor, one, "present", "card"):
            values = {"name": one.name}
            raise Refused("already_in", _("%(name)s已经签到。") % values, where="code")
        running.facts = {"name": one.name}
    return one


def sign_in_by_phone(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, code: str
) -> Participant:
    """手机签到: for oneself, with the code shown in the hall; who takes part by video is marked so.

    After ten wrong codes of an account in ten minutes it waits, whatever code comes next.
    """
    origin = attempts.origin_of_account_id(actor.account_id or 0)
    refuse_guessing(origin)
    try:
        one = signed_in_by_phone(actor, place, meeting, code)
    except Invalid as error:
        if (
            error.code == "wrong_code"
        ):  # outside the act, so that the count is not taken back with it
            attempts.note_failure("hall_code", origin)
        raise
    attempts.forget("hall_code", origin)
    return one


def refuse_guessing(origin: str) -> None:
    """Refuse an account that typed too many wrong codes, and say until when."""
    until = attempts.blocked_until("hall_code", origin)
    if until is not None:
        text = _("没有签到。签到码连续 10 次不对，%(time)s 以后再试，或者到签到台签到。")
        values = {"time": f"{timezone.localtime(until):%H:%M}"}
        raise TooManyCodes("too_many_codes", text % values, where="code")


def signed_in_by_phone(
    actor: Actor, place: Jurisdiction, meeting: Meeting, code: str
) -> Participant:
    """The act itself."""
    with meeting_act(
        "sign_in_by_phone", actor, place, permissions.can_sign_in(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("sign_in", meeting)
        one = queries.own_participation(actor, meeting)
        if one is None:
            raise Refused("not_called", _("你不在这次会议的与会人员里。"))
        wanted = "".join(code.split())
        if not meeting.hall_code or not secrets.compare_digest(
            wanted.encode(), meeting.hall_code.encode()
        ):
            text = _("签到码不对，请看会场屏幕上的六位数字。")
            raise Invalid("wrong_code", text, where="code")
        if not mark_one(actor, one, "present", "phone"):
            raise Refused("already_in", _("你已经签到。"), where="code")
        running.facts = {"name": one.name, "mode": one.mode}
    return one


def import_attendance(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, content: bytes
) -> Outcome:
    """导入签到表: all rows or none; ``Outcome.problems`` names the cells that stand in the way."""
    with meeting_act(
        "import_attendance", actor, place, permissions.can_arrange(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("import_attendance", meeting)
        called = {one.public_id: one for one in queries.participants_of(meeting)}
        marks, outcome = sheet.read(content, called)
        sheet.check_not_empty(outcome)
        if outcome.problems:
            raise Unimported(outcome)
        for mark in marks:
            one = mark.participant
            one.mode = mark.mode
            if not mark_one(actor, one, mark.attendance, "sheet"):
                one.version += 1
                put(one)
        running.facts = {"changed": len(marks)}
    return replace(outcome, imported=True)
