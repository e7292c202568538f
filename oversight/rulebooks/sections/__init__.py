"""规则簿的条款: every section of a rulebook, in the order shown. Pure: no Django, no clock, no database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oversight.rulebooks.sections.askers import Asker, Askers
from oversight.rulebooks.sections.deadlines import Deadline, Deadlines
from oversight.rulebooks.sections.dispositions import Dispositions
from oversight.rulebooks.sections.double_rise import DoubleRise
from oversight.rulebooks.sections.fields import Item, Problem, Section, SectionError
from oversight.rulebooks.sections.lead_times import LeadTime, LeadTimes
from oversight.rulebooks.sections.methods import MethodBasis, Methods
from oversight.rulebooks.sections.numbering import Numbering
from oversight.rulebooks.sections.overdue import Overdue
from oversight.rulebooks.sections.projects import Projects
from oversight.rulebooks.sections.ratings import RatingRule, Ratings
from oversight.rulebooks.sections.recipients import Recipient, Recipients
from oversight.rulebooks.sections.retention import Retentions
from oversight.rulebooks.sections.secret_ballots import MatterRule, SecretBallots

SECTIONS: Mapping[str, type[Section]] = {
    section.NAME: section
    for section in (
        DoubleRise,
        Dispositions,
        Methods,
        Askers,
        Ratings,
        Projects,
        SecretBallots,
        LeadTimes,
        Deadlines,
        Overdue,
        Recipients,
        Numbering,
        Retentions,
    )
}

Content = Mapping[str, Mapping[str, Any]]
"""A whole rulebook as plain values: section name to fields."""

__all__ = [
    "SECTIONS",
    "Asker",
    "Askers",
    "Content",
    "Deadline",
    "Deadlines",
    "Dispositions",
    "DoubleRise",
    "Item",
    "LeadTime",
    "LeadTimes",
    "MatterRule",
    "MethodBasis",
    "Methods",
    "Numbering",
    "Overdue",
    "Problem",
    "Projects",
    "RatingRule",
    "Ratings",
    "Recipient",
    "Recipients",
    "Retentions",
    "SecretBallots",
    "Section",
    "SectionError",
]
