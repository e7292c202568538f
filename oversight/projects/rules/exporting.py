"""导出 Pabulib 文件 (pabulib_export@1): a year's ballot as an instance that others' tools read (contracts.md §4).

A secret ballot leaves totals alone. The rows under VOTES are made to have just these totals, and the file says so in
its comment: they are nobody's ballots. Ballots that chose nothing are left out, for the format has none. The money
is what the year had for it, or what the chosen, or the dearest of all, cost where that is more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Literal

from oversight.projects.rules.instances import BadInstance

CODE = "pabulib_export@1"
RULE = "unknown"
"""A majority of all and the most votes for k places: none of the format's rules, which go by money."""


@dataclass(frozen=True)
class ExportedProject:
    """项目的一项: cost in yuan; ``yes`` of the count, or for a ranking how many gave it the first, second … place."""

    id: str
    name: str
    cost: int
    yes: int
    selected: bool
    places_given: tuple[int, ...] = ()


@dataclass(frozen=True)
class ExportedYear:
    """一年的票决: where, when, by which ballot, how many valid ballots, and the projects of the frozen list."""

    place: str
    year: int
    voted_on: date
    ballot_type: Literal["approve_each", "choose_up_to_k", "exactly_k", "rank"]
    places: int
    valid: int
    projects: tuple[ExportedProject, ...]
    frame: int | None = None
    description: str = ""
    country: str = "China"
    language: str = "zh"
    currency: str = "CNY"


def write(year: ExportedYear) -> str:
    """The text of the file; raises ``BadInstance`` where a figure cannot stand in one."""
    check(year)
    ballots = ranked(year) if year.ballot_type == "rank" else approvals(year)
    by_points = year.ballot_type == "rank"
    out = StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\n")
    lines.writerows([["META"], ["key", "value"], *meta(year, len(ballots))])
    result = "score" if by_points else "votes"
    lines.writerows([["PROJECTS"], ["project_id", "cost", "votes"] + (["score"] if by_points else [])
                     + ["name", "selected"]])  # fmt: skip
    for one in sorted(year.projects, key=lambda one: (-score_of(one, year), one.id)):
        counts = [times_of(one, year), *([score_of(one, year)] if result == "score" else [])]
        lines.writerow([one.id, one.cost, *counts, plain(one.name), int(one.selected)])
    lines.writerows(
        [["VOTES"], ["voter_id", "vote", *(["points"] if by_points else []), "voting_method"]]
    )
    for number, ballot in enumerate(ballots, start=1):
        chosen = ",".join(key for key, _given in ballot)
        given = [",".join(str(points) for _key, points in ballot)] if by_points else []
        lines.writerow([number, chosen, *given, "paper"])
    return out.getvalue()


def check(year: ExportedYear) -> None:
    """Refuses what no reader would take."""
    if not year.projects:
        raise BadInstance("no_projects", "PROJECTS")
    seen: set[str] = set()
    for one in year.projects:
        if not one.id or one.id != one.id.strip() or set(one.id) & set(',;"\n\r'):
            raise BadInstance("project_without_id", one.id)
        if one.id in seen:
            raise BadInstance("project_twice", one.id, project=one.id)
        seen.add(one.id)
        if one.cost < 1:
            raise BadInstance("no_number", one.id, text=str(one.cost))
        if not 0 <= times_of(one, year) <= year.valid:
            raise BadInstance("no_number", one.id, text=str(times_of(one, year)))


def meta(year: ExportedYear, votes: int) -> Iterator[tuple[str, str | int]]:
    """The rows of META, in the order of the format."""
    costs = [one.cost for one in year.projects]
    budget = budget_of(year)
    yield "description", plain(year.description or f"{year.place} {year.year}")
    yield "country", year.country
    yield "unit", plain(year.place)
    yield "instance", year.year
    yield "num_projects", len(year.projects)
    yield "num_votes", votes
    yield "budget", budget
    yield "vote_type", "scoring" if year.ballot_type == "rank" else "approval"
    yield "rule", RULE
    day = f"{year.voted_on:%d.%m.%Y}"
    yield "date_begin", day
    yield "date_end", day
    if year.ballot_type != "approve_each":
        yield "max_length", longest(year)
    if year.ballot_type == "rank":
        yield "max_points", year.places
    yield "language", year.language
    yield "currency", year.currency
    if budget >= sum(costs):
        yield "fully_funded", 1
    yield "comment", comment(year, votes)


def longest(year: ExportedYear) -> int:
    """How many projects a row under VOTES names at most: the ballot's own limit, unless totals need more."""
    most = year.places
    if year.ballot_type == "rank":
        total = sum(times_of(one, year) for one in year.projects)
        most = max(most, -(-total // max(1, year.valid)))
    return min(most, len(year.projects))


def comment(year: ExportedYear, votes: int) -> str:
    """What a reader must know of the rows under VOTES."""
    told = [
        "Secret ballot: only totals exist. The rows under VOTES are made to have these totals and are nobody's ballots.",
        f"{year.valid} valid ballots, at least {year.valid - votes} of them without a row.",
        f"Chosen by a majority of all deputies and the most votes for {year.places} places.",
    ]
    if year.frame is not None and year.frame != budget_of(year):
        told.append(
            f"The year had {year.frame} for it; the format asks for what the chosen, or any one, cost."
        )
    return " ".join(f"#{number}: {text}" for number, text in enumerate(told, start=1))


def budget_of(year: ExportedYear) -> int:
    """The money in yuan: the frame, and no less than what was chosen or any one project costs."""
    chosen = sum(one.cost for one in year.projects if one.selected)
    dearest = max(one.cost for one in year.projects)
    return max(year.frame or 0, chosen, dearest)


def times_of(one: ExportedProject, year: ExportedYear) -> int:
    """On how many ballots a project stands."""
    return sum(one.places_given) if year.ballot_type == "rank" else one.yes


def score_of(one: ExportedProject, year: ExportedYear) -> int:
    """Votes, or the points of a ranking: the first of n places is worth n."""
    if year.ballot_type != "rank":
        return one.yes
    return sum(count * (year.places - position) for position, count in enumerate(one.places_given))


def approvals(year: ExportedYear) -> list[list[tuple[str, int]]]:
    """Rows that have the totals: each project goes on to where the one before ended, so rows are of like length."""
    return spread([(one.id, [1] * one.yes) for one in year.projects], year.valid)


def ranked(year: ExportedYear) -> list[list[tuple[str, int]]]:
    """Rows that have the places given, as points, the most first."""
    given = [
        (
            one.id,
            [
                year.places - position
                for position, count in enumerate(one.places_given)
                for _ in range(count)
            ],
        )
        for one in year.projects
    ]
    rows = spread(given, year.valid)
    return [sorted(row, key=lambda pair: (-pair[1], pair[0])) for row in rows]


def spread(given: Sequence[tuple[str, Sequence[int]]], ballots: int) -> list[list[tuple[str, int]]]:
    """Each project's marks on as many different rows, going round; rows without a mark are left out."""
    rows: list[list[tuple[str, int]]] = [[] for _ in range(ballots)]
    at = 0
    for key, marks in given:
        for mark in marks:
            rows[at % ballots].append((key, mark))
            at += 1
    return [row for row in rows if row]


def plain(text: str) -> str:
    """A text on one line without spaces at its ends."""
    return " ".join(text.split())
