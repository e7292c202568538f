"""今日：民生实事 before the ballot – proposals, projects and lists that wait, for who can do it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.institutions import queries as institutions
from oversight.portal.matters import due_matters
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
