"""案件清单: search, filters, order – as the address says – and the rows with their next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.calendar.rules.ladder import Standing
from oversight.calendar.rules.ladder import standing as ladder_standing
from oversight.calendar.words import stand_text
from oversight.cases import queries
from oversight.cases.models import Case
from oversight.cases.pages.course import Course, courses
from oversight.cases.pages.due import due_day
from oversight.cases.pages.next_card import title_of, who
from oversight.cases.pages.possible import waits_for
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.queries.searching import search_text

ORDERS = {
    "number": ("year", "number"),
    "unit": ("unit__name",),
    "opened": ("opened_on",),
    "state": ("state",),
    "office": ("lead_office__name",),
}
BADGES = {
    "judging": "running",
    "judged": "waiting",
    "decided": "running",
    "notified": "issued",
    "placed": "waiting",
    "failed": "failed",
    "failed_twice": "failed",
    "passed": "passed",
    "tracking": "running",
    "resolved": "verified",
    "closed": "done",
    "withdrawn": "returned",
    "merged": "archived",
}


@dataclass(frozen=True)
class Filters:
    """筛选: what the address asks for; ``mine``: only what waits for the reader."""

    q: str = ""
    state: str = ""
    unit: str = ""
    origin: str = ""
    office: str = ""
    year: str = ""
    mine: bool = False
    sort: str = "-number"

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Filters:
        """From the parameters of a request; what is not known is left out."""

        def word(name: str, allowed: Any = None) -> str:
            found = search_text(str(values.get(name, "")))[:100]
            return found if allowed is None or found in allowed else ""

        return cls(
            q=word("q"),
            state=word("state", {*dict(Case.STATES), "open"}),
            unit=word("unit"),
            origin=word("origin", dict(Case.ORIGINS)),
            office=word("office"),
            year=word("year") if word("year").isdigit() else "",
            mine=word("mine") == "1",
            sort=word("sort") or "-number",
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was asked."""
        return bool(
            self.q
            or self.state
            or self.unit
            or self.origin
            or self.office
            or self.year
            or self.mine
        )


@dataclass(frozen=True)
class CaseRow:
    """清单的一行."""

    case: Case
    unit: Unit
    badge: str
    state: str
    step: str
    who: str
    due: date | None
    late: bool
    due_words: str
    mine: bool


def narrowed(actor: Actor, place: Jurisdiction, filters: Filters) -> models.QuerySet[Case]:
    """The cases that the reader may see and the filters leave, in their order."""
    rows = queries.readable(actor, place)
    if filters.state == "open":
        rows = rows.filter(state__in=queries.OPEN_STATES)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.origin:
        rows = rows.filter(origin=filters.origin)
    if filters.year:
        rows = rows.filter(year=int(filters.year[:4]))
    if filters.office:
        rows = rows.filter(lead_office__public_id=filters.office)
    if filters.unit:
        unit = institutions.unit_by_id(place, filters.unit)
        keys = queries.units_answering_as(place, unit) if unit else set()
        rows = rows.filter(unit_id__in=keys)
    if filters.q:
        rows = rows.filter(search(filters.q))
    if filters.mine:
        known = courses(place, queries.with_steps(rows))
        waiting = [course.case.pk for course in known if waits_for(course, actor)]
        rows = rows.filter(pk__in=waiting)
    return queries.with_steps(rows).order_by(*order(filters.sort))


def search(text: str) -> models.Q:
    """Subject, unit, number: 案〔2026〕7号, 2026-7 or 7."""
    found = models.Q(subject__icontains=text) | models.Q(unit__name__icontains=text)
    digits = "".join(sign if sign.isascii() and sign.isdigit() else " " for sign in text).split()
    if len(digits) == 1 and len(digits[0]) < 6:
        found |= models.Q(number=int(digits[0]))
    elif len(digits) == 2 and len(digits[0]) == 4 and len(digits[1]) < 6:
        found |= models.Q(year=int(digits[0]), number=int(digits[1]))
    return found


def order(sort: str) -> Sequence[str]:
    """The fields of the order; by number where it is not known."""
    sign, name = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    if name not in ORDERS:
        sign, name = "-", "number"
    return [f"{sign}{field}" for field in ORDERS[name]] + ["pk"]


def case_row(course: Course, actor: Actor) -> CaseRow:
    """One row with what the case waits for."""
    case = course.case
    step, due = course.step, due_day(course)
    stand = ladder_standing(due, course.today)
    late = step is not None and stand.is_late
    words = stand_text(stand) if due else ""
    return CaseRow(
        case=case,
        unit=course.unit,
        badge="late" if late else BADGES[case.state],
        state=str(case.get_state_display()),
        step=title_of(course) if step else "",
        who="；".join(who(course)) if step else "",
        due=due,
        late=late and stand.standing is not Standing.NO_DEADLINE,
        due_words=words,
        mine=waits_for(course, actor),
    )


def choices(actor: Actor, place: Jurisdiction) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: only offices, units and years that occur."""
    rows = list(queries.readable(actor, place))
    offices = {case.lead_office.public_id: case.lead_office.name for case in rows}
    units = {case.unit.public_id: case.unit.name for case in rows}
    years = sorted({case.year for case in rows}, reverse=True)
    return {
        "offices": sorted(offices.items(), key=lambda pair: pair[1]),
        "units": sorted(units.items(), key=lambda pair: pair[1]),
        "years": [(str(year), str(year)) for year in years],
        "origins": [(code, str(word)) for code, word in Case.ORIGINS],
        "states": [("open", _("正在办理")), *((code, str(word)) for code, word in Case.STATES)],
    }
