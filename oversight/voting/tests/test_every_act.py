"""每一项行为、每一种状态、每一个职务: page and API, and only what the table by hand allows passes.

403 for the wrong role or person, 409 in a wrong state; refused, the poll stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.documents.tests.builders import PDF
from oversight.institutions.sheets.csv_file import write_csv
from oversight.institutions.tests.builders import signed_in
from oversight.voting import actions, queries
from oversight.voting.count_files import template
from oversight.voting.models import Poll
from oversight.voting.pages.named import ACTS as NAMED_ACTS
from oversight.voting.pages.possible import ACTS
from oversight.voting.secret.possible import ACTS as CARD_ACTS
from oversight.voting.tests import builders as b

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("module_db", "many_requests"),
]

ROLES = ("clerk", "reviewer", "chair", "office", "member", "deputy", "liaison", "auditor")
OFFICE = {"clerk", "reviewer", "chair"}
ENTERED = {"clerk", "reviewer"}
CHAIR = {"chair"}
# act: (who may, in which states); who entered are the clerk and the reviewer
MAY: Mapping[str, tuple[set[str], set[str]]] = {
    "name_scrutineers": (OFFICE, {"prepared"}),
    "declare_recusal": (OFFICE, {"prepared"}),
    "withdraw_recusal": (OFFICE, {"prepared"}),
    "name_presider": (
        OFFICE,
        {"prepared", "opened", "closed", "collected", "counted", "locked", "signed"},
    ),
    "open_poll": (OFFICE, {"prepared"}),
    "close_poll": (OFFICE, {"opened"}),
    "cancel_poll": (OFFICE, {"prepared", "opened", "closed"}),
    "declare_collected": (OFFICE, {"closed"}),  # for a chair who has no account
    "enter_counts": ({"clerk", "reviewer", "office"}, {"collected"}),
    "enter_file": ({"clerk", "reviewer", "office"}, {"collected"}),
    "correct_cell": (ENTERED, {"counted"}),
    "lock_sheet": (ENTERED, {"counted"}),
    "issue_signing_code": (
        OFFICE,
        {"prepared", "opened", "closed", "collected", "counted", "locked"},
    ),
    "sign_sheet": (ENTERED, {"locked"}),
    "order_recount": (OFFICE, {"counted", "locked", "signed"}),
    "announce": (CHAIR, {"signed"}),
    "hold_again": (OFFICE, {"void", "cancelled", "announced"}),
}
OF_RATINGS = {(act, "prepared") for act in ("declare_recusal", "withdraw_recusal")}
PATHS = {
    "name_scrutineers": "scrutineers",
    "declare_recusal": "recusals",
    "withdraw_recusal": "recusals/withdraw",
    "name_presider": "presider",
    "open_poll": "open",
    "close_poll": "close",
    "cancel_poll": "cancel",
    "declare_collected": "declare",
    "enter_counts": "entries",
    "correct_cell": "corrections",
    "lock_sheet": "lock",
    "issue_signing_code": "signing-codes",
    "sign_sheet": "signatures",
    "order_recount": "recount",
    "announce": "announce",
    "hold_again": "again",
}
CHANGE = {
    "cell": "paper.0.yes",
    "side": "first",
    "value": 29,
    "reason": "看原票",
    "witness": "秦望川",
}
UNDONE = {"name": "委员2", "option": "县民政局", "reason": "登记有误"}
BALLOTS = {"issued": 40, "returned": 39}


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def polls(office: b.Office) -> dict[str, Poll]:
    return {state: b.at_state(office, state) for state in b.STATES}


@pytest.fixture(scope="module")
def rating(office: b.Office) -> Poll:
    """Prepared, somebody recused: only ratings know recusal."""
    poll = b.make_rating(office, options=["县民政局", "县水利局", "县教育局"])
    values = {"name": "委员2", "options": ["县民政局"], "reason": "近亲属"}
    return actions.declare_recusal(office.actor("clerk"), office.place, poll, **values)


@pytest.fixture(scope="module")
def clients(office: b.Office) -> dict[str, Client]:
    return {role: signed_in(office.grants[role]) for role in ROLES}


@pytest.fixture(scope="module")
def tokens(office: b.Office) -> dict[str, str]:
    found = {}
    for role in ROLES:
        grant = office.grants[role]
        keys = {"unit_key": grant.unit_id, "body_key": grant.body_id}
        values = {"name": "试", "scopes": ["voting:read", "voting:write"], "days": 5}
        _token, found[role] = accounts.issue_token(
            operator(), office.place.code, account=grant.account, role=role, permitted=True,
            **values, **keys,
        )  # fmt: skip
    return found


def figures(poll: Poll) -> dict[str, int]:
    return b.figures(poll, [(30, 5, 3, 1)] * 3, valid=39, invalid=1)


def by_page(poll: Poll, act: str) -> dict[str, Any]:
    """What the form sends: complete, so that only state and person can refuse it."""
    return {
        "name_scrutineers": {"names": "秦望川"},
        "cancel_poll": {"reason": "会期有变"},
        "declare_collected": BALLOTS,
        "enter_counts": figures(poll),
        "enter_file": {"source": "reader_file", "file": counted_file(poll)},
        "correct_cell": CHANGE,
        "declare_recusal": {"name": "委员1", "options": poll.options[:1], "reason": "近亲属"},
        "withdraw_recusal": {"one": "委员2:县民政局", "reason": "登记有误"},
        "name_presider": {"name": "程予安", "reason": "主任请假"},
        "issue_signing_code": {"name": "秦望川"},
        "sign_sheet": {"signer": "chief_scrutineer:秦望川", "scan": scan()},
        "order_recount": {"reason": "录错行", "ordered_by": "秦望川"},
        "hold_again": {"method": "paper"},
    }.get(act, {})


def by_api(poll: Poll, act: str) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "name_scrutineers": {"scrutineers": [{"name": "秦望川", "chief": True}]},
        "cancel_poll": {"reason": "会期有变"},
        "declare_collected": BALLOTS,
        "enter_counts": {"figures": figures(poll)},
        "correct_cell": CHANGE,
        "declare_recusal": {"name": "委员1", "options": poll.options[:1], "reason": "近亲属"},
        "withdraw_recusal": UNDONE,
        "name_presider": {"name": "程予安", "reason": "主任请假"},
        "issue_signing_code": {"name": "秦望川"},
        "sign_sheet": {"capacity": "teller"},
        "order_recount": {"reason": "录错行", "ordered_by": "秦望川"},
        "hold_again": {"roll": poll.roll_rows},
    }.get(act, {})


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("签字.pdf", PDF, "application/pdf")


def counted_file(poll: Poll) -> SimpleUploadedFile:
    """The template, filled in."""
    sheet = template(poll)
    for row in sheet.rows:
        cells = ["39", "", "", ""] if row[0] == "有效票" else ["1", "", "", ""]
        row[1:] = cells if row[0] in {"有效票", "无效票"} else ["30", "5", "3", "1"]  # type: ignore[index]
    return SimpleUploadedFile("计票.csv", write_csv(sheet), "text/csv")


def state_of(poll: Poll) -> tuple[Any, ...]:
    """What must not change when an act is refused."""
    fresh = b.fresh(poll)
    signatures = sum(sheet.signatures.count() for sheet in fresh.sheets.all())
    corrections = sum(entry.corrections.count() for entry in fresh.entries.all())
    return (
        fresh.state, fresh.count_no, fresh.scrutineers, fresh.entries.count(), corrections,
        fresh.sheets.count(), signatures, hasattr(fresh, "next_round"), fresh.chair,
        fresh.recusals, fresh.phones.count(),
    )  # fmt: skip


def undone(send: Callable[[], Any], poll: Poll) -> tuple[int, bool]:
    """Status and whether anything changed; the writes are rolled back."""
    with transaction.atomic():
        before = state_of(poll)
        status = send().status_code
        changed = state_of(poll) != before
        transaction.set_rollback(True)
    return status, changed


def wanted(act: str, state: str, role: str) -> set[int]:
    """The statuses of a refusal or of success."""
    who, states = MAY[act]
    if role not in who:
        # whoever may count or sign but did not enter this count: judged after the state
        if act == "sign_sheet":
            return {403, 409, 422}
        return {403, 409} if act in {"correct_cell", "lock_sheet"} else {403}
    if state in states:
        return {200, 201, 302}
    if act == "withdraw_recusal":
        return {409, 422}  # the form of a vote without recusals offers none
    # a page of the count is closed to everybody before there is one
    return {403, 409} if act in {"correct_cell", "lock_sheet", "sign_sheet"} else {409}


def asked(act: str) -> list[tuple[str, str]]:
    """(state, role): every state by one who may, and everybody else where it could be done."""
    who, states = MAY[act]
    first = next(role for role in ROLES if role in who)
    others = [(sorted(states)[0], role) for role in ROLES if role != first]
    return [*((state, first) for state in b.STATES), *others]


def poll_for(polls: Mapping[str, Poll], rating: Poll, act: str, state: str) -> Poll:
    """The poll of this state; a rating where the act is of ratings alone."""
    return rating if (act, state) in OF_RATINGS else polls[state]


def wrong(status: int, changed: bool, act: str, state: str, role: str) -> bool:
    expected = wanted(act, state, role)
    return status not in expected or changed != (200 in expected)


@pytest.mark.parametrize("act", MAY)
def test_by_page(office, polls, rating, clients, act: str):
    found = []
    for state, role in asked(act):
        poll, client = poll_for(polls, rating, act, state), clients[role]
        url = reverse(f"voting:{act}", args=[office.place.code, poll.public_id])
        url = url + "?cell=paper.0.yes" if act == "correct_cell" else url
        kept, data = deepcopy(client.cookies), by_page(poll, act)
        status, changed = undone(lambda c=client, u=url, d=data: c.post(u, d), poll)
        client.cookies = kept
        if act == "name_scrutineers" and status == 302:
            changed = True
        if act == "sign_sheet" and status == 302 and not changed:
            status = 409  # sent back to the count, where there is nothing to sign
        if wrong(status, changed, act, state, role):
            found.append(f"{state} {role}: {status} {changed}")
    assert found == []


@pytest.mark.whole
@pytest.mark.parametrize("act", PATHS)
def test_by_api(office, polls, rating, tokens, act: str):
    found = []
    for state, role in asked(act):
        poll = poll_for(polls, rating, act, state)
        path = f"/api/v1/voting/{office.place.code}/{poll.public_id}/{PATHS[act]}"
        client = Client(headers={"Authorization": f"Bearer {tokens[role]}"})
        data = by_api(poll, act)
        if act == "sign_sheet":
            data["name"] = office.actor(role).label
        status, changed = undone(
            lambda c=client, p=path, d=data: c.post(p, d, content_type="application/json"), poll
        )
        if wrong(status, changed, act, state, role):
            found.append(f"{state} {role}: {status} {changed}")
    assert found == []


def test_the_table_holds_every_act():
    assert {*MAY} - {"enter_file"} == {*ACTS} - {*CARD_ACTS} - {*NAMED_ACTS} == {*PATHS}


SEERS = {(state, role) for state in ("counted", "locked", "signed") for role in ENTERED}
SEERS |= {("signed", "chair")} | {("announced", role) for role in ROLES}


def test_who_may_see_a_count(office, polls):
    found = {
        (state, role)
        for state, poll in polls.items()
        for role in ROLES
        if queries.may_see_count(office.actor(role), b.fresh(poll))
    }
    assert found == SEERS


@pytest.mark.parametrize("state", ["collected", "counted", "signed"])
def test_no_figure_of_a_count_before_the_announcement(office, polls, clients, tokens, state: str):
    code, poll = office.place.code, polls[state]
    path = f"/api/v1/voting/{code}/{poll.public_id}"
    for role in ("clerk", "office", "chair", "member"):
        program = Client(headers={"Authorization": f"Bearer {tokens[role]}"})
        answers = [program.get(f"{path}/count").status_code]
        for name in ("count", "count_print"):
            url = reverse(f"voting:{name}", args=[code, poll.public_id])
            answers.append(clients[role].get(url).status_code)
        assert set(answers) == ({200} if (state, role) in SEERS else {403})
        result = reverse("voting:result_print", args=[code, poll.public_id])
        assert clients[role].get(result).status_code == 404
        assert program.get(path).json()["outcome"] is None
