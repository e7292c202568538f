"""听取全程的状态机: every act by page in every state, and by API by every role; the rest stands in test_stages.

As in ``test_machine``: what the table does not allow is refused, and the case stays as it was.
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
from oversight.audit.queries import last_entry
from oversight.cases import queries_hearing
from oversight.cases.models import Case
from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h
from oversight.documents.tests.builders import PDF
from oversight.institutions.queries import today
from oversight.institutions.tests.builders import make_grant, make_office, make_unit, signed_in

ROLES = (
    "clerk", "reviewer", "chair", "office", "other_office", "member", "deputy", "liaison", "unit_head",
    "other_liaison", "auditor",
)  # fmt: skip
DRAFTERS = {"clerk", "office"}
VERIFIERS = {"clerk", "reviewer", "chair", "office", "member"}
UNIT = {"liaison", "unit_head"}
TRACKING = {"tracking", "replied", "closing"}
ANNOUNCED = {"failed", "failed_twice", "passed", "resolved", *TRACKING}
# act: (who may, in which states)
MAY: Mapping[str, tuple[set[str], set[str]]] = {
    "draft_report": (UNIT, {"told", "placed", "failed", "tracking"}),
    "submit_report": ({"unit_head"}, {"told"}),
    "enter_report": (DRAFTERS, {"told", "placed", "failed", "tracking"}),
    "return_report": (DRAFTERS, {"told", "placed", "failed", "replied"}),
    "record_finding": (DRAFTERS, {"told", "placed", "failed"}),
    "send_findings": (DRAFTERS, {"told"}),
    "answer_finding": (UNIT, {"told", "failed"}),
    "place_hearing": (DRAFTERS, {"told", "failed"}),
    "distribute_report": (DRAFTERS, {"placed"}),
    "draft_opinions": (DRAFTERS, {"passed"}),
    "pass_opinions": (DRAFTERS, set()),
    "verify_reply": (VERIFIERS, {"replied"}),
    "give_view": ({"deputy", "member"}, TRACKING),
    "enter_view": (DRAFTERS, TRACKING),
    "record_calls": (DRAFTERS, TRACKING),
    "take_figures": (DRAFTERS, set()),
    "propose_closing": (DRAFTERS, set()),
    "verify_closing": (VERIFIERS - {"clerk"}, {"closing"}),
    "refuse_closing": (VERIFIERS, {"closing"}),
    "propose_publication": ({"clerk"}, ANNOUNCED),
}
API = {
    "draft_report": ("put", "/reports/draft"),
    "submit_report": ("post", "/reports/submit"),
    "enter_report": ("post", "/reports/enter"),
    "return_report": ("post", "/reports/return"),
    "record_finding": ("post", "/findings"),
    "send_findings": ("post", "/findings/send"),
    "answer_finding": ("post", "/findings/answer"),
    "place_hearing": ("post", "/hearings"),
    "distribute_report": ("post", "/hearings/distribute"),
    "draft_opinions": ("post", "/opinions"),
    "pass_opinions": ("post", "/opinions/passed"),
    "verify_reply": ("post", "/opinions/verify"),
    "give_view": ("post", ""),
    "enter_view": ("post", "/views"),
    "record_calls": ("post", "/calls"),
    "take_figures": ("post", "/figures"),
    "propose_closing": ("post", "/closing"),
    "verify_closing": ("post", "/closing/verify"),
    "refuse_closing": ("post", "/closing/refuse"),
    "propose_publication": ("post", "/publications"),
}
SCOPES = [
    "cases:read", "cases:write", "documents:write", "files:write", "meetings:write", "publications:write",
]  # fmt: skip
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("module_db", "many_requests"),
]


@pytest.fixture(scope="module")
def world(module_db: None) -> dict[str, Any]:
    office = b.make_office()
    place = office.place
    other_unit = make_unit(place, "市园林局")
    grants = {
        **office.grants,
        "other_office": make_grant(place, "office", body=make_office(place)),
        "other_liaison": make_grant(place, "liaison", unit=other_unit),
        **{role: make_grant(place, role) for role in ("member", "deputy", "auditor")},
    }
    for role in ("deputy", "member"):
        h.joined(place, grants[role])
    cases = {state: make(office) for state, make in h.STATES.items()}
    return {
        "office": office,
        "cases": cases,
        "meetings": [h.make_meeting(office, days).public_id for days in (40, 80, 120)],
        "scan": h.scan(office).public_id,
        "deputies": h.deputies(office, 3),
        "clients": {role: signed_in(grants[role]) for role in ROLES},
        "tokens": {role: token(office, grants[role]) for role in ROLES},
    }


def token(office: b.Office, grant: Any) -> str:
    """A token with every scope that the acts need."""
    _token, plain = accounts.issue_token(
        operator(),
        office.place.code,
        account=grant.account,
        role=grant.role,
        unit_key=grant.unit_id,
        body_key=grant.body_id,
        name="取数",
        scopes=SCOPES,
        days=1,
        permitted=True,
    )
    return str(plain)


def payload(world: dict[str, Any], act: str, case: Case, page: bool) -> dict[str, Any]:
    """What the act sends: complete, so that only state and role can refuse it."""
    day = today().isoformat()
    file: Any = SimpleUploadedFile("件.pdf", PDF) if page else world["scan"]
    waiting = [one for one in queries_hearing.findings_of(case) if one.sent_at and not one.answer]
    finding = waiting[0].public_id if waiting else "nothing"
    opinions = queries_hearing.opinions_now(case)
    count = len(opinions.items) if opinions else 2
    outcomes: dict[str, Any] = {"outcomes": ["done"] * count}
    if page:
        outcomes = {f"outcome_{number + 1}": "done" for number in range(count)}
    at = 1 if case.state == "failed" else 0
    names = [one.name for one in world["deputies"]]
    return {
        "draft_report": {"text": "一稿。"},
        "enter_report": {"received_on": day, "submitted_label": "局长", "file": file},
        "return_report": {"reason": "缺附表"},
        "record_finding": {"title": "返修慢", "text": "看了。", "on": day},
        "answer_finding": {"text": "已整改。"} | ({} if page else {"finding": finding}),
        "place_hearing": {"meeting": world["meetings"][at]},
        "draft_opinions": {"items": "加快返修。" if page else ["加快返修。"]},
        "pass_opinions": {"term_no": 18, "meeting_no": 40, "on": day},
        "verify_reply": {"text": "属实。", **outcomes},
        "give_view": {"view": "solved"},
        "enter_view": {
            "people": "\n".join(names) if page else [one.public_id for one in world["deputies"]],
            "solved": 0, "partly": 3, "unsolved": 0, "file": file,
        },
        "record_calls": {
            "on": day, "called": 9, "reached": 6, "solved": 4, "partly": 1, "unsolved": 1
        },
        "propose_closing": {"text": "解决了。"},
        "verify_closing": {"text": "属实。"},
        "refuse_closing": {"reason": "再看一个月"},
        "propose_publication": {"what": "result"},
    }.get(act, {})  # fmt: skip


def undone(send: Callable[[], Any], act: str, case: Case) -> tuple[int, bool]:
    """Status and whether the act was done, which leaves its entry; the writes are rolled back."""
    place, code = case.jurisdiction.code, f"cases.{act}"
    with transaction.atomic():
        before = last_entry(place, code)
        status = send().status_code
        done = last_entry(place, code) != before
        transaction.set_rollback(True)
    return status, done


def in_every_state(act: str) -> list[tuple[str, str]]:
    """One who may, in every state."""
    return [(state, min(MAY[act][0])) for state in h.STATES]


def in_every_role(act: str) -> list[tuple[str, str]]:
    """Every role, in a state where it is possible."""
    right = min(MAY[act][1]) if MAY[act][1] else "tracking"
    return [(right, role) for role in ROLES]


def wanted(act: str, state: str, role: str) -> set[int]:
    """The statuses that a refusal or success may have; 404 where the reader may not even see the case."""
    who, states = MAY[act]
    if role not in who:
        refused = {403, 404} if role in {"liaison", "unit_head", "other_liaison"} else {403}
        return {409} if act == "verify_closing" and role == "clerk" else refused
    if state in states:
        return {200, 201, 302}
    hidden = act == "give_view" or (role in UNIT and state == "judged")
    return {404} if hidden else {404, 409} if act == "answer_finding" else {409}


def mistakes(
    act: str,
    asked: list[tuple[str, str]],
    send: Callable[[str, Case], Any],
    world: dict[str, Any],
) -> list[str]:
    """Where a status is not the expected one, or a refused act was done all the same."""
    wrong = []
    for state, role in asked:
        case = world["cases"][state]
        status, done = undone(lambda r=role, c=case: send(r, c), act, case)  # type: ignore[misc]
        expected = wanted(act, state, role)
        if status not in expected or done != (status < 400):
            wrong.append(f"{state} {role}: {status}, expected {sorted(expected)}")
    return wrong


@pytest.mark.parametrize("act", MAY)
def test_by_page(world: dict[str, Any], act: str):
    def send(role: str, case: Case) -> Any:
        client: Client = world["clients"][role]
        kept = deepcopy(client.cookies)
        url = reverse(f"cases:{act}", args=[world["office"].place.code, case.public_id])
        answer = client.post(url, payload(world, act, case, page=True))
        client.cookies = kept
        return answer

    found = mistakes(act, in_every_state(act), send, world)
    assert not found, "\n".join(found)


@pytest.mark.whole
@pytest.mark.parametrize("act", MAY)
def test_by_api(world: dict[str, Any], act: str):
    method, tail = API[act]

    def send(role: str, case: Case) -> Any:
        path = f"/api/v1/cases/{world['office'].place.code}/{case.public_id}{tail}"
        if act == "give_view":
            path = f"/api/v1/cases/{world['office'].place.code}/views/{case.public_id}"
        return getattr(Client(), method)(
            path,
            payload(world, act, case, page=False),
            content_type="application/json",
            headers={"Authorization": f"Bearer {world['tokens'][role]}"},
        )

    found = mistakes(act, in_every_role(act), send, world)
    assert not found, "\n".join(found)
