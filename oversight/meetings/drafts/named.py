"""谁怎样表决: who voted how in a vote by name, for count sheet and minutes; the public announcement has totals alone."""

from __future__ import annotations

from oversight.meetings.models import AgendaItem
from oversight.voting.models import Poll
from oversight.voting.pages.named import lists
from oversight.voting.queries import poll_by_id


def voters(poll: Poll) -> str:
    """One line a choice, as the locked sheet has it; "" for another vote and before the announcement."""
    several = len(poll.options) > 1
    lines = []
    for option, groups in lists(poll):
        lines += [f"“{option}”"] if several else []
        lines += [
            f"{one.word}{len(one.names)}人：{'、'.join(one.names)}。" for one in groups if one.names
        ]
    return "\n".join(lines)


def voters_of(item: AgendaItem) -> str:
    """The same of an item, as a paragraph of the minutes."""
    poll = poll_by_id(item.jurisdiction, item.result_poll) if item.result_poll else None
    words = voters(poll) if poll is not None else ""
    return f"\n记名表决：\n{words}" if words else ""
