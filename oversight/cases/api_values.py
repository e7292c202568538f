"""接口的值: cases as the API gives them, from the same readings as the pages."""

from __future__ import annotations

from typing import Any

from oversight.audit.actors import Actor
from oversight.cases import queries_hearing
from oversight.cases.models import Case, CaseDecision, OfficeOpinion
from oversight.cases.pages.course import Course
from oversight.cases.pages.deputies import deputies_said
from oversight.cases.pages.due import due_day
from oversight.cases.pages.hearing import check_rows, finding_rows, report_rows
from oversight.cases.pages.judgment import mine
from oversight.cases.pages.possible import ACTS, possible
from oversight.cases.rules import closing
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


def case_line(place: Jurisdiction, case: Case, course: Course | None = None) -> dict[str, Any]:
    """One line of the list; ``course`` where it has been read with the others."""
    course = course or Course(place, case)
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
        **after_notice(course, actor),
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


REPORT = (
    "purpose", "hearing_no", "number", "step", "state", "unit_name", "text", "received_on", "due",
    "late_days", "entered", "return_reason",
)  # fmt: skip
FINDING = (
    "number", "stage", "hearing_no", "title", "text", "where", "on", "sent_at", "answer", "answered_at"
)  # fmt: skip
HEARING = (
    "number", "state", "on", "method", "method_basis", "distributed_on", "distributed_late",
    "announced_on", "figures", "result_text",
)  # fmt: skip
OPINIONS = (
    "state", "items", "passed_by", "passed_on", "hand_over_due", "sent_on", "reply_due", "outcomes",
    "verified_on", "verified_text",
)  # fmt: skip
CLOSING = ("state", "text", "proposed_on", "verified_on", "verified_text")


def kept(one: Any, names: tuple[str, ...], **more: Any) -> dict[str, Any]:
    """A record by its public id and these fields."""
    return {"id": one.public_id, **{name: getattr(one, name) for name in names}, **more}


def after_notice(course: Course, actor: Actor) -> dict[str, Any]:
    """Reports, findings, hearings, opinions and what a closing rests on; the pages show the same."""
    case = course.case
    taking = case.later_figures.last()
    return {
        "reports": [
            kept(row.report, REPORT, file=row.report.file.name if row.report.file else "")
            for row in reversed(report_rows(course, actor))
        ],
        "findings": [kept(row.finding, FINDING) for row in finding_rows(course, actor)],
        "hearings": [
            kept(one, HEARING, meeting=one.meeting_id, item=one.item_id, poll=one.poll_id)
            for one in case.hearings.all()
        ],
        "review_opinions": [
            kept(one, OPINIONS, paper=one.paper_id)
            for one in case.review_opinions.all()
            if one.state != "void"
        ],
        "options": [
            kept(one, ("code", "title", "basis", "text", "state")) for one in case.options.all()
        ],
        "checks": [
            {"code": one.code, "holds": one.holds, "text": row.text, "basis": row.basis}
            for one, row in zip(
                closing.checks(queries_hearing.closing_facts(case)), check_rows(course), strict=True
            )
        ],
        "deputies": deputies(case),
        "months_after": list(taking.rows) if taking is not None else [],
        "closings": [kept(one, CLOSING) for one in case.closings.all()],
    }


def deputies(case: Case) -> dict[str, Any]:
    """代表的看法 as the page shows them."""
    found = deputies_said(case)
    counts = found.counts or {"solved": None, "partly": None, "unsolved": None}
    return {"answered": found.answered, **counts, "remarks": found.remarks}


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
