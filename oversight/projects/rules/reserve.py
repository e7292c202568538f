"""补选 (project_reserve@1): one from the reserve takes a free place, only by a new decision of the congress (procedures §4 e).

A place is free where the congress ended a project or where the measure accepted fewer; nothing moves up by itself,
and who had more votes in the ballot is no sooner in. What the measure still lets vote on is no free place.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules import project_steps
from oversight.projects.rules.basis import MEASURE, SHAANXI_18
from oversight.projects.rules.stages import WITH_RESULT

CODE = "project_reserve@1"
ACT = "take_from_reserve"
OPEN_YEARS = WITH_RESULT - {"rated"}
"""From the announcement until the year is rated."""


@dataclass(frozen=True)
class Vacancy:
    """名额的情况: places of the measure, chosen and not ended, still to be voted on, asked of the congress."""

    places: int
    filled: int
    to_vote: int = 0
    asked: int = 0

    @property
    def free(self) -> int:
        """Places that an application may ask for."""
        return max(0, self.places - self.filled - self.to_vote - self.asked)


def may_open(year_state: str, vacancy: Vacancy) -> Verdict:
    """Whether the year has a place for which the congress may be asked."""
    if year_state not in OPEN_YEARS:
        text = gettext_noop("票决结果公告以后、测评以前才能提请补选。")
        return no("wrong_stage", text, SHAANXI_18)
    if not vacancy.free:
        text = gettext_noop("没有空出的名额：大会终止了项目，或者按票决办法少选的，才能补选。")
        return no("no_place_free", text, MEASURE)
    return YES


def may_ask(state: str, year_state: str, vacancy: Vacancy) -> Verdict:
    """Whether this project may be put forward for a free place."""
    if not (verdict := may_open(year_state, vacancy)).allowed:
        return verdict
    return project_steps.permits(ACT, state, decided_by_congress=True)


def may_replace(state: str) -> Verdict:
    """Only a project that the congress ended gives up its place."""
    if state != "terminated":
        text = gettext_noop("只有大会终止的项目空出名额。")
        return no("not_ended", text, SHAANXI_18)
    return YES
