"""候选项目的事实: entries as the rules see them, the order that marks propose, the money, what is frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import rfc8785

from oversight.audit.scoping import Scope
from oversight.institutions.rules.verdicts import Verdict
from oversight.projects.models import (
    BallotMeasure,
    CandidateEntry,
    CandidateList,
    LivelihoodProject,
    ProjectYear,
)
from oversight.projects.queries import selecting as read
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import candidates
from oversight.projects.rules.candidates import Candidate, Frame, Money, Placed

WAN = 10_000


def as_candidate(
    project: LivelihoodProject, determination: str = "", checked: frozenset[str] = frozenset()
) -> Candidate:
    """A project as the rules on candidates see it; money in 万元."""
    return Candidate(
        id=project.public_id,
        name=project.title,
        content=project.requirement,
        cost=None if project.cost_yuan is None else Decimal(project.cost_yuan) / WAN,
        source="、".join(one["source"] for one in project.money_sources),
        unit=project.unit.name if project.unit else "",
        due=project.due,
        urgency=project.urgency_mark or 0,
        maturity=project.readiness_mark or 0,
        quality=project.merit_mark or 0,
        why="；".join(one for one in (project.urgency, project.readiness, project.merit) if one),
        checked=checked,
        determination=determination,  # type: ignore[arg-type]
    )


def proposed_order(projects: Iterable[LivelihoodProject]) -> tuple[Placed, ...]:
    """急需先立、成熟先立、好中选优: the order that the marks propose."""
    return candidates.proposed_order([as_candidate(one) for one in projects])


def frame_of(year: ProjectYear) -> Frame:
    """How many are chosen, and how many more candidates there must be.

    A measure that was put to the congress says how many, before the plan of the year and the rulebook.
    """
    section = projects_rules(year.jurisdiction)[1]
    rows = BallotMeasure.objects.in_scope(Scope.of(year.jurisdiction_id)).filter(project_year=year)
    told = rows.filter(state__in=["tabled", "adopted"]).values_list("places", flat=True).first()
    places = told or year.to_choose or section.places
    return Frame(places=places, least_surplus=section.least_surplus)


def money_of(year: ProjectYear, entries: Sequence[CandidateEntry]) -> Money:
    """The candidates that are no reserve against the money frame of the year."""
    found = [as_candidate(one.project) for one in entries if not left_out(one)]
    frame = None if year.frame_yuan is None else Decimal(year.frame_yuan) / WAN
    return candidates.money(found, [one.id for one in found], frame)


def left_out(entry: CandidateEntry) -> bool:
    """Whether an entry is not for the ballot: in reserve, returned, struck."""
    return entry.reserve or entry.determination in {"return", "strike"}


def freeze_verdict(found: CandidateList, entries: Sequence[CandidateEntry]) -> Verdict:
    """Whether the list can be fixed: determined item by item, complete, checked, with its surplus.

    What was returned goes another round of arguing and is no item any more; the reserve makes up no surplus.
    """
    kept = [
        (one.project, one.determination)
        for one in entries
        if one.determination != "return" and (not one.reserve or not one.determination)
    ]
    return verdict_of(found, kept)


def draft_verdict(found: CandidateList, entries: Sequence[CandidateEntry]) -> Verdict:
    """Whether the list could be fixed if every item were approved as it stands."""
    return verdict_of(found, [(one.project, "approve") for one in entries if not one.reserve])


def verdict_of(found: CandidateList, kept: Sequence[tuple[LivelihoodProject, str]]) -> Verdict:
    """The rule asked about these projects with their determinations."""
    checked = read.checks_met(project for project, _word in kept)
    items = tuple(as_candidate(project, word, checked[project.pk]) for project, word in kept)
    return candidates.may_freeze(candidates.CandidateList(items), frame_of(found.project_year))


def row_of(entry: CandidateEntry, position: int) -> dict[str, Any]:
    """One row of what is frozen."""
    project = entry.project
    return {
        "position": position,
        "project": project.public_id,
        "code": project.code,
        "title": project.title,
        "requirement": project.requirement,
        "target": project.target,
        "category": project.category,
        "where": project.where,
        "village": project.village.name if project.village else "",
        "beneficiaries": project.beneficiaries,
        "cost_yuan": project.cost_yuan,
        "money_sources": project.money_sources,
        "unit": project.unit.name if project.unit else "",
        "leader": project.leader,
        "due": project.due.isoformat() if project.due else None,
        "multi_year": project.multi_year,
        "this_year_goal": project.this_year_goal,
        "reserve": entry.reserve,
    }


def content_of(entries: Sequence[CandidateEntry]) -> list[dict[str, Any]]:
    """What is frozen: the approved rows in their order, then the reserve."""
    approved = [one for one in entries if one.determination == "approve"]
    ordered = sorted(approved, key=lambda one: (one.reserve, one.position, one.pk))
    return [row_of(one, number) for number, one in enumerate(ordered, 1)]


def digest_of(found: CandidateList) -> str:
    """SHA-256 over the RFC 8785 form of place, year, version and rows."""
    content = {
        "place": found.jurisdiction.code,
        "year": found.project_year.year,
        "version": found.version,
        "items": found.content,
    }
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def on_ballot(found: CandidateList) -> list[dict[str, Any]]:
    """The rows of a frozen list that stand on the ballot, in its order."""
    return [row for row in found.content if not row["reserve"]]


def ballot_order(found: CandidateList) -> dict[str, Any]:
    """选票次序: what ballots are printed from, bound to the frozen list by its digest."""
    return {
        "place": found.jurisdiction.code,
        "year": found.project_year.year,
        "version": found.version,
        "sha256": found.sha256,
        "to_choose": frame_of(found.project_year).places,
        "items": [
            {"position": row["position"], "project": row["project"], "title": row["title"]}
            for row in on_ballot(found)
        ],
    }
