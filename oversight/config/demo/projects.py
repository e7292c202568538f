"""演示民生实事: six towns choose, build and rate the projects of a year; one collects for the next.

Every row comes of an act on the day on which it would have been done; the six towns go day by day together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from oversight.config.demo import project_choice as choice
from oversight.config.demo import project_round
from oversight.config.demo import project_vote as vote
from oversight.config.demo import project_works as works
from oversight.config.demo.days import after, before, on
from oversight.config.demo.towns import CHOSEN, Town, adopt_rulebooks, town_of
from oversight.institutions.models import Jurisdiction

VOTING_SESSION, RATING_SESSION = 4, 5
"""By their numbers in the term: the session that voted and the one that rated."""
YEAR_ENDS_IN = 11
"""From November on the year of projects is over; before that the last whole one is the year before."""
ROUND = "qingshi"
Dated = tuple[date, Callable[[Town, int], object]]
"""A day and what a town does on it; the number is the town's place in the row."""


@dataclass(frozen=True)
class Days:
    """哪一年、哪几天: the year and its days that follow from the day of loading."""

    year: int
    rated: date
    new_due: date

    def at(self, month: int, day: int, back: int = 0) -> date:
        """That day or the next working day of the year, or of the one before."""
        return after(date(self.year - back, month, day), 0)


def days_from(today: date) -> Days:
    """The last whole year: collected in autumn, voted on in January, rated after the autumn or in January."""
    if today.month >= YEAR_ENDS_IN:
        return Days(today.year, before(today, 12), date(today.year + 1, 6, 30))
    rated = min(after(date(today.year, 1, 15), 0), before(today, 3))
    return Days(today.year - 1, rated, date(today.year, 12, 15))


def begins_on(today: date) -> date:
    """The first day of anything that the towns do."""
    return days_from(today).at(9, 22, back=1)


def last_year(created: Mapping[str, Jurisdiction], county: Jurisdiction, today: date) -> None:
    """From the rulebooks to the rating, all six towns on the same days."""
    towns = [town_of(created[code]) for code in CHOSEN]
    adopt_rulebooks(county, towns, begins_on(today))
    days = days_from(today)
    for day, step in [*choosing(days), *building(days)]:
        with on(day), transaction.atomic():
            for at, town in enumerate(towns):
                step(town, at)


def choosing(days: Days) -> list[Dated]:
    """From the collecting to the county's file."""
    from oversight.config.demo.load import acting

    year, first, voted = days.year, days.at(10, 9, back=1), days.at(1, 15)
    return [
        (first, lambda town, _: choice.open_year(town, year, first)),
        (days.at(10, 20, back=1), lambda town, _: choice.collect(town, year)),
        (days.at(11, 16, back=1), lambda town, _: choice.screen(town, year)),
        (days.at(11, 20, back=1), lambda town, _: choice.begin_arguing(town, year)),
        (days.at(12, 8, back=1), lambda town, _: choice.argue(town, year)),
        (days.at(12, 22, back=1), lambda town, _: choice.determine(town, year)),
        (before(voted, 9), lambda town, _: vote.called(town, voted, VOTING_SESSION)),
        (before(voted, 8), lambda town, _: vote.hand_out(town, year)),
        (voted, lambda town, _: vote.vote(town, year, VOTING_SESSION)),
        (after(voted, 1), lambda town, _: vote.publish(town, year)),
        (after(voted, 4), lambda town, at: vote.report(town, year, at)),
        (after(voted, 6), lambda town, at: vote.keep(acting("county"), town, year, at)),
    ]


def building(days: Days) -> list[Dated]:
    """From the plans to the rating."""
    year = days.year
    return [
        (days.at(2, 10), lambda town, _: works.plan(town, year)),
        (days.at(3, 5), lambda town, _: works.watch(town, year)),
        (days.at(4, 2), lambda town, _: works.report(town, year, 3)),
        (days.at(5, 12), lambda town, _: works.visit(town, year)),
        (days.at(7, 2), lambda town, _: works.report(town, year, 6)),
        (days.at(9, 21), lambda town, _: works.finish(town, year)),
        (days.at(9, 28), lambda town, _: works.verify(town, year, days.new_due)),
        (days.at(10, 9), lambda town, _: works.complete(town, year)),
        (before(days.rated, 8), lambda town, _: vote.called(town, days.rated, RATING_SESSION)),
        (days.rated, lambda town, _: works.rate(town, year, RATING_SESSION)),
    ]


def this_year(created: Mapping[str, Jurisdiction], today: date) -> None:
    """One town collects for the next year; the towns' newest figures are public."""
    days = days_from(today)
    project_round.load(town_of(created[ROUND]), days.year + 1, today)
    project_round.roll_up([town_of(created[code]) for code in CHOSEN], days.year, today)
