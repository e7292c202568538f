"""案件测试的样例: an office with all its people, a unit that an office follows, planned meetings – by real acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.audit.outbox import run_pending
from oversight.calendar import actions as calendar
from oversight.calendar import queries as calendar_read
from oversight.calendar.models import PlannedMeeting
from oversight.cases import actions
from oversight.cases.actions.deciding import Met
from oversight.cases.models import Case, CaseDecision
from oversight.config.reactions import REACTIONS
from oversight.documents import actions as documents
from oversight.documents import queries as documents_read
from oversight.documents.models import Paper
from oversight.documents.tests.builders import PDF
from oversight.files.actions import store_file
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.models import Body, Jurisdiction, RoleGrant, Unit
from oversight.institutions.tests import builders as make

NUMBERS = count(1)
ROLES = ("clerk", "reviewer", "chair", "office", "liaison", "unit_head")
BUILDING = "市住房和城乡建设局"


@dataclass
class Office:
    """一个人大机关: place, bodies, the unit, the office that follows it, and a grant for every role."""

    place: Jurisdiction
    bodies: dict[str, Body]
    unit: Unit
    office: Body
    grants: dict[str, RoleGrant] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        return queries.actor_for(self.grants[role])

    @property
    def deciding(self) -> Body:
        return self.bodies.get("chairpersons_meeting") or self.bodies["presidium"]


def make_office(kind: str = "city", name: str = BUILDING, **more: Any) -> Office:
    """A place whose unit is followed by one of its offices."""
    place = make.make_place(f"case-place-{next(NUMBERS)}", kind, **more)
    bodies = make.make_bodies(place)
    make.make_term(place)
    unit = make.make_unit(place, name, valid_from=date(2015, 1, 1))
    office = make.make_office(place, "城建环资工委")
    institutions.set_correspondence(operator(), place, office=office, unit=unit)
    found = Office(place, bodies, unit, office)
    for role in ROLES:
        of = {"liaison": {"unit": unit}, "unit_head": {"unit": unit}, "office": {"body": office}}
        found.grants[role] = make.make_grant(place, role, **of.get(role, {}))
    return found


def make_meeting(
    office: Office, days: int = 40, kind: str = "standing_committee"
) -> PlannedMeeting:
    """The planned meeting so many days from today, which is also its number."""
    on = queries.today() + timedelta(days=days)
    known = calendar_read.next_meetings(office.place, kind).filter(on=on).first()
    return known or calendar.plan_meeting(
        operator(),
        office.place,
        body=office.bodies[kind],
        term_no=18,
        meeting_no=days,
        on=on,
    )


def make_case(office: Office, **more: Any) -> Case:
    """A case opened by the clerk from the annual plan."""
    more.setdefault("origin", "annual_plan")
    more.setdefault("unit", office.unit)
    more.setdefault("subject", "房屋渗漏投诉")
    if more["origin"] == "annual_plan":
        facts = {"year": queries.today().year, "item": "第4项", "text": "听取住房质量情况的报告"}
        more.setdefault("facts", facts)
    return actions.open_case(office.actor("clerk"), office.place, **more)


def opinion(method: str = "special_work_report", **more: Any) -> dict[str, Any]:
    """What an opinion says."""
    return {
        "causes": ["real_rise"],
        "cause_text": "7 个小区集中渗漏，维修基金使用慢。",
        "method": method,
        "text": "建议听取专项工作报告。",
        **more,
    }


def judged(office: Office, case: Case, method: str = "special_work_report") -> Case:
    """Both offices have written and signed."""
    for role in ("reviewer", "office"):
        actor = office.actor(role)
        actions.write_opinion(actor, office.place, case, **opinion(method))
        actions.sign_opinion(actor, office.place, case)
    return fresh(case)


def met(office: Office, **more: Any) -> Met:
    """A meeting of the deciding body today: 9 members, 8 present."""
    values: dict[str, Any] = {
        "body": office.deciding,
        "term_no": 18,
        "meeting_no": 7,
        "on": queries.today(),
        "members": 9,
        "present": 8,
        "yes": 7 if office.deciding.kind == "presidium" else None,
    }
    return Met(**{**values, **more})


def decide(office: Office, case: Case, role: str = "chair", **more: Any) -> CaseDecision:
    """A decision recorded; by the chair it is confirmed at once."""
    more.setdefault("kind", "action")
    more.setdefault("met", met(office))
    more.setdefault("text", "听取和审议专项工作报告。")
    if more["kind"] == "action":
        more.setdefault("method", "special_work_report")
    if more.get("method") == "special_work_report" and "heard_at" not in more:
        more["heard_at"] = make_meeting(office).public_id
    return actions.record_decision(office.actor(role), office.place, case, **more)


def decided(office: Office, case: Case | None = None) -> Case:
    """A case with a confirmed decision to act."""
    case = judged(office, case or make_case(office))
    decide(office, case)
    return fresh(case)


def issue_notice(office: Office, case: Case) -> Paper:
    """The notice drafted by the lead office and taken through sign-off until it is issued."""
    place = office.place
    notice = actions.draft_notice(office.actor("office"), place, case)
    paper = paper_of(place, notice.paper_id)
    documents.submit_for_check(office.actor("office"), place, paper=paper)
    documents.approve_check(office.actor("reviewer"), place, paper=paper)
    documents.sign(office.actor("chair"), place, paper=paper)
    clerk = office.actor("clerk")
    scan = store_file(clerk, place, name="用印件.pdf", stream=BytesIO(PDF))
    documents.attach_sealed_scan(clerk, place, paper=paper, file=scan)
    documents.issue(clerk, place, paper=paper)
    return paper_of(place, paper.public_id)


def paper_of(place: Jurisdiction, public_id: str) -> Paper:
    found = documents_read.paper_by_id(place, public_id)
    assert found is not None
    return found


def acknowledge(office: Office, paper: Paper, role: str = "liaison") -> None:
    """The unit confirms the paper; the worker lets the case follow."""
    receipt = paper.receipts.get(unit=office.unit)
    documents.acknowledge_receipt(office.actor(role), office.place, receipt=receipt)
    run_pending(REACTIONS, limit=1000)


def notified(office: Office, case: Case | None = None) -> Case:
    """A case whose unit has confirmed the notice."""
    case = decided(office, case)
    acknowledge(office, issue_notice(office, case))
    return fresh(case)


def fresh(case: Case) -> Case:
    """The case as it stands now."""
    return (
        Case.objects.in_scope(queries.ALL_PLACES)
        .select_related("jurisdiction", "unit", "lead_office")
        .get(pk=case.pk)
    )
