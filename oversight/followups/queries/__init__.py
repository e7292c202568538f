"""读承诺与整改: every read of this app by subject; the list below is its public face."""

from oversight.followups.queries.due import Due, due_matters
from oversight.followups.queries.duties import Voice, duties_of, voice_for, voices_of
from oversight.followups.queries.items import (
    carried_by,
    content_at,
    evidence_of,
    followup_by_id,
    followups_about,
    followups_of,
    open_about,
    open_of,
    parts_of,
    readable_by,
    waiting_extensions,
)
from oversight.followups.queries.lists import Filters, filtered, ordered

__all__ = [
    "Due",
    "Filters",
    "Voice",
    "carried_by",
    "content_at",
    "due_matters",
    "duties_of",
    "evidence_of",
    "filtered",
    "followup_by_id",
    "followups_about",
    "followups_of",
    "open_about",
    "open_of",
    "ordered",
    "parts_of",
    "readable_by",
    "voice_for",
    "voices_of",
    "waiting_extensions",
]
