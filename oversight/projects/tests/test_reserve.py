"""补选 (补充票决): an ended project is replaced from the reserve by a decision of the congress alone (procedures §4 e)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oversight.accounts.tests.builders import make_token
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import queries as registers
from oversight.meetings import queries as meetings
from oversight.projects import queries
from oversight.projects.actions import changing
from oversight.projects.actions.reserving import ask_from_reserve
from oversight.projects.models import LivelihoodProject, ProjectChange, ProjectYear
from oversight.projects.pages.promise import sentence
from oversight.projects.pages.works import rows_of
from oversight.projects.publishing_building import change_content
from oversight.projects.queries import building as read
from oversight.projects.queries import reserve
from oversight.projects.rules.plans import Node
from oversight.projects.tests import builders_building as b
from oversight.projects.tests import builders_voting as v

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FIRST, SECOND, KEPT, LAST = v.NAMES[:4]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town(12)


@pytest.fixture(scope="module")
def year(town: b.Town) -> ProjectYear:
    """Two chosen and planned, one in reserve, one not chosen; the congress has ended the second."""
    made, meeting = v.ready(town, v.NAMES[:4])
    v.count_all(town, v.put(town, made), (11, 10, 8, 3))
    with b.act("projects.announce_result", actor=b.operator(), place=town.place.code,
               permitted=True):  # fmt: skip
        made = v.fresh(made)
        made.state = "announced"
        made.save()
    for name in (FIRST, SECOND):
        planned(town, project(made, name))
    change = changing.ask_change(
        town.actor("liaison"), town.place, project(made, SECOND), kind="terminate",
        cause="policy_change", text="上级另有安排。",
    )  # fmt: skip
    change = changing.place_change(town.clerk, town.place, change, meeting=meeting)
    b.decided(town, meetings.item_by_id(town.place, change.item_id))
    return v.fresh(made)


def project(year: ProjectYear, name: str) -> LivelihoodProject:
    return queries.projects_of(year).get(title=name)


def planned(town: b.Town, found: LivelihoodProject) -> None:
    last = date(2027, 11, 30)
    nodes, money = (Node(last, 100),), found.cost_yuan
    b.plan(town, found, starts_on=date(2027, 3, 1), due=last, nodes=nodes, budget_yuan=money)


def put_forward(town: b.Town, year: ProjectYear, **more: Any) -> ProjectChange:
    values = {"project": project(year, LAST), "replaces": project(year, SECOND), **more}
    return ask_from_reserve(town.clerk, town.place, year, text="群众最急，当年能完工。", **values)


def sits(town: b.Town, year: ProjectYear) -> Any:
    """The session that is still open."""
    return meetings.meetings_of(town.place).filter(state="in_session").first()


def test_by_vote_an_ended_project_is_replaced_by_a_new_decision_and_by_nothing_else(
    town: b.Town, year: ProjectYear
) -> None:
    """Not the next in line: the congress takes the one that was not chosen before the one in reserve."""
    assert v.states(year) == {
        FIRST: "implementing", SECOND: "terminated", KEPT: "reserve", LAST: "not_chosen",
    }  # fmt: skip
    assert vars(reserve.vacancy_of(year)) == {"places": 2, "filled": 1, "to_vote": 0, "asked": 0}
    change = put_forward(town, year)
    assert v.states(year)[LAST] == "not_chosen"  # asked for, nothing more
    with pytest.raises(Refused) as refused:
        put_forward(town, year, project=project(year, KEPT))
    assert refused.value.code == "no_place_free"
    change = changing.place_change(town.clerk, town.place, change, meeting=sits(town, year))
    item = meetings.item_by_id(town.place, change.item_id)
    assert item is not None
    assert SECOND in item.basis
    b.decided(town, item)
    change.refresh_from_db()
    assert (change.state, v.states(year)[LAST], v.states(year)[KEPT]) == (
        "decided", "chosen", "reserve",
    )  # fmt: skip
    assert change_content(change)["replaces"] == SECOND
    planned(town, project(year, LAST))  # a project chosen later begins with its own plan
    assert project(year, LAST).state == "implementing"
    told = sentence(2027, rows_of(town.place, read.works_of(year)))
    assert told.splitlines()[0].endswith("答应 2 件。大会另行决定补选 1 件。")
    with pytest.raises(Refused) as again:
        put_forward(town, year, project=project(year, KEPT))
    assert again.value.code == "no_place_free"


def test_what_the_congress_refuses_stays_in_reserve_and_another_may_be_put_forward(
    town: b.Town, year: ProjectYear
) -> None:
    change = put_forward(town, year, project=project(year, KEPT))
    change = changing.place_change(town.clerk, town.place, change, meeting=sits(town, year))
    item = meetings.item_by_id(town.place, change.item_id)
    b.decided(town, item, yes=6)  # half of twelve is no majority
    assert v.states(year)[KEPT] == "reserve"
    assert reserve.vacancy_of(year).free == 1
    waiting = put_forward(town, year)
    changing.withdraw_change(town.clerk, town.place, waiting, reason="另选一项。")
    assert list(reserve.to_replace(year)) == [project(year, SECOND)]


def test_the_government_alone_puts_one_forward_and_names_the_place(
    town: b.Town, year: ProjectYear
) -> None:
    unit, grant = b.another_unit(town)
    with pytest.raises(NotPermitted) as refused:
        ask_from_reserve(
            registers.actor_for(grant), town.place, year, project=project(year, KEPT), text="急"
        )
    assert refused.value.code == "not_the_government"
    with pytest.raises(Invalid) as unnamed:
        put_forward(town, year, replaces=None)
    assert unnamed.value.code == "no_ended_project"
    with pytest.raises(Refused) as running:
        put_forward(town, year, replaces=project(year, FIRST))
    assert running.value.code == "not_ended"
    assert unit.name


def test_programs_read_and_put_forward_the_same(town: b.Town, year: ProjectYear) -> None:
    grant = town.grants["clerk"]
    scopes = ("projects:read", "projects:write")
    _token, plain = make_token(grant.account, scopes=scopes, role="clerk")
    client, headers = Client(), {"Authorization": f"Bearer {plain}"}
    address = f"/api/v1/projects/{town.place.code}/2027/reserve"
    found = client.get(address, headers=headers).json()
    assert (found["places"], found["free"]) == (2, 1)
    assert [(one["title"], one["votes"]) for one in found["projects"]] == [(KEPT, [8]), (LAST, [3])]
    assert found["ended"] == [project(year, SECOND).public_id]
    body = {
        "project": project(year, LAST).public_id,
        "replaces": project(year, SECOND).public_id,
        "text": "群众最急。",
    }
    made = client.post(address, body, content_type="application/json", headers=headers)
    assert (made.status_code, made.json()["free"]) == (201, 0)
    assert [one["state"] for one in made.json()["changes"]] == ["asked"]


def test_page_and_form_show_the_votes_and_that_nothing_moves_up(
    town: b.Town, year: ProjectYear
) -> None:
    address = f"/w/{town.place.code}/projects/2027/building/reserve/"
    client = b.client(town)
    page = v.shown(client.get(address).content.decode())
    assert "有 1 个名额可以补选" in page
    assert "不自动递补" in page
    rows = [(one.project.title, one.votes) for one in reserve.with_votes(year)]
    assert rows == [(KEPT, (8,)), (LAST, (3,))]
    form = client.get(address + "ask/").content.decode()
    assert f"{project(year, KEPT).code} {KEPT}" in form
    sent = client.post(address + "ask/", {
        "project": project(year, KEPT).public_id, "replaces": project(year, SECOND).public_id,
        "text": "群众最急。",
    })  # fmt: skip
    assert (sent.status_code, sent["Location"]) == (302, address)
    change = reserve.applications(year).get()
    assert f"补“{SECOND}”的名额" in client.get(address).content.decode()
    assert b.client(town, "deputy").get(address).status_code == 200
    first_page = client.get(reverse("portal:today", args=[town.place.code])).content.decode()
    assert f"/changes/{change.public_id}/place/" in first_page
    assert address in first_page
    placed = client.post(
        f"/w/{town.place.code}/projects/changes/{change.public_id}/place/",
        {"meeting": sits(town, year).public_id},
    )
    assert (placed.status_code, placed["Location"]) == (302, address)
