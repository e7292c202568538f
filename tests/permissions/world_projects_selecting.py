"""权限世界里的项目、论证和候选项目表: one year in which projects are argued, one whose list is frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.institutions import queries
from oversight.projects.actions import arguing, expert_codes, screening
from oversight.projects.models import ProjectYear
from oversight.projects.queries import selecting as read
from oversight.projects.tests import builders_selecting as projects
from oversight.projects.tests.builders_selecting import Town

if TYPE_CHECKING:
    from tests.permissions.world import World

ROLES = ("clerk", "chair")
ARGUING, LISTED = 2031, 2032


def build(world: World) -> None:
    """The records that the acts of ``table_projects_selecting`` need."""
    place = world.place
    body = queries.body_of_kind(place, "standing_committee")
    deputy = queries.deputyships_in(place).on(queries.today()).first().person
    grants = {role: world.grants[role, "own"] for role in ROLES}
    unit = queries.unit_by_id(place, world.ids["liaison_unit"])
    town = Town(place, ProjectYear(), unit, body, None, deputy, grants)
    argued_year(world, town)
    projects.next_year(town, LISTED, to_choose=1)
    found = projects.frozen(town, 3)
    world.ids |= {"listed_year": LISTED, "list_version": found.version}
    world.ids["listed_project"] = read.entries_of(found)[0].project.public_id


def argued_year(world: World, town: Town) -> None:
    """Projects before their screening, under argument and argued, with a group of two."""
    projects.next_year(town, ARGUING)
    argued, running = projects.passed(town), projects.passed(town)
    projects.adopt(town)
    projects.argue(town, argued)
    projects.begin(town, running)
    projects.check_all(town, running)
    visit = arguing.record_visit(
        town.clerk,
        town.place,
        running,
        on=queries.today(),
        people="沈知远",
        found="路面破损。",
        photos=[projects.photo()],
    )
    pair = (projects.make_proposal(town), projects.make_proposal(town))
    fresh = projects.make_project(town, proposals=pair)
    refused = projects.make_project(town)
    answers = {**projects.MEETS, "affordable": (False, "拿不出。")}
    screening.screen_project(town.clerk, town.place, refused, answers=answers)
    group = projects.make_group(town)
    expert_codes.issue_expert_code(town.clerk, town.place, group.members.get(capacity="expert"))
    world.ids |= {
        "arguing_year": ARGUING,
        "project_new": fresh.public_id,
        "project_link": read.standing_links(fresh)[0].public_id,
        "project_rejected": refused.public_id,
        "project_argued": argued.public_id,
        "project_argument": argued.arguments.get().public_id,
        "project_running": running.public_id,
        "project_photo": visit.photos.get().file.public_id,
        "task_group": group.public_id,
        "group_expert": group.members.get(capacity="expert").public_id,
        "wish_open": projects.make_proposal(town).public_id,
    }
