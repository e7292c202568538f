"""撤并前还在进行的事: what other apps know to be half decided in a place, asked before it ends."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from oversight.institutions.actions.place_ends import Running
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.voting import queries as voting
from oversight.voting.rules.states import ENDED

SITTING = ("convened", "in_session")


def sitting_meetings(place: Jurisdiction) -> list[str]:
    """Meetings for which people sign in or that sit."""
    rows = meetings.meetings_of(place).filter(state__in=SITTING)
    return [_("会议“%(title)s”") % {"title": one.title} for one in rows]


def open_polls(place: Jurisdiction) -> list[str]:
    """Votes and ratings whose result was not announced yet."""
    rows = voting.polls_of(place).exclude(state__in=ENDED)
    return [_("表决“%(title)s”") % {"title": one.title} for one in rows]


RUNNING: Sequence[Running] = (sitting_meetings, open_polls)
