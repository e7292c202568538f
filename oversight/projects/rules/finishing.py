"""完成、验收和未完成 (project_finishing@1): who verifies, who decides on changes, and what stays visible.

自报完成 is the unit's word, 核实完成 another's, 验收 a third thing (procedures §1.4, §4 e). An unfinished project is
explained and stays on every list, this year's and the next's, until it is verified or the congress ended it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oversight.calendar.rules.reasons import gettext_noop
from oversight.followups.rules import verification
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules import project_steps
from oversight.projects.rules.basis import LOCAL, SHAANXI_18, TWO_PEOPLE
from oversight.projects.rules.stages import DONE, ENDED, UNDER_WAY

CODE = "project_finishing@1"
GROUNDS = {
    "force_majeure": gettext_noop("不可抗力"),
    "policy_change": gettext_noop("政策调整"),
    "other": gettext_noop("其他原因"),
}
CHANGES = project_steps.BY_CONGRESS


@dataclass(frozen=True)
class Verifier:
    """谁来核实或者验收: the account, the units it holds a post in, and whether the small-office rule holds."""

    account: int | None
    units: frozenset[str] = frozenset()
    chair_of_small_office: bool = False


@dataclass(frozen=True)
class Report:
    """自报完成: who reported, and the units that proposed or build the project."""

    state: str
    reporters: frozenset[int]
    units: frozenset[str]
    evidence: int = 0


def may_report_done(state: str, evidence: int) -> Verdict:
    """The building unit says it is done, with at least one piece of evidence."""
    if not (verdict := project_steps.permits("report_done", state)).allowed:
        return verdict
    if not evidence:
        return no("no_evidence", gettext_noop("自报完成要附照片、文件或者数据。"), TWO_PEOPLE)
    return YES


def may_verify(report: Report, verifier: Verifier) -> Verdict:
    """Never somebody of the proposing or building unit, never who reported."""
    if not (verdict := project_steps.permits("verify", report.state)).allowed:
        return verdict
    return other_person(report, verifier)


def may_accept(report: Report, verifier: Verifier, *, certificate: str) -> Verdict:
    """验收 after verification, by its certificate; the building unit does not accept its own work."""
    if not (verdict := project_steps.permits("accept", report.state)).allowed:
        return verdict
    if not certificate.strip():
        text = gettext_noop("写明验收报告的文号或者附上验收报告。")
        return no("no_certificate", text, TWO_PEOPLE)
    return other_person(report, verifier)


def other_person(report: Report, verifier: Verifier) -> Verdict:
    """The separation of duties, as it holds for everything that is verified."""
    of_unit = bool(verifier.units & report.units)
    who = verification.Verifier(verifier.account, of_unit, verifier.chair_of_small_office)
    refused = verification.refusal(who, report.reporters)
    return YES if refused is None else no(refused.code, refused.text, refused.basis)


def may_declare_unfinished(
    state: str, explanation: str, new_due: date | None, today: date
) -> Verdict:
    """With a written explanation and a new day that is still to come."""
    if not (verdict := project_steps.permits("declare_unfinished", state)).allowed:
        return verdict
    if not explanation.strip():
        return no("no_explanation", gettext_noop("未完成的，书面说明原因。"), LOCAL)
    if new_due is None or new_due <= today:
        text = gettext_noop("未完成的，写明今天以后的新时限。")
        return no("no_new_day", text, LOCAL)
    return YES


@dataclass(frozen=True)
class Decision:
    """大会的决定: which body decided, at which meeting, by which paper; ``ground`` of an adjustment."""

    body_kind: str
    meeting: str
    paper: str
    decided_on: date
    ground: str = ""
    applied_by_government: bool = True


def may_change(act: str, state: str, decision: Decision | None, today: date) -> Verdict:
    """调整、暂停、恢复、终止、补上: only what the town's congress decided on the government's motion."""
    verdict = project_steps.permits(act, state, decided_by_congress=decision is not None)
    if not verdict.allowed or act not in CHANGES or decision is None:
        return verdict
    if decision.body_kind != "congress":
        text = gettext_noop("主席团、政府和党委会议都不能代替大会决定，只能提出或者公告。")
        return no("congress_decides", text, SHAANXI_18)
    if not decision.meeting.strip() or not decision.paper.strip():
        text = gettext_noop("写明是哪次大会会议的决定和文号。")
        return no("no_reference", text, SHAANXI_18)
    if decision.decided_on > today:
        return no("not_yet", gettext_noop("决定的日期还没有到。"), SHAANXI_18)
    if act != "take_from_reserve" and decision.ground not in GROUNDS:
        text = gettext_noop("写明调整的原因：不可抗力、政策调整或者其他。")
        return no("no_ground", text, SHAANXI_18)
    return YES


@dataclass(frozen=True)
class Work:
    """办理中的一项: its state and the year it was chosen in; explained where the reason of a delay is on record.

    settled  the year in which it was verified or ended; None while it is under way
    """

    id: str
    year: int
    state: str
    explained: bool = False
    settled: int | None = None


def visible(works: Iterable[Work], year: int) -> tuple[Work, ...]:
    """本年清单: those of the year, and of earlier years every one that was not verified or ended before it."""
    return tuple(work for work in works if work.year == year or carried_into(work, year))


def carried_into(work: Work, year: int) -> bool:
    """Whether a work of an earlier year was still open in this one."""
    if work.year >= year:
        return False
    return work.state in UNDER_WAY or (work.settled is not None and work.settled >= year)


def to_rate(works: Iterable[Work], year: int) -> tuple[Work, ...]:
    """测评清单: what was chosen that year or carried into it; a project ended by the congress is listed too."""
    chosen = DONE | UNDER_WAY | {"terminated"}
    return tuple(work for work in visible(works, year) if work.state in chosen)


def carried_over(works: Iterable[Work], year: int) -> tuple[Work, ...]:
    """结转: works of years before that were still open in this one."""
    return tuple(work for work in works if carried_into(work, year))


@dataclass(frozen=True)
class Totals:
    """完成情况: chosen = verified (of them accepted) + under way + terminated."""

    chosen: int
    verified: int
    accepted: int
    under_way: int
    terminated: int
    unexplained: int


def totals(works: Iterable[Work]) -> Totals:
    """The numbers of a list; self-reported counts as under way."""
    listed = [work for work in works if work.state not in ENDED - {"terminated", "accepted"}]
    states = [work.state for work in listed]
    going = [work for work in listed if work.state in UNDER_WAY]
    verified = sum(state in DONE for state in states)
    return Totals(
        verified + len(going) + states.count("terminated"),
        verified,
        states.count("accepted"),
        len(going),
        states.count("terminated"),
        sum(not work.explained for work in going),
    )
