"""跟随大会: the list considered, the measure adopted or not, or taken off the agenda; by reaction, nothing the second time."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import AgendaItem
from oversight.projects.actions.support import locked_year, require
from oversight.projects.actions.tabling import locked_measure
from oversight.projects.models import BallotMeasure, ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.rules import stages
from oversight.projects.rules.basis import ORGANIC_25
from oversight.projects.rules.stages import YearFacts


def consider_list(actor: Actor, place: Jurisdiction, item: AgendaItem) -> ProjectYear | None:
    """大会审议候选项目: by reaction when the meeting takes the item up; nothing the second time."""
    found = read.list_by_id(place, item.about_id)
    year = found.project_year if found is not None and found.state == "frozen" else None
    if year is None or year.state != "candidate":
        return None
    with act(
        "projects.consider_list",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
        rule=stages.CODE,
    ) as running:
        year = locked_year(place, year)
        require(stages.permits("consider", YearFacts(year.state)))
        year.state = stages.after("consider", YearFacts(year.state))
        follow_measure(year)
        put(year)
        running.facts = {"year": year.year, "item": item.public_id, "meeting": str(item.meeting)}
    return year


def follow_measure(year: ProjectYear) -> None:
    """The year goes on once both have happened: the list was considered and the measure adopted."""
    facts = YearFacts(year.state)
    if read.adopted_measure(year) is not None and stages.permits("adopt_measure", facts).allowed:
        year.state = stages.after("adopt_measure", facts)


def decide_measure(
    actor: Actor,
    place: Jurisdiction,
    measure: BallotMeasure,
    *,
    poll: str,
    passed: bool,
    on: date,
    text: str,
) -> BallotMeasure:
    """登记票决办法的表决结果: as the chair announced it; by reaction, nothing the second time."""
    if measure.state != "tabled":
        return measure
    with act(
        "projects.decide_measure",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
        rule=stages.CODE,
        basis=_(ORGANIC_25),
    ) as running:
        year = locked_year(place, measure.project_year)
        measure = locked_measure(place, measure)
        if measure.state != "tabled":
            return measure
        measure.state = "adopted" if passed else "not_adopted"
        measure.poll_id, measure.adopted_on = poll, on if passed else None
        measure.result_text = text[:1000]
        put(measure)
        follow_measure(year)
        put(year)
        running.facts = {"year": year.year, "poll": poll, "passed": passed}
    return measure


def measure_gone(actor: Actor, place: Jurisdiction, measure: BallotMeasure) -> BallotMeasure:
    """从议程撤下: the item was withdrawn or put off, or its meeting given up; the measure is a draft again."""
    if measure.state != "tabled":
        return measure
    with act(
        "projects.measure_gone",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
    ) as running:
        measure = locked_measure(place, measure)
        if measure.state != "tabled":
            return measure
        measure.state, measure.item_id = "drafted", ""
        put(measure)
        running.facts = {"year": measure.project_year.year}
    return measure
