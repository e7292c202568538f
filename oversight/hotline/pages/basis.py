"""一页的根据: the answer that a month page stands on, with what is needed to name and link its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hotline_analytics.lineage import Lineage
from hotline_analytics.monthly import Analysis
from hotline_analytics.trends import Expectations, Range

from oversight.hotline import analyses, queries, queries_months
from oversight.hotline.pages.addresses import MonthAddress
from oversight.hotline.queries_months import MonthView
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction

Row = Mapping[str, Any]


@dataclass
class Basis:
    """根据: place, address and answer; everything else is read when it is first asked for."""

    place: Jurisdiction
    address: MonthAddress
    view: MonthView
    may_open_tickets: bool = False

    @classmethod
    def of(cls, place: Jurisdiction, address: MonthAddress, may_open_tickets: bool) -> Basis:
        """The basis of an address; version 0 asks for the present state of a frozen month."""
        analyses.check_sources(place, address.question)
        view = queries_months.month_view(
            place,
            address.question,
            version=address.version or None,
            frozen=address.version != 0,
        )
        return cls(place, address, view, may_open_tickets)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the answer, largest count first."""
        found: list[dict[str, Any]] = self.view.answer["rows"]
        return found

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis behind the answer: series and dispersions."""
        return queries_months.analysis_of(self.place, self.view)

    @cached_property
    def expectations(self) -> Expectations:
        """What was expected of every row in every month."""
        return Expectations.of(self.analysis)

    @cached_property
    def generation(self) -> int | None:
        """The build of the cubes that flows and squares are read from; None for monthly tables."""
        if not queries_months.place_has_tickets(self.place):
            return None
        if self.view.generation is not None:
            return self.view.generation
        return queries.state_of(self.place).cube_generation

    @cached_property
    def unit_ids(self) -> dict[str, str]:
        """The public id of every unit in the register, by name."""
        units = institutions.units_of(self.place)
        return dict(units.values_list("name", "public_id"))

    @cached_property
    def lineage(self) -> Lineage:
        """Which units are shown as one in this month."""
        known, month = queries.successions(self.place), self.address.month
        return Lineage(known, queries.unit_validity(self.place), month)

    def at(self, name: str | None) -> Range:
        """A row's month beside what was expected of it."""
        return self.expectations.at(name, self.address.month)

    def row(self, name: str | None) -> Row | None:
        """One row of the answer."""
        return next((row for row in self.rows if row["name"] == name), None)

    def names_of(self, unit: str) -> frozenset[str]:
        """Under which names a unit's tickets are stored."""
        return frozenset({unit, *self.lineage.predecessors(unit)})

    def tickets(self, **narrow: Any) -> str:
        """A list of tickets, where the reader may open tickets."""
        if not self.may_open_tickets or self.generation is None:
            return ""
        return self.address.tickets(**narrow)
