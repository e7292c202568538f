"""登记票决: every round as the chair announced it, and what all rounds together chose; then the projects' states.

A round is recorded once and never touched again. Nothing is recorded before the announcement; a void vote is a
round too, for its ballots are sealed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.projects.actions.candidates import locked_list
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import (
    BallotMeasure,
    CandidateList,
    LivelihoodProject,
    ProjectBallot,
    ProjectYear,
)
from oversight.projects.queries import ballots as read
from oversight.projects.rules import balloting, project_steps, stages
from oversight.projects.rules.balloting import Outcome, Round
from oversight.projects.rules.stages import YearFacts
from oversight.voting.rules.sheets import Item, Sheet


@dataclass(frozen=True)
class Announced:
    """宣布的结果: what a poll says once the chair has spoken; a void one has no rows."""

    poll: str
    item: str
    figures: Mapping[str, Any]
    text: str
    on: date
    void: bool = False


def record_ballot(
    actor: Actor, place: Jurisdiction, found: CandidateList, announced: Announced
) -> ProjectBallot | None:
    """登记票决结果: one round as it was announced; by reaction, nothing the second time."""
    measure = read.adopted_measure(found.project_year)
    before = read.ballots_of(found.project_year)
    if measure is None or any(one.poll_id == announced.poll for one in before):
        return None
    with act(
        "projects.record_ballot",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
        rule=balloting.CODE,
        basis=measure.title,
    ) as running:
        year = locked_year(place, found.project_year)
        found = locked_list(place, found)
        held, outcome, result = judged(measure, found, before, announced)
        ids = read.names_of(found)
        made = ProjectBallot(
            jurisdiction=place,
            measure=measure,
            list=found,
            round=len(before) + 1,
            item_id=announced.item,
            poll_id=announced.poll,
            status=outcome.status,
            figures=dict(announced.figures),
            result={
                "held": held_row(held, ids),
                "round": read.as_row(outcome, ids),
                "whole": read.as_row(result, ids),
            },
            rule=balloting.CODE,
            announcement=announced.text,
            announced_on=announced.on,
        )
        put(made)
        follow(place, year, made, result)
        running.facts = {
            "year": year.year,
            "round": made.round,
            "poll": made.poll_id,
            "status": made.status,
            "next": result.next,
            "chosen": len(result.chosen),
        }
    return made


def held_row(held: Round, ids: Mapping[str, str]) -> dict[str, Any]:
    """What a round was about, as it is kept."""
    return {"kind": held.kind, "names": read.keys(held.names, ids), "places": held.places}


def judged(
    measure: BallotMeasure,
    found: CandidateList,
    before: Sequence[ProjectBallot],
    announced: Announced,
) -> tuple[Round, Outcome, Outcome]:
    """What the round was about, what it says, and what all rounds together chose."""
    rule = read.rule_of(measure)
    last = read.last_valid(before)
    held = read.held_next(measure, found, before)
    assert held is not None
    sheet = sheet_of(announced)
    if announced.void:
        nothing = tuple(Item(name, 0) for name in held.names)
        outcome = balloting.decide(rule, replace(sheet, items=nothing), held)
    elif measure.ballot == "rank":
        placed = replace(rule, places=held.places)
        outcome = balloting.decide_ranked(placed, replace(sheet, items=()), placing(announced))
    else:
        outcome = balloting.decide(rule, sheet, held)
    if last is None:
        return held, outcome, outcome
    return held, outcome, balloting.joined(read.whole_of(last), held, outcome)


def sheet_of(announced: Announced) -> Sheet:
    """The announced figures as a sheet of the counting rules."""
    figures = announced.figures
    items = tuple(
        Item(row["name"], row["yes"], row["no"], row["abstain"], row["silent"])
        for row in figures.get("rows", ())
        if "yes" in row
    )
    ballots = {
        name: figures[name]
        for name in ("issued", "returned", "valid", "invalid")
        if figures.get(name) is not None
    }
    method: Any = "paper" if ballots else "keypad"
    return Sheet(method, figures["base"], figures["present"], items, **ballots)


def placing(announced: Announced) -> dict[str, tuple[int, ...]]:
    """Of every project how many ballots gave it the first, second … place."""
    found = {}
    for row in announced.figures.get("rows", ()):
        places = [name for name in row if name[0] == "p" and name[1:].isdigit()]
        found[row["name"]] = tuple(row[f"p{n}"] for n in range(1, len(places) + 1))
    return found


def follow(place: Jurisdiction, year: ProjectYear, made: ProjectBallot, result: Outcome) -> None:
    """Part of an act: the year has voted; projects get their states once nothing is left to vote on."""
    if made.status != "valid":
        return
    facts = YearFacts(year.state)
    if stages.permits("record_vote", facts).allowed:
        year.state = stages.after("record_vote", facts)
        put(year)
    if result.next == "announce" and not unsettled(made, result):
        set_states(made.list, result)


def unsettled(ballot: ProjectBallot, result: Outcome) -> bool:
    """Whether places stay open, or the tied are in or out, by the measure: the meeting takes it by an act of its own."""
    return ballot.measure.ballot != "rank" and bool(
        result.open_places or len(result.chosen) > ballot.measure.places
    )


STEPS = {"chosen": "choose", "reserve": "hold_in_reserve", "not_chosen": "leave_unchosen"}


def set_states(found: CandidateList, result: Outcome) -> None:
    """Part of an act: chosen, in reserve, not chosen – by the rule of single projects; never by hand.

    At the next meeting the rest is voted on again, so it stays a candidate.
    """
    ids = read.names_of(found)
    projects = {one.public_id: one for one in read.listed_projects(found)}
    for name, code in STEPS.items():
        if name != "chosen" and result.next == "next_meeting":
            continue
        for title in getattr(result, name):
            move(projects[ids[title]], code)


def move(project: LivelihoodProject, code: str) -> None:
    """One project along its own states; what stands already stays."""
    if project.state == project_steps.after(code, project.state):
        return
    require(project_steps.permits(code, project.state))
    project.state = project_steps.after(code, project.state)
    put(project)
