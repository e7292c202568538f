"""从建议到冻结的候选项目表: projects made, merged and taken apart, screened, argued, listed, determined, frozen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import actions as institution_actions
from oversight.institutions import queries as institutions
from oversight.institutions.actions import villages
from oversight.institutions.tests import builders as make
from oversight.projects.actions import (
    arguing,
    deleting,
    groups,
    handling,
    merging,
    projects,
    screening,
)
from oversight.projects.actions.handling import reconsider
from oversight.projects.models import LivelihoodProject
from oversight.projects.queries import selecting as read
from oversight.projects.tests import builders_selecting as build
from oversight.projects.tests.builders_selecting import MEETS, Town, fresh
from oversight.search.tests.builders import follow_all, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def built(module_db: None) -> Town:
    town = build.make_town()
    build.make_group(town)
    return town


@pytest.fixture
def town(built: Town) -> Town:
    fresh(built.year)
    return built


def refused(code: str, kind: type[Refused] = Refused) -> pytest.RaisesExc[Refused]:
    return pytest.raises(kind, check=lambda error: error.code == code)


def reject(town: Town, project: LivelihoodProject, **more: str) -> None:
    answers = {**MEETS, "affordable": (False, "镇里一年拿不出这笔钱。")}
    screening.screen_project(town.clerk, town.place, project, answers=answers, **more)


def test_a_project_joins_proposals_and_keeps_every_proposer(town: Town):
    first, second, third = (build.make_proposal(town) for _n in range(3))
    project = build.make_project(town, proposals=(first, second))
    assert (project.state, project.origin) == ("preliminary", "proposals")
    assert project.code == f"民2027-{project.number:02d}"
    merging.merge_proposals(town.clerk, town.place, project, proposals=[third])
    assert [one.proposal.pk for one in read.standing_links(project)] == [
        first.pk,
        second.pk,
        third.pk,
    ]
    assert fresh(first).state == "received"
    screening.screen_project(town.clerk, town.place, project, answers=MEETS)
    assert {fresh(one).state for one in (first, second, third)} == {"taken"}


def test_the_same_need_twice_is_one_project(town: Town):
    first, again = build.make_proposal(town, "装路灯"), build.make_proposal(town, "装路灯")
    project = build.make_project(town, "装路灯", proposals=(first,))
    with refused("already_joined"):
        build.make_project(town, "又一个装路灯", proposals=(first,))
    merging.merge_proposals(town.clerk, town.place, project, proposals=[again])
    assert len(read.standing_links(project)) == 2


def test_a_project_merged_and_split_gives_the_proposal_back(town: Town):
    kept, gone = build.make_proposal(town), build.make_proposal(town)
    project = build.passed(town, proposals=(kept, gone))
    link = read.link_of(gone)
    with refused("text_missing", Invalid):
        merging.undo_merger(town.clerk, town.place, link, reason=" ")
    merging.undo_merger(town.clerk, town.place, link, reason="是另一条路。")
    assert (fresh(gone).state, fresh(kept).state) == ("received", "taken")
    assert [one.undone_reason for one in read.links_of(project)] == ["", "是另一条路。"]
    with refused("last_proposal"):
        merging.undo_merger(town.clerk, town.place, read.link_of(kept), reason="不要了。")
    other = build.make_project(town, proposals=(gone,))
    assert read.link_of(gone).project == other


def test_what_is_a_proposal_no_more_leaves_its_project_with_a_trace(town: Town):
    kept, spam, refusal, erased = (build.make_proposal(town) for _n in range(4))
    project = build.make_project(town, proposals=(kept, spam, refusal, erased))
    handling.mark_spam(town.clerk, town.place, spam, reason="广告")
    handling.not_take(town.clerk, town.place, refusal, reason="planned_already")
    deleting.delete_on_request(town.clerk, town.place, erased, reason="带证件来办。")
    assert [one.proposal for one in read.standing_links(project)] == [kept]
    assert all(one.undone_reason for one in read.links_of(project)[1:])
    for act, more in ((handling.mark_spam, "广告"), (handling.not_take, "too_narrow")):
        with refused("last_proposal"):
            act(town.clerk, town.place, kept, reason=more)
    deleting.delete_on_request(town.clerk, town.place, kept, reason="带证件来办。")
    assert read.standing_links(project) == []


def test_a_bare_problem_joins_no_project_and_an_open_one_leaves_the_rejected(town: Town):
    problem, wish = build.make_proposal(town, kind="problem"), build.make_proposal(town)
    with refused("not_a_project"):
        build.make_project(town, proposals=(problem,))
    project = build.make_project(town, proposals=(wish,))
    reject(town, project)
    reconsider(town.clerk, town.place, fresh(wish), reason="县里补了资金。")
    assert wish in read.to_join(town.year)
    handling.mark_spam(town.clerk, town.place, fresh(wish), reason="试填")
    assert read.standing_links(project) == []


def test_the_government_proposes_of_its_own(town: Town):
    project = projects.make_project(
        town.actor("liaison"), town.place, town.year, title="建养老院", requirement="六十张床位。"
    )
    assert project.origin == "government"
    with refused("not_permitted", NotPermitted):
        merging.merge_proposals(
            town.actor("liaison"), town.place, project, proposals=[build.make_proposal(town)]
        )


def test_a_unit_changes_what_it_answers_for_and_nothing_of_another(town: Town):
    own = projects.make_project(
        town.actor("liaison"), town.place, town.year, title="修水渠", requirement="一公里。"
    )
    assert projects.change_project(
        town.actor("liaison"), town.place, own, unit=town.unit, title="修水渠和闸门"
    )
    other = make.make_grant(town.place, "liaison", unit=make.make_unit(town.place, "镇水利站"))
    citizens = build.make_project(town)
    for project in (own, citizens):
        with refused("other_unit", NotPermitted):
            projects.change_project(institutions.actor_for(other), town.place, project, cost_yuan=1)
    keys = [town.place.code, town.year.year, citizens.public_id]
    page = make.signed_in(other).get(reverse("projects:project", args=keys)).content.decode()
    assert reverse("projects:change_project", args=keys) not in page


def test_sources_of_money_add_up(town: Town):
    project = build.make_project(town)
    with refused("sources_differ", Invalid):
        projects.change_project(town.clerk, town.place, project, cost_yuan=700_000)
    changed = projects.change_project(
        town.clerk,
        town.place,
        project,
        cost_yuan=700_000,
        money_sources=[{"source": "镇财政", "yuan": 700_000}],
    )
    assert fresh(changed).cost_yuan == 700_000


def test_rejecting_a_project_tells_every_proposer_why(town: Town):
    one, two = build.make_proposal(town), build.make_proposal(town)
    project = build.make_project(town, proposals=(one, two))
    reject(town, project)
    assert fresh(project).state == "rejected"
    for proposal in (one, two):
        assert (fresh(proposal).state, proposal.not_taken_reason) == ("not_taken", "not_affordable")
        assert [reply.way for reply in proposal.replies.all()] == ["code"]
        assert "拿不出" in proposal.replies.get().text
    with refused("wrong_state"):
        screening.screen_project(town.clerk, town.place, project, answers=MEETS)
    reconsider(town.clerk, town.place, one, reason="县里同意补助。")
    again = build.make_project(town, proposals=(fresh(one),))
    assert read.link_of(one).project == again


def test_a_project_over_several_years_names_who_allowed_it(town: Town):
    project = build.make_project(town)
    answers = {**MEETS, "done_this_year": (False, "工期两年。")}
    today = institutions.today()
    with refused("no_goal", Invalid):
        screening.screen_project(
            town.clerk, town.place, project, answers=answers, allowed_by="镇党委", allowed_on=today
        )
    found = screening.screen_project(
        town.clerk,
        town.place,
        project,
        answers=answers,
        allowed_by="镇党委（扩大）会议",
        allowed_on=today,
        this_year_goal="完成主体工程",
    )
    project = fresh(project)
    assert found.outcome == "exception" and project.multi_year
    assert (project.multi_year_allowed_by, project.this_year_goal) == (
        "镇党委（扩大）会议",
        "完成主体工程",
    )


def test_a_principle_without_reason_decides_nothing(town: Town):
    project = build.make_project(town)
    with refused("no_reason", Invalid):
        answers = {**MEETS, "needed": (True, " ")}
        screening.screen_project(town.clerk, town.place, project, answers=answers)
    assert not project.screenings.exists()


def test_the_preliminary_list_waits_for_every_proposal_and_project(town: Town):
    waiting = build.make_proposal(town)
    with refused("undecided_proposals"):
        screening.adopt_preliminary(town.clerk, town.place, town.year)
    project = build.make_project(town, proposals=(waiting,))
    reject(town, project)
    last = build.make_project(town, proposals=())
    build.passed(town, proposals=())
    with refused("unscreened"):
        screening.adopt_preliminary(town.clerk, town.place, town.year)
    assert read.unscreened(town.year) == [last]
    screening.screen_project(town.clerk, town.place, last, answers=MEETS)
    build.adopt(town)
    assert town.year.state == "preliminary" and fresh(last).state == "proposed"
    assert not read.undecided(town.year).exists()


def test_a_deputy_who_is_no_deputy_any_more_carries_no_argument(town: Town):
    project = build.passed(town)
    build.adopt(town)
    build.begin(town, project)
    build.check_all(town, project)
    mandate = institutions.deputyships_in(town.place).get(person=town.deputy)
    today = institutions.today()
    institution_actions.end_deputyship(
        town.clerk,
        town.place,
        deputyship=mandate,
        on=today - timedelta(days=1),
        reason="辞去代表职务",
    )
    with refused("no_deputy_left"):
        arguing.finish_argument(
            town.clerk, town.place, project, conclusion="feasible", finished_on=today, text="可行。"
        )
    successor = make.make_deputy(town.place, "岳松").person
    groups.add_member(town.clerk, town.place, town.group, capacity="deputy", person=successor)
    arguing.finish_argument(
        town.clerk, town.place, project, conclusion="feasible", finished_on=today, text="可行。"
    )
    assert fresh(project).state == "argued"


def test_an_argument_needs_its_checks_and_says_why_not(town: Town):
    feasible, hopeless = build.passed(town), build.passed(town)
    build.adopt(town)
    build.begin(town, feasible, hopeless)
    with refused("argued_now"):
        build.begin(town, feasible)
    today = institutions.today()

    def finish(project: LivelihoodProject, conclusion: str, text: str = "") -> object:
        return arguing.finish_argument(
            town.clerk, town.place, project, conclusion=conclusion, finished_on=today, text=text
        )

    with refused("checks_missing"):
        finish(feasible, "feasible", "可行。")
    build.check_all(town, feasible, hopeless)
    with refused("no_report"):
        finish(feasible, "feasible")
    arguing.record_checks(
        town.clerk,
        town.place,
        projects=[hopeless],
        checks=[arguing.Checked("land", "problem", today, "占用基本农田。")],
    )
    with refused("problem_open"):
        finish(hopeless, "feasible", "可行。")
    finish(hopeless, "not_feasible", "占用基本农田，不能建。")
    finish(feasible, "feasible", "可行。")
    assert (fresh(feasible).state, fresh(hopeless).state) == ("argued", "set_aside")
    assert hopeless.state_reason == "占用基本农田，不能建。"


def test_a_visit_is_recorded_with_photographs_by_who_argues(town: Town):
    project = build.passed(town)
    build.adopt(town)
    build.begin(town, project)
    today = institutions.today()
    given = {"on": today, "people": "沈知远、顾明川", "found": "路面破损。"}
    visit = arguing.record_visit(
        town.clerk, town.place, project, photos=[build.photo(), build.photo("二.png")], **given
    )
    assert [one.file.confined for one in visit.photos.all()] == [True, True]
    stranger = town.actor("deputy")
    with refused("not_permitted", NotPermitted):
        arguing.record_visit(stranger, town.place, project, **given)
    with refused("day_to_come", Invalid):
        later = {**given, "on": today.replace(year=today.year + 1)}
        arguing.record_visit(town.clerk, town.place, project, **later)


def test_experts_are_named_with_their_field_and_deputies_are_of_the_register(town: Town):
    group = build.make_group(town)
    stranger = institution_actions.create_person(town.clerk, town.place, name="路人")
    with refused("no_deputy", Invalid):
        groups.add_member(town.clerk, town.place, group, capacity="deputy", person=stranger)
    with refused("text_missing", Invalid):
        groups.add_member(town.clerk, town.place, group, capacity="expert", name="李工")
    with refused("member_already"):
        groups.add_member(town.clerk, town.place, group, capacity="deputy", person=town.deputy)
    expert = group.members.get(capacity="expert")
    groups.remove_member(town.clerk, town.place, expert, on=institutions.today())
    with refused("left_before"):
        groups.remove_member(town.clerk, town.place, expert, on=institutions.today())


def test_search_knows_the_new_name_of_a_village_and_of_a_unit_at_once(town: Town):
    project = build.make_project(town, "文化广场")
    follow_all()
    assert project.title in titles(town.clerk, town.place, "河东村", "project")
    village, unit = town.village, town.unit
    villages.rename_village(operator(), town.place, village=village, name="河东新村")
    institution_actions.correct_unit(operator(), town.place, unit=unit, name="青石镇建设办公室")
    follow_all()
    assert titles(town.clerk, town.place, "河东村", "project") == []
    assert project.title in titles(town.clerk, town.place, "河东新村", "project")
    assert project.title in titles(town.clerk, town.place, "建设办公室", "project")
