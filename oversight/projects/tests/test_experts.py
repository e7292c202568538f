"""专家没有账号也参加论证: the code and its telephone, checks under their own name, the office's paper path."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.institutions import queries as institutions
from oversight.projects.actions import arguing, expert_codes, experts, groups
from oversight.projects.queries import experts as read
from oversight.projects.queries import selecting
from oversight.projects.queries.years import projects_of
from oversight.projects.tests import builders_selecting as build
from oversight.projects.tests.builders_selecting import Town
from oversight.projects.tests.test_selecting_pages import header

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def built(module_db: None) -> Town:
    made = build.make_town()
    project = build.passed(made, "河东桥维修")
    build.adopt(made)
    build.begin(made, project)
    return made


@pytest.fixture
def town(built: Town) -> Town:
    return built


def refused(code: str, kind: type[Refused] = Refused) -> pytest.RaisesExc[Refused]:
    return pytest.raises(kind, check=lambda error: error.code == code)


def expert_of(town: Town):
    return town.group.members.get(capacity="expert")


def project_of(town: Town):
    return projects_of(town.year).get(title="河东桥维修")


def telephone(town: Town) -> Client:
    """A browser without an account that used the code."""
    _given, code = expert_codes.issue_expert_code(town.clerk, town.place, expert_of(town))
    client = Client()
    client.get(reverse("projects:expert_link", args=[town.place.code, code]))
    assert "顾明川" in client.get(reverse("projects:expert", args=[town.place.code])).text
    client.post(reverse("projects:expert", args=[town.place.code]), {})
    return client


def test_an_expert_enters_checks_and_a_visit_on_the_own_telephone(town: Town):
    client, project = telephone(town), project_of(town)
    assert project.title in client.get(reverse("projects:expert", args=[town.place.code])).text
    today = institutions.today().isoformat()
    arguing.record_checks(
        town.clerk,
        town.place,
        projects=[project],
        checks=[arguing.Checked("money", "met", institutions.today())],
    )
    page = reverse("projects:expert_project", args=[town.place.code, project.public_id])
    shown = client.get(page).text
    assert 'name="safety_result"' in shown
    assert 'name="money_result"' not in shown  # another's is not overwritten
    sent = {"safety_result": "problem", "safety_note": "栏杆缺失。", "safety_on": today}
    assert client.post(page, sent).status_code == 302
    visit = reverse("projects:expert_visit", args=[town.place.code, project.public_id])
    photos = build.photo("桥.png")
    seen = {"on": today, "people": "顾明川", "found": "桥面开裂。", "photos": photos}
    assert client.post(visit, seen).status_code == 302
    check = selecting.running_argument(project).checks.get(kind="safety")
    assert (check.by_label, check.member, check.entered_label) == ("顾明川", expert_of(town), "")
    made = project.visits.get()
    assert (made.member, made.photos.count()) == (expert_of(town), 1)
    entry = last_entry(town.place.code, "projects.record_expert_checks")
    assert (entry.actor_account, entry.actor_label, entry.actor_role) == (None, "顾明川", "anyone")
    office = town.client("clerk")
    group = reverse("projects:group", args=[town.place.code, town.year.year, town.group.public_id])
    assert "已在手机上启用" in office.get(group).text
    keys = [town.place.code, town.year.year, project.public_id]
    assert "本人在手机上登记" in office.get(reverse("projects:project", args=keys)).text
    assert read.entered_by(town.group)[expert_of(town).pk] == read.Entered(1, 1)


def test_a_code_is_used_once_and_ends_with_the_invitation_or_the_membership(town: Town):
    expert, project = expert_of(town), project_of(town)
    _given, code = expert_codes.issue_expert_code(town.clerk, town.place, expert)
    found, secret = expert_codes.claim_expert_code(town.place, code.lower())
    with refused("claimed_already"):
        expert_codes.claim_expert_code(town.place, code)
    check = [arguing.Checked("land", "met", institutions.today())]
    with refused("not_permitted", NotPermitted):
        experts.record_expert_checks(found, project, secret="x", checks=check)
    experts.record_expert_checks(found, project, secret=secret, checks=check)
    expert_codes.end_expert_invitation(town.clerk, town.place, expert)
    with refused("not_permitted", NotPermitted):
        experts.record_expert_checks(found, project, secret=secret, checks=check)
    with refused("unknown_code", Invalid):
        expert_codes.claim_expert_code(town.place, code)
    again, secret = expert_codes.claim_expert_code(
        town.place, expert_codes.issue_expert_code(town.clerk, town.place, expert)[1]
    )
    groups.remove_member(town.clerk, town.place, expert, on=institutions.today())
    assert read.known(town.place, {again.public_id: secret}) == []
    with refused("not_permitted", NotPermitted):
        expert_codes.issue_expert_code(town.actor("deputy"), town.place, expert)


def test_a_telephone_sees_only_what_its_own_group_argues(town: Town):
    client, other = telephone(town), build.make_project(town)
    keys = [town.place.code, other.public_id]
    assert client.get(reverse("projects:expert_project", args=keys)).status_code == 404
    keys = [town.place.code, project_of(town).public_id]
    assert Client().get(reverse("projects:expert_project", args=keys)).status_code == 404
    wrong = Client().post(reverse("projects:expert", args=[town.place.code]), {"code": "7QK4"})
    assert wrong.status_code == 422


def test_the_office_enters_what_an_expert_signed_on_paper(town: Town):
    expert, project, today = expert_of(town), project_of(town), institutions.today()
    check = [arguing.Checked("environment", "not_needed", today, "不涉及。")]
    given = {"projects": [project], "checks": check, "expert": expert}
    with refused("no_sheet", Invalid):
        arguing.record_checks(town.clerk, town.place, **given)
    office = town.client("clerk")
    page = reverse("projects:record_checks", args=[town.place.code, town.year.year])
    assert expert.public_id in office.get(page).text
    sent = {
        "projects": project.public_id,
        "expert": expert.public_id,
        "sheet": build.photo("核查表.png"),
        "environment_result": "not_needed",
        "environment_note": "不涉及。",
        "environment_on": today.isoformat(),
    }
    assert office.post(page, sent).status_code == 302
    kept = selecting.running_argument(project).checks.get(kind="environment")
    assert (kept.by_label, kept.member) == ("顾明川", expert)
    assert kept.entered_label == town.clerk.label
    keys = [town.place.code, town.year.year, project.public_id, kept.sheet.public_id]
    assert office.get(reverse("projects:project_file", args=keys)).status_code == 200
    shown = town.client("clerk").get(
        reverse("projects:check_sheets", args=[town.place.code, town.year.year])
    )
    assert "专家签字" in shown.text


def test_the_api_gives_out_a_code_and_says_whose_a_check_is(town: Town):
    headers, project = header(town, "clerk"), project_of(town)
    base = f"/api/v1/projects/{town.place.code}/{town.year.year}"
    expert = expert_of(town)
    url = f"{base}/groups/{town.group.public_id}/members/{expert.public_id}/invitation"
    given = Client().post(url, headers=headers)
    assert (given.status_code, given.json()["name"]) == (201, "顾明川")
    found, secret = expert_codes.claim_expert_code(town.place, given.json()["code"])
    check = [arguing.Checked("land", "met", institutions.today())]
    experts.record_expert_checks(found, project, secret=secret, checks=check)
    shown = Client().get(f"{base}/items/{project.public_id}", headers=headers).json()
    (one,) = shown["arguments"][0]["checked_by"]
    assert (one["name"], one["expert"], one["entered_by"]) == ("顾明川", True, "")
    ended = Client().post(f"{url}/end", headers=headers).json()
    assert {one["invitation"] for one in ended["members"]} == {"none"}
