"""完成、变更、测评: another verifies, the congress decides, the unfinished stays; edge cases of procedures §4 e by name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from oversight.audit.actors import system
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries as registers
from oversight.projects.actions import changing, finishing, rating
from oversight.projects.actions.supervision_groups import add_supervisor, form_supervision_group
from oversight.projects.models import LivelihoodProject
from oversight.projects.pages.work_acts import next_step
from oversight.projects.queries import building as read
from oversight.projects.queries import rating as rated
from oversight.projects.tests import builders_building as b
from oversight.projects.tests.builders_building import done, unfinished, verified
from oversight.ui import formats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
SOON = b.SOON


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town()


def test_completed_but_not_accepted(town):
    """自报完成 ≠ 核实完成 ≠ 验收: three facts of three people; only the last is blue."""
    project = b.project_of(b.under_way(town))
    with pytest.raises(Refused) as refused:
        finishing.report_done(town.actor("liaison"), town.place, project, text="完工。")
    assert refused.value.code == "no_evidence"
    done(town, project)
    assert (b.row(project).group, b.row(project).badge) == ("to_verify", "to_verify")
    with pytest.raises(Refused):
        finishing.accept(
            town.clerk,
            town.place,
            project,
            certificate="验〔2026〕1号",
            on=date(2026, 7, 1),
            text="合格",
        )
    finishing.verify(town.actor("reviewer"), town.place, project, text="到场看过。")
    assert (b.row(project).group, b.row(project).colour) == ("done", "green")
    finishing.accept(
        town.clerk,
        town.place,
        project,
        certificate="验〔2026〕1号",
        on=date(2026, 7, 1),
        text="合格",
    )
    assert (b.row(project).colour, b.project_of(project.project_year).state) == ("blue", "accepted")


def test_neither_the_unit_nor_who_reported_nor_a_deputy_of_no_group_verifies(town):
    year = b.under_way(town)
    project = b.project_of(year)
    done(town, project)
    for role in ("liaison", "unit_head"):
        with pytest.raises(NotPermitted):
            finishing.verify(town.actor(role), town.place, project, text="看过")
    entered = b.project_of(year, 2)
    finishing.report_done(town.clerk, town.place, entered, text="代录完成", files=[b.photo()])
    with pytest.raises(Refused):
        finishing.verify(town.clerk, town.place, entered, text="看过")
    deputy = b.deputy_of(town)
    with pytest.raises(NotPermitted):
        finishing.verify(deputy, town.place, project, text="看过")
    group = form_supervision_group(
        town.clerk, town.place, year, name="第三小组", formed_on=date(2026, 3, 1),
        projects=[project],
    )  # fmt: skip
    add_supervisor(town.clerk, town.place, group, capacity="镇人大代表", person=town.people[0])
    found = finishing.verify(deputy, town.place, project, text="到场看过")
    assert found.group == group


def test_sent_back_the_report_of_being_done_counts_no_more(town):
    project = b.project_of(b.under_way(town))
    b.reported(town, project, 80)
    done(town, project)
    finishing.send_back(town.actor("reviewer"), town.place, project, reason="三处没有接通。")
    found = b.row(project)
    assert (found.project.state, found.percent) == ("implementing", 80)
    verified(town, project)
    finishing.send_back(town.actor("reviewer"), town.place, project, reason="验收前又漏水。")
    assert b.row(project).project.state == "implementing"


def test_57_chosen_55_done_2_unfinished_both_appear_next_year(town):
    """In small: five chosen, three done, two unfinished – explained, tracked, on the next year's list and rating."""
    old = b.under_way(town, ("甲", "乙", "丙", "丁", "戊"))
    for number in (1, 2, 3):
        verified(town, b.project_of(old, number))
    with pytest.raises(Refused) as refused:
        rating.submit_completion_report(
            town.clerk, town.place, old, submitted_on=registers.today(), text="完成情况"
        )
    assert refused.value.code == "unexplained"
    for number in (4, 5):
        unfinished(town, b.project_of(old, number))
    rating.submit_completion_report(
        town.clerk, town.place, old, submitted_on=registers.today(), text="完成情况"
    )
    old.refresh_from_db()
    assert old.state == "unfinished"
    new = b.chosen_year(town, ("己",), 2027)
    assert [one.title for one in read.works_of(new)] == ["丁", "戊", "己"]
    assert [one.title for one in rated.to_rate(new)] == ["丁", "戊", "己"]
    verified(town, b.project_of(old, 4))
    assert [one.title for one in read.works_of(old)] == ["甲", "乙", "丙", "丁", "戊"]
    totals = read.totals_of(read.built(town.place, read.works_of(old)))
    assert (totals.chosen, totals.verified, totals.under_way) == (5, 4, 1)


