"""检索来源清单: every kind of record that can be found, by hand, in the order of the page's filter."""

from __future__ import annotations

from collections.abc import Sequence

from oversight.cases.searching import CASES
from oversight.documents.searching import PAPERS
from oversight.followups.searching import FOLLOWUPS
from oversight.hotline.searching import MONTHS
from oversight.meetings.searching import ITEMS, MEETINGS
from oversight.meetings.searching_items import QUESTIONS
from oversight.projects.searching import PROJECTS
from oversight.publications.filings.searching import FILINGS
from oversight.publications.searching import PUBLICATIONS
from oversight.search.registers import BODIES, PEOPLE, UNITS
from oversight.search.sources import Source
from oversight.voting.searching import POLLS

SOURCES: Sequence[Source] = (
    CASES,
    MEETINGS,
    ITEMS,
    QUESTIONS,
    PAPERS,
    FOLLOWUPS,
    PROJECTS,
    POLLS,
    UNITS,
    PEOPLE,
    BODIES,
    MONTHS,
    FILINGS,
    PUBLICATIONS,
)
