"""墙上的画面: the candidates before the ballot, the promise afterwards; one topic a page, turned by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.meetings.hall.values import TURN_SECONDS
from oversight.projects.models import CandidateList
from oversight.projects.pages.promise import Group, Promise
from oversight.projects.printing.content import row_data
from oversight.projects.queries.candidates import frame_of, on_ballot

CANDIDATES_EACH, WORKS_EACH, KEPT_EACH = 5, 3, 5
KEPT = "done"


@dataclass(frozen=True)
class WallPage:
    """一个画面: what its template draws, and its place among the pages that follow each other."""

    title: str
    template: str
    lead: str = ""
    rows: Sequence[Any] = ()
    foot: str = ""
    number: int = 1
    pages: int = 1
    at: datetime = field(default_factory=timezone.now)

    @property
    def file(self) -> str:
        return f"projects/wall/{self.template}.html"


def turned(pages: Sequence[WallPage], at: datetime) -> WallPage:
    """The page of this moment: every wall shows the same, and one that only reloads turns too."""
    number = int(at.timestamp()) // TURN_SECONDS % len(pages)
    shown = pages[number]
    return WallPage(
        shown.title, shown.template, shown.lead, shown.rows, shown.foot, number + 1, len(pages), at
    )


def parts(rows: Sequence[Any], most: int) -> list[Sequence[Any]]:
    """The rows in equal parts that fit."""
    number = max(1, -(-len(rows) // most))
    size = max(1, -(-len(rows) // number))
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def candidates_wall(found: CandidateList, at: datetime) -> WallPage:
    """候选项目: what is voted on, in the order of the ballot paper, of the frozen list alone."""
    rows = [row_data(one, ()) for one in on_ballot(found)]
    values = {"n": len(rows), "k": frame_of(found.project_year).places}
    lead = _("候选 %(n)d 项，选定 %(k)d 项，由代表票决") % values
    year = found.project_year.year
    title = _("%(year)d年民生实事候选项目") % {"year": year}
    foot = _("第 %(n)d 版　校验值 %(value)s") % {"n": found.version, "value": found.sha256[:16]}
    pages = [
        WallPage(title, "candidates", lead, each, foot) for each in parts(rows, CANDIDATES_EACH)
    ]
    return turned(pages or [WallPage(title, "candidates", lead, foot=foot)], at)


def promise_wall(promise: Promise, at: datetime) -> WallPage:
    """今年的承诺: the headline first, then what is late with its reason, under way, and kept."""
    foot = str(promise.year)
    pages = [WallPage(promise.sentence, "promise", rows=promise.counts, foot=foot)]
    for group in promise.groups:
        pages += group_pages(group, foot)
    return turned(pages, at)


def group_pages(group: Group, foot: str) -> list[WallPage]:
    """As many pages as a group needs."""
    count = len(group.rows)
    lead = ngettext("%(n)d 件", "%(n)d 件", count) % {"n": count}
    template, most = ("kept", KEPT_EACH) if group.code == KEPT else ("works", WORKS_EACH)
    return [WallPage(group.word, template, lead, each, foot) for each in parts(group.rows, most)]
