"""记名表决的页面和接口: three keys a question, names called one after the other, nothing of others before the announcement."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.institutions.tests.builders import signed_in
from oversight.voting import actions
from oversight.voting.tests import builders as b
from oversight.voting.tests import named_builders as n

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "many_requests")]
FIRST, SECOND = n.OPTIONS


@pytest.fixture(scope="module")
def hall(module_db) -> n.Hall:
    return n.make_hall()


def url(poll, name: str) -> str:
    return reverse(f"voting:{name}", args=[poll.jurisdiction.code, poll.public_id])


def test_one_question_a_screen_until_every_one_is_answered(hall):
    poll = n.opened(hall)
    phone, address = signed_in(hall.grants[0]), url(poll, "cast_by_name")
    page = phone.get(address)
    assert [key.word for key in page.context["keys"]] == ["赞成", "反对", "弃权"]
    assert page.context["question"].option == FIRST
    sent = phone.post(f"{address}?n=1", {"option": FIRST, "choice": "yes"})
    assert sent.url == f"{address}?n=2"
    sent = phone.post(sent.url, {"option": SECOND, "choice": "no"})
    assert sent.url == address
    page = phone.get(address)
    assert [one.word for one in page.context["questions"]] == ["赞成", "反对"]
    assert page.context["question"] is None
    chosen = [key.code for key in phone.get(f"{address}?n=2").context["keys"] if key.chosen]
    assert chosen == ["no"]
    assert phone.post(address, {"option": FIRST}).status_code == 422
    actions.close_poll(hall.office.actor("clerk"), hall.office.place, poll)
    late = phone.post(address, {"option": FIRST, "choice": "no"})
    assert late.status_code == 409
    assert "现在是" in late.content.decode()
    absent = signed_in(hall.grants[2]).get(address)
    assert absent.context["question"] is None


def test_names_are_called_one_after_the_other(hall):
    poll = n.opened(hall)
    place = hall.office.place
    actions.cast_by_name(hall.member(0), place, poll, option=FIRST, choice="no")
    clerk, address = signed_in(hall.office.grants["clerk"]), url(poll, "enter_by_name")
    page = clerk.get(address)
    shown = [(one.name, one.word) for one, _url in page.context["rows"]]
    assert shown[0] == ("江叙", "已用自己的账号表决")  # that, never how
    assert page.context["current"].name == "白露"
    sent = clerk.post(
        f"{address}?n=1", {"name": page.context["current"].key, "option": FIRST, "choice": "yes"}
    )
    page = clerk.get(sent.url)
    assert page.context["current"].name == "委员1"
    assert (page.context["rows"][1][0].word, page.context["skip"]) == (
        "赞成",
        f"{address}?n=1&at=4",
    )
    refused = clerk.post(address, {"name": "江叙", "option": FIRST, "choice": "yes"})
    assert refused.status_code == 409
    assert signed_in(hall.grants[1]).get(address).status_code == 403


def program(hall, grant) -> Client:
    """A client with a token of the role."""
    _row, token = accounts.issue_token(
        operator(), hall.office.place.code, account=grant.account, role=grant.role, permitted=True,
        name="试", scopes=["voting:read", "voting:write"], days=5, unit_key=None, body_key=None,
    )  # fmt: skip
    return Client(headers={"Authorization": f"Bearer {token}"})


def voted(hall):
    """Open, one own vote and one called."""
    poll, place = n.opened(hall, options=[FIRST]), hall.office.place
    actions.cast_by_name(hall.member(0), place, poll, option=FIRST, choice="no")
    clerk = hall.office.actor("clerk")
    actions.enter_by_name(clerk, place, poll, name="委员1", option=FIRST, choice="abstain")
    return poll


def test_the_api_tells_names_only_once_announced(hall):
    poll = voted(hall)
    auditor, own = program(hall, hall.office.grants["auditor"]), program(hall, hall.grants[0])
    path = f"/api/v1/voting/{hall.office.place.code}/{poll.public_id}"
    values = {"option": FIRST, "choice": "yes"}
    sent = own.post(f"{path}/votes", values, content_type="application/json")
    assert (sent.status_code, sent.json()["choice"]) == (200, "yes")
    for step in (None, n.locked):
        poll = step(hall, poll) if step else poll
        answer = auditor.get(f"{path}/votes").json()
        assert (answer["voted"], answer["own"], answer["votes"]) == (2, [], None)
    assert [one["choice"] for one in own.get(f"{path}/votes").json()["own"]] == ["yes"]
    assert auditor.get(f"{path}/count").status_code == 403
    n.announced(hall, poll)
    assert auditor.get(f"{path}/votes").json()["votes"] == [
        {
            "option": FIRST, "yes": ["江叙"], "no": [], "abstain": ["委员1"],
            "silent": ["白露", "委员2", "委员3"],
        }
    ]  # fmt: skip
    assert auditor.get(f"{path}/count").status_code == 404  # nobody entered anything


def test_pages_and_papers_tell_names_only_once_announced(hall):
    poll = n.locked(hall, voted(hall))
    auditor = signed_in(hall.office.grants["auditor"])
    assert not auditor.get(url(poll, "poll")).context.get("named_lists")
    poll = n.announced(hall, poll)
    for name in ("poll", "result_print", "count"):
        page = auditor.get(url(poll, name))
        assert dict(page.context["named_lists"])[FIRST][1].names == ["江叙"]
    assert "江叙" not in poll.announcement


def test_the_sheet_may_be_read_by_who_signs_it(hall):
    poll = n.locked(hall, n.opened(hall))
    chair = signed_in(hall.office.grants["chair"])
    assert chair.get(url(poll, "count")).status_code == 403
    for one in poll.scrutineers:
        actions.sign_by_code(
            hall.office.actor("clerk"), hall.office.place, poll, name=one["name"], drawing=b.DRAWING
        )
    page = signed_in(hall.office.grants["clerk"]).get(url(poll, "count"))
    assert page.status_code == 200 and not page.context["named_lists"]
