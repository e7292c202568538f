"""演示实施: plans, quarterly reports, visits, what is done and verified, what is not and why, the rating."""

from __future__ import annotations

from datetime import date

from oversight.audit.actors import Actor
from oversight.config.demo.pictures import photo, scan
from oversight.config.demo.project_choice import year_of
from oversight.config.demo.project_vote import counted, opened, presiding, take_up, watchers
from oversight.config.demo.town_projects import UNFINISHED, WORKS, Work
from oversight.config.demo.towns import Town
from oversight.institutions import queries as institutions
from oversight.meetings import actions as acts
from oversight.projects.actions import (
    building_papers,
    finishing,
    plans,
    progress,
    rating,
    supervising,
)
from oversight.projects.actions.supervision_groups import add_supervisor, form_supervision_group
from oversight.projects.models import LivelihoodProject
from oversight.projects.queries import building as read
from oversight.projects.rules.plans import Node
from oversight.publications import actions as publications
from oversight.voting import queries as voting_read

QUARTERS = {3: 25, 6: 60, 9: 100}
"""By month: how far the plan is at its end."""
ACCEPTED = 3
"""How many of the first projects of a town are accepted by their certificate."""


def works(town: Town, number: int) -> list[LivelihoodProject]:
    """What was chosen, by number."""
    rows = read.chosen_in(town.place).filter(project_year=year_of(town, number))
    return list(rows.order_by("number"))


def work_of(project: LivelihoodProject) -> Work:
    return next(one for one in WORKS if one.title == project.title)


def speaker(town: Town, project: LivelihoodProject) -> Actor:
    """The office's own liaison officer, else the clerk enters what the office says."""
    return town.people.liaison if project.unit_id == town.units[0].pk else town.clerk


def is_unfinished(town: Town, project: LivelihoodProject) -> bool:
    """Whether this is the work of the town that is not finished."""
    return town.code in UNFINISHED and WORKS[UNFINISHED[town.code][0]].title == project.title


def plan(town: Town, number: int) -> None:
    """A plan for every project, with a node each quarter."""
    for project in works(town, number):
        yuan = work_of(project).yuan
        nodes = [
            Node(date(number, 3, 31), 25, yuan // 4, "开工"),
            Node(date(number, 6, 30), 60, yuan * 3 // 5, "主体完成"),
            Node(date(number, 9, 30), 100, yuan, "完工"),
        ]
        plans.write_plan(
            speaker(town, project),
            town.place,
            project,
            leader="副镇长 白清禾" if town.place.kind == "town" else "副乡长 白清禾",
            starts_on=date(number, 3, 2),
            due=date(number, 9, 30),
            budget_yuan=yuan,
            nodes=nodes,
        )


def watch(town: Town, number: int) -> None:
    """Two groups of deputies, each with half of the projects."""
    found = works(town, number)
    deputies = list(institutions.deputyships_in(town.place).order_by("pk")[2:8])
    for at, name in enumerate(("第一监督小组", "第二监督小组")):
        group = form_supervision_group(
            town.clerk, town.place, year_of(town, number), name=name,
            formed_on=institutions.today(), projects=found[at::2],
        )  # fmt: skip
        for one in deputies[at::2]:
            add_supervisor(town.clerk, town.place, group, capacity="镇人大代表", person=one.person)


def report(town: Town, number: int, month: int) -> None:
    """The report of a quarter: as planned, or behind it with the reason; now and then a photo."""
    for at, project in enumerate(works(town, number)):
        late = is_unfinished(town, project)
        planned = QUARTERS[month]
        percent = planned * 2 // 3 if late else min(99, planned + at % 4 * 3)
        yuan = work_of(project).yuan * percent // 100
        progress.report_progress(
            speaker(town, project),
            town.place,
            project,
            month=f"{number}-{month:02d}",
            percent=percent,
            yuan=yuan,
            text="已开工，材料进场。" if month == 3 else "主体施工，按计划推进。",
            late_reason=UNFINISHED[town.code][2] if late else "",
            files=[photo(at + month)] if at == 0 else (),
        )


def visit(town: Town, number: int) -> None:
    """A group went to see one project and found something, which the office put right."""
    project = works(town, number)[0]
    record = supervising.record_supervision(
        town.clerk,
        town.place,
        year_of(town, number),
        kind="visit",
        on=institutions.today(),
        people="第一监督小组 3 人",
        text="到现场看了施工，问了附近住户。",
        project=project,
        findings=["两处灯杆基础没有回填。"],
        photos=[photo(number % 7)],
    )
    finding = record.findings.get()
    supervising.hand_finding(
        town.clerk, town.place, finding, unit=town.units[0],
        due=institutions.today().replace(day=28),
    )  # fmt: skip
    supervising.answer_finding(town.people.liaison, town.place, finding, answer="已回填夯实。")
    supervising.judge_finding(
        town.people.reviewer, town.place, finding, solved=True, text="复查过，已整改。"
    )


def finish(town: Town, number: int) -> None:
    """The offices say that it is done, each with a picture."""
    for at, project in enumerate(works(town, number)):
        if not is_unfinished(town, project):
            work = work_of(project)
            finishing.report_done(
                speaker(town, project), town.place, project, text=f"{work.done}。",
                yuan=work.yuan * (97 + at % 4) // 100, files=[photo(at + 20)],
            )  # fmt: skip


def verify(town: Town, number: int, new_due: date) -> None:
    """Another than who reported verifies; some are accepted; what is not finished is explained, with a new day."""
    for at, project in enumerate(works(town, number)):
        if is_unfinished(town, project):
            _work, percent, why = UNFINISHED[town.code]
            finishing.declare_unfinished(
                speaker(town, project), town.place, project, text=why, percent=percent,
                new_due=new_due,
            )  # fmt: skip
            continue
        finishing.verify(town.people.reviewer, town.place, project, text="到现场看过，已经办成。")
        if at < ACCEPTED:
            finishing.accept(
                town.people.reviewer,
                town.place,
                project,
                certificate=f"验〔{number}〕{at + 1}号",
                on=institutions.today(),
                text="验收合格。",
            )


def complete(town: Town, number: int) -> None:
    """The government's report on the year, entered for it."""
    rating.submit_completion_report(
        town.clerk,
        town.place,
        year_of(town, number),
        submitted_on=institutions.today(),
        text="各项目完成情况逐项列明；未完成的写明原因和新的时限。",
        file=scan(number % 13, "完成情况报告（演示）.png"),
        submitted_label=town.government.name,
    )


def rate(town: Town, number: int, session: int) -> None:
    """One secret ballot with a row for every project; the result goes public."""
    who, place = town.clerk, town.place
    meeting = opened(town, session)
    item = rating.place_rating(who, place, year_of(town, number), meeting=meeting)
    take_up(town, item)
    made = rating.put_rating_to_vote(
        who, place, year_of(town, number), chair=presiding(town), scrutineers=watchers(town)
    )
    poll = voting_read.poll_by_id(place, made.poll_id)
    assert poll is not None
    counted(town, poll, grades)
    acts.close_meeting(who, place, meeting)
    version = building_papers.propose_rating_publication(who, place, year_of(town, number))
    publications.publish(town.chair, place, version)


def grades(number: int, ballots: int) -> dict[str, int]:
    """满意、基本满意、不满意: the second row, which some towns have not finished, fares worse."""
    less = 7 if number in UNLOVED else number % 3
    return {
        "satisfied": ballots - 3 - less,
        "basically_satisfied": 2 + less // 2,
        "dissatisfied": 1 + less - less // 2,
    }


UNLOVED = frozenset({1, 5})
