"""读大屏: what was chosen for the wall, which item is at hand, how its vote stands."""

from __future__ import annotations

from oversight.audit.scoping import Scope
from oversight.meetings.models import AgendaItem, HallScreen, Meeting
from oversight.meetings.queries.items import items_of, polls_of
from oversight.meetings.queries.questions import asked_now
from oversight.meetings.rules.scenes import GONE, HallFacts
from oversight.voting.models import Poll

AT_HAND = ("considered", "put_to_vote")
DECIDED = ("adopted", "not_adopted")


def screen_of(meeting: Meeting) -> HallScreen | None:
    """What the office chose; None where the wall has always followed the meeting."""
    rows = HallScreen.objects.in_scope(Scope.of(meeting.jurisdiction_id))
    return rows.select_related("item").filter(meeting=meeting).first()


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda as the hall sees it: what was placed on it."""
    return list(items_of(meeting).exclude(state__in=["proposed", "withdrawn"]))


def item_at_hand(meeting: Meeting) -> AgendaItem | None:
    """The item under way; between two items the one just voted on, until the next is taken up."""
    items = agenda_of(meeting)
    current = [one for one in items if one.state in AT_HAND]
    if current:
        return current[-1]
    ended = [one for one in items if one.has_ended]
    last = ended[-1] if ended else None
    return last if last is not None and last.result_poll and last.state in DECIDED else None


def latest_poll(item: AgendaItem | None) -> Poll | None:
    """The vote that decided the item, else the newest that runs or was announced; none that came to nothing."""
    if item is None:
        return None
    polls = [one for one in polls_of(item) if one.state not in GONE]
    own = [one for one in polls if one.public_id == item.result_poll and item.state in DECIDED]
    found = own or polls
    return found[-1] if found else None


def facts_of(meeting: Meeting, item: AgendaItem | None) -> HallFacts:
    """The meeting and the item as the rules of the wall look at them."""
    poll = latest_poll(item)
    return HallFacts(
        meeting=meeting.state,
        item=item.state if item is not None else "",
        question=item is not None and asked_now(item) is not None,
        poll=poll.state if poll is not None else "",
    )
