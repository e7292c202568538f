"""代表的看法怎样显示: to the office as counts and remarks without names, to a deputy what they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.audit.actors import Actor
from oversight.cases import queries_deputies, queries_hearing
from oversight.cases.models import Case, DeputyView, UnitReport
from oversight.cases.pages.hearing import OpinionRow, opinion_rows
from oversight.cases.papers import subject
from oversight.cases.rules import closing
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class DeputiesSaid:
    """代表的看法: who answered; how many say what and the remarks as a closing counted them (None before)."""

    answered: list[str]
    counts: dict[str, int] | None
    counted_on: date | None
    remarks: list[str]
    least: int


def deputies_said(case: Case) -> DeputiesSaid:
    """What the office reads of the deputies' views; never who said what."""
    kept, found = queries_deputies.last_count(case), queries_deputies.answers(case)
    shown = kept is not None and closing.countable(found)
    counts = {"solved": found.solved, "partly": found.partly, "unsolved": found.unsolved}
    return DeputiesSaid(
        answered=queries_deputies.answered(case),
        counts=counts if shown else None,
        counted_on=kept.proposed_on if kept is not None else None,
        remarks=queries_deputies.remarks(case) if shown else [],
        least=closing.LEAST_VIEWS[closing.CODE],
    )


@dataclass(frozen=True)
class AskedRow:
    """请代表说看法的一件事: title, unit, what was asked, what was found, the deputy's own view."""

    case: Case
    title: str
    opinions: Sequence[OpinionRow]
    report: UnitReport | None
    verified_on: date | None
    mine: DeputyView | None


def asked_cases(place: Jurisdiction) -> list[Case]:
    """The cases that deputies are asked about: opinions handed over, not closed."""
    return list(queries_hearing.told_to_deputies(place))


def asked_row(case: Case, actor: Actor) -> AskedRow:
    """One of them for one deputy."""
    found = queries_hearing.opinions_now(case)
    return AskedRow(
        case=case,
        title=subject(case),
        opinions=opinion_rows(found),
        report=queries_hearing.standing_report(case, "reply"),
        verified_on=found.verified_on if found else None,
        mine=queries_deputies.own_view(case, actor),
    )
