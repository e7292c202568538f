"""候选项目表: ordered by marks, studied, determined item by item, frozen once; another list is another version."""

from __future__ import annotations

import pytest

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.meetings.actions import plan_meeting
from oversight.projects.actions import candidates, determining, projects
from oversight.projects.models import CandidateList
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read
from oversight.projects.tests import builders_selecting as build
from oversight.projects.tests.builders_selecting import Town, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def world(module_db: None) -> tuple[Town, CandidateList]:
    """A town with a list of four, of which two are chosen."""
    town = build.make_town(roles=("clerk", "chair"))
    return town, build.opened(town)


@pytest.fixture
def town(world: tuple[Town, CandidateList]) -> Town:
    fresh(world[0].year)
    return world[0]


@pytest.fixture
def found(world: tuple[Town, CandidateList]) -> CandidateList:
    return fresh(world[1])


def refused(code: str, kind: type[Refused] = Refused) -> pytest.RaisesExc[Refused]:
    return pytest.raises(kind, check=lambda error: error.code == code)


def titles(found: CandidateList) -> list[str]:
    return [one.project.title for one in read.entries_of(found)]


def wanted(found: CandidateList, *numbers: int, reserve: int = 0, reason: str = "") -> list:
    """Entries of the list by their numbers, the last ``reserve`` of them in reserve."""
    entries = read.entries_of(found)
    chosen = [entries[number - 1].project for number in numbers]
    first_reserve = len(chosen) - reserve
    return [(one, index >= first_reserve, reason) for index, one in enumerate(chosen)]


def test_the_first_order_follows_the_marks(town: Town, found: CandidateList):
    assert titles(found) == [f"道路硬化{number}" for number in (1, 2, 3, 4)]
    assert {one.project.state for one in read.entries_of(found)} == {"candidate"}
    assert fresh(town.year).state == "proposed"


def test_another_order_needs_a_reason(town: Town, found: CandidateList):
    order = wanted(found, 2, 1, 3, 4)
    with refused("reason_missing", Invalid):
        candidates.arrange_list(town.clerk, town.place, found, wanted=order)
    order = wanted(found, 2, 1, 3, 4, reason="群众来信最多。")
    candidates.arrange_list(town.clerk, town.place, found, wanted=order)
    assert titles(found)[:2] == ["道路硬化2", "道路硬化1"]


def test_the_reserve_makes_up_no_surplus(town: Town, found: CandidateList):
    order = wanted(found, 1, 2, 3, 4, reserve=1)
    candidates.arrange_list(town.clerk, town.place, found, wanted=order)
    assert read.entries_of(found)[3].project.state == "reserve"
    found = build.determined(town, build.studied(town, fresh(found)))
    with refused("no_surplus"):
        determining.freeze_list(town.chair, town.place, found)


def test_a_list_that_was_studied_is_studied_again_after_a_change(town: Town, found: CandidateList):
    found = build.studied(town, found)
    assert (found.state, found.study_term_no, found.study_meeting_no) == ("studied", 18, 2)
    candidates.arrange_list(town.clerk, town.place, found, wanted=wanted(found, 1, 2, 3))
    found = fresh(found)
    assert (found.state, found.study_body) == ("drafting", None)
    left = fresh(read.project_by_id(town.year, town.year.projects.get(title="道路硬化4").public_id))
    assert left.state == "argued"
    with refused("wrong_state"):
        build.determined(town, found)


def test_the_presidium_studies_at_a_meeting_of_the_system(town: Town, found: CandidateList):
    meeting = plan_meeting(
        town.clerk, town.place, body=town.presidium, meeting_no=3, starts_on=institutions.today()
    )
    with refused("not_held"):
        candidates.record_study(town.clerk, town.place, found, meeting=meeting, text="同意。")
    with refused("no_meeting", Invalid):
        candidates.record_study(town.clerk, town.place, found, text="同意。")


