"""状态机: every act posted in every state and every role, by page and by API; only what the table allows passes.

The table is written by hand beside the rules: who may when. Everything else is refused, and the case stays
as it was – 403 for the wrong role or office, 404 where the reader may not even see it, 409 in a wrong state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.cases import actions, queries
from oversight.cases.models import Case
from oversight.cases.tests import builders as b
from oversight.institutions.queries import today
from oversight.institutions.tests.builders import make_grant, make_office, signed_in

ROLES = ("clerk", "reviewer", "chair", "office", "other_office", "member", "liaison", "auditor")
OFFICE = {"clerk", "reviewer", "chair"}
DRAFTERS = {"clerk", "office"}
RUNNING = {"judging", "judged", "pending", "decided", "noticed", "notified"}
# act: (who may, in which states)
MAY: Mapping[str, tuple[set[str], set[str]]] = {
    "write_opinion": ({"clerk", "reviewer", "office"}, {"judging"}),
    "sign_opinion": ({"clerk", "reviewer", "office"}, {"judging"}),
    "record_decision": (OFFICE, {"judging", "judged", "decided", "noticed", "notified"}),
    "confirm_decision": ({"chair"}, {"pending"}),
    "refuse_decision": ({"chair"}, {"pending"}),
    "reassign": ({"clerk"}, RUNNING),
    "draft_notice": (DRAFTERS, {"decided"}),
    "remind_unit": (DRAFTERS, {"noticed", "notified"}),
    "draft_judgment_sheet": (
        DRAFTERS,
        {"judged", "pending", "decided", "noticed", "notified", "closed"},
    ),
    "draft_minutes_extract": (DRAFTERS, {"decided", "noticed", "notified", "closed"}),
    "draft_report_up": ({"clerk"}, {"decided", "noticed", "notified", "closed"}),
    "add_evidence": (DRAFTERS, RUNNING),
}
API = {
    "write_opinion": ("put", "/opinion"),
    "sign_opinion": ("post", "/opinion/sign"),
    "record_decision": ("post", "/decisions"),
    "confirm_decision": ("post", "/decisions/confirm"),
    "refuse_decision": ("post", "/decisions/refuse"),
    "reassign": ("post", "/reassign"),
    "draft_notice": ("post", "/notice"),
    "remind_unit": ("post", "/remind"),
    "draft_judgment_sheet": ("post", "/judgment-sheet"),
    "draft_minutes_extract": ("post", "/minutes-extract"),
    "draft_report_up": ("post", "/report-up"),
    "add_evidence": ("post", "/evidence"),
}


pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("module_db", "many_requests"),
]


@pytest.fixture(scope="module")
def world(module_db) -> dict[str, Any]:
    office = b.make_office()
    other = make_office(office.place)
    grants = {
        **office.grants,
        "other_office": make_grant(office.place, "office", body=other),
        "member": make_grant(office.place, "member"),
        "auditor": make_grant(office.place, "auditor"),
    }
    cases = {state: make(office) for state, make in STATES.items()}
    return {
        "office": office,
        "other": other,
        "cases": cases,
        "before": {state: state_of(case) for state, case in cases.items()},
        "clients": {role: signed_in(grants[role]) for role in ROLES},
        "tokens": {role: token(office, grants[role]) for role in ROLES},
    }


def token(office: b.Office, grant: Any) -> str:
    _token, plain = accounts.issue_token(
        operator(),
        office.place.code,
        account=grant.account,
        role=grant.role,
        unit_key=grant.unit_id,
        body_key=grant.body_id,
        name="取数",
        scopes=["cases:read", "cases:write", "documents:write", "filings:write", "files:write"],
        days=1,
        permitted=True,
    )
    return str(plain)


def judging(office: b.Office) -> Case:
    case = b.make_case(office)
    for role in ("clerk", "office"):
        actions.write_opinion(office.actor(role), office.place, case, **b.opinion())
    return case


def pending(office: b.Office) -> Case:
    case = b.judged(office, b.make_case(office))
    b.decide(office, case, role="clerk")
    return case


def noticed(office: b.Office) -> Case:
    case = b.decided(office)
    actions.draft_notice(office.actor("clerk"), office.place, case)
    return case


def closed(office: b.Office) -> Case:
    case = b.judged(office, b.make_case(office))
    b.decide(office, case, kind="no_action", text="不采取行动。")
    return case


STATES: Mapping[str, Callable[[b.Office], Case]] = {
    "judging": judging,
    "judged": lambda office: b.judged(office, b.make_case(office)),
    "pending": pending,
    "decided": b.decided,
    "noticed": noticed,
    "notified": b.notified,
    "closed": closed,
}


def payload(world: dict[str, Any], act: str, page: bool) -> dict[str, Any]:
    """What the act sends: complete, so that only state and role can refuse it."""
    office = world["office"]
    decision = {
        "kind": "withdraw",
        "term_no": 18,
        "meeting_no": 9,
        "on": today().isoformat(),
        "members": 9,
        "present": 8,
        "body": office.deciding.public_id,
        "text": "撤案。",
    }
    evidence = {"kind": "visit", "title": "现场查看"} | (
        {"on": today().isoformat()} if page else {}
    )
    return {
        "write_opinion": b.opinion(),
        "record_decision": decision,
        "refuse_decision": {"reason": "次数写错"},
        "reassign": {"lead_office": world["other"].public_id, "reason": "职责调整"},
        "remind_unit": {"text": "请报送初稿。"},
        "add_evidence": evidence,
    }.get(act, {})


def state_of(case: Case) -> tuple[Any, ...]:
    """What must not change when an act is refused."""
    fresh = b.fresh(case)
    return (
        fresh.state,
        fresh.round,
        fresh.lead_office_id,
        queries.facts_of(fresh),
        fresh.evidence.count(),
        fresh.decisions.count(),
    )


def undone(send: Callable[[], Any], case: Case, before: tuple[Any, ...]) -> tuple[int, bool]:
    """Status and whether a refusal changed anything; the writes are rolled back."""
    with transaction.atomic():
        status = send().status_code
        changed = status in {403, 404, 409} and state_of(case) != before
        transaction.set_rollback(True)
    return status, changed


def wanted(act: str, state: str, role: str) -> set[int]:
    """The statuses that a refusal or success may have."""
    who, states = MAY[act]
    if role in {"liaison"}:
        return {403, 404}
    if role not in who:
        return {403}
    return {200, 201, 302} if state in states else {409}


def asked(act: str) -> list[tuple[str, str]]:
    """(state, role): every state by one who may, and everybody else where it could be done."""
    who, states = MAY[act]
    first = next(role for role in ROLES if role in who)
    others = [(sorted(states)[0], role) for role in ROLES if role != first]
    return [*((state, first) for state in STATES), *others]


@pytest.mark.parametrize("act", MAY)
def test_by_page(world: dict[str, Any], act: str):
    wrong = []
    for state, role in asked(act):
        case, client = world["cases"][state], world["clients"][role]
        kept = deepcopy(client.cookies)
        url = reverse(f"cases:{act}", args=[world["office"].place.code, case.public_id])
        data = payload(world, act, page=True)
        status, changed = undone(
            lambda c=client, u=url, d=data: c.post(u, d), case, world["before"][state]
        )
        client.cookies = kept
        expected = wanted(act, state, role)
        if status not in expected or changed:
            wrong.append(f"{state} {role}: {status}, expected {sorted(expected)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.whole
@pytest.mark.parametrize("act", MAY)
def test_by_api(world: dict[str, Any], act: str):
    method, tail = API[act]
    wrong = []
    for state, case in world["cases"].items():
        for role in ROLES:
            path = f"/api/v1/cases/{world['office'].place.code}/{case.public_id}{tail}"
            headers = {"Authorization": f"Bearer {world['tokens'][role]}"}
            data = payload(world, act, page=False)
            status, changed = undone(
                lambda p=path, d=data, h=headers: getattr(Client(), method)(
                    p, d, content_type="application/json", headers=h
                ),
                case,
                world["before"][state],
            )
            expected = wanted(act, state, role)
            if status not in expected or changed:
                wrong.append(f"{state} {role}: {status}, expected {sorted(expected)}")
    assert not wrong, "\n".join(wrong)


def test_the_table_holds_every_act_of_a_form():
    from oversight.cases.pages.possible import ACTS
    from oversight.cases.tests.test_hearing_machine import MAY as LOOP

    assert {*MAY, *LOOP, "withdraw_notice"} == set(ACTS)
