"""演示本轮征集: one town collects for the next year – from the web, on paper, at forums, by deputies – and screens."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from oversight.audit.actors import Actor
from oversight.config.demo.days import before, on
from oversight.config.demo.project_choice import MEETS, open_year, propose, year_of
from oversight.config.demo.town_projects import UNFINISHED, WISHES, Wanted
from oversight.config.demo.towns import Town, at, deputy_of, villages_in
from oversight.institutions import queries as institutions
from oversight.projects.actions import (
    collecting,
    handling,
    merging,
    progress,
    projects,
    replying,
    rollup,
    screening,
)
from oversight.projects.actions.drafting import Wish
from oversight.projects.models import LivelihoodProject, ProjectYear, Proposal
from oversight.projects.queries import building as building_read
from oversight.projects.queries import years as read
from oversight.publications import actions as publications

NEAR = {"河东路口": "河东社区", "镇东": "东溪村", "小区北院": "青石社区", "市场西侧": "青石社区"}
"""In which village a place of the wishes lies."""
WITH_POINT = frozenset({"web", "deputy"})
"""What is written on a telephone has a point on the map."""
HELD = "demo"
"""What a robot fills into the field that no person sees."""


def load(town: Town, number: int, today: date) -> None:
    """Open, wished for a week, worked through since."""
    with on(before(today, 14)), transaction.atomic():
        year = open_year(town, number, institutions.today(), days=45)
    with on(before(today, 9)), transaction.atomic():
        for order, one in enumerate(WISHES):
            bring_in(town, year, one, str(order))
        forum(town, year)
    with on(before(today, 4)), transaction.atomic():
        work_through(town, year)
    with on(before(today, 2)), transaction.atomic():
        carried_on(town, number - 1)


def wish_of(town: Town, one: Wanted) -> Wish:
    kind = "problem" if one.state == "turned" else "project"
    village = NEAR.get(one.where, one.where)
    if village not in villages_in(town.code):
        return Wish(one.title, one.text, one.where, kind)
    found = at(town.place, village, WISHES.index(one))
    if one.channel not in WITH_POINT:
        found = {"village": found["village"]}
    return Wish(one.title, one.text, one.where, kind, **found)


def bring_in(town: Town, year: ProjectYear, one: Wanted, mark: str) -> None:
    """By the way it came; what is said at the forum comes with the forum."""
    if one.channel == "web":
        signs = {"honeypot": HELD} if one.state == "held" else {}
        propose(town, year, wish_of(town, one), mark, **signs)
    elif one.channel == "paper":
        collecting.enter_proposal(town.clerk, town.place, year, wish=wish_of(town, one))
    elif one.channel == "deputy":
        who: Actor = deputy_of(town)
        collecting.enter_proposal(who, town.place, year, wish=wish_of(town, one), channel="deputy")


def forum(town: Town, year: ProjectYear) -> None:
    """One forum with all its wishes."""
    collecting.record_session(
        town.clerk,
        town.place,
        year,
        details={
            "kind": "forum",
            "on": institutions.today(),
            "where": "松林村党群服务中心（演示）",
            "led_by": "镇人大主席",
            "people": 26,
            "note": "逐条记录，会后录入。",
        },
        wishes=[wish_of(town, one) for one in WISHES if one.channel == "session"],
    )


def work_through(town: Town, year: ProjectYear) -> None:
    """Looked through; some became projects, some joined one, some are refused with the reason, some turned."""
    who, place = town.clerk, town.place
    found = {one.title: one for one in read.proposals_of(year)}
    open_ones = [one for one in found.values() if one.state == "received"]
    handling.look_through(who, place, open_ones[: len(open_ones) * 2 // 3])
    taken: dict[str, LivelihoodProject] = {}
    for one in WISHES:
        proposal = found[one.title]
        if one.state == "not_taken":
            handling.not_take(who, place, proposal, reason=one.more)
        elif one.state == "turned":
            handling.turn_problem(who, place, proposal, wish=Wish(one.more, one.text, one.where))
        elif one.state == "taken":
            taken[one.where] = preliminary(town, year, proposal)
        elif one.state == "merged":
            merging.merge_proposals(who, place, taken[one.where], proposals=[proposal])
    refused = found["建一座跨江大桥"]
    refused.refresh_from_db()
    replying.reply(who, place, refused, way="call", text="已电话说明：跨江桥梁由市里规划。")


def preliminary(town: Town, year: ProjectYear, proposal: Proposal) -> LivelihoodProject:
    """A project of it, screened."""
    made = projects.make_project(
        town.clerk,
        town.place,
        year,
        title=proposal.title.replace("给", ""),
        requirement=f"{proposal.where}{proposal.title}，当年建成。",
        proposals=[proposal],
        category="safety",
        where=proposal.where,
        village=proposal.village,
        latitude=proposal.latitude,
        longitude=proposal.longitude,
        cost_yuan=360_000,
        money_sources=[{"source": "镇财政", "yuan": 360_000}],
        unit=town.units[0],
        due=date(year.year, 9, 30),
    )
    screening.screen_project(town.clerk, town.place, made, answers=MEETS)
    return made


def carried_on(town: Town, number: int) -> None:
    """What is not finished goes on being reported; the newest report says how far it is."""
    today = institutions.today()
    rows = building_read.chosen_in(town.place).filter(state="unfinished_tracking")
    for project in rows.filter(project_year__year=number):
        last = building_read.built_one(town.place, project).done_percent
        month = building_read.month_code(*building_read.owed_month(today))
        progress.report_progress(
            town.clerk, town.place, project, month=month, percent=min(95, last + 12),
            text="改线方案已批，恢复施工。", late_reason=UNFINISHED[town.code][2],
        )  # fmt: skip


def roll_up(towns: list[Town], number: int, today: date) -> None:
    """Every town's figures of the year, drafted by the clerk, published by the chair; the round under way too."""
    with on(before(today, 1)), transaction.atomic():
        for town in towns:
            for year in read.years_of(town.place).filter(year__gte=number):
                version = rollup.propose_rollup(town.clerk, town.place, year_of(town, year.year))
                publications.publish(town.chair, town.place, version)
