"""接口: the same acts by token, with their refusals as problem+json."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.accounts.scopes import SCOPES
from oversight.audit.actors import operator
from oversight.files.actions import store_file
from oversight.files.tests.builders import picture
from oversight.followups.rules import progress
from oversight.followups.tests.builders import STATES, in_days, make_followup, make_office, workbook

pytestmark = pytest.mark.django_db

SENT: dict[str, tuple[str, str, dict[str, Any]]] = {
    "accept": ("liaison", "accept", {}),
    "report_progress": ("liaison", "progress", {"text": "一步"}),
    "report_done": ("liaison", "done", {"text": "完成"}),
    "return_report": ("unit_head", "return", {"reason": "重写"}),
    "verify": ("clerk", "verify", {"text": "看过"}),
    "send_back": ("clerk", "send-back", {"reason": "没好"}),
    "ask_extension": ("liaison", "extension", {"due": "", "reason": "等"}),
    "grant_extension": ("clerk", "extension/answer", {"answer": "granted", "reason": "行"}),
    "withdraw": ("clerk", "withdraw", {"reason": "重复"}),
    "urge": ("clerk", "urge", {}),
    "add_part": ("liaison", "parts", {"section": "甲科"}),
}


@pytest.fixture
def office():
    return make_office()


def header(office, role: str) -> dict[str, str]:
    grant = office.grants[role]
    _token, plain = accounts.issue_token(
        operator(),
        office.place.code,
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


def address(office, *parts: str) -> str:
    return "/".join(["/api/v1/followups", office.place.code, *parts])


def post(path: str, headers: dict[str, str], body: dict[str, Any]) -> Any:
    return Client().post(path, body, content_type="application/json", headers=headers)


def test_a_unit_reads_its_own_items_and_what_is_possible(office):
    item = make_followup(office, "in_progress")
    headers = header(office, "liaison")
    listed = Client().get(address(office), headers=headers).json()
    assert [row["id"] for row in listed["items"]] == [item.public_id]
    full = Client().get(address(office, "items", item.public_id), headers=headers).json()
    assert "report_done" in full["possible"]
    assert "verify" not in full["possible"]
    assert full["reports"][0]["text"] == "已排出计划。"


@pytest.mark.parametrize("state", STATES)
def test_every_act_in_every_wrong_state_by_api(office, state: str):
    item = make_followup(office, state)
    headers = {role: header(office, role) for role in ("clerk", "liaison", "unit_head")}
    wrong = []
    for step, (role, path, body) in SENT.items():
        if state in progress.STEPS[step].states and step != "grant_extension":
            continue
        body = {**body, "due": in_days(40).isoformat()} if "due" in body else body
        answer = post(address(office, "items", item.public_id, path), headers[role], body)
        problem = answer.json()
        if answer.status_code != 409 or not (problem.get("code") and problem.get("basis")):
            wrong.append(f"{step}: {answer.status_code} {problem}")
    assert wrong == []


def test_from_report_to_verification_with_stored_files(office):
    item = make_followup(office)
    stored = store_file(
        office.liaison, office.place, name="现场.png", stream=BytesIO(picture("PNG"))
    )
    path = address(office, "items", item.public_id)
    body = {"text": "全部办完", "files": [stored.public_id]}
    done = post(f"{path}/done", header(office, "liaison"), body).json()
    assert (done["state"], done["version"]) == ("reported_done", 2)
    own = post(f"{path}/verify", header(office, "liaison"), {"text": "好"})
    assert own.status_code == 403
    assert post(f"{path}/verify", header(office, "clerk"), {"text": "看过"}).status_code == 200
    full = Client().get(path, headers=header(office, "auditor")).json()
    assert full["verifications"][0]["outcome"] == "verified"
    assert full["reports"][0]["evidence"][0]["sha256"] == stored.sha256


def test_the_workbook_by_token(office):
    make_followup(office)
    headers = header(office, "liaison")
    content = Client().get(address(office, "sheet"), headers=headers).content
    answer = Client().post(
        address(office, "sheet"), {"file": workbook("a.xlsx", content)}, headers=headers
    )
    assert answer.json()["unchanged"] == 1