def test_project_postponed_next_years_rating_still_lists_it(town):
    old = b.under_way(town, ("甲",), 2024)
    unfinished(town, b.project_of(old))
    new = b.chosen_year(town, ("乙",), 2025)
    later = b.chosen_year(town, ("丙",), 2026)
    for year in (new, later):
        assert "甲" in [one.title for one in rated.to_rate(year)]


def test_unfinished_needs_a_reason_and_a_day_to_come(town):
    project = b.project_of(b.under_way(town))
    for more in ({"text": " "}, {"new_due": registers.today()}):
        with pytest.raises(Refused):
            values = {"text": "用地", "percent": 60, "new_due": registers.today() + SOON, **more}
            finishing.declare_unfinished(town.actor("liaison"), town.place, project, **values)


def asked(town: b.Town, project: LivelihoodProject, kind: str = "adjust", **more: object):
    return changing.ask_change(
        town.actor("liaison"), town.place, project, kind=kind, cause="force_majeure",
        text="汛期不能施工。", **more,
    )  # fmt: skip


def test_a_mid_year_adjustment_is_decided_by_the_congress_alone(town):
    year = b.under_way(town)
    project = b.project_of(year)
    due = registers.today() + timedelta(days=120)
    with pytest.raises(Invalid):
        asked(town, project)  # says nothing that shall change
    change = asked(town, project, due=due, budget_yuan=650_000)
    with pytest.raises(Refused):
        asked(town, project, due=due)  # one waits
    assert b.row(project).built.plan.due == date(2026, 11, 30)
    for role in ("clerk", "chair", "unit_head"):
        with pytest.raises(NotPermitted):
            changing.carry_out_change(
                town.actor(role), town.place, change, poll_id="x", adopted=True,
                on=registers.today(), text="同意",
            )  # fmt: skip
    unfinished(town, project)
    assert b.row(project).due == registers.today() + SOON
    meeting = b.to_congress(town, 1)
    before = b.row(project)
    change = changing.place_change(town.clerk, town.place, change, meeting=meeting)
    item = change_item(town, change)
    for part in (before.budget_words, "65 万元", formats.day(before.due), formats.day(due)):
        assert part in item.note  # what stands beside what shall be, for whoever votes on it
    b.decided(town, item)
    change.refresh_from_db()
    found = b.row(project).built
    assert b.row(project).due == due  # what the congress set, not the day explained before
    assert (change.state, found.plan.version, found.plan.due) == ("decided", 2, due)
    assert found.plan.budget_yuan == 650_000
    assert found.plans[0].due == date(2026, 11, 30)  # the plan as first published stays readable
    changing.propose_change_publication(town.clerk, town.place, change)
    b.react()
    assert b.project_of(year).plans.count() == 2  # once, however often the worker runs


def change_item(town: b.Town, change):
    from oversight.meetings import queries as meetings

    return meetings.item_by_id(town.place, change.item_id)


def test_money_alone_adjusted_leaves_the_day_that_was_explained(town):
    project = b.project_of(b.under_way(town))
    chosen_for = project.due
    unfinished(town, project)
    change = asked(town, project, budget_yuan=650_000)
    with b.act("projects.place_change", actor=b.operator(), place=town.place.code, permitted=True):
        change.meeting_name, change.item_id = "第八次会议", "item"
        change.save()
    changing.carry_out_change(
        system(), town.place, change, poll_id="x", adopted=True, on=registers.today(), text="同意"
    )
    found = b.row(project)
    assert (found.budget_yuan, found.due) == (650_000, registers.today() + SOON)
    assert (found.project.due, found.promised) == (chosen_for, date(2026, 11, 30))


