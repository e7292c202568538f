"""采用的规则: which rulebook an analysis stands on – of the freeze, else in force on the day of its instant.

The rulebook gives window, kinds, guards and grading parameters; the rule's code version goes with it. Both
are kept with a freeze, so that the same question can be answered again under what held then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from hotline_analytics.grading import GradingParameters

from oversight.hotline.models import MonthFreeze
from oversight.hotline.questions import Question, Standing
from oversight.hotline.rules import double_rise
from oversight.hotline.rules.double_rise import Rule
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries as rulebooks
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.sections import DoubleRise


@dataclass(frozen=True)
class Governing:
    """采用的规则: rulebook, its section on double rises, and the version of the rule."""

    rulebook: InForce
    section: DoubleRise
    rule: Rule

    @property
    def grading(self) -> GradingParameters:
        """What grades a rise."""
        return self.section.grading

    def question(self, month: int) -> Question:
        """What the rulebook asks of a month: its window and kinds, by unit."""
        return Question(month, "unit", self.section.window, self.section.kinds_asked)


def governing(place: Jurisdiction, day: date | None = None) -> Governing:
    """What holds for a place on a day (default: today)."""
    rulebook = rulebooks.in_force(place, day)
    return Governing(rulebook, rulebook.of(DoubleRise), double_rise.DOUBLE_RISE)


def governing_freeze(freeze: MonthFreeze) -> Governing:
    """What held at a freeze: the stored rulebook and version of the rule."""
    rulebook = rulebooks.at(freeze.rulebook, freeze.jurisdiction)
    return Governing(rulebook, rulebook.of(DoubleRise), double_rise.RULES[freeze.rule])


def governing_standing(place: Jurisdiction, standing: Standing) -> Governing:
    """What an answer stands on."""
    if standing.freeze is not None:
        return governing_freeze(standing.freeze)
    return governing(place, timezone.localdate(standing.as_of))
