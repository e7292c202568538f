"""任免名单的文字: what was adopted, one person a line; Chinese whatever the language of who acts."""

from __future__ import annotations

from django.utils.translation import override

from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.queries import appointments as queries

DECIDED = ("adopted", "certified", "sworn")


def list_title(item: AgendaItem) -> str:
    """××人大常委会任免名单."""
    return f"{item.meeting.body.name}任免名单"


def list_text(item: AgendaItem) -> str:
    """The persons that were adopted, by kind."""
    lines = [f"{item.meeting.title}通过的任免名单如下："]
    with override("zh-hans"):
        for kind, label in Appointment.KINDS:
            rows = queries.appointments_of(item).filter(kind=kind, state__in=DECIDED)
            if rows:
                lines.append(f"{label}：")
                lines += [queries.option_of(one).partition(" ")[2] for one in rows]
    return "\n".join(lines)
