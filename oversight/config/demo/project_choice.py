"""演示征集到候选: collected, screened, argued, determined and frozen in every town, each step on its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from oversight.audit.actors import anyone
from oversight.config.demo.town_projects import WORKS
from oversight.config.demo.towns import TOWN_TERM, Town, at, villages_in
from oversight.institutions import queries as institutions
from oversight.projects.actions import (
    arguing,
    candidates,
    collecting,
    determining,
    groups,
    handling,
    projects,
    screening,
    years,
)
from oversight.projects.actions.drafting import Wish
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.publishing import NOTICE
from oversight.projects.queries import selecting as read
from oversight.projects.queries import years as read_years
from oversight.projects.receipts import Stamp
from oversight.projects.rules.selecting import CHECKS
from oversight.publications import actions as publications
from oversight.publications import queries as published

SURPLUS = 2
"""How many candidates more than places."""
MEETS: Mapping[str, tuple[bool, str]] = {
    "needed": (True, "三个村的群众都提过。"),
    "affordable": (True, "列入镇财政预算，资金可以落实。"),
    "small_and_broad": (True, "投资不大，受益的人多。"),
    "done_this_year": (True, "工期五个月，当年完成。"),
}
WHOLE_TOWN, VILLAGE_ALONE = frozenset({1, 9}), frozenset({2, 8})
"""Works for the whole town, which stand nowhere on its map; works of which only the village is said."""
PHONE = "0000-0000000"


def year_of(town: Town, number: int) -> ProjectYear:
    """The year as it stands now."""
    found = read_years.year_of(town.place, number)
    assert found is not None
    return found


def listed(town: Town, number: int) -> list[LivelihoodProject]:
    """The projects of the year as they stand now, by number."""
    return list(read_years.projects_of(year_of(town, number)).order_by("number"))


def open_year(town: Town, number: int, first: date, days: int = 32) -> ProjectYear:
    """Set up, collecting announced; the chair publishes the notice."""
    year = years.set_up_year(
        town.clerk, town.place, year=number, to_choose=town.chosen, frame_yuan=15_000_000
    )
    year = years.open_collecting(
        town.clerk,
        town.place,
        year,
        first=first,
        last=first + timedelta(days=days),
        notice_title=f"关于征集{town.place.name}{number}年民生实事项目的公告（演示）",
        notice_text="哪里的路要修、灯要亮、水要通，请告诉我们。可以网上提，也可以到村里填表。",
        contact_phone=PHONE,
    )
    version = published.proposal_for(town.place, NOTICE, str(number))
    assert version is not None
    publications.publish(town.chair, town.place, version)
    return year


def propose(town: Town, year: ProjectYear, wish: Wish, mark: str, **signs: str) -> None:
    """By the public form, as a person fills it in."""
    stamp = Stamp(f"demo-{town.code}-{year.year}-{mark}", 90)
    sender = collecting.Sender(stamp, **signs)  # type: ignore[arg-type]
    collecting.propose(anyone(), town.place, year, wish=wish, sender=sender)


def collect(town: Town, number: int) -> None:
    """A wish for every work, and one that is not taken."""
    year = year_of(town, number)
    for order, work in enumerate(WORKS[: town.chosen + SURPLUS]):
        wish = Wish(work.title, f"希望办成：{work.requirement}", **located(town, order))
        propose(town, year, wish, str(order))
    propose(town, year, Wish("修建环镇骑行道", "全长二十公里。"), "refused")


def located(town: Town, order: int) -> dict[str, Any]:
    """Where the work of this order is: a point, the village alone, or nothing where it is for the whole town."""
    if order in WHOLE_TOWN:
        return {}
    names = villages_in(town.code)
    found = at(town.place, names[order * 3 % len(names)], order)
    return {"village": found["village"]} if order in VILLAGE_ALONE else found


def screen(town: Town, number: int) -> None:
    """Collecting ended, a project of every wish screened, the rest answered, the preliminary list fixed."""
    who, place = town.clerk, town.place
    year = years.end_collecting(who, place, year_of(town, number))
    for proposal in read.to_join(year).order_by("number"):
        work = next((one for one in WORKS if one.title == proposal.title), None)
        if work is None:
            handling.not_take(who, place, proposal, reason="not_this_year", text="工期超过一年。")
            continue
        made = projects.make_project(
            who,
            place,
            year,
            title=work.title,
            requirement=work.requirement,
            proposals=[proposal],
            category=work.category,
            where=proposal.village.name if proposal.village else place.name,
            village=proposal.village,
            latitude=proposal.latitude,
            longitude=proposal.longitude,
            beneficiaries="全镇群众" if place.kind == "town" else "全乡群众",
            cost_yuan=work.yuan,
            money_sources=[
                {"source": "镇财政" if place.kind == "town" else "乡财政", "yuan": work.yuan // 2},
                {"source": "县级补助", "yuan": work.yuan - work.yuan // 2},
            ],
            unit=town.units[work.office],
            due=date(number, 9, 30),
        )
        screening.screen_project(who, place, made, answers=MEETS)
    screening.adopt_preliminary(who, place, year)


def begin_arguing(town: Town, number: int) -> None:
    """A task group with a deputy who leads it; all projects go to it."""
    today, who, place = institutions.today(), town.clerk, town.place
    year = year_of(town, number)
    group = groups.form_group(who, place, year, name="民生实事论证专班", formed_on=today)
    deputy = institutions.deputyships_in(place).order_by("pk")[1].person
    groups.add_member(who, place, group, capacity="deputy", person=deputy, leads=True)
    groups.add_member(who, place, group, capacity="expert", name="卓启明", field="工程造价（演示）")
    arguing.start_arguments(who, place, group, projects=listed(town, number), started_on=today)


def argue(town: Town, number: int) -> None:
    """Five checks, the conclusion and the marks of every project; the list opened."""
    today, who, place = institutions.today(), town.clerk, town.place
    found = listed(town, number)
    checks = [arguing.Checked(kind, "met", today) for kind in CHECKS]
    arguing.record_checks(who, place, projects=found, checks=checks)
    for order, project in enumerate(found):
        arguing.finish_argument(
            who, place, project, conclusion="feasible", finished_on=today,
            text="资金、用地落实，当年可以完成，可行。",
        )  # fmt: skip
        project.refresh_from_db()
        candidates.mark_project(
            who, place, project,
            urgency_mark=5 - order * 4 // len(found), readiness_mark=4, merit_mark=4,
            urgency="群众多次反映。", readiness="设计已完成。", merit="受益的人多。",
        )  # fmt: skip
    candidates.open_list(who, place, year_of(town, number))


def determine(town: Town, number: int) -> None:
    """Studied by the presidium, determined by the party meeting, confirmed by the chair."""
    today, who, place = institutions.today(), town.clerk, town.place
    found = read.list_now(year_of(town, number))
    assert found is not None
    found = candidates.record_study(
        who, place, found, body=town.body("presidium"), term_no=TOWN_TERM, meeting_no=8, on=today,
        text="同意提请党委（扩大）会议审定。",
    )  # fmt: skip
    found = determining.determine(
        who,
        place,
        found,
        party_meeting="党委（扩大）会议",
        on=today,
        minutes_number=f"纪要〔{today.year}〕12号",
        decisions={one.public_id: ("approve", "") for one in read.entries_of(found)},
    )
    determining.freeze_list(town.chair, place, found)
