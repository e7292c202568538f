"""共同的读数: what the rows of a list of cases read alike is read once for the list, never once a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from oversight.calendar import queries as calendar
from oversight.calendar.models import PlannedMeeting
from oversight.calendar.rules.workdays import DaysOff
from oversight.cases import queries
from oversight.cases.models import Case
from oversight.cases.standing import Standing, standing
from oversight.documents import queries as documents
from oversight.documents.models import Paper
from oversight.documents.queries.tracks import Holders, holders_in
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction, LiaisonOfficer, Unit


class Reads:
    """共同的读数 of the cases of one list, or of one case alone."""

    def __init__(self, place: Jurisdiction, cases: Iterable[Case]) -> None:
        self.place = place
        self.cases = list(cases)
        self._holders: dict[tuple[object, ...], list[str]] = {}

    @cached_property
    def rules(self) -> Standing:
        """The rulebook of today."""
        return standing(self.place)

    @cached_property
    def days_off(self) -> DaysOff:
        return calendar.days_off(self.place)

    @cached_property
    def became(self) -> dict[str, str | None]:
        """Each old name → the name that carries its duties today."""
        return institutions.successors_on(self.place, institutions.today())

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units that carry on the duties of others, by name."""
        names = {name for name in self.became.values() if name}
        rows = institutions.units_of(self.place).filter(name__in=names) if names else []
        return {unit.name: unit for unit in rows}

    def unit_now(self, case: Case) -> Unit:
        """Who answers for the unit of a case today."""
        name = self.became.get(case.unit.name, case.unit.name)
        return self.units.get(name, case.unit) if name else case.unit

    @cached_property
    def former(self) -> dict[str, set[int]]:
        """Name of today → the units of old whose duties it carries."""
        found: dict[str, set[int]] = defaultdict(set)
        rows = institutions.units_of(self.place).filter(name__in=self.became) if self.became else []
        for unit in rows:
            found[self.became[unit.name] or ""].add(unit.pk)
        return found

    def answering_as(self, unit: Unit) -> set[int]:
        """The unit and all former ones whose duties it carries today."""
        return {unit.pk} | self.former.get(unit.name, set())

    @cached_property
    def meetings(self) -> dict[str, PlannedMeeting]:
        """The meetings at which the cases are to be heard, by public id."""
        keys = {one.heard_at for case in self.cases for one in case.decisions.all()} - {""}
        rows = calendar.meetings_of(self.place).filter(public_id__in=keys) if keys else []
        return {meeting.public_id: meeting for meeting in rows}

    @cached_property
    def notice_papers(self) -> dict[str, Paper]:
        """The papers that the notices in force are, by public id, with their receipts."""
        notices = [queries.notice_of(case) for case in self.cases]
        keys = {one.paper_id for one in notices if one is not None}
        if not keys:
            return {}
        rows = documents.papers_of(self.place).filter(public_id__in=keys)
        return {
            paper.public_id: paper for paper in rows.prefetch_related("receipts", "cosignatures")
        }

    @cached_property
    def signing(self) -> Holders:
        """Who holds each role of the sign-off today."""
        return holders_in(self.place)

    @cached_property
    def papers(self) -> dict[str, list[Paper]]:
        """The papers about each case that were not taken back, by its public id."""
        keys = [case.public_id for case in self.cases]
        rows = documents.papers_of(self.place).filter(about_kind="case", about_id__in=keys)
        found: dict[str, list[Paper]] = defaultdict(list)
        for paper in rows.exclude(state__in=["recalled", "withdrawn"]):
            found[paper.about_id].append(paper)
        return found

    def holders(self, *roles: str, body: Body | None = None) -> list[str]:
        """Who holds these roles today; of an office, its own staff."""
        key = (*roles, body.pk if body else None)
        if key not in self._holders:
            self._holders[key] = institutions.holders(self.place, *roles, body=body)
        return self._holders[key]

    @cached_property
    def liaisons(self) -> dict[int, list[LiaisonOfficer]]:
        """The liaison officers of the units of the cases today, in the order of their rank."""
        units = {self.unit_now(case).pk for case in self.cases}
        rows = institutions.liaisons_in(self.place).filter(unit__in=units)
        found: dict[int, list[LiaisonOfficer]] = defaultdict(list)
        for row in rows.on(institutions.today()).order_by("rank"):
            found[row.unit_id].append(row)
        return found
