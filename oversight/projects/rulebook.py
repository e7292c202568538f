"""规则簿里的征集: who collects, for how many days, how many projects are chosen – as in force in the place."""

from __future__ import annotations

from datetime import date

from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.sections import Projects


def projects_rules(place: Jurisdiction, day: date | None = None) -> tuple[InForce, Projects]:
    """The version in force and its section on projects."""
    found = rulebooks.in_force(place, day)
    return found, found.of(Projects)


def speaks_for_collector(role: str, section: Projects) -> bool:
    """Whether a role stands on the side that collects here: the congress's office, or the government's liaison."""
    return role in {"liaison", "unit_head"} and section.collector in {"government", "both"}
