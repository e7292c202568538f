"""每一项行为、每一种状态、每一个职务: page and API answer as the rule says, and refuse everything else."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oversight.accounts import actions as accounts
from oversight.accounts.scopes import SCOPES
from oversight.audit.actors import operator
from oversight.documents.models import Paper
from oversight.documents.rules import sign_off
from oversight.documents.standing import facts_of, who_of
from oversight.documents.tests.builders import (
    PDF,
    ROLES,
    Office,
    at_state,
    make_office,
    make_paper,
    make_scan,
)
from oversight.institutions import actions as institutions
from oversight.institutions.models import RoleGrant
from oversight.institutions.queries import actor_for
from oversight.institutions.tests import builders as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("module_db", "many_requests"),
]

STATES = [state for state, _word in Paper.STATES]
REASON = {"reason": "会期有变"}
# act → page, API address, what is sent by page, by API; what needs a record of its own is filled in below
ACTS: dict[str, tuple[str, str, dict[str, Any], dict[str, Any]]] = {
    "edit": ("paper_edit", "", {"title": "新标题", "text": "新正文"}, {"text": "新正文"}),
    "submit": ("paper_submit", "submit", {}, {}),
    "withdraw": ("paper_withdraw", "withdraw", REASON, REASON),
    "check": ("paper_check", "check", {}, {}),
    "ask_cosign": ("paper_ask_cosign", "ask-cosign", {}, {}),
    "cosign": ("paper_cosign", "cosign", {}, {}),
    "sign": ("paper_sign", "sign", {}, {}),
    "seal": ("paper_seal", "seal", {}, {}),
    "issue": ("paper_issue", "issue", {}, {}),
    "return": ("paper_return", "return", {"to": "drafter", **REASON}, REASON),
    "recall": ("paper_recall", "recall", REASON, REASON),
    "archive": ("paper_archive", "archive", {"retention": "30年"}, {}),
}


@pytest.fixture(scope="module")
def office(module_db) -> Office:
    return make_office()


@pytest.fixture(scope="module")
def papers(office: Office) -> dict[str, Paper]:
    return {state: at_state(office, state) for state in STATES}


@pytest.fixture(scope="module")
def clients(office: Office) -> dict[str, Client]:
    return {role: make.signed_in(office.grants[role]) for role in ROLES}


@pytest.fixture(scope="module")
def tokens(office: Office) -> dict[str, str]:
    return {role: token_of(office, office.grants[role]) for role in ROLES}


def token_of(office: Office, grant: RoleGrant) -> str:
    keys = {"unit_key": grant.unit_id, "body_key": grant.body_id}
    values = {"name": "试", "scopes": sorted(SCOPES), "days": 5, "permitted": True, **keys}
    _token, plain = accounts.issue_token(
        operator(), office.place.code, account=grant.account, role=grant.role, **values
    )
    return plain


def expected(office: Office, paper: Paper, act: str, role: str) -> set[int]:
    """The statuses that the rule allows: done, refused for the state or the person, or none of their business."""
    actor = office.actor(role)
    verdict = sign_off.judge(act, facts_of(office.place, paper), who_of(actor, office.place))
    if verdict.allowed:
        return {200, 302}
    return {403} if verdict.code == "wrong_role" else {409}


def undone(ask: Any) -> int:
    """The status of an answer whose writes are undone."""
    with transaction.atomic():
        status = ask().status_code
        transaction.set_rollback(True)
    return int(status)


def asked(office: Office, paper: Paper, act: str) -> list[str]:
    """Whoever may do this to papers of other states too, and one of those who never may, another for each state."""
    refused = [role for role in ROLES if expected(office, paper, act, role) == {403}]
    turn = crc32(f"{act} {paper.state}".encode()) % len(ROLES)
    return [role for role in ROLES if role not in refused] + (refused * len(ROLES))[turn : turn + 1]


@pytest.mark.parametrize("act", ACTS)
def test_by_page(office, papers, clients, act: str):
    name, _path, sent, _body = ACTS[act]
    other = make.make_office(office.place)
    wrong = []
    for state, paper in papers.items():
        data: dict[str, Any] = dict(sent)
        if act == "ask_cosign":
            data["offices"] = [other.public_id]
        if act == "edit":
            data["version"] = paper.version
        address = reverse(f"documents:{name}", args=[office.place.code, paper.public_id])
        for role in asked(office, paper, act):
            client = clients[role]
            if act == "seal":
                data["file"] = scan_upload()
            status = undone(lambda c=client, a=address, d=dict(data): c.post(a, d))
            if status not in expected(office, paper, act, role):
                wrong.append(f"{role} {act} {state}: {status}")
    assert wrong == []


@pytest.mark.whole
@pytest.mark.parametrize("act", ACTS)
def test_by_api(office, papers, tokens, act: str):
    _name, path, _sent, body = ACTS[act]
    scan, other = make_scan(office), make.make_office(office.place)
    extra = {"ask_cosign": {"offices": [other.public_id]}, "seal": {"file": scan.public_id}}
    wrong = []
    for state, paper in papers.items():
        address = f"/api/v1/documents/{office.place.code}/papers/{paper.public_id}"
        address = f"{address}/{path}" if path else address
        for role, token in tokens.items():
            client = Client(headers={"Authorization": f"Bearer {token}"})
            method = client.post if path else client.patch
            data = {**body, **extra.get(act, {})}
            status = undone(
                lambda m=method, a=address, d=data: m(a, d, content_type="application/json")
            )
            if status not in expected(office, paper, act, role):
                wrong.append(f"{role} {act} {state}: {status}")
    assert wrong == []


def test_an_office_works_only_on_drafts_of_its_own_people(office, clients, tokens):
    """By page and API: the drafter's colleague may, the staff of another office may not, the clerk always."""
    colleague = make.make_grant(office.place, "office", body=office.office)
    stranger = make.make_grant(office.place, "office", body=make.make_office(office.place))
    drafter = office.actor("office")
    paper = make_paper(office, by=drafter)
    who = {"colleague": colleague, "stranger": stranger}
    browsers = {**clients, **{name: make.signed_in(grant) for name, grant in who.items()}}
    keys = {**tokens, **{name: token_of(office, grant) for name, grant in who.items()}}
    allowed = {"clerk": {200, 302}, "office": {200, 302}, "colleague": {200, 302}}
    for act in ("edit", "submit", "withdraw"):
        name, path, sent, body = ACTS[act]
        page = reverse(f"documents:{name}", args=[office.place.code, paper.public_id])
        api = f"/api/v1/documents/{office.place.code}/papers/{paper.public_id}"
        api, method = (f"{api}/{path}", "post") if path else (api, "patch")
        for role in (*allowed, "stranger"):
            data = {**sent, "version": paper.version}
            status = undone(lambda c=browsers[role], a=page, d=data: c.post(a, d))
            assert status in allowed.get(role, {409}), f"page {role} {act}"
            program = Client(headers={"Authorization": f"Bearer {keys[role]}"})
            ask = getattr(program, method)
            status = undone(lambda m=ask, a=api, d=body: m(a, d, content_type="application/json"))
            assert status in allowed.get(role, {409}), f"api {role} {act}"
    shown = browsers["stranger"].get(reverse("documents:paper", args=page_keys(office, paper)))
    assert "paper_edit" not in [button.url for button in shown.context["others"]]
    assert "不是你委室的人拟的" in shown.context["step"].refusal
    edit = browsers["stranger"].get(reverse("documents:paper_edit", args=page_keys(office, paper)))
    assert "不是你委室的人拟的" in edit.context["page"].lead


