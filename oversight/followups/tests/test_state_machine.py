"""状态机: every act in every wrong state and every wrong role, by page and API, refused with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from oversight.audit.errors import NotPermitted, Refused
from oversight.followups import actions
from oversight.followups.models import Followup
from oversight.followups.rules import progress
from oversight.followups.tests.builders import STATES, in_days, make_followup, make_office, photo
from oversight.institutions.tests import builders as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("module_db", "many_requests"),
]

# act → (URL name, what the form sends, who may)
PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]], set[str]]] = {
    "accept": ("accept", dict, {"liaison", "unit_head"}),
    "report_progress": ("progress", lambda: {"text": "一步"}, {"liaison", "unit_head"}),
    "attach_evidence": ("evidence", lambda: {"files": photo()}, {"liaison", "unit_head"}),
    "report_done": ("done", lambda: {"text": "完成"}, {"liaison", "unit_head"}),
    "enter_report": (
        "enter",
        lambda: {"text": "完成", "scan": photo()},
        {"clerk", "reviewer", "chair", "office"},
    ),
    "sign_report": ("sign", lambda: {"scan": photo()}, {"liaison", "unit_head"}),
    "return_report": ("return_report", lambda: {"reason": "重写"}, {"unit_head"}),
    "verify": (
        "verify",
        lambda: {"text": "看过"},
        {"clerk", "reviewer", "chair", "office", "member"},
    ),
    "send_back": (
        "send_back",
        lambda: {"reason": "没好"},
        {"clerk", "reviewer", "chair", "office", "member"},
    ),
    "ask_extension": (
        "extension",
        lambda: {"due": in_days(45).isoformat(), "reason": "等"},
        {"liaison", "unit_head"},
    ),
    "grant_extension": (
        "extension_answer",
        lambda: {"answer": "granted", "reason": "行"},
        {"clerk", "reviewer", "chair", "office"},
    ),
    "withdraw": ("withdraw", lambda: {"reason": "重复"}, {"clerk", "reviewer", "chair", "office"}),
    "urge": ("urge", dict, {"clerk", "reviewer", "chair", "office"}),
    "add_part": ("part_new", lambda: {"section": "甲科"}, {"liaison", "unit_head"}),
}
WHO = ("clerk", "reviewer", "chair", "office", "member", "auditor", "admin", "deputy")
EVERYBODY = (*WHO, "liaison", "unit_head")


@pytest.fixture(scope="module")
def office(module_db):
    return make_office()


@pytest.fixture(scope="module")
def items(office) -> dict[str, Followup]:
    """An item in every state."""
    return {state: make_followup(office, state) for state in STATES}


@pytest.fixture(scope="module")
def clients(office) -> dict[str, Client]:
    return {role: office.client(role) for role in EVERYBODY}


@pytest.fixture(autouse=True)
def undone(items) -> Iterator[None]:
    """What a test wrote is undone; the items stay in their states."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for item in items.values():
        item.refresh_from_db()


def right_role(step: str) -> str:
    """A role that may take the step."""
    return sorted(PAGES[step][2])[0]


def post(office: Any, client: Client, item: Followup, step: str) -> int:
    name, data, _who = PAGES[step]
    url = reverse(f"followups:{name}", args=[office.place.code, item.public_id])
    return int(client.post(url, data()).status_code)


def test_every_step_of_the_rules_has_a_page_here():
    parts = {"finish_part", "drop_part", "reassign", "refuse_extension"}
    assert set(progress.STEPS) - parts == set(PAGES)


@pytest.mark.parametrize("state", STATES)
def test_every_act_in_every_state_by_page(office, items, clients, state: str):
    item = items[state]
    wrong = []
    for step in PAGES:
        allowed = state in progress.STEPS[step].states
        if step == "grant_extension":
            allowed = False  # nobody asked for one
        if allowed:
            continue
        got = post(office, clients[right_role(step)], item, step)
        if got != 409:
            wrong.append(f"{step} in {state}: {got}")
        item.refresh_from_db()
        if item.state != state:
            wrong.append(f"{step} changed {state} to {item.state}")
    assert wrong == []


@pytest.mark.parametrize("step", sorted(PAGES))
def test_every_act_by_every_wrong_role_by_page(office, items, clients, step: str):
    states = progress.STEPS[step].states
    state = next(each for each in STATES if each in states)
    item = items[state]
    if step == "grant_extension":
        actions.ask_extension(office.liaison, office.place, item, due=in_days(40), reason="等")
    wrong = []
    for role in EVERYBODY:
        if role not in PAGES[step][2]:
            got = post(office, clients[role], item, step)
            if got != 403:
                wrong.append(f"{role}: {got}")
    stranger = make.signed_in(make.make_grant(office.place, "liaison"))
    got = post(office, stranger, item, step)
    if got != 403:
        wrong.append(f"liaison of another unit: {got}")
    assert wrong == []
    assert post(office, clients[right_role(step)], item, step) == 302


@pytest.mark.parametrize("state", ["verified", "withdrawn"])
def test_what_is_closed_stays_closed_for_every_action(office, items, state: str):
    item, place = items[state], office.place
    calls: list[Callable[[], Any]] = [
        lambda: actions.accept(office.liaison, place, item),
        lambda: actions.report_progress(office.liaison, place, item, text="甲"),
        lambda: actions.report_done(office.liaison, place, item, text="甲"),
        lambda: actions.attach_evidence(office.liaison, place, [item], files=[photo()]),
        lambda: actions.enter_report(office.clerk, place, item, text="甲", scan=photo()),
        lambda: actions.sign_report(office.head, place, item, scan=photo()),
        lambda: actions.return_report(office.head, place, item, reason="甲"),
        lambda: actions.verify(office.clerk, place, item, text="甲"),
        lambda: actions.send_back(office.clerk, place, item, reason="甲"),
        lambda: actions.ask_extension(office.liaison, place, item, due=in_days(40), reason="甲"),
        lambda: actions.grant_extension(office.clerk, place, item, reason="甲"),
        lambda: actions.refuse_extension(office.clerk, place, item, reason="甲"),
        lambda: actions.urge(office.clerk, place, item),
        lambda: actions.withdraw(office.clerk, place, item, reason="甲"),
        lambda: actions.add_part(office.liaison, place, item, section="甲"),
        lambda: actions.reassign(
            office.clerk, place, item, unit=make.make_unit(place), reason="甲"
        ),
    ]
    for call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert not isinstance(refused.value, NotPermitted)
        assert refused.value.code == f"already_{state}"


@pytest.mark.parametrize("state", STATES)
def test_every_state_says_what_is_possible_and_why_the_rest_is_not(state: str):
    facts = progress.Facts(state=state, due=in_days(3))
    for step in progress.STEPS:
        found = progress.refusal(step, facts)
        assert found is None or (found.code and found.text)
    everybody = frozenset({progress.UNIT, progress.HEAD, progress.OFFICE, progress.VERIFIER})
    closed = state in Followup.CLOSED
    assert bool(progress.possible(facts, everybody)) is not closed