def test_the_party_meeting_determines_item_by_item(town: Town, found: CandidateList):
    found = build.studied(town, found)
    entries = read.entries_of(found)
    given = {
        "party_meeting": "镇党委（扩大）会议",
        "on": institutions.today(),
        "minutes_number": "青党纪〔2026〕12号",
    }

    def determine(**decisions: tuple[str, str]) -> CandidateList:
        chosen = {entries[int(number[1:]) - 1].public_id: one for number, one in decisions.items()}
        return determining.determine(town.clerk, town.place, found, decisions=chosen, **given)

    with refused("text_missing", Invalid):
        determine(n1=("strike", ""))
    found = determine(n1=("approve", ""), n2=("return", "用地要再核。"))
    assert found.state == "determining"
    assert fresh(entries[1].project).state == "returned"
    with refused("determined_before"):
        determine(n1=("strike", "不要。"))
    found = determine(n3=("strike", "今年不办。"), n4=("approve", ""))
    assert (found.state, fresh(entries[2].project).state) == ("determined", "struck")
    with refused("no_surplus"):
        determining.freeze_list(town.chair, town.place, found)
    build.argue(town, fresh(entries[1].project))
    again = candidates.open_list(town.clerk, town.place, town.year, reason="退回的已重新论证。")
    assert titles(again) == ["道路硬化1", "道路硬化4", "道路硬化2"]
    assert {one.determination for one in read.entries_of(again)} == {""}


def test_only_the_chair_freezes_what_was_determined(town: Town, found: CandidateList):
    found = build.determined(town, build.studied(town, found))
    with refused("not_permitted", NotPermitted):
        determining.freeze_list(town.clerk, town.place, found)
    found = determining.freeze_list(town.chair, town.place, found)
    assert found.state == "frozen" and fresh(town.year).state == "candidate"
    assert found.sha256 == facts.digest_of(found) and len(found.sha256) == 64
    assert [row["position"] for row in found.content] == [1, 2, 3, 4]
    order = facts.ballot_order(found)
    assert order["sha256"] == found.sha256 and len(order["items"]) == 4


def test_a_name_changed_after_freezing_needs_a_new_version(town: Town, found: CandidateList):
    found = determining.freeze_list(
        town.chair, town.place, build.determined(town, build.studied(town, found))
    )
    project = read.entries_of(found)[0].project
    with refused("list_fixed"):
        projects.change_project(town.clerk, town.place, project, title="另一个名称")
    for code, again in (
        ("wrong_state", lambda: candidates.arrange_list(town.clerk, town.place, found, wanted=())),
        ("wrong_state", lambda: build.studied(town, found)),
        ("wrong_state", lambda: determining.freeze_list(town.chair, town.place, found)),
    ):
        with refused(code):
            again()
    with refused("text_missing", Invalid):
        candidates.open_list(town.clerk, town.place, town.year)
    newer = candidates.open_list(town.clerk, town.place, town.year, reason="名称写错。")
    projects.change_project(town.clerk, town.place, fresh(project), title="另一个名称")
    newer = build.determined(town, build.studied(town, newer))
    newer = determining.freeze_list(town.chair, town.place, newer)
    older = read.list_version(town.year, 1)
    assert (older.state, newer.version) == ("replaced", 2)
    assert older.content[0]["title"] == "道路硬化1" and older.sha256 == facts.digest_of(older)
    assert newer.content[0]["title"] == "另一个名称" and newer.sha256 != older.sha256


def test_no_list_is_reopened_once_the_measure_is_adopted(town: Town, found: CandidateList):
    determining.freeze_list(
        town.chair, town.place, build.determined(town, build.studied(town, found))
    )
    from oversight.audit.acts import act

    with act("projects.adopt_measure", actor=town.clerk, place=town.place.code, permitted=True):
        year = fresh(town.year)
        year.state = "measure_adopted"
        year.save()
    with refused("wrong_stage"):
        candidates.open_list(town.clerk, town.place, town.year, reason="想改。")


def test_the_sums_hold_while_choosing(town: Town, found: CandidateList):
    entries = read.entries_of(found)
    money = facts.money_of(town.year, entries)
    assert (money.total, money.left, money.over) == (240, -40, True)
    candidates.arrange_list(
        town.clerk, town.place, found, wanted=wanted(found, 1, 2, 3, 4, reserve=1)
    )
    assert facts.money_of(town.year, read.entries_of(found)).total == 180
