"""到期提醒: once a day, whoever must act is told 30, 10 and 3 days before, when it is late, when long overdue.

The days are those of the place's rulebook (section ``overdue``). A stage is told once: the key of the
notice names the record, its due day and the stage, so a job that runs twice tells nobody twice, and a
matter whose due day was moved is reminded of anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.calendar.rules.ladder import Standing, reminder_stage, standing
from oversight.cases import queries as cases
from oversight.cases.pages.course import courses
from oversight.cases.pages.due import due_day
from oversight.cases.pages.next_card import title_of
from oversight.documents import queries as documents
from oversight.followups import queries as followups
from oversight.followups.owners import lineage_of
from oversight.inbox.actions import notify
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.jobs.running import RunningJob
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.sections import Overdue

UNIT_ROLES = ("liaison", "unit_head")


@dataclass(frozen=True)
class Owed:
    """One matter with its day, the unit that owes it (or the office, without unit), and its page."""

    key: str
    title: str
    due: date
    url: str
    unit: Unit | None
    followed_by: int | None = None


def remind(running: RunningJob) -> None:
    """Job kind ``portal.remind``: every place, every matter with a day."""
    places = list(institutions.all_places().exclude(level="village"))
    told = 0
    for number, place in enumerate(places, 1):
        running.check_stop()
        told += remind_place(place, institutions.today())
        running.progress(number, len(places))
    running.result = {"told": told}


def remind_place(place: Jurisdiction, today: date) -> int:
    """How many notices were sent now."""
    limits = rulebooks.overdue(place, today)
    return sum(
        tell(place, owed, stage)
        for owed in owed_in(place)
        if (stage := stage_of(owed.due, today, limits))
    )


def stage_of(due: date, today: date, limits: Overdue) -> str:
    """The stage reached: a number of days before, late, long_overdue; empty where it is too early."""
    stand = standing(due, today, limits.due_soon_days, limits.long_overdue_days)
    if stand.standing is Standing.LONG_OVERDUE:
        return "long_overdue"
    if stand.is_late:
        return "late"
    stage = reminder_stage(due, today, limits.reminder_days)
    return "" if stage is None else str(stage)


def owed_in(place: Jurisdiction) -> Iterator[Owed]:
    """Followups that lie with units, receipts, and cases whose present step has a day."""
    lineage = lineage_of(place)
    units = {unit.pk: unit for unit in institutions.units_of(place)}
    for followup in followups.open_of(place).filter(due__isnull=False):
        if followup.state in followup.WITH_UNIT:
            carrier = lineage.today(followup.unit_id)
            yield Owed(
                key=f"followup:{followup.public_id}",
                title=followup.title,
                due=followup.due,
                url=reverse("followups:followup", args=[place.code, followup.public_id]),
                unit=units.get(carrier or followup.unit_id),
                followed_by=followup.office_id,
            )
    yield from receipts_in(place)
    running = cases.with_steps(cases.cases_of(place).filter(state__in=cases.OPEN_STATES))
    for course in courses(place, running):
        case = course.case
        due = due_day(course)
        if due is None or course.step is None:
            continue
        yield Owed(
            key=f"case:{case.public_id}:{course.step.code}",
            title=_("%(case)s：%(step)s") % {"case": case.subject, "step": title_of(course)},
            due=due,
            url=reverse("cases:case", args=[place.code, case.public_id]),
            unit=course.unit if "unit" in course.step.who else None,
            followed_by=case.lead_office_id,
        )


def receipts_in(place: Jurisdiction) -> Iterator[Owed]:
    """Required receipts that are late: the office calls, so the office is told."""
    for line in documents.phone_list(place):
        receipt = line.receipt
        if line.reason != "late" or receipt.due is None:
            continue
        values = {"title": receipt.paper.title, "name": receipt.name}
        yield Owed(
            key=f"receipt:{receipt.public_id}",
            title=_("%(name)s还没有回执：%(title)s") % values,
            due=receipt.due,
            url=reverse("documents:phone_list", args=[place.code]),
            unit=None,
        )


def tell(place: Jurisdiction, owed: Owed, stage: str) -> int:
    """The unit is told at every stage; the office too once it is late."""
    words = {
        "late": _("已逾期：%(title)s"),
        "long_overdue": _("长期逾期：%(title)s"),
    }
    text = words.get(stage, _("快到期：%(title)s")) % {"title": owed.title}
    key = f"reminder:{owed.key}:{owed.due:%Y%m%d}:{stage}"
    due = _("期限 %(day)s") % {"day": owed.due.isoformat()}
    common = {"key": key, "title": text, "text": due, "url": owed.url, "kind": "deadline"}
    told = 0
    if owed.unit is not None:
        told += notify(**common, place=place, roles=UNIT_ROLES, unit=owed.unit)
    if owed.unit is None or stage in words:
        told += notify(**common, place=place, roles=("clerk",))
        if owed.followed_by is not None:
            told += notify(**common, place=place, roles=("office",), body=owed.followed_by)
    return told
