"""重新考虑项目: one rejected at the screening is taken up again, with its proposals and what they were answered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from oversight.projects.actions import screening
from oversight.projects.actions.handling import reconsider
from oversight.projects.queries import selecting as read
from oversight.projects.tests import builders_selecting as build
from oversight.projects.tests.builders_selecting import MEETS, Town, fresh
from oversight.projects.tests.test_selecting import refused, reject
from oversight.projects.tests.test_selecting_pages import header

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def town(module_db: None) -> Town:
    return build.make_town()


def test_a_rejected_project_is_taken_up_again_with_its_proposals_and_their_answers(town: Town):
    """重新考虑: by the page, with a reason; what left meanwhile stays where it went."""
    one, two, gone = (build.make_proposal(town) for _n in range(3))
    project = build.make_project(town, proposals=(one, two, gone))
    with refused("wrong_state"):
        screening.reopen_project(town.clerk, town.place, project, reason="还没有结论。")
    reject(town, project)
    reconsider(town.clerk, town.place, gone, reason="另作一项。")
    other = build.make_project(town, proposals=(fresh(gone),))
    keys = [town.place.code, town.year.year, project.public_id]
    address, client = reverse("projects:reopen_project", args=keys), town.client("clerk")
    step = client.get(reverse("projects:project", args=keys)).context["step"]
    assert step.acts[0].url == address
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "县里同意补助。"}).status_code == 302
    assert (fresh(project).state, project.state_reason) == ("preliminary", "")
    assert project in read.unscreened(town.year)
    assert [screened.outcome for screened in project.screenings.all()] == ["rejected"]
    for proposal in (one, two):
        assert (fresh(proposal).state, proposal.not_taken_reason) == ("received", "")
        assert "拿不出" in proposal.replies.get().text, "what was answered stays"
    assert read.link_of(gone).project == other
    screening.screen_project(town.clerk, town.place, project, answers=MEETS)
    assert {fresh(proposal).state for proposal in (one, two)} == {"taken"}


def test_a_rejected_project_without_proposals_left_is_not_taken_up_again(town: Town):
    one = build.make_proposal(town)
    project = build.make_project(town, proposals=(one,))
    reject(town, project)
    reconsider(town.clerk, town.place, one, reason="另作一项。")
    build.make_project(town, proposals=(fresh(one),))
    address = (
        f"/api/v1/projects/{town.place.code}/{town.year.year}/items/{project.public_id}/reopen"
    )
    answer = town.client("clerk").post(
        address, {"reason": "再看一次。"}, content_type="application/json",
        headers=header(town, "clerk"),
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (409, "no_proposal_left")
