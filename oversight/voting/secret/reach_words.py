"""够不够票的话: that with so few cards nothing can pass, said once the list is fixed and until the announcement."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.voting.models import Poll
from oversight.voting.rules.reach import out_of_reach, votes_needed
from oversight.voting.secret.queries import box_of, cards_of


def ballots_out(poll: Poll) -> int | None:
    """How many can vote: the cards of the list and the papers beside them, else the ballots issued; None if unknown."""
    if poll.method != "cards":
        return poll.issued
    box = box_of(poll)
    row = cards_of(box) if box is not None else None
    return row.handed_out + row.surrendered if row is not None else None


def reach_facts(poll: Poll) -> list[tuple[str, str]]:
    """That nothing can pass with so few ballots, until it is announced."""
    out, needed = ballots_out(poll), votes_needed(poll.kind, poll.rule, poll.base)
    if not out_of_reach(out, needed):
        return []
    text = _("发出 %(out)d 张，通过需要 %(needed)d 票：怎样投都不能通过")
    return [(_("不能通过"), text % {"out": out, "needed": needed})]
