"""读听取和会后: hearings, the unit's reports, findings, review opinions, views, calls, figures, closings.

What the rules ask of them is read from the case's prefetched rows, so that a list reads it at once.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from oversight.audit.scoping import Scope
from oversight.calendar import queries as calendar
from oversight.calendar.models import PlannedMeeting
from oversight.cases import queries_deputies
from oversight.cases.models import (
    Case,
    CaseClosing,
    CaseHearing,
    ResearchFinding,
    ReviewOpinions,
    UnitReport,
)
from oversight.cases.rules.closing import Answers, ClosingFacts, MonthSeen
from oversight.cases.rules.methods import HEARD, REPORTED
from oversight.documents import queries as documents
from oversight.followups import queries as followups
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings

STEPS = ("hearings", "unit_reports", "findings", "review_opinions", "closings")
WITH_CALLERS = frozenset({"hotline_finding", "petition"})
WITH_FIGURES = frozenset({"hotline_finding"})
PAPER_GONE = frozenset({"recalled", "withdrawn"})


def announced(case: Case) -> list[CaseHearing]:
    """The hearings with a result, oldest first."""
    return [one for one in case.hearings.all() if one.is_announced]


def hearing_ahead(case: Case) -> CaseHearing | None:
    """The hearing that is on an agenda and has no result yet."""
    return next((one for one in case.hearings.all() if one.state == "placed"), None)


def last_hearing(case: Case) -> CaseHearing | None:
    """The hearing ahead, else the newest with a result."""
    found = announced(case)
    return hearing_ahead(case) or (found[-1] if found else None)


def hearing_no(case: Case) -> int:
    """The number of the hearing that reports and findings are for now."""
    return len(announced(case)) + 1


def hearing_with_item(place: Jurisdiction, item_id: str) -> CaseHearing | None:
    """The hearing that an agenda item is."""
    rows = CaseHearing.objects.in_scope(Scope.of(place)).select_related("case", "case__unit")
    return rows.filter(item_id=item_id).first()


def hearings_ahead(place: Jurisdiction) -> list[CaseHearing]:
    """Every hearing of the place that has no result yet."""
    rows = CaseHearing.objects.in_scope(Scope.of(place)).filter(state="placed")
    return list(rows.select_related("case", "case__unit").order_by("on", "pk"))


def meetings_ahead(place: Jurisdiction, body_kind: str = "") -> models.QuerySet[PlannedMeeting]:
    """The meetings of the calendar still to come, without those that are over before their day is."""
    rows = calendar.next_meetings(place, body_kind)
    return rows.exclude(public_id__in=meetings.planned_over(place))


def results_in(place: Jurisdiction) -> models.QuerySet[CaseHearing]:
    """Every announced result of the place, oldest first."""
    rows = CaseHearing.objects.in_scope(Scope.of(place)).filter(state__in=["passed", "failed"])
    return rows.select_related("case", "case__unit", "case__jurisdiction").order_by("pk")


def reports_of(case: Case, purpose: str = "") -> list[UnitReport]:
    """Versions of the unit's reports, oldest first."""
    return [one for one in case.unit_reports.all() if purpose in ("", one.purpose)]


def purpose_now(case: Case) -> str:
    """Which report is asked for now: the special report, after the opinions the one on them."""
    return "reply" if case.state == "tracking" else "special"


def reports_now(case: Case, purpose: str) -> list[UnitReport]:
    """The versions for the hearing ahead, or on the opinions of the last one."""
    rows = reports_of(case, purpose)
    number = hearing_no(case) if purpose == "special" else len(announced(case))
    return [one for one in rows if one.hearing_no == number]


def newest(rows: list[UnitReport]) -> UnitReport | None:
    return rows[-1] if rows else None


def draft_now(case: Case) -> UnitReport | None:
    """What the unit has drafted and not handed in."""
    return next((one for one in case.unit_reports.all() if one.state == "drafted"), None)


def standing_report(case: Case, purpose: str) -> UnitReport | None:
    """The newest version that stands with the office."""
    standing = [one for one in reports_now(case, purpose) if one.state == "submitted"]
    return newest(standing)


def findings_of(case: Case) -> list[ResearchFinding]:
    return list(case.findings.all())


def finding_by_id(case: Case, public_id: str) -> ResearchFinding | None:
    """One finding of a case."""
    return case.findings.filter(public_id=public_id).first()


