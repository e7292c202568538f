"""权限世界里的听取: a case whose unit was told, one whose report may go back, one passed, one that is tracked."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from oversight.audit.actors import Actor, system
from oversight.cases import actions, queries_hearing
from oversight.cases import queries as read
from oversight.cases.models import Case
from oversight.documents import actions as documents
from oversight.documents import queries as papers
from oversight.documents.tests.builders import PDF
from oversight.files.actions import store_file
from oversight.institutions import queries
from oversight.institutions.tests.builders import make_deputy
from oversight.meetings import actions as meetings
from tests.permissions import world_cases

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """Each of the acts of the table finds a case in the state that it asks for."""
    body = queries.body_of_kind(world.place, "standing_committee")
    clerk = actor(world, "clerk")
    meeting = meetings.plan_meeting(
        clerk,
        world.place,
        body=body,
        term_no=18,
        meeting_no=20,
        starts_on=queries.today() + timedelta(days=61),
    )
    world.ids["hearing_meeting"] = meeting.public_id
    scan = store_file(clerk, world.place, name="签字件.pdf", stream=BytesIO(PDF))
    world.ids["hearing_scan"] = scan.public_id
    for number in (1, 2, 3):
        world.ids[f"view_deputy_{number}"] = make_deputy(world.place).person.public_id
    told = reported(world, "case_told")
    actions.draft_report(actor(world, "liaison"), world.place, told, text="正式稿。")
    actions.record_finding(clerk, world.place, told, title="返修慢", text="看了两个小区。")
    back = reported(world, "case_back")
    actions.record_finding(clerk, world.place, back, title="返修慢", text="看了两个小区。")
    actions.send_findings(clerk, world.place, back)
    world.ids["finding_sent"] = queries_hearing.findings_of(fresh(world, back))[0].public_id
    passed(world, "case_passed", meeting)
    tracked(world, passed(world, "case_tracked", meeting))


def actor(world: World, role: str) -> Actor:
    return queries.actor_for(world.grants[role, "own"])


def fresh(world: World, case: Case) -> Case:
    found = read.case_by_id(world.place, case.public_id)
    assert found is not None
    return found


def issued(world: World, paper_id: str) -> None:
    """A paper through its sign-off."""
    place, clerk = world.place, actor(world, "clerk")
    paper = papers.paper_by_id(place, paper_id)
    assert paper is not None
    documents.submit_for_check(clerk, place, paper=paper)
    documents.approve_check(actor(world, "reviewer"), place, paper=paper)
    documents.sign(actor(world, "chair"), place, paper=paper)
    scan = store_file(clerk, place, name="用印件.pdf", stream=BytesIO(PDF))
    documents.attach_sealed_scan(clerk, place, paper=paper, file=scan)
    documents.issue(clerk, place, paper=paper)


def told(world: World, name: str) -> Case:
    """The unit has confirmed the notice."""
    unit = queries.unit_by_id(world.place, world.ids["liaison_unit"])
    assert unit is not None
    case = world_cases.record(world, world_cases.judge(world, unit), "chair")
    notice = actions.draft_notice(actor(world, "clerk"), world.place, case)
    issued(world, notice.paper_id)
    paper = papers.paper_by_id(world.place, notice.paper_id)
    assert paper is not None
    receipt = paper.receipts.get(unit=unit)
    documents.acknowledge_receipt(actor(world, "liaison"), world.place, receipt=receipt)
    actions.acknowledge_notice(system(), world.place, notice.paper_id)
    world.ids[name] = case.public_id
    return fresh(world, case)


def reported(world: World, name: str) -> Case:
    """The office has entered the unit's paper report."""
    case = told(world, name)
    made = actions.enter_report(
        actor(world, "clerk"),
        world.place,
        case,
        received_on=queries.today(),
        submitted_label="局长",
        upload=("报告.pdf", BytesIO(PDF)),
    )
    world.ids.setdefault("unit_report", made.public_id)
    return fresh(world, case)


def passed(world: World, name: str, meeting: object) -> Case:
    """Heard and passed, as the reaction on the announced poll records it."""
    case = reported(world, name)
    made = actions.place_hearing(actor(world, "clerk"), world.place, case, meeting=meeting)
    figures = {"base": 5, "present": 5, "rows": [{"name": case.subject, "yes": 4, "no": 1}]}
    found = actions.Announced(
        "", "", "valid", [case.subject], {}, figures, "获得通过。", queries.today()
    )
    actions.record_result(system(), world.place, made.item_id, found)
    return fresh(world, case)


def tracked(world: World, case: Case) -> Case:
    """The review opinions went out."""
    made = actions.draft_opinions(actor(world, "clerk"), world.place, case, items=["加快返修。"])
    issued(world, made.paper_id)
    actions.note_opinions_sent(system(), world.place, made.paper_id)
    return fresh(world, case)
