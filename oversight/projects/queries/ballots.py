"""读票决: the measure, the list it is voted on, the rounds so far, what the next one is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from oversight.audit.scoping import Scope
from oversight.calendar.rules.reasons import Reason
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.meetings.models import AgendaItem
from oversight.projects.models import (
    BallotMeasure,
    CandidateList,
    LivelihoodProject,
    ProjectBallot,
    ProjectYear,
)
from oversight.projects.queries.candidates import on_ballot
from oversight.projects.queries.selecting import list_now
from oversight.projects.rules.balloting import Measure, Outcome, Round, first_round, next_round

OF_MEASURE, OF_LIST, OF_CHOSEN = "project_measure", "project_list", "project_chosen"
"""What an agenda item is about: the measure, the frozen list, the list that ranked ballots made."""
GONE = frozenset({"withdrawn", "not_put"})
CONFIRM = "confirm"
LATER = frozenset({"next_meeting"})
"""What a result leaves to a later meeting."""
TABLED_AGAIN = LATER | {"vote_again"}
"""What is put on an agenda anew: what was left, and what a meeting closed without or refused as a whole."""


def measures_of(year: ProjectYear) -> QuerySet[BallotMeasure]:
    """Every measure of the year, the newest last."""
    rows = BallotMeasure.objects.in_scope(Scope.of(year.jurisdiction_id))
    return rows.filter(project_year=year).select_related("jurisdiction", "project_year")


def measure_now(year: ProjectYear) -> BallotMeasure | None:
    """The measure under way or in force."""
    return measures_of(year).filter(state__in=["drafted", "tabled", "adopted"]).first()


def adopted_measure(year: ProjectYear) -> BallotMeasure | None:
    """The measure that the congress adopted."""
    return measures_of(year).filter(state="adopted").first()


def measure_by_id(place: Jurisdiction, key: str) -> BallotMeasure | None:
    """One measure of the place."""
    rows = BallotMeasure.objects.in_scope(Scope.of(place)).filter(public_id=key)
    return rows.select_related("jurisdiction", "project_year").first()


def tabled_measures(place: Jurisdiction) -> QuerySet[BallotMeasure]:
    """Measures that a meeting has before it."""
    return BallotMeasure.objects.in_scope(Scope.of(place)).filter(state="tabled")


def frozen_list(year: ProjectYear) -> CandidateList | None:
    """The list that is fixed."""
    found = list_now(year)
    return found if found is not None and found.state == "frozen" else None


def list_by_id(place: Jurisdiction, key: str) -> CandidateList | None:
    """One version of a list of the place."""
    rows = CandidateList.objects.in_scope(Scope.of(place)).filter(public_id=key)
    return rows.select_related("jurisdiction", "project_year").first()


def standing_items(place: Jurisdiction, kind: str, key: str) -> list[AgendaItem]:
    """The agenda items about a record that were neither withdrawn nor put off, oldest first."""
    rows = meetings.items_about(place, kind, key).exclude(state__in=GONE)
    return list(rows.exclude(meeting__state="cancelled"))


def item_of_list(found: CandidateList) -> AgendaItem | None:
    """The newest agenda item at which the list is considered and voted on."""
    items = standing_items(found.jurisdiction, OF_LIST, found.public_id)
    return items[-1] if items else None


def item_of_chosen(measure: BallotMeasure) -> AgendaItem | None:
    """The newest agenda item at which the list made by ranking is adopted."""
    items = standing_items(measure.jurisdiction, OF_CHOSEN, measure.public_id)
    return items[-1] if items else None


def ballots_of(year: ProjectYear) -> list[ProjectBallot]:
    """Every round of the year, in their order."""
    rows = ProjectBallot.objects.in_scope(Scope.of(year.jurisdiction_id))
    return list(rows.filter(measure__project_year=year).select_related("measure", "list"))


def rule_of(measure: BallotMeasure) -> Measure:
    """The measure as the rules take it."""
    return Measure(
        ballot_type=measure.ballot,  # type: ignore[arg-type]
        places=measure.places,
        majority=measure.majority,
        tie_rule=measure.ties,  # type: ignore[arg-type]
        too_few_rule=measure.too_few,  # type: ignore[arg-type]
        reserve=measure.reserve,
    )


def plain(name: str) -> str:
    """A name as a vote keeps it: one line, single blanks."""
    return " ".join(name.split())


def names_of(found: CandidateList) -> dict[str, str]:
    """Name → project id of what stands on the ballot, in its order."""
    return {plain(row["title"]): row["project"] for row in on_ballot(found)}


def titles_of(found: CandidateList) -> dict[str, str]:
    """Project id → name, the reserve included."""
    return {row["project"]: plain(row["title"]) for row in found.content}


def as_row(outcome: Outcome, ids: Mapping[str, str]) -> dict[str, Any]:
    """An outcome as a round keeps it: projects by id, reasons with their words."""
    return {
        "status": outcome.status,
        **{name: keys(getattr(outcome, name), ids) for name in LISTS},
        "open_places": outcome.open_places,
        "next": outcome.next,
        "reasons": [
            {"code": one.code, "text": one.text, "values": dict(one.values), "basis": one.basis}
            for one in outcome.reasons
        ],
        "points": {ids[name]: count for name, count in (outcome.points or {}).items()},
    }


LISTS = ("chosen", "tied", "reserve", "not_chosen")


def keys(names: Iterable[str], ids: Mapping[str, str]) -> list[str]:
    return [ids[name] for name in names]


def outcome_from(row: Mapping[str, Any], titles: Mapping[str, str]) -> Outcome:
    """The outcome back from its row."""
    lists = {name: tuple(titles[key] for key in row[name]) for name in LISTS}
    reasons = tuple(
        Reason(one["code"], one["text"], one["values"], one["basis"]) for one in row["reasons"]
    )
    points = {titles[key]: count for key, count in row["points"].items()} or None
    return Outcome(
        status=row["status"], open_places=row["open_places"], next=row["next"],
        reasons=reasons, points=points, **lists,
    )  # fmt: skip


def last_valid(ballots: Sequence[ProjectBallot]) -> ProjectBallot | None:
    """The newest round that counts; a void one changes nothing."""
    return next((one for one in reversed(ballots) if one.status == "valid"), None)


def whole_of(ballot: ProjectBallot) -> Outcome:
    """Everything chosen so far, after this round."""
    return outcome_from(ballot.result["whole"], titles_of(ballot.list))


def standing_result(year: ProjectYear) -> Outcome | None:
    """Everything chosen so far; None before a round that counts was announced."""
    last = last_valid(ballots_of(year))
    return whole_of(last) if last is not None else None


def still_voting(year: ProjectYear) -> bool:
    """Whether a year whose vote was announced has something tied or open that the measure does not leave as it is."""
    if year.state != "voted":
        return False
    result = standing_result(year)
    if result is None or not result.may_be_announced:
        return True
    found = frozen_list(year)
    item = item_of_list(found) if found is not None else None
    return item is not None and item.state == "put_to_vote"


def held_next(
    measure: BallotMeasure, found: CandidateList, ballots: Sequence[ProjectBallot]
) -> Round | None:
    """What the next ballot is about: all candidates, the tied, those for the open places; None for nothing."""
    last = last_valid(ballots)
    if last is None:
        return first_round(rule_of(measure), list(names_of(found)))
    return next_round(whole_of(last))


def listed_projects(found: CandidateList) -> list[LivelihoodProject]:
    """The projects that stand on the ballot, as they are now, in its order."""
    wanted = [row["project"] for row in on_ballot(found)]
    rows = LivelihoodProject.objects.in_scope(Scope.of(found.jurisdiction_id))
    known = {
        one.public_id: one
        for one in rows.filter(public_id__in=wanted).select_related("unit", "village")
    }
    return [known[key] for key in wanted if key in known]


def changed_since(found: CandidateList, held: Round | None = None) -> list[str]:
    """Names on the ballot whose project says something else by now (procedures §4 e: renamed after printing).

    Of a further round only what it is about: what was chosen before may have its plan by now.
    """
    rows = {row["project"]: row for row in on_ballot(found)}
    if held is not None:
        names = names_of(found)
        rows = {key: row for key, row in rows.items() if key in {names[one] for one in held.names}}
    changed = []
    for project in listed_projects(found):
        row = rows.pop(project.public_id, None)
        if row is None:
            continue
        now = {
            "title": project.title,
            "requirement": project.requirement,
            "cost_yuan": project.cost_yuan,
            "unit": project.unit.name if project.unit else "",
            "due": project.due.isoformat() if project.due else None,
        }
        if any(row[name] != value for name, value in now.items()):
            changed.append(row["title"])
    return changed + [row["title"] for row in rows.values()]
