"""公开的内容: what the public reads of a case – report, result, opinions, follow-up – as values without people.

Made from the case once; the page is rendered from the content alone. Names of people, callers and voters are
never in it, counts are (procedures §9); a text with a number that points to somebody is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from oversight.cases import papers, queries_deputies, queries_hearing
from oversight.cases.models import Case, CaseHearing, ReviewOpinions, UnitReport
from oversight.cases.personal import refuse_personal
from oversight.cases.rules.closing import Answers, countable
from oversight.documents import queries as documents
from oversight.voting.announcing import left_of

MOST_FINDINGS = 60


@dataclass(frozen=True)
class What:
    """一种公开: publication kind, its title in words, and how its content is made."""

    code: str
    kind: str
    label: Any
    title: str
    content: Callable[[Case], dict[str, Any]]


def head(case: Case, hearing: CaseHearing) -> dict[str, Any]:
    """What every page of a case begins with."""
    return {
        "place": case.jurisdiction.code,
        "place_name": case.jurisdiction.name,
        "unit": case.unit.name,
        "subject": case.subject,
        "matter": papers.subject(case),
        "meeting": hearing.meeting_name,
        "on": hearing.on.isoformat(),
        "number": hearing.number,
        "method": hearing.method_title,
        "basis": hearing.method_basis,
    }


def last(case: Case) -> CaseHearing:
    """The newest hearing with a result; there is one before anything is public."""
    return queries_hearing.announced(case)[-1]


def last_report(case: Case, hearing: CaseHearing, purpose: str) -> UnitReport | None:
    """The version that lay before the meeting, or the one on the opinions."""
    rows = queries_hearing.reports_of(case, purpose)
    standing = [one for one in rows if one.state == "submitted"]
    return queries_hearing.newest([one for one in standing if one.hearing_no == hearing.number])


def report_part(report: UnitReport | None) -> dict[str, Any] | None:
    """A report without its signer: text, whether there is a file, when it came in, how late."""
    if report is None:
        return None
    return {
        "text": report.text,
        "file": report.file.name if report.file else "",
        "received_on": report.received_on.isoformat() if report.received_on else None,
        "due": report.due.isoformat() if report.due else None,
        "late_days": report.late_days,
    }


def report_content(case: Case) -> dict[str, Any]:
    """专项工作报告: the version heard, when versions came in, findings with the unit's answers."""
    hearing = last(case)
    rows = [
        one
        for one in queries_hearing.reports_of(case, "special")
        if one.hearing_no == hearing.number and one.received_on
    ]
    return {
        **head(case, hearing),
        "report": report_part(last_report(case, hearing, "special")),
        "versions": [
            {
                "number": one.number,
                "step": one.step,
                "received_on": one.received_on.isoformat() if one.received_on else None,
                "late_days": one.late_days,
                "returned": one.state == "returned",
            }
            for one in rows
        ],
        "findings": [
            {"number": one.number, "title": one.title, "text": one.text, "answer": one.answer}
            for one in queries_hearing.findings_of(case)
            if one.hearing_no == hearing.number and one.sent_at
        ][:MOST_FINDINGS],
    }


def figures_part(figures: Mapping[str, Any]) -> dict[str, Any]:
    """The counts of the vote, no more than was announced; of who recused how many and why, no name."""
    kept = ("base", "present", "issued", "returned", "valid", "invalid")
    found: dict[str, Any] = {name: figures[name] for name in kept if figures.get(name) is not None}
    found["rows"] = [dict(row) for row in figures.get("rows", ())]
    if left := left_of(figures):
        found["recused"] = [asdict(one) for one in left]
    return found


def result_content(case: Case) -> dict[str, Any]:
    """表决结果: of every hearing so far, each with its counts and the words of the announcement."""
    return {
        **head(case, last(case)),
        "results": [
            {
                "number": one.number,
                "meeting": one.meeting_name,
                "on": one.announced_on.isoformat() if one.announced_on else one.on.isoformat(),
                "passed": one.state == "passed",
                "rule": one.rule,
                "text": one.result_text,
                "figures": figures_part(one.figures),
            }
            for one in queries_hearing.announced(case)
        ],
    }


def opinions_of(case: Case) -> ReviewOpinions:
    """The opinions in force; the rules have asked for them."""
    found = queries_hearing.opinions_now(case)
    assert found is not None
    return found


def opinions_content(case: Case) -> dict[str, Any]:
    """审议意见: numbered, with paper number, day and until when the unit answers."""
    found = opinions_of(case)
    paper = documents.paper_by_id(case.jurisdiction, found.paper_id)
    return {
        **head(case, found.hearing),
        "items": list(found.items),
        "paper": paper.number if paper is not None and paper.number else "",
        "sent_on": found.sent_on.isoformat() if found.sent_on else None,
        "reply_due": found.reply_due.isoformat() if found.reply_due else None,
    }


def answers_part(answers: Answers) -> dict[str, int]:
    """How many said what."""
    return {
        "total": answers.total,
        "solved": answers.solved,
        "partly": answers.partly,
        "unsolved": answers.unsolved,
    }


def deputies_part(case: Case) -> dict[str, int]:
    """The same of deputies as the newest closing has counted them; before, only how many have answered."""
    found = queries_deputies.answers(case)
    return answers_part(found) if countable(found) else {"total": case.deputy_views.count()}


def followup_content(case: Case) -> dict[str, Any]:
    """研究处理情况: the unit's report, opinion by opinion what was found, how many are satisfied, the months after."""
    found = opinions_of(case)
    taking = case.later_figures.last()
    calls = list(case.return_calls.all())
    return {
        **head(case, found.hearing),
        "report": report_part(last_report(case, found.hearing, "reply")),
        "items": [
            {"text": text, "outcome": outcome}
            for text, outcome in zip(found.items, found.outcomes, strict=True)
        ],
        "verified_on": found.verified_on.isoformat() if found.verified_on else None,
        "verified_text": found.verified_text,
        "deputies": deputies_part(case),
        "callers": {
            **answers_part(queries_hearing.callers_answers(case)),
            "called": sum(one.called for one in calls),
        },
        "months": list(taking.rows) if taking is not None else [],
        "resolved_on": case.ended_on.isoformat() if case.state == "resolved" else None,
    }


WHATS: Mapping[str, What] = {
    one.code: one
    for one in (
        What(
            "report",
            "case_report",
            _("专项工作报告"),
            "{matter}的专项工作报告",
            report_content,
        ),
        What("result", "case_result", _("表决结果"), "{matter}的表决结果", result_content),
        What("opinions", "case_opinions", _("审议意见"), "{matter}的审议意见", opinions_content),
        What(
            "followup",
            "case_followup",
            _("审议意见的研究处理情况"),
            "{matter}审议意见的研究处理情况",
            followup_content,
        ),
    )
}


def key_of(case: Case, what: What) -> str:
    """The matter: report and opinions of one hearing each, results and follow-up of the case."""
    if what.code in {"report", "opinions"}:
        return f"{case.public_id}-{last(case).number}"
    return case.public_id


def texts_in(value: Any) -> list[str]:
    """Every text of a content."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in texts_in(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    return []


def content_of(case: Case, what: What) -> dict[str, Any]:
    """The content, refused where something in it points to a person."""
    found = what.content(case)
    for text in texts_in(found):
        refuse_personal(text, "what")
    return found
