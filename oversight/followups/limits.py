"""规则簿里的数: how many days make an item due soon or long overdue, and how far it may be extended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.calendar import queries as calendar
from oversight.calendar.rules import ladder
from oversight.followups.models import Followup
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Deadlines, Overdue

STATE_OF = {
    ladder.Standing.ON_TIME: "on_time",
    ladder.Standing.DUE_SOON: "soon",
    ladder.Standing.DUE_TODAY: "soon",
    ladder.Standing.LATE: "late",
    ladder.Standing.LONG_OVERDUE: "late",
    ladder.Standing.NO_DEADLINE: "new",
}
WAITS, CLOSED = "waits", "closed"


@dataclass(frozen=True)
class Limits:
    """本地现行的数: days and times, and the rulebook that says so (reference and check value)."""

    soon_days: int
    long_days: int
    reminders: tuple[int, ...]
    extension_amount: int
    extension_unit: str
    extension_basis: str
    extension_times: int
    rulebook: str
    rulebook_sha256: str


def limits_of(place: Jurisdiction, day: date | None = None) -> Limits:
    """What is in force in the place on a day."""
    found = rulebooks.in_force(place, day)
    overdue, deadlines = found.of(Overdue), found.of(Deadlines)
    extension = deadlines.of("extension")
    return Limits(
        soon_days=overdue.due_soon_days,
        long_days=overdue.long_overdue_days,
        reminders=overdue.reminder_days,
        extension_amount=extension.amount,
        extension_unit=extension.unit,
        extension_basis=extension.basis,
        extension_times=deadlines.of("extensions_most").amount,
        rulebook=found.reference,
        rulebook_sha256=found.sha256,
    )


def latest_extension(place: Jurisdiction, limits: Limits, due: date) -> date:
    """The last day to which a deadline may be moved now: counted from it, or from today if it is past."""
    start = max(due, institutions.today())
    return calendar.due_day(place, start, limits.extension_amount, limits.extension_unit)


@dataclass(frozen=True)
class Standing:
    """一件事的期限状态, ready for a badge: the rung of the ladder, a state of ui.states, the words."""

    rung: str
    state: str
    word: str
    days: int = 0

    @property
    def is_late(self) -> bool:
        return self.state == "late"


def standing_of(followup: Followup, limits: Limits, today: date | None = None) -> Standing:
    """How the deadline stands: what the unit has reported is as late as the report was."""
    if followup.state in Followup.WITH_UNIT:
        return standing(followup.due, limits, today)
    rung = CLOSED if followup.state in Followup.CLOSED else WAITS
    if followup.due is None or followup.reported_at is None or followup.state == "withdrawn":
        return Standing(rung, "new", "")
    late = (timezone.localtime(followup.reported_at).date() - followup.due).days
    if late > 0:
        return Standing(
            rung,
            "late",
            ngettext("晚报 %(days)d 天", "晚报 %(days)d 天", late) % {"days": late},
            late,
        )
    return Standing(rung, "on_time", _("按期报告"))


def standing(due: date | None, limits: Limits, today: date | None = None) -> Standing:
    """The standing of one day."""
    found = ladder.standing(due, today or institutions.today(), limits.soon_days, limits.long_days)
    word = _(found.text) % {"days": found.days}
    return Standing(found.standing.value, STATE_OF[found.standing], word, found.days)
