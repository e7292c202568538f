"""接口: meetings over HTTP, and what belongs to their items."""

from oversight.meetings.api import (
    appointments,
    audits,
    drafts,
    inquiries,
    items,
    meetings,
    papers,
    people,
    plans,
    questions,
)
from oversight.meetings.api.routing import router

__all__ = [
    "appointments",
    "audits",
    "drafts",
    "inquiries",
    "items",
    "meetings",
    "papers",
    "people",
    "plans",
    "questions",
    "router",
]