def opinions_now(case: Case) -> ReviewOpinions | None:
    """The review opinions in force: those of the last hearing, unless void."""
    standing = [one for one in case.review_opinions.all() if one.state != "void"]
    return standing[-1] if standing else None


def opinions_given_up(found: ReviewOpinions) -> bool:
    """Whether the paper of drafted opinions was withdrawn or recalled."""
    paper = documents.paper_by_id(found.jurisdiction, found.paper_id)
    return paper is not None and paper.state in PAPER_GONE


def opinions_with_paper(place: Jurisdiction, paper_id: str) -> ReviewOpinions | None:
    """The review opinions that a paper is."""
    rows = ReviewOpinions.objects.in_scope(Scope.of(place)).select_related("case", "case__unit")
    return rows.filter(paper_id=paper_id).exclude(state="void").first()


def closing_ahead(case: Case) -> CaseClosing | None:
    """The proposal to close that waits for another person."""
    return next((one for one in case.closings.all() if one.state == "proposed"), None)


def state_of_opinions(case: Case) -> str:
    """ "" without opinions; those drafted on a paper that was given up do not count."""
    found = opinions_now(case)
    last = announced(case)
    if found is None or not last or found.hearing_id != last[-1].pk:
        return ""
    if found.state == "drafted" and opinions_given_up(found):
        return ""
    return found.state


def facts_of_loop(case: Case, method: str) -> dict[str, Any]:
    """What ``rules.facts.CaseFacts`` asks of the hearing loop."""
    ahead = hearing_ahead(case)
    item = meetings.item_by_id(case.jurisdiction, ahead.item_id) if ahead else None
    report = newest(reports_now(case, "special"))
    reply = newest(reports_now(case, "reply"))
    findings = [one for one in case.findings.all() if one.hearing_no == hearing_no(case)]
    return {
        "heard": method in HEARD,
        "reported": method in REPORTED,
        "item": item.state if item is not None else "",
        "report": report.state if report else "",
        "handed_in": standing_report(case, "special") is not None,
        "findings": len(case.findings.all()),
        "unsent": sum(1 for one in findings if one.sent_at is None),
        "unanswered": sum(1 for one in findings if one.sent_at and not one.answer),
        "found_after": sum(1 for one in findings if one.stage == "after"),
        "distributed": bool(ahead and ahead.distributed_on),
        "opinions": state_of_opinions(case),
        "reply": reply.state if reply else "",
        "announced": len(announced(case)),
        "closing": closing_ahead(case) is not None,
        "asks_figures": case.origin in WITH_FIGURES,
    }


def told_to_deputies(place: Jurisdiction) -> models.QuerySet[Case]:
    """The cases that deputies are asked about: review opinions handed over, not yet closed."""
    rows = Case.objects.in_scope(Scope.of(place)).filter(state="tracking")
    return rows.select_related("jurisdiction", "unit", "lead_office").order_by("-year", "-number")


def callers_answers(case: Case) -> Answers:
    """How many of those called back say what, all rounds of calls together."""
    rows = list(case.return_calls.all())
    return Answers(
        sum(one.solved for one in rows),
        sum(one.partly for one in rows),
        sum(one.unsolved for one in rows),
    )


def months_of(case: Case) -> tuple[MonthSeen, ...]:
    """The months of the newest taking of figures."""
    newest_taking = case.later_figures.last()
    if newest_taking is None:
        return ()
    names = ("month", "seen", "expected", "low", "high")
    return tuple(MonthSeen(**{name: row[name] for name in names}) for row in newest_taking.rows)


def closing_facts(case: Case) -> ClosingFacts:
    """What a closing on the merits rests on; before one stands the views of deputies are sealed."""
    opinions = opinions_now(case)
    verified = opinions is not None and opinions.state == "verified"
    standing = any(one.state != "refused" for one in case.closings.all())
    deputies = queries_deputies.answers(case) if standing else queries_deputies.countable_now(case)
    return ClosingFacts(
        verified=verified,
        not_done=opinions.outcomes.count("not_done") if opinions is not None and verified else 0,
        deputies=deputies,
        answered=case.deputy_views.count(),
        sealed=not standing,
        callers=callers_answers(case),
        asks_callers=case.origin in WITH_CALLERS,
        asks_figures=case.origin in WITH_FIGURES,
        months=months_of(case),
        unfinished=followups.open_about(case.jurisdiction, "case", case.public_id).count(),
    )
