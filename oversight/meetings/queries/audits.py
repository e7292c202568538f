"""读审计整改台账: the problems of an audit item, one of them, what they add up to."""

from __future__ import annotations

from django.db import models

from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.meetings.models import AgendaItem, AuditProblem
from oversight.meetings.rules.audits import ProblemFacts, Totals, totals

AUDITS = frozenset({"audit_report", "audit_rectification"})
"""Kinds of items with a ledger."""


def problems_of(item: AgendaItem) -> models.QuerySet[AuditProblem]:
    """The ledger of an item in its order."""
    rows = AuditProblem.objects.in_scope(Scope.of(item.jurisdiction_id)).filter(item=item)
    return rows.select_related("unit", "item", "item__meeting").order_by("number", "pk")


def problem_by_id(place: Jurisdiction, key: str) -> AuditProblem | None:
    """One problem of the place."""
    rows = AuditProblem.objects.in_scope(Scope.of(place)).filter(public_id=key)
    return rows.select_related("unit", "item", "item__meeting", "item__meeting__body").first()


def facts_of_problem(one: AuditProblem) -> ProblemFacts:
    """The row as the rules look at it."""
    return ProblemFacts(one.state, one.measures, one.amount, one.rectified)


def totals_of(item: AgendaItem) -> Totals:
    """What the ledger adds up to."""
    return totals(facts_of_problem(one) for one in problems_of(item))
