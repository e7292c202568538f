"""赶不上的会前时限怎样说: before an item is placed and before the notice goes out."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from oversight.calendar.words import reason_with_basis
from oversight.meetings import queries
from oversight.meetings.models import AgendaItem, Meeting


def late_facts(meeting: Meeting, items: Sequence[AgendaItem]) -> list[tuple[str, str]]:
    """By item: the lead times that it no longer keeps, each a line; the title only where there are several."""
    missed = queries.missed_of(meeting, items)
    found = []
    for item in items:
        lines = [reason_with_basis(one) for one in missed.get(item.public_id, ())]
        if lines:
            head = [item.title] if len(items) > 1 else []
            found.append((_("赶不上的会前时限"), "\n".join([*head, *lines])))
    return found


def late_warning(late: Sequence[tuple[str, str]]) -> str:
    """What is said above the button where an item no longer keeps its lead times."""
    if not late:
        return ""
    return _("专项工作报告赶不上法定的会前时限。可以改列以后的会议；仍然办理的，记入办理记录。")
