"""iCalendar (RFC 5545): planned meetings and what must arrive before them, for the office's phones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from oversight.calendar.pages.meeting_page import MeetingRow
from oversight.institutions.models import Jurisdiction

FOLD = 75  # octets of a line, RFC 5545 §3.1
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_text(place: Jurisdiction, rows: Iterable[MeetingRow], now: datetime) -> str:
    """The whole file; a meeting that was given up is marked so, and phones take it away."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jiannuo//calendar//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(_('%(place)s人大会期') % {'place': place.name})}",
    ]
    for row in rows:
        lines += meeting_lines(place, row, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def meeting_lines(place: Jurisdiction, row: MeetingRow, now: datetime) -> list[str]:
    """The meeting and, while it stands, the days before it."""
    meeting = row.meeting
    sequence = meeting.revision
    status = "CONFIRMED" if row.standing else "CANCELLED"
    note = meeting.note or meeting.reason
    key = f"{meeting.public_id}@{place.code}"
    lines = event(key, str(meeting), note, meeting.on, now, sequence, status)
    for step in row.plan.steps if row.plan and row.standing else ():
        values = {"text": _(step.lead.text), "meeting": meeting}
        text = _("最后一天：%(text)s（%(meeting)s）") % values
        key = f"{meeting.public_id}-{step.lead.code}@{place.code}"
        lines += event(key, text, _(step.lead.basis), step.due, now, sequence, "CONFIRMED")
    return lines


def event(
    key: str, summary: str, note: str, on: date, now: datetime, sequence: int, status: str
) -> list[str]:
    """One whole-day event."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{key}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}",
        f"SEQUENCE:{sequence}",
        f"STATUS:{status}",
        f"SUMMARY:{escaped(summary)}",
    ]
    if note:
        lines.append(f"DESCRIPTION:{escaped(note)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def escaped(text: str) -> str:
    """Text as a value may hold it."""
    return text.translate(ESCAPED)


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, never inside a character."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return "\r\n".join([*pieces, piece])