def test_whoever_leaves_an_office_leaves_the_drafts_to_it(office):
    gone = make.make_grant(office.place, "office", body=office.office)
    paper = make_paper(office, by=actor_for(gone))
    institutions.revoke_role(operator(), office.place, grant=gone, reason="调离")
    facts = facts_of(office.place, paper)
    assert facts.author_offices == {office.office.pk}
    assert facts_of(office.place, make_paper(office)).author_offices == frozenset()


def page_keys(office: Office, paper: Paper) -> list[str]:
    return [office.place.code, paper.public_id]


@pytest.mark.parametrize("act", ["acknowledge", "call"])
def test_receipts_by_page_and_api(office, papers, clients, tokens, act: str):
    wrong = []
    data = {"name": "程予安", "via": "phone", "note": "电话确认"}
    for state in ("issued", "archived", "recalled"):
        paper = papers[state]
        receipt = paper.receipts.get()
        page = reverse(f"documents:receipt_{act}", args=[office.place.code, receipt.public_id])
        api = f"/api/v1/documents/{office.place.code}/receipts/{receipt.public_id}/{act}"
        for role in ROLES:
            at = timezone.localtime()
            sent = {**data, "at": at.strftime("%Y-%m-%dT%H:%M")}
            client, token = clients[role], tokens[role]
            status = undone(lambda c=client, a=page, d=sent: c.post(a, d))
            allowed = expected(office, paper, act, role)
            on_page = allowed if role == "clerk" else {403}
            if status not in on_page:
                wrong.append(f"page {role} {state}: {status}")
            program = Client(headers={"Authorization": f"Bearer {token}"})
            body = {**data, "at": at.isoformat()} if act == "acknowledge" else {"note": "无人接听"}
            status = undone(
                lambda c=program, a=api, d=body: c.post(a, d, content_type="application/json")
            )
            if status not in allowed:
                wrong.append(f"api {role} {state}: {status}")
    assert wrong == []


def scan_upload() -> Any:
    return SimpleUploadedFile("用印件.pdf", PDF, "application/pdf")
