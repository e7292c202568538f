"""权限世界里的实施: chosen projects in every state that an act of the table asks for, a group, findings, reports."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oversight.audit.actors import anyone, operator
from oversight.institutions import queries
from oversight.institutions.models import ImportDraft
from oversight.projects.actions import changing, finishing, rating, site, supervising
from oversight.projects.actions.supervision_groups import add_supervisor, form_supervision_group
from oversight.projects.tests import builders_building as make
from oversight.projects.tests.builders_collecting import human

if TYPE_CHECKING:
    from tests.permissions.world import World

ROLES = ("clerk", "reviewer", "chair", "liaison")
BUILDING, CHOSEN, REPORTED = 2041, 2042, 2043
NAMES = ("修路", "自报完成的", "核实完成的", "申请调整的")


def build(world: World) -> None:
    """The records that the acts of ``table_projects_building`` need."""
    place = world.place
    unit = queries.unit_by_id(place, world.ids["liaison_unit"])
    assert unit is not None
    town = make.Town(place, place, {}, unit)
    town.grants = {role: world.grants[role, "own"] for role in ROLES}
    year = make.chosen_year(town, NAMES, BUILDING)
    for number in range(1, len(NAMES) + 1):
        make.plan(town, make.project_of(year, number))
    running, done, verified, asked = (make.project_of(year, n) for n in range(1, 5))
    make.reported(town, running, 40, files=[make.photo()])
    for project in (done, verified):
        finishing.report_done(
            town.actor("liaison"), place, project, text="完工。", files=[make.photo()]
        )
    finishing.verify(town.actor("reviewer"), place, verified, text="看过。")
    change = changing.ask_change(
        town.actor("liaison"), place, asked, kind="suspend", cause="force_majeure", text="汛期"
    )
    world.ids |= {
        "building_year": BUILDING,
        "work_running": running.public_id,
        "work_done": done.public_id,
        "work_verified": verified.public_id,
        "work_photo": make.project_of(year).reports.get().evidence.get().file.public_id,
        "project_change": change.public_id,
    }
    waiting = make.chosen_year(town, ("还没有计划的",), CHOSEN)
    world.ids["work_chosen"] = make.project_of(waiting).public_id
    watching(world, town, make.project_of(year))
    reported_year(world, town)


def watching(world: World, town: make.Town, project: make.LivelihoodProject) -> None:
    """A group with one member by name, a record with a photo, a finding in each state, a report from the site."""
    place, year = world.place, project.project_year
    group = form_supervision_group(
        operator(), place, year, name="第一小组", formed_on=date(2026, 3, 1), projects=[project]
    )
    member = add_supervisor(operator(), place, group, capacity="区人大代表", name="周临川")
    record = supervising.record_supervision(
        town.clerk, place, year, kind="visit", on=queries.today(), people="两名代表",
        text="看过。", group=group, project=project, findings=["灯不亮", "路不平", "没有标牌"],
        photos=[make.photo()],
    )  # fmt: skip
    found, handed, answered = record.findings.all()
    due = queries.today() + timedelta(days=9)
    for one in (handed, answered):
        supervising.hand_finding(town.clerk, place, one, unit=town.unit, due=due)
    supervising.answer_finding(town.actor("liaison"), place, answered, answer="已办。")
    sent = site.report_from_site(
        anyone(), place, project, text="井盖没有盖好", sender=human(), photos=[make.photo()]
    )
    draft = ImportDraft.objects.create(
        jurisdiction=place,
        account=world.grants["clerk", "own"].account,
        subject="works",
        file_name="rejected.xlsx",
        content=b"PK",
    )
    world.ids |= {
        "supervision_group": group.public_id,
        "supervisor": member.public_id,
        "supervision_record": record.public_id,
        "supervision_photo": record.photos.get().file.public_id,
        "finding_found": found.public_id,
        "finding_handed": handed.public_id,
        "finding_answered": answered.public_id,
        "site_report": sent.report.public_id,
        "site_photo": sent.report.photos.get().file.public_id,
        "rejected_draft": draft.public_id,
    }


def reported_year(world: World, town: make.Town) -> None:
    """A year whose completion was reported with a file."""
    year = make.chosen_year(town, ("办成的",), REPORTED)
    make.plan(town, make.project_of(year))
    finishing.report_done(
        town.actor("liaison"), world.place, make.project_of(year), text="完工。",
        files=[make.photo()],
    )  # fmt: skip
    finishing.verify(town.actor("reviewer"), world.place, make.project_of(year), text="看过。")
    made = rating.submit_completion_report(
        town.clerk, world.place, year, submitted_on=queries.today(), text="办成一项。",
        file=make.photo("报告.png"),
    )  # fmt: skip
    world.ids |= {"reported_year": REPORTED, "completion_report": made.public_id}
