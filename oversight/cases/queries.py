"""读案件: cases of a place, their opinions, decisions, notices and evidence, and who answers for the unit now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.cases import permissions, queries_hearing
from oversight.cases.models import (
    AdvanceNotice,
    Case,
    CaseDecision,
    CaseEvidence,
    CaseHearing,
    OfficeOpinion,
)
from oversight.cases.rules.facts import CaseFacts
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction, Unit
from oversight.publications.filings import queries as filings

OPEN_STATES = (
    "judging",
    "judged",
    "decided",
    "notified",
    "placed",
    "failed",
    "failed_twice",
    "passed",
    "tracking",
)


def cases_of(place: Jurisdiction) -> models.QuerySet[Case]:
    """Every case of the place, newest number first."""
    return (
        Case.objects.in_scope(Scope.of(place))
        .select_related("jurisdiction", "unit", "lead_office", "merged_into")
        .order_by("-year", "-number")
    )


STEPS = ("opinions", "decisions__body", "notices", *queries_hearing.STEPS)
"""What the rules look at in every case; a list reads it at once (``with_steps``)."""


def with_steps(rows: models.QuerySet[Case]) -> models.QuerySet[Case]:
    """The same cases, with what the rules look at read at once for a list."""
    return rows.prefetch_related(*STEPS)


def case_by_id(place: Jurisdiction, public_id: str) -> Case | None:
    """One case of the place."""
    return cases_of(place).filter(public_id=public_id).first()


def opinions_of(case: Case) -> models.QuerySet[OfficeOpinion]:
    """The opinions of all rounds, oldest first."""
    return case.opinions.select_related("office", "signed_by").order_by("round", "-side")


def opinion_of(case: Case, side: str) -> OfficeOpinion | None:
    """One side's opinion in the present round."""
    return opinions_of(case).filter(round=case.round, side=side).first()


def decisions_of(case: Case) -> models.QuerySet[CaseDecision]:
    """The decisions on a case, oldest first."""
    return case.decisions.select_related("body").order_by("pk")


def pending_decision(case: Case) -> CaseDecision | None:
    """The recorded decision that waits for the chair."""
    return next((one for one in case.decisions.all() if one.state == "recorded"), None)


def confirmed_decisions(case: Case) -> list[CaseDecision]:
    """The decisions that count, oldest first."""
    return [one for one in case.decisions.all() if one.state == "confirmed"]


def decision_in_force(case: Case) -> CaseDecision | None:
    """The newest confirmed decision to act."""
    acting = [one for one in confirmed_decisions(case) if one.kind == "action"]
    return acting[-1] if acting else None


def decisions_in(place: Jurisdiction) -> models.QuerySet[CaseDecision]:
    """All decisions of the place."""
    rows = CaseDecision.objects.in_scope(Scope.of(place))
    return rows.select_related("case", "case__unit", "case__jurisdiction", "body").order_by("pk")


def notice_of(case: Case) -> AdvanceNotice | None:
    """The notice in force."""
    return next((one for one in case.notices.all() if one.state != "void"), None)


def notice_with_paper(place: Jurisdiction, paper_id: str) -> AdvanceNotice | None:
    """The notice that a paper is."""
    rows = AdvanceNotice.objects.in_scope(Scope.of(place)).select_related("case", "case__unit")
    return rows.filter(paper_id=paper_id).first()


def evidence_of(case: Case) -> models.QuerySet[CaseEvidence]:
    """What was added to the file, oldest first."""
    return case.evidence.select_related("file").order_by("pk")


def unreported(case: Case) -> list[CaseDecision]:
    """Confirmed decisions for which no report up was drafted, or a draft was given up; sending back is no action."""
    return not_filed(case, [one for one in confirmed_decisions(case) if one.kind != "back"])


def unreported_hearings(case: Case) -> list[CaseHearing]:
    """The same of announced results: every action is reported (procedures §5, state 13)."""
    return not_filed(case, queries_hearing.announced(case))


def not_filed(case: Case, wanted: list[Any]) -> list[Any]:
    """Those among decisions or hearings that no standing filing reports."""
    given_up: set[str] = set()
    if any(one.filing_id for one in wanted):
        rows = filings.filings_about(case.jurisdiction, "case", case.public_id)
        given_up = set(rows.filter(state="withdrawn").values_list("public_id", flat=True))
    return [one for one in wanted if not one.filing_id or one.filing_id in given_up]


def facts_of(case: Case) -> CaseFacts:
    """The case as the rules look at it."""
    opinions = [one for one in case.opinions.all() if one.round == case.round]
    notice, decision = notice_of(case), decision_in_force(case)
    return CaseFacts(
        state=case.state,
        written=frozenset(one.side for one in opinions),
        signed=frozenset(one.side for one in opinions if one.is_signed),
        pending=pending_decision(case) is not None,
        decided_action=decision is not None,
        notice=notice.state if notice else "",
        unreported=bool(unreported(case) or unreported_hearings(case)),
        **queries_hearing.facts_of_loop(case, decision.method if decision else ""),
    )


def unit_now(case: Case, day: date | None = None) -> Unit:
    """Who answers for the unit today: the unit itself, or the one that carries its duties on."""
    place = case.jurisdiction
    became = institutions.successors_on(place, day or institutions.today())
    name = became.get(case.unit.name, case.unit.name)
    if name is None or name == case.unit.name:
        return case.unit
    return institutions.units_of(place).filter(name=name).first() or case.unit


def units_answering_as(place: Jurisdiction, unit: Unit) -> set[int]:
    """The unit and all former ones whose duties it carries today."""
    became = institutions.successors_on(place, institutions.today())
    names = {old for old, new in became.items() if new == unit.name} | {unit.name}
    return set(institutions.units_of(place).filter(name__in=names).values_list("pk", flat=True))


def office_of_unit(place: Jurisdiction, unit: Unit, day: date | None = None) -> Body | None:
    """The committee office that follows the unit (对口联系)."""
    rows = institutions.correspondence_in(place).on(day or institutions.today())
    tie = rows.filter(unit=unit).first()
    return tie.office if tie else None


def told_to_unit(place: Jurisdiction, unit: Unit) -> models.QuerySet[Case]:
    """The cases of which the unit was told by an issued notice."""
    told = AdvanceNotice.objects.in_scope(Scope.of(place)).exclude(state="void")
    acknowledged = told.filter(state="acknowledged").values("case_id")
    issued = told.filter(paper_id__in=issued_papers(place, told)).values("case_id")
    ours = cases_of(place).filter(unit_id__in=units_answering_as(place, unit))
    return ours.filter(models.Q(pk__in=acknowledged) | models.Q(pk__in=issued))


def issued_papers(place: Jurisdiction, notices: Iterable[AdvanceNotice]) -> list[str]:
    """Which of the notices' papers went out."""
    from oversight.documents import queries as documents

    keys = [one.paper_id for one in notices if one.state == "drafted"]
    if not keys:
        return []
    rows = documents.papers_of(place).filter(public_id__in=keys, state__in=["issued", "archived"])
    return list(rows.values_list("public_id", flat=True))


def readable(actor: Actor, place: Jurisdiction) -> models.QuerySet[Case]:
    """The cases that the actor may see."""
    if permissions.can_read(actor, place):
        return cases_of(place)
    unit = institutions.units_of(place).filter(pk=actor.unit_id).first()
    if not permissions.can_read_own(actor, place) or unit is None:
        return cases_of(place).none()
    return told_to_unit(place, unit)
