"""造数据: a town whose year has proposals, and its projects in every state, by the acts of users."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from oversight.audit.actors import Actor, operator
from oversight.audit.acts import act
from oversight.files.tests.builders import picture
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Body, Jurisdiction, Person, RoleGrant, Unit
from oversight.institutions.tests import builders as make
from oversight.projects.actions import (
    arguing,
    candidates,
    determining,
    groups,
    projects,
    screening,
)
from oversight.projects.actions.years import set_up_year
from oversight.projects.models import (
    CandidateList,
    LivelihoodProject,
    ProjectYear,
    Proposal,
    TaskGroup,
)
from oversight.projects.queries import selecting as read
from oversight.projects.rules.selecting import CHECKS

NUMBERS = count(1)
DUE = date(2027, 11, 30)
MEETS: Mapping[str, tuple[bool, str]] = {
    "needed": (True, "三个村的群众都提过。"),
    "affordable": (True, "镇财政可以负担。"),
    "small_and_broad": (True, "三千人受益。"),
    "done_this_year": (True, "工期四个月。"),
}
ROLES = ("clerk", "reviewer", "chair", "office", "member", "auditor", "deputy")


@dataclass
class Town:
    """A town and everybody who has to do with the choice of its projects."""

    place: Jurisdiction
    year: ProjectYear
    unit: Unit
    presidium: Body
    village: Jurisdiction | None
    deputy: Person
    grants: dict[str, RoleGrant] = field(default_factory=dict)
    group: TaskGroup | None = None

    def actor(self, role: str) -> Actor:
        return institutions.actor_for(self.grants[role])

    def client(self, role: str) -> Any:
        return make.signed_in(self.grants[role])

    @property
    def clerk(self) -> Actor:
        return self.actor("clerk")

    @property
    def chair(self) -> Actor:
        return self.actor("chair")


def make_town(roles: tuple[str, ...] = ROLES, **more: Any) -> Town:
    """A town, its government as unit, one village, a deputy, a year of which two projects are chosen."""
    place = make.make_place(kind="town", name="青石镇", **more)
    bodies = make.make_bodies(place)
    unit = make.make_unit(place, "青石镇人民政府", kind="government", valid_from=date(2020, 1, 1))
    village = make.make_place(kind="village", name="河东村", parent=place)
    deputy = make.make_deputy(place, "沈知远").person
    town = Town(place, ProjectYear(), unit, bodies["presidium"], village, deputy)
    for role in roles:
        town.grants[role] = make.make_grant(place, role)
    town.grants["liaison"] = make.make_grant(place, "liaison", unit=unit)
    return next_year(town, 2027)


def next_year(town: Town, number: int, to_choose: int = 2) -> Town:
    """Another year of the town, its collecting over; further records are of this year."""
    town.year = set_up_year(
        town.clerk, town.place, year=number, to_choose=to_choose, frame_yuan=2_000_000
    )
    collected(town.year)
    town.group = None
    return town


def collected(year: ProjectYear) -> None:
    """The year as it stands once its collecting is over."""
    with act(
        "projects.end_collecting", actor=operator(), place=year.jurisdiction.code, permitted=True
    ):
        year.state, year.collecting_ended_at = "collecting", timezone.now()
        put(year)


def make_proposal(town: Town, title: str = "", **more: Any) -> Proposal:
    """A proposal that came in."""
    number = next(NUMBERS)
    with act("projects.propose", actor=operator(), place=town.place.code, permitted=True):
        proposal = Proposal(
            jurisdiction=town.place,
            project_year=town.year,
            number=number,
            receipt=f"{number:064d}",
            title=title or f"修{number}号路",
            text=more.pop("text", "路面坑洼，下雨积水。"),
            received_at=timezone.now(),
            **more,
        )
        put(proposal)
    return proposal


def make_project(
    town: Town, title: str = "", proposals: tuple[Proposal, ...] | None = None, **more: Any
) -> LivelihoodProject:
    """A project with everything that its candidate sheet needs."""
    if proposals is None:
        proposals = (make_proposal(town),)
    return projects.make_project(
        town.clerk,
        town.place,
        town.year,
        title=title or f"道路硬化第{next(NUMBERS)}项",
        requirement=more.pop("requirement", "硬化村道两公里，装路灯四十盏。"),
        proposals=proposals,
        cost_yuan=more.pop("cost_yuan", 600_000),
        money_sources=more.pop(
            "money_sources",
            [{"source": "镇财政", "yuan": 400_000}, {"source": "县级补助", "yuan": 200_000}],
        ),
        unit=town.unit,
        village=more.pop("village", town.village),
        due=more.pop("due", DUE),
        category=more.pop("category", "roads"),
        **more,
    )


def passed(town: Town, title: str = "", **more: Any) -> LivelihoodProject:
    """A project that passed the screening."""
    project = make_project(town, title, **more)
    screening.screen_project(town.clerk, town.place, project, answers=MEETS)
    return fresh(project)


def adopt(town: Town) -> None:
    """The preliminary list fixed; proposals that nobody took up are answered first."""
    from oversight.projects.actions.handling import not_take

    for proposal in read.to_join(town.year):
        not_take(town.clerk, town.place, proposal, reason="not_ours")
    screening.adopt_preliminary(town.clerk, town.place, town.year)
    town.year.refresh_from_db()


def make_group(town: Town) -> TaskGroup:
    """A task group with a deputy who leads it and an expert."""
    if town.group is None:
        today = institutions.today()
        clerk, place = town.clerk, town.place
        town.group = groups.form_group(clerk, place, town.year, name="道路专班", formed_on=today)
        groups.add_member(
            clerk, place, town.group, capacity="deputy", person=town.deputy, leads=True
        )
        groups.add_member(
            clerk, place, town.group, capacity="expert", name="顾明川", field="县交通局工程师"
        )
    return town.group


def begin(town: Town, *wanted: LivelihoodProject) -> None:
    """The arguments of these projects under way."""
    today = institutions.today()
    group = make_group(town)
    arguing.start_arguments(town.clerk, town.place, group, projects=wanted, started_on=today)


def check_all(town: Town, *wanted: LivelihoodProject) -> None:
    """All five checks met."""
    checks = [arguing.Checked(kind, "met", institutions.today()) for kind in CHECKS]
    arguing.record_checks(town.clerk, town.place, projects=wanted, checks=checks)


def argue(town: Town, *wanted: LivelihoodProject) -> None:
    """The projects argued feasible."""
    begin(town, *wanted)
    check_all(town, *wanted)
    for project in wanted:
        arguing.finish_argument(
            town.clerk,
            town.place,
            project,
            conclusion="feasible",
            finished_on=institutions.today(),
            text="资金、用地落实，可行。",
        )


def mark(town: Town, project: LivelihoodProject, urgency: int, readiness: int, merit: int) -> None:
    """The marks of a project with reasons."""
    candidates.mark_project(
        town.clerk,
        town.place,
        fresh(project),
        urgency_mark=urgency,
        readiness_mark=readiness,
        merit_mark=merit,
        urgency="学生每天走。",
        readiness="设计已完成。",
        merit="受益三千人。",
    )


def argued(town: Town, count: int = 4) -> list[LivelihoodProject]:
    """So many projects argued feasible, marked so that the first is first."""
    made = [passed(town, f"道路硬化{number}") for number in range(1, count + 1)]
    adopt(town)
    argue(town, *made)
    for number, project in enumerate(made):
        mark(town, project, max(1, 5 - number), 4, 3)
    return [fresh(project) for project in made]


def opened(town: Town, count: int = 4) -> CandidateList:
    """The first list, in the order that the marks propose."""
    argued(town, count)
    found = candidates.open_list(town.clerk, town.place, town.year)
    town.year.refresh_from_db()
    return found


def studied(town: Town, found: CandidateList) -> CandidateList:
    """The list studied by the presidium at a meeting that was not held in the system."""
    return candidates.record_study(
        town.clerk,
        town.place,
        found,
        body=town.presidium,
        term_no=18,
        meeting_no=2,
        on=institutions.today(),
        text="同意提请党委（扩大）会议审定。",
    )


def determined(town: Town, found: CandidateList, **decisions: tuple[str, str]) -> CandidateList:
    """The list determined: everything approved except as said by the project's title."""
    entries = read.entries_of(found)
    return determining.determine(
        town.clerk,
        town.place,
        found,
        party_meeting="镇党委（扩大）会议",
        on=institutions.today(),
        minutes_number="青党纪〔2026〕12号",
        decisions={
            one.public_id: decisions.get(one.project.title, ("approve", "")) for one in entries
        },
    )


def frozen(town: Town, count: int = 4) -> CandidateList:
    """A list that was frozen."""
    found = determined(town, studied(town, opened(town, count)))
    found = determining.freeze_list(town.chair, town.place, found)
    town.year.refresh_from_db()
    return found


def fresh(record: Any) -> Any:
    """The record as it stands now."""
    record.refresh_from_db()
    return record


def photo(name: str = "现场.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("PNG"), content_type="image/png")
