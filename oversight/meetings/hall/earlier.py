"""表决的各项和它们的情况: what is voted on now, and what earlier votes on the same item have decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.voting import queries as voting
from oversight.voting.announcing import standing
from oversight.voting.models import Poll
from oversight.voting.rules.sheet_form import GRADES


@dataclass(frozen=True)
class OptionShown:
    """一项: ``number`` on the ballot that is voted on now, None of one decided before; ``word`` what became of it."""

    name: str
    number: int | None = None
    word: str = ""
    good: bool = False


def options_of(poll: Poll, most: int) -> Sequence[OptionShown]:
    """The matters of the ballot by number, behind them those decided before; none of the ballot's where too many."""
    several = 1 < len(poll.options) <= most
    now = [OptionShown(name, n) for n, name in enumerate(poll.options, start=1)] if several else []
    before = decided_before(poll)
    return [*now, *before] if len(now) + len(before) <= most else now


def decided_before(poll: Poll) -> list[OptionShown]:
    """What announced votes on the same item said of what is not voted on again; a later word replaces an earlier."""
    found: dict[str, OptionShown] = {}
    for one in earlier_polls(poll):
        outcome = voting.outcome_of(one)
        if outcome is None:
            continue
        for name in one.options:
            if name in poll.options:
                continue
            good = name in outcome.passed
            word = standing(one, outcome, name)
            if one.kind == "satisfaction":
                word = _(dict(GRADES).get(outcome.grades.get(name) or "", "")) or _("已测评")
            found[name] = OptionShown(name, None, word, good)
    return list(found.values())


def earlier_polls(poll: Poll) -> list[Poll]:
    """The announced votes on the same item of an agenda, the first first."""
    if not poll.about_id:
        return []
    rows = voting.polls_about(poll.jurisdiction, poll.about_kind, poll.about_id)
    return [one for one in rows if one.is_announced and one.pk < poll.pk]