def test_what_the_congress_refuses_changes_nothing(town):
    project = b.project_of(b.under_way(town))
    change = asked(town, project, "terminate")
    meeting = b.to_congress(town, 2)
    before = next_step(town.clerk, town.place, b.row(project))
    assert before is not None and before.acts[0].url.endswith(f"{change.public_id}/place/")
    change = changing.place_change(town.clerk, town.place, change, meeting=meeting)
    waits = next_step(town.clerk, town.place, b.row(project))
    assert waits is not None and waits.acts[0].url.endswith(f"/items/{change.item_id}/")
    assert not next_step(town.actor("liaison"), town.place, b.row(project)).acts
    b.decided(town, change_item(town, change), yes=3)  # half of six is no majority
    change.refresh_from_db()
    assert (change.state, b.row(project).project.state) == ("refused", "implementing")


def test_by_vote_a_terminated_project_stays_listed_and_nobody_moves_up(town):
    year = b.under_way(town)
    with_reserve = b.project_of(year, 3)
    change = asked(town, b.project_of(year), "terminate")
    meeting = b.to_congress(town, 3)
    change = changing.place_change(town.clerk, town.place, change, meeting=meeting)
    b.decided(town, change_item(town, change))
    assert b.project_of(year).state == "terminated"
    assert change.text in b.row(b.project_of(year)).stopped_words
    assert not b.row(with_reserve).stopped_words
    assert b.row(with_reserve).project.state == "implementing"
    assert b.project_of(year) in list(read.works_of(year))
    assert b.project_of(year) in rated.to_rate(year)


def test_suspended_is_not_late_and_resumes_by_the_congress(town):
    year = b.under_way(town)
    project = b.project_of(year)
    for number, kind, state in ((4, "suspend", "suspended"), (5, "resume", "implementing")):
        change = asked(town, b.project_of(year), kind)
        meeting = b.to_congress(town, number)
        change = changing.place_change(town.clerk, town.place, change, meeting=meeting)
        b.decided(town, change_item(town, change))
        assert b.row(project).project.state == state
        if kind == "suspend":
            assert not b.row(project).owed_month
            with b.on(date(2027, 3, 1)):
                assert not b.row(project).is_late  # the days it rests are nobody's delay
            page = reverse("projects:ask_change", args=[town.place.code, project.public_id])
            form = b.client(town).get(page).context["form"]
            assert form.fields["kind"].initial == "resume"


def test_multi_year_project_has_a_goal_for_each_year(town):
    """跨年度: what is finished this year is said on the project; next year's list still has it."""
    year = b.chosen_year(town, ("跨年水库",))
    project = b.project_of(year)
    with b.act(
        "projects.change_project", actor=b.operator(), place=town.place.code, permitted=True
    ):
        project.multi_year, project.this_year_goal = True, "完成坝体"
        project.multi_year_allowed_by = "镇人大主席团"
        project.save()
    b.plan(town, project)
    unfinished(town, b.project_of(year))
    assert "跨年水库" in [one.title for one in read.works_of(b.chosen_year(town, ("新",), 2027))]


def test_the_form_of_a_change_shows_what_stands_now_and_takes_only_what_fits(town):
    project = b.project_of(b.under_way(town))
    page = reverse("projects:ask_change", args=[town.place.code, project.public_id])
    shown = b.client(town).get(page)
    assert "现在的完工日期" in shown.text and "2026年11月30日" in shown.text
    sent = {"kind": "suspend", "cause": "other", "text": "汛期。", "budget_yuan": "70"}
    refused = b.client(town).post(page, sent)
    assert refused.status_code == 422 and "只在申请调整时写" in refused.text
    assert b.client(town).post(page, {**sent, "budget_yuan": ""}).status_code == 302
    place = reverse(
        "projects:place_change", args=[town.place.code, project.changes.get().public_id]
    )
    meeting = b.to_congress(town, 8)
    assert b.client(town).get(place).context["form"].fields["meeting"].initial == meeting
