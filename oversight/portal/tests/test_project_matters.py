"""今日：民生实事 before the ballot – proposals, projects and lists that wait, for who can do it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.institutions import queries as institutions
from oversight.meetings.models import Meeting
from oversight.portal.matters import due_matters
from oversight.portal.matters.meetings import step_of
from oversight.projects.tests import builders_building as building
from oversight.projects.tests import builders_selecting as build

pytestmark = pytest.mark.django_db


def test_proposals_projects_and_the_list_wait_for_who_can_act():
    town = build.make_town(roles=("clerk", "chair"))
    build.determined(town, build.studied(town, build.opened(town)))
    build.make_project(town)
    build.make_proposal(town)

    def waiting(actor: build.Actor) -> set[str]:
        found = due_matters(actor, town.place, institutions.today(), [])
        return {due.matter.act.url for due in found}

    def address(name: str) -> str:
        return reverse(f"projects:{name}", args=[town.place.code, town.year.year])

    clerks, chairs = waiting(town.clerk), waiting(town.chair)
    assert address("preliminary") in clerks
    assert f"{address('proposals')}?state=received" in clerks
    assert address("freeze_list") in chairs and address("freeze_list") not in clerks


def test_a_units_first_page_lists_what_it_builds():
    town = building.build_town()
    year = building.under_way(town)
    building.done(town, building.project_of(year, 2))
    shown = building.client(town, "liaison").get(f"/w/{town.place.code}/").text
    assert "本单位的民生实事项目" in shown and "还没有本单位的热线数据" not in shown
    for number in (1, 2):
        project = building.project_of(year, number)
        assert reverse("projects:work", args=[town.place.code, project.public_id]) in shown
    building.verified(town, building.project_of(year, 3))
    found = due_matters(town.clerk, town.place, institutions.today(), [])
    days = {due.matter.what: due.day for due in found}
    for part in ("自报完成，等核实", "等验收"):  # no rule sets a day: never overdue
        assert [day for text, day in days.items() if part in text] == [None]
    today = institutions.today()
    assert step_of(Meeting(state="closed", starts_on=today, ends_on=today))[1] is None
