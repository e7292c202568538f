"""票决办法写明的: what a measure says is set and checked, as parts of the acts that draft, change and table it."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import written
from oversight.projects import papers_voting as papers
from oversight.projects.models import BallotMeasure, ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import on_ballot

COUNTED = re.compile(r"候选项目(\d+)项")
"""How many candidates a text of the template tells."""


def write(
    measure: BallotMeasure,
    title: str,
    ballot: str,
    places: int,
    ties: str,
    too_few: str,
    reserve: bool,
    text: str,
) -> None:
    """Set what the measure says, each value one of its choices; there are more candidates than places."""
    given = {"ballot": ballot, "ties": ties, "too_few": too_few}
    offered = {
        "ballot": BallotMeasure.BALLOTS, "ties": BallotMeasure.TIES,
        "too_few": BallotMeasure.TOO_FEW,
    }  # fmt: skip
    for name, value in given.items():
        if value not in dict(offered[name]):
            raise Invalid("unknown_choice", _("从列表里选。"), where=name)
        setattr(measure, name, value)
    if places < 1:
        raise Invalid("bad_places", _("应选项数从 1 起。"), where="places")
    candidates = require_surplus(measure.project_year, places)
    measure.title = written(title, "title", _("名称"), 120)
    measure.places, measure.reserve = places, reserve
    measure.text = text.strip() or papers.measure_text(
        measure.project_year,
        ballot=ballot,
        places=places,
        ties=ties,
        too_few=too_few,
        reserve=reserve,
        candidates=candidates,
    )


def require_surplus(year: ProjectYear, places: int) -> int:
    """How many candidates the fixed list has, refused where they are no more than the places."""
    found = read.frozen_list(year)
    candidates = len(on_ballot(found)) if found is not None else 0
    if candidates and places >= candidates:
        words = _("候选项目 %(count)d 项，应选 %(places)d 项：须有差额。")
        values = {"count": candidates, "places": places}
        raise Invalid("no_surplus", words % values, where="places")
    return candidates


def require_true_text(measure: BallotMeasure, candidates: int) -> None:
    """A list reopened since may have more or fewer items than the text of the measure tells."""
    told = COUNTED.search(measure.text)
    if told is not None and candidates and int(told[1]) != candidates:
        words = _(
            "办法全文写的是候选项目 %(told)s 项，现在的候选项目表有 %(count)d 项：改正全文再提请。"
        )
        raise Refused("text_counts_otherwise", words % {"told": told[1], "count": candidates})


def facts_of(measure: BallotMeasure) -> dict[str, Any]:
    """What the record of acts says of a measure."""
    names = ("ballot", "places", "majority", "ties", "too_few", "reserve", "rulebook")
    return {"year": measure.project_year.year, **{one: getattr(measure, one) for one in names}}
