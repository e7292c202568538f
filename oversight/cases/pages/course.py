"""案件的进程: everything that chain, next step and print form of one case stand on, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.calendar.models import PlannedMeeting
from oversight.calendar.rules.lead_times import LeadPlan
from oversight.cases import days, queries, queries_hearing
from oversight.cases.models import (
    AdvanceNotice,
    Case,
    CaseDecision,
    CaseHearing,
    OfficeOpinion,
    ReviewOpinions,
    UnitReport,
)
from oversight.cases.pages.reads import Reads
from oversight.cases.rules import closing, stages
from oversight.cases.rules.facts import CaseFacts
from oversight.cases.rules.methods import Offer
from oversight.cases.rules.next_step import Step, next_step
from oversight.cases.standing import Standing
from oversight.documents.models import Paper
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.queries import today
from oversight.institutions.rules.verdicts import Verdict


@dataclass
class Course:
    """进程: the case with its facts; the rest is read when it is first asked for."""

    place: Jurisdiction
    case: Case
    given: Reads | None = None  # what the cases of a list read alike (``courses``)

    def __post_init__(self) -> None:
        prefetch_related_objects([self.case], *queries.STEPS)

    @cached_property
    def reads(self) -> Reads:
        return self.given or Reads(self.place, [self.case])

    @cached_property
    def today(self) -> date:
        return today()

    @cached_property
    def facts(self) -> CaseFacts:
        return queries.facts_of(self.case)

    @cached_property
    def unit(self) -> Unit:
        """Who answers today."""
        return self.reads.unit_now(self.case)

    @cached_property
    def rules(self) -> Standing:
        """The rulebook of today; decisions keep their own."""
        return self.reads.rules

    @cached_property
    def opinions(self) -> list[OfficeOpinion]:
        """Those of the present round, the general office's first."""
        return [one for one in queries.opinions_of(self.case) if one.round == self.case.round]

    @cached_property
    def decisions(self) -> list[CaseDecision]:
        return list(self.case.decisions.all())

    @cached_property
    def decision(self) -> CaseDecision | None:
        """The decision to act that is in force; the one that ended the case where nothing was heard under it."""
        confirmed = queries.confirmed_decisions(self.case)
        acting = [one for one in confirmed if one.kind == "action"]
        ending = [one for one in confirmed if one.kind not in {"action", "back"}]
        found = ending if self.case.has_ended and ending and not self.hearings else acting
        return found[-1] if found else None

    @cached_property
    def pending(self) -> CaseDecision | None:
        return queries.pending_decision(self.case)

    @cached_property
    def offer(self) -> Offer | None:
        """The method decided on."""
        return self.rules.offer(self.decision.method) if self.decision else None

    @cached_property
    def notice(self) -> AdvanceNotice | None:
        return queries.notice_of(self.case)

    @cached_property
    def notice_paper(self) -> Paper | None:
        return self.reads.notice_papers.get(self.notice.paper_id) if self.notice else None

    @cached_property
    def receipt(self) -> Any:
        """The unit's receipt for the notice."""
        if self.notice_paper is None:
            return None
        units = self.reads.answering_as(self.unit)
        return next((one for one in self.notice_paper.receipts.all() if one.unit_id in units), None)

    @cached_property
    def meeting(self) -> PlannedMeeting | None:
        """The meeting at which the unit is heard, as it is planned now."""
        if self.decision is None or not self.decision.heard_at:
            return None
        return self.reads.meetings.get(self.decision.heard_at)

    @cached_property
    def ahead(self) -> CaseHearing | None:
        """The hearing that is on an agenda and has no result yet."""
        return queries_hearing.hearing_ahead(self.case)

    @cached_property
    def hearings(self) -> list[CaseHearing]:
        """The hearings with a result, oldest first."""
        return queries_hearing.announced(self.case)

    @cached_property
    def opinions_sent(self) -> ReviewOpinions | None:
        """The review opinions of the last hearing."""
        found = queries_hearing.opinions_now(self.case)
        return found if self.facts.opinions else None

    @cached_property
    def report_draft(self) -> UnitReport | None:
        return queries_hearing.draft_now(self.case)

    @cached_property
    def heard_on(self) -> date | None:
        """The day of the hearing ahead; a meeting may have moved since the decision."""
        if self.ahead is not None or self.case.state == "failed":
            return days.hearing_day(self.case)
        if self.meeting is not None and self.meeting.state == "planned":
            return self.meeting.on
        return self.decision.heard_on if self.decision else None

    @property
    def moved(self) -> str:
        """What became of the meeting since the decision: moved, cancelled or nothing."""
        if self.meeting is None or self.decision is None:
            return ""
        if self.meeting.state == "cancelled":
            return "cancelled"
        return "moved" if self.meeting.on != self.decision.heard_on else ""

    @cached_property
    def reports(self) -> bool:
        """Whether the unit hands in a report, so that the lead times hold."""
        return bool(self.offer and self.offer.reported and self.heard_on)

    @cached_property
    def plan(self) -> LeadPlan | None:
        """20、10、7 天 before the meeting, as seen today."""
        before = {"judging", "judged", "decided", "notified", "placed", "failed"}
        if not self.reports or self.heard_on is None or self.decision is None:
            return None
        if self.case.state not in before:
            return None
        waived = bool(self.decision.waiver_reason) and not self.hearings
        return self.rules.plan(
            self.place,
            self.heard_on,
            self.today,
            waived,
            self.leads_kept,
            days_off=self.reads.days_off,
        )

    @cached_property
    def leads_kept(self) -> frozenset[str]:
        """Which of draft, final and members are behind the case for the hearing ahead."""
        rows = queries_hearing.reports_now(self.case, "special")
        kept = {one.step for one in rows if one.state == "submitted"}
        if self.ahead is not None and self.ahead.distributed_on:
            kept.add("members")
        return frozenset(kept)

    @cached_property
    def step(self) -> Step | None:
        return next_step(self.facts, reports=self.reports)

    @cached_property
    def standing_papers(self) -> set[tuple[str, str]]:
        """Kind and what it is of, for every paper of the case that was not taken back."""
        rows = self.reads.papers.get(self.case.public_id, [])
        return {(paper.kind, str(paper.facts.get("of", ""))) for paper in rows}

    def has_paper(self, act: str) -> bool:
        """Whether what the act would draft stands already."""
        confirmed = queries.confirmed_decisions(self.case)
        last = [one for one in confirmed if one.kind != "back"]
        wanted = {
            "draft_judgment_sheet": ("judgment_sheet", f"round:{self.case.round}"),
            "draft_minutes_extract": ("minutes_extract", last[-1].public_id if last else ""),
        }
        return wanted.get(act) in self.standing_papers

    def verdict(self, act: str, kind: str = "") -> Verdict:
        """Whether an act is possible now; of a closing also whether all that it rests on lies before."""
        found = stages.permits(act, self.facts, kind)
        return self.closable if found.allowed and act == "propose_closing" else found

    @cached_property
    def closable(self) -> Verdict:
        """Whether the checks of a closing on the merits hold; else all that do not, in words."""
        checks = closing.checks(queries_hearing.closing_facts(self.case))
        failing = [one for one in checks if not one.holds]
        if not failing:
            return Verdict(True)
        text = "".join(_(one.text) % dict(one.values) for one in failing)
        return Verdict(False, failing[0].code, text, failing[0].basis)

    def signed_on(self) -> date | None:
        """The day of the later signature."""
        days = [timezone.localdate(one.signed_at) for one in self.opinions if one.signed_at]
        return max(days) if len(days) > 1 else None


def courses(place: Jurisdiction, cases: Iterable[Case]) -> list[Course]:
    """The courses of the cases of a list; what they read alike is read once."""
    found = list(cases)
    reads = Reads(place, found)
    return [Course(place, case, reads) for case in found]
