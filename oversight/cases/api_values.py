"""接口的值: cases as the API gives them, from the same readings as the pages."""

from __future__ import annotations

from typing import Any

from oversight.audit.actors import Actor
from oversight.cases.models import Case, CaseDecision, OfficeOpinion
from oversight.cases.pages.course import Course
from oversight.cases.pages.judgment import mine
from oversight.cases.pages.next_card import due_day
from oversight.cases.pages.possible import ACTS, possible
from oversight.institutions.models import Jurisdiction

OPINION = (
    "side", "round", "causes", "cause_text", "comparison_text", "other_matters_text", "method",
    "text", "rulebook", "signed_at",
)  # fmt: skip
DECISION = (
    "kind", "state", "term_no", "meeting_no", "on", "members", "present", "yes", "method",
    "method_basis", "heard_at", "heard_on", "text", "rulebook", "rulebook_sha256", "rule", "reasons",
)  # fmt: skip
CASE = (
    "code", "year", "number", "origin", "subject", "opened_on", "state", "round", "ended_on",
    "end_reason",
)  # fmt: skip


def named(record: Any) -> dict[str, str]:
    return {"id": record.public_id, "name": record.name}


def case_line(place: Jurisdiction, case: Case) -> dict[str, Any]:
    """One line of the list."""
    course = Course(place, case)
    return {
        "id": case.public_id,
        **{name: getattr(case, name) for name in CASE},
        "unit": named(case.unit),
        "unit_now": named(course.unit),
        "lead_office": named(case.lead_office),
        "handler": case.handler_label,
        "waits_for": course.step.code if course.step else "",
        "due": due_day(course),
    }


def case_detail(place: Jurisdiction, case: Case, actor: Actor) -> dict[str, Any]:
    """The whole case for one reader; the other side's unsigned opinion is still its draft (§9)."""
    course = Course(place, case)
    notice = course.notice
    return {
        **case_line(place, case),
        "origin_facts": case.origin_facts,
        "opinions": [
            opinion(one)
            for one in case.opinions.select_related("office").order_by("round", "-side")
            if one.is_signed or mine(course, actor, one.side)
        ],
        "decisions": [decision(one) for one in course.decisions],
        "notice": {
            "paper": notice.paper_id,
            "state": notice.state,
            "acknowledged_by": notice.acknowledged_by,
            "acknowledged_at": notice.acknowledged_at,
        }
        if notice
        else None,
        "possible": [act for act in ACTS if possible(course, actor, act)],
    }


def opinion(one: OfficeOpinion) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in OPINION},
        "office": one.office.name if one.office else "",
        "signed_by": one.signed_label,
    }


def decision(one: CaseDecision) -> dict[str, Any]:
    return {
        "id": one.public_id,
        **{name: getattr(one, name) for name in DECISION},
        "body": one.body.name,
    }
