"""页面、接口和印刷件: the list and its ways out, one project, the candidate list, what is printed of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oversight.accounts import actions as accounts
from oversight.accounts.scopes import SCOPES
from oversight.audit.actors import operator
from oversight.institutions import queries as institutions
from oversight.projects import papers
from oversight.projects import publishing_selecting as publishing
from oversight.projects.actions import arguing, handling, outputs, screening
from oversight.projects.models import CandidateList
from oversight.projects.pages.years import lists_of
from oversight.projects.printing import sheets
from oversight.projects.printing.content import photos_of, sheet_data
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read
from oversight.projects.rules.selecting import CHECKS
from oversight.projects.tests import builders_selecting as build
from oversight.projects.tests.builders_selecting import Town, fresh
from oversight.publications import actions as publications

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def world(module_db: None) -> tuple[Town, CandidateList]:
    """A town with a frozen list of four, one of its projects visited."""
    town = build.make_town(roles=("clerk", "chair", "reviewer"))
    found = build.opened(town)
    arguing.record_visit(
        town.clerk,
        town.place,
        read.entries_of(found)[0].project,
        on=institutions.today(),
        people="沈知远",
        found="路面破损。",
        photos=[build.photo()],
    )
    found = build.determined(town, build.studied(town, found))
    return town, found


@pytest.fixture
def town(world: tuple[Town, CandidateList]) -> Town:
    fresh(world[0].year)
    return world[0]


@pytest.fixture
def found(world: tuple[Town, CandidateList]) -> CandidateList:
    """The list, frozen in each test anew."""
    from oversight.projects.actions.determining import freeze_list

    town, wanted = world
    return freeze_list(town.chair, town.place, fresh(wanted))


def address(town: Town, name: str, *keys: Any) -> str:
    return reverse(f"projects:{name}", args=[town.place.code, town.year.year, *keys])


def header(town: Town, role: str) -> dict[str, str]:
    grant = town.grants[role]
    _token, plain = accounts.issue_token(
        operator(),
        town.place.code,
        account=grant.account,
        role=role,
        unit_key=grant.unit_id,
        body_key=grant.body_id,
        name="取数",
        scopes=sorted(SCOPES),
        days=30,
        permitted=True,
    )
    return {"Authorization": f"Bearer {plain}"}


def test_the_list_is_searched_filtered_sorted_and_taken_away(town: Town):
    build.make_project(
        town, "装路灯", proposals=(), category="safety", cost_yuan=None, money_sources=[]
    )
    client = town.client("clerk")
    page = client.get(address(town, "items"), {"q": "路灯", "category": "safety"})
    assert [one.title for one, _badge in page.context["rows"]] == ["装路灯"]
    named = client.get(address(town, "items"), {"q": "道路硬化", "sort": "-title"}).context["rows"]
    assert [one.title for one, _badge in named] == [f"道路硬化{n}" for n in (4, 3, 2, 1)]
    export = client.get(address(town, "items_export", "csv"), {"category": "roads"})
    text = export.content.decode("utf-8-sig")
    assert text.count("道路硬化") == 4 and ",装路灯," not in text
    assert client.get(address(town, "items_print")).status_code == 200


def test_a_project_says_its_next_step_and_who_takes_it(town: Town):
    project = build.make_project(town)
    page = town.client("clerk").get(address(town, "project", project.public_id))
    step = page.context["step"]
    assert step.acts[0].url == address(town, "screen_project", project.public_id)
    assert step.acts[0].main and dict(step.facts)
    chain = page.context["chain"]
    assert [one.state for one in chain][:3] == ["done", "current", "future"]


def test_proposals_ticked_in_the_list_become_a_project_or_join_one(town: Town):
    first, second = build.make_proposal(town), build.make_proposal(town)
    client, ticked = town.client("clerk"), {"proposal": [first.public_id, second.public_id]}
    making = client.post(address(town, "look_through"), {**ticked, "to": "make_project"})
    form = client.get(making.url).context["form"]
    assert form["proposals"].value() == f"{first.code}、{second.code}"
    project = build.make_project(town, proposals=(build.make_proposal(town),))
    page = client.get(address(town, "proposal", first.public_id))
    joining = address(town, "join_project")
    assert [one.url.partition("?")[0] for one in page.context["step"].acts][1] == joining
    sent = {"project": project.public_id, "proposals": f"{first.code} {second.code}"}
    assert client.post(joining, sent).url == address(town, "project", project.public_id)
    assert len(read.standing_links(project)) == 3
    step = client.get(address(town, "proposal", first.public_id)).context["step"]
    assert [one.url for one in step.acts] == [address(town, "project", project.public_id)]
    answers = {**build.MEETS, "affordable": (False, "镇里一年拿不出这笔钱。")}
    screening.screen_project(town.clerk, town.place, project, answers=answers)
    handling.reconsider(town.clerk, town.place, first, reason="县里补了资金。")
    step = client.get(address(town, "proposal", first.public_id)).context["step"]
    assert step.acts[0].url.startswith(address(town, "make_project"))


def test_lists_of_the_interface_come_in_pages(town: Town):
    start, headers = f"/api/v1/projects/{town.place.code}/{town.year.year}", header(town, "clerk")
    for path in ("/proposals", "/items", "/sessions", "/supervision", "/site-reports"):
        found = Client().get(start + path, {"page": 9}, headers=headers).json()
        assert found["page"] == found["pages"] and len(found["items"]) == found["total"]


def test_the_five_checks_are_one_page_and_what_is_left_open_waits(
    town: Town, django_assert_max_num_queries: Any
):
    first, second = build.passed(town), build.passed(town)
    build.begin(town, first, second)
    client, url = town.client("clerk"), address(town, "record_checks")
    own = client.get(address(town, "project", first.public_id)).context["step"]
    assert own.acts[0].url == f"{url}?project={first.public_id}"
    today = institutions.today().isoformat()
    sent = {"projects": [first.public_id, second.public_id]}
    sent |= {f"{kind}_on": today for kind in CHECKS}
    assert client.post(url, sent).status_code == 422, "nothing chosen"
    sent |= {"money_result": "met", "land_result": "problem"}
    assert "写明说明" in client.post(url, sent).content.decode()
    sent |= {"land_note": "征地手续没有办完。", "land_paper": "自然资源所复函"}
    assert client.post(url, sent).status_code == 302
    known = client.get(url, {"project": first.public_id}).context["form"].rows
    assert [row.result.value() for row in known] == ["met", "problem", None, None, None]
    groups = address(town, "groups")
    with CaptureQueriesContext(connection) as before:
        client.get(groups)
    build.begin(town, build.passed(town), build.passed(town))
    with django_assert_max_num_queries(len(before)):
        client.get(groups)


def test_the_phone_form_of_a_visit_keeps_its_photographs(town: Town):
    project = build.make_project(town)
    url = address(town, "record_visit", project.public_id)
    client = town.client("clerk")
    page = client.get(url)
    assert "ui/base_phone.html" in [one.name for one in page.templates]
    sent = {
        "on": institutions.today().isoformat(),
        "people": "沈知远",
        "found": "路面破损。",
        "photos": [build.photo("一.png"), build.photo("二.png")],
    }
    assert client.post(url, sent).status_code == 302
    (visit,) = read.visits_of(project)
    assert visit.photos.count() == 2
    file = visit.photos.first().file
    shown = client.get(address(town, "project_file", project.public_id, file.public_id) + "?show=1")
    assert shown.status_code == 200 and shown["Content-Type"] == "image/png"


def test_the_order_is_set_on_the_page(town: Town):
    from oversight.projects.actions.candidates import open_list

    newer = open_list(town.clerk, town.place, town.year, reason="重排。")
    entries = read.entries_of(newer)
    sent = {
        f"position_{one.project.public_id}": number
        for number, one in zip((2, 1, 3, 4), entries, strict=True)
    }
    client, url = town.client("clerk"), address(town, "arrange_list")
    assert client.post(url, sent).status_code == 422
    sent |= {f"reason_{one.project.public_id}": "群众来信最多。" for one in entries[:2]}
    assert client.post(url, sent).status_code == 302
    assert [one.project.title for one in read.entries_of(newer)][:2] == ["道路硬化2", "道路硬化1"]


def test_page_api_and_paper_say_the_same_of_a_frozen_list(town: Town, found: CandidateList):
    titles = [row["title"] for row in found.content]
    page = town.client("clerk").get(address(town, "candidates"))
    assert [row.project.title for row in page.context["rows"]] == titles
    url = f"/api/v1/projects/{town.place.code}/{town.year.year}/candidates"
    answer = Client().get(url, headers=header(town, "clerk")).json()
    assert [row["title"] for row in answer["items"]] == titles
    assert answer["sha256"] == found.sha256 and answer["surplus"] == 2
    order = town.client("clerk").get(address(town, "ballot_order", 1)).json()
    assert order == facts.ballot_order(found)
    paper = outputs.draft_candidate_sheet(town.clerk, town.place, found)
    assert paper.kind == "candidate_sheet"
    draft = papers.candidate_sheet(found, 2)
    assert all(f"| {number} | {title} |" in draft.text for number, title in enumerate(titles, 1))
    assert "差额2项" in draft.text and "240万元" in draft.text


def test_the_argument_report_tells_who_checked_what(town: Town):
    project = build.fresh(town.year.projects.get(title="道路硬化1"))
    argument = read.arguments_of(project)[0]
    paper = outputs.draft_argument_report(town.clerk, town.place, argument)
    assert paper.about_id == project.public_id and "沈知远（代表，组长）" in paper.text
    assert "| 资金 | 符合 |" in paper.text


def test_the_published_sheet_names_no_leader_and_keeps_its_digest(town: Town, found: CandidateList):
    proposed = outputs.propose_candidates(town.clerk, town.place, found)
    version = publications.publish(town.actor("reviewer"), town.place, proposed)
    assert version.content["sha256"] == found.sha256
    assert all("leader" not in row for row in version.content["items"])
    url = reverse("publications:publication", args=[town.place.code, version.publication.public_id])
    page = Client().get(url)
    assert page.status_code == 200 and "道路硬化1" in page.content.decode()
    assert [one for _word, one in lists_of(town.place, town.year)] == [url]


def test_the_preliminary_list_is_public_with_what_was_not_taken(town: Town):
    proposed = outputs.propose_preliminary(town.clerk, town.place, town.year)
    content = publishing.preliminary_content(town.year)
    assert len(content["taken"]) == 4 and content["proposals"]["taken"] == 4
    version = publications.publish(town.actor("reviewer"), town.place, proposed)
    assert version.state == "published"


def test_booklet_poster_and_screen_card_are_printed_from_the_frozen_list(
    town: Town, found: CandidateList
):
    photos = photos_of(found)
    data = sheet_data(found, photos)
    assert [one["position"] for one in data["items"]] == [1, 2, 3, 4]
    assert len(data["items"][0]["photos"]) == 1
    files = {name: content for rows in photos.values() for name, content in rows}
    assert sheets.render(sheets.BOOKLET, data, files).startswith(b"%PDF")
    assert sheets.render(sheets.POSTER, data, {}).startswith(b"%PDF")
    assert sheets.render(sheets.SCREEN, data, {}).startswith(b"\x89PNG")
    assert town.client("clerk").get(address(town, "booklet", 7)).status_code == 404
