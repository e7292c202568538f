"""规则簿里的数: how many days make an item due soon or long overdue, and how far it may be extended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from oversight.calendar.rules import ladder
from oversight.followups.models import Followup
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction

STATE_OF = {
    ladder.Standing.ON_TIME: "on_time",
    ladder.Standing.DUE_SOON: "soon",
    ladder.Standing.DUE_TODAY: "soon",
    ladder.Standing.LATE: "late",
    ladder.Standing.LONG_OVERDUE: "late",
    ladder.Standing.NO_DEADLINE: "new",
}


@dataclass(frozen=True)
class Limits:
    """本地现行的数: days, and the rulebook that says so (reference and check value)."""

    soon_days: int = ladder.SOON_DAYS
    long_days: int = ladder.LONG_DAYS
    reminders: tuple[int, ...] = ladder.REMINDER_DAYS
    extension_times: int | None = None
    extension_basis: str = ""
    rulebook: str = ""
    rulebook_sha256: str = ""


def limits_of(place: Jurisdiction, day: date | None = None) -> Limits:
    """What is in force in the place on a day."""
    return Limits()


@dataclass(frozen=True)
class Standing:
    """一件事的期限状态, ready for a badge: ``state`` of ui.states, the words, the rung."""

    rung: str
    state: str
    word: str
    days: int = 0

    @property
    def is_late(self) -> bool:
        return self.state == "late"


def standing_of(followup: Followup, limits: Limits, today: date | None = None) -> Standing:
    """How the deadline stands today; of what is closed or waits for others nothing is late."""
    return standing(followup.due, limits, today)


def standing(due: date | None, limits: Limits, today: date | None = None) -> Standing:
    """The standing of one day."""
    found = ladder.standing(due, today or institutions.today(), limits.soon_days, limits.long_days)
    word = _(found.text) % {"days": found.days}
    return Standing(found.standing.value, STATE_OF[found.standing], word, found.days)


def latest_extension(place: Jurisdiction, limits: Limits, due: date) -> date | None:
    """The last day to which a deadline may be moved; None where the rulebook sets no limit."""
    return None
