"""实施测试的样例: a town with chosen projects, their plans and reports; votes by the acts of its people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.audit.actors import Actor, operator
from oversight.audit.acts import act
from oversight.files.tests.builders import picture
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.models import RoleGrant, Unit
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings.models import Meeting
from oversight.projects.actions import finishing, plans, progress
from oversight.projects.models import (
    ImplementationPlan,
    LivelihoodProject,
    ProgressReport,
    ProjectYear,
)
from oversight.projects.pages.works import WorkRow, rows_of
from oversight.projects.queries import building as read
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules.plans import Node
from oversight.projects.tests.builders_collecting import on
from oversight.projects.tests.builders_voting import (
    Town,
    count_all,
    in_session,
    make_town,
    react,
    take_up,
)
from oversight.voting import queries as voting_read
from oversight.voting.models import Poll

__all__ = ["Town", "build_town", "count_all", "on", "react"]

JULY = date(2026, 7, 8)
SOON = timedelta(days=60)
HALFWAY = (
    Node(date(2026, 4, 30), 30, 200_000, "路基"),
    Node(date(2026, 6, 30), 60, 400_000, "主体"),
    Node(date(2026, 11, 30), 100, 600_000, "完工"),
)
NAMES = ("背街小巷路灯", "农村饮水管网", "村卫生室设备")


def build_town(deputies: int = 6) -> Town:
    """A town with the people of a unit beside those of the congress, all in office since January."""
    with on(date(2026, 1, 5)):
        town = make_town(deputies)
        for role in ("liaison", "unit_head"):
            town.grants[role] = make.make_grant(town.place, role, unit=town.unit)
    return town


def another_unit(
    town: Town, name: str = "镇农业农村办", kind: str = "department"
) -> tuple[Unit, RoleGrant]:
    """A unit with its liaison officer."""
    unit = make.make_unit(town.place, name, kind=kind)
    return unit, make.make_grant(town.place, "liaison", unit=unit)


def chosen_year(
    town: Town, names: Sequence[str] = NAMES, year: int = 2026, state: str = "announced"
) -> ProjectYear:
    """A year whose vote was announced, with these projects chosen; how it comes there has tests of its own."""
    with act("projects.set_up_year", actor=operator(), place=town.place.code, permitted=True):
        made = ProjectYear(
            jurisdiction=town.place, year=year, state=state, to_choose=len(names),
            **projects_rules(town.place)[0].stored,
        )  # fmt: skip
        made.save()
        for number, name in enumerate(names, 1):
            LivelihoodProject(
                jurisdiction=town.place, project_year=made, number=number,
                code=f"{year}-{number:02d}", title=name, requirement=f"{name}，年底前建成使用。",
                unit=town.unit, cost_yuan=600_000, state="chosen",
            ).save()  # fmt: skip
    return made


def project_of(year: ProjectYear, number: int = 1) -> LivelihoodProject:
    return read.chosen_in(year.jurisdiction).get(project_year=year, number=number)


def plan(
    town: Town, project: LivelihoodProject, actor: Actor | None = None, **more: Any
) -> ImplementationPlan:
    """The plan of one project, half of it due by the end of June."""
    values: dict[str, Any] = {
        "leader": "副镇长",
        "starts_on": date(2026, 3, 1),
        "due": date(2026, 11, 30),
        "budget_yuan": 600_000,
        "nodes": HALFWAY,
    }
    return plans.write_plan(
        actor or town.actor("liaison"), town.place, project, **{**values, **more}
    )


def under_way(town: Town, names: Sequence[str] = NAMES, year: int = 2026) -> ProjectYear:
    """Every project planned, the year implementing."""
    made = chosen_year(town, names, year)
    later = {} if year == 2026 else {
        "starts_on": date(year, 3, 1),
        "due": date(year, 11, 30),
        "nodes": (Node(date(year, 11, 30), 100),),
    }  # fmt: skip
    for number in range(1, len(names) + 1):
        plan(town, project_of(made, number), **later)
    made.refresh_from_db()
    return made


def reported(
    town: Town, project: LivelihoodProject, percent: int, month: str = "2026-06", **more: Any
) -> ProgressReport:
    """A month's report of the unit; late ones say why."""
    values: dict[str, Any] = {"text": "装灯 297 盏。", "late_reason": "遇岩层改线", **more}
    return progress.report_progress(
        town.actor("liaison"), town.place, project, month=month, percent=percent, **values
    )


def row(project: LivelihoodProject) -> WorkRow:
    """The project as pages show it today."""
    found = read.work_by_id(project.jurisdiction, project.public_id)
    assert found is not None
    return rows_of(project.jurisdiction, [found])[0]


def photo(name: str = "现场.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("PNG"), "image/png")


def client(town: Town, role: str = "clerk") -> Client:
    return make.signed_in(town.grants[role])


def done(town: Town, project: LivelihoodProject) -> None:
    finishing.report_done(
        town.actor("liaison"), town.place, project, text="全部通水。", files=[photo()]
    )


def verified(town: Town, project: LivelihoodProject) -> None:
    done(town, project)
    finishing.verify(town.actor("reviewer"), town.place, project, text="到场看过，已通水。")


def unfinished(town: Town, project: LivelihoodProject) -> None:
    finishing.declare_unfinished(
        town.actor("liaison"), town.place, project, text="用地没有批下来。", percent=70,
        new_due=registers.today() + SOON,
    )  # fmt: skip


def deputy_of(town: Town, at: int = 0) -> Actor:
    """The account of one of the deputies."""
    person = town.people[at]
    grant = make.make_grant(town.place, "deputy")
    institutions.link_account(operator(), town.place, person=person, account=grant.account)
    return registers.actor_for(grant)


def to_congress(town: Town, number: int = 1, present: int | None = None) -> Meeting:
    """The congress sits."""
    return in_session(town, number, present)


def decided(town: Town, item: Any, yes: int | None = None) -> Poll:
    """The decision voted on by raised hands and announced."""
    item = take_up(town, item)
    poll = meetings.put_to_vote(
        town.clerk, town.place, item, method="hands", chair=town.people[-1].name
    )
    return count_all(town, poll, [poll.present if yes is None else yes])


def grades_for(poll: Poll, rows: Sequence[tuple[int, int, int]]) -> dict[str, int]:
    """满意、基本满意、不满意 by row; the rest of the ballots leave the row empty."""
    form = voting_read.form_of(poll)
    cells = dict.fromkeys(form.cells(), 0)
    whole = poll.in_hall
    for at, counts in enumerate(rows):
        for code, number in zip(
            ("satisfied", "basically_satisfied", "dissatisfied"), counts, strict=True
        ):
            cells[f"paper.{at}.{code}"] = number
        cells[f"paper.{at}.silent"] = whole - sum(counts)
    cells["paper.valid"], cells["paper.invalid"] = whole, 0
    return cells
