"""公开的内容: the result of an item's vote as the chair announced it, and whom the meeting appointed or removed.

Whoever is appointed holds a public office, so the name is part of the announcement; no voter ever is.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import override

from oversight.meetings.drafts import results
from oversight.meetings.models import AgendaItem
from oversight.meetings.queries import drafts as read
from oversight.voting.announcing import as_written

KIND = "meeting_result"
KEPT_IN = "zh-hans"


@override(KEPT_IN)
def result_content(item: AgendaItem) -> dict[str, Any]:
    """表决结果公告 as values; refused before the announcement."""
    poll, _sheet, outcome = read.announced(item)
    draft = results.announcement(item.meeting, item, poll, outcome)
    return {
        "place": item.jurisdiction.code,
        "place_name": item.jurisdiction.name,
        "meeting": item.meeting.title,
        "title": draft.title,
        "matter": item.title,
        "on": timezone.localdate(poll.announced_at).isoformat(),
        "round": poll.round,
        "text": as_written(outcome.text),
        "persons": results.persons(item, poll, outcome),
    }
