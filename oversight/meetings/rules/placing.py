"""列入议程 (placing@1): who places an item on the agenda of which meeting, and which lead times it still keeps. Pure.

The agenda of a standing committee is drafted by the chairpersons' meeting (地方组织法 art. 54), that of a congress by
its presidium (art. 22); before the congress sits, the standing committee proposes to the preparatory meeting. The
days before a special work report (监督法 art. 15) are the rulebook's and are passed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from oversight.calendar.rules.lead_times import Lead, plan
from oversight.calendar.rules.reasons import Reason
from oversight.meetings.rules.stages import gettext_noop

CODE = "placing@1"
PLACERS: dict[str, tuple[str, ...]] = {
    "standing_committee": ("chairpersons_meeting", "standing_committee"),
    "congress": ("presidium", "standing_committee"),
    "chairpersons_meeting": ("chairpersons_meeting",),
    "presidium": ("presidium",),
}
"""Kinds of bodies that may place an item or consent to its withdrawal, the usual one first."""
WORDS = {
    "chairpersons_meeting": gettext_noop("主任会议"),
    "presidium": gettext_noop("主席团"),
    "standing_committee": gettext_noop("常务委员会"),
}
"""What such a body is called where the register has none, as the presidium that a congress elects."""
LATE_PAPER = gettext_noop("《%(title)s》晚 %(days)d 天送到，应在 %(due)s以前。")


@dataclass(frozen=True)
class Received:
    """收到的材料: a paper of the item that came for one step, on which day first."""

    title: str
    code: str
    on: date


def placers(body_kind: str, meeting_kind: str) -> tuple[str, ...]:
    """The kinds of bodies that decide on the agenda of such a meeting, the usual one first."""
    found = PLACERS.get(body_kind, ("chairpersons_meeting",))
    if body_kind == "congress" and meeting_kind == "presidium":
        return ("presidium",)
    return found


def missed(
    meeting: date,
    leads: Sequence[Lead],
    today: date,
    *,
    received: Sequence[Received] = (),
    waiver: str = "",
) -> tuple[Reason, ...]:
    """Which lead times the item no longer keeps on ``today``: papers that came late, then steps that are past."""
    by_code = {lead.code: lead for lead in leads}
    found = []
    for one in received:
        lead = by_code.get(one.code)
        due = meeting - timedelta(days=lead.days) if lead else one.on
        if lead and one.on > due and not waiver:
            values = {"title": one.title, "days": (one.on - due).days, "due": due}
            found.append(Reason("late_paper", LATE_PAPER, values, lead.basis))
    done = {one.code for one in received}
    reasons = plan(meeting, leads, today, done=done, waiver=waiver).reasons
    return (*found, *(one for one in reasons if one.code != "meeting_past"))
