"""公开的票决结果: what the public reads – what was chosen, every round with its raw counts, the rule. No voter's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from oversight.projects.models import BallotMeasure, ProjectBallot, ProjectYear
from oversight.projects.papers_voting import RESULT
from oversight.projects.publishing import head, titled
from oversight.projects.queries.ballots import titles_of, whole_of
from oversight.projects.queries.candidates import on_ballot

RESULT_KIND = "project_result"
HEADS = ("base", "present", "issued", "returned", "valid", "invalid")
KEPT = ("title", "requirement", "cost_yuan", "unit", "due", "village")


def result_title(year: ProjectYear) -> str:
    """The title under which the result is published."""
    return titled(year, "项目票决结果")


def result_content(
    year: ProjectYear, measure: BallotMeasure, ballots: Sequence[ProjectBallot], meeting: str
) -> dict[str, Any]:
    """票决结果 as values; the page is rendered from them alone."""
    last = [one for one in ballots if one.status == "valid"][-1]
    chosen = set(last.result["whole"]["chosen"])
    listed = on_ballot(last.list)
    return {
        **head(year.jurisdiction, year),
        "meeting": meeting,
        "on": last.announced_on.isoformat() if last.announced_on else None,
        "candidates": len(listed),
        "places": measure.places,
        "chosen": [
            {name: row[name] for name in KEPT} for row in listed if row["project"] in chosen
        ],
        "reserve": list(whole_of(last).reserve),
        "rounds": [round_part(one) for one in ballots],
        "measure": measure.title,
        "rule": RESULT[measure.ballot],
        "list_version": last.list.version,
        "list_sha256": last.list.sha256,
    }


def round_part(ballot: ProjectBallot) -> dict[str, Any]:
    """One round with its raw counts, most votes first; a void one has none."""
    titles, result = titles_of(ballot.list), ballot.result["round"]
    points = {titles[key]: count for key, count in result["points"].items()}
    words = {
        titles[key]: name
        for name in ("chosen", "tied", "reserve", "not_chosen")
        for key in result[name]
    }
    rows = [
        {**row, "became": words.get(row["name"], ""), "points": points.get(row["name"])}
        for row in ballot.figures["rows"]
    ]
    rows.sort(key=lambda row: -(row["points"] if row["points"] is not None else row["yes"]))
    return {
        "number": ballot.round,
        "kind": ballot.result["held"]["kind"],
        "places": ballot.result["held"]["places"],
        "status": ballot.status,
        "on": ballot.announced_on.isoformat() if ballot.announced_on else None,
        "figures": {name: ballot.figures[name] for name in HEADS if name in ballot.figures},
        "rows": rows,
    }
