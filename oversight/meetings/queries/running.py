"""读会议: how the meetings of a place stand that are not over, for those below who must know that one sits."""

from __future__ import annotations

from oversight.institutions.models import Jurisdiction
from oversight.meetings.queries.meetings import meetings_of
from oversight.meetings.rules.stages import OVER


def states_running(place: Jurisdiction) -> set[str]:
    """The states of meetings that are planned, called, signing in or in session."""
    rows = meetings_of(place).exclude(state__in=OVER).order_by()
    return set(rows.values_list("state", flat=True))
