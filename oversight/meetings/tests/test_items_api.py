"""接口: a question from filing to a promise, and the audit ledger as a workbook."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.accounts.scopes import SCOPES
from oversight.audit.actors import operator
from oversight.institutions.sheets.workbook import MIME
from oversight.meetings.tests import builders as build
from oversight.meetings.tests.hearings import Hearing, make_hearing
from oversight.meetings.tests.test_audits import FIRST, workbook
from oversight.voting import queries as voting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def hearing(module_db) -> Hearing:
    return make_hearing()


@pytest.fixture(scope="module")
def header(hearing) -> dict[str, str]:
    """The clerk's token."""
    grant = hearing.house.grants["clerk"]
    _token, plain = accounts.issue_token(
        operator(),
        hearing.house.place.code,
        account=grant.account,
        role="clerk",
        unit_key=None,
        body_key=None,
        name="取数",
        scopes=sorted(SCOPES),
        days=3,
        permitted=True,
    )
    return {"HTTP_AUTHORIZATION": f"Bearer {plain}"}


def test_a_question_goes_from_filing_to_a_promise(hearing, header):
    client, base = Client(), f"/api/v1/meetings/{hearing.house.place.code}"
    json: dict[str, Any] = {"content_type": "application/json", **header}
    listed = f"{base}/agenda/{hearing.item.public_id}/questions"
    asked = {"text": "成本怎么算？", "name": "周知行", "capacity": "expert"}
    made = client.post(listed, {**asked, "unit": hearing.unit.public_id}, **json).json()
    assert (made["moment"], made["entered"], made["state"]) == ("before", True, "filed")
    one = f"{base}/questions/{made['id']}"
    assert client.post(f"{one}/ask", **json).json()["code"] == "not_considered"
    hearing.consider()
    assert client.post(f"{one}/ask", **json).json()["possible"] == ["answer", "block", "defer"]
    answer = {"official": "陆景行", "official_title": "局长", "text": "按面积算，年底公布。"}
    given = client.post(f"{one}/answers", {**answer, "unit": hearing.unit.public_id}, **json)
    assert given.json()["answers"][0]["is_head"]
    assert client.post(f"{one}/promises", {"text": "年底公布"}, **json).status_code == 201
    assert client.get(one, **header).json()["promises"][0]["unit"] == "县水利局"
    assert [row["id"] for row in client.get(listed, **header).json()] == [made["id"]]


def test_a_person_is_nominated_papered_and_voted_on_under_named_scrutineers(hearing, header):
    house, client = hearing.house, Client()
    json: dict[str, Any] = {"content_type": "application/json", **header}
    item = build.considered(house, hearing.meeting, "任免案", kind="appointment")
    base = f"/api/v1/meetings/{house.place.code}"
    persons = f"{base}/agenda/{item.public_id}/appointments"
    named = {"kind": "appoint", "name": "陆景行", "post": "局长", "nominator": "县长"}
    one = f"{base}/appointments/{client.post(persons, named, **json).json()['id']}"
    made = client.post(f"{one}/papers", {"kind": "nomination"}, **json)
    assert made.status_code == 201 and made.json()["paper"]
    assert client.post(f"{one}/papers", {"kind": "nomination"}, **json).status_code == 409
    assert client.post(f"{one}/papers", {"kind": "certificate"}, **json).status_code == 409
    client.post(f"{one}/introduce", {"introduced_by": "县长", "text": "情况。"}, **json)
    watchers = [{"name": "甲", "chief": True}, {"name": "乙"}]
    poll = client.post(f"{persons}/vote", {"scrutineers": watchers}, **json)
    assert poll.status_code == 201, poll.content
    kept = voting.poll_by_id(house.place, poll.json()["poll"])
    assert kept is not None and [each["name"] for each in kept.scrutineers] == ["甲", "乙"]


def test_the_audit_ledger_goes_in_and_out_as_a_workbook(hearing, header):
    house, client = hearing.house, Client()
    item = build.make_item(house, hearing.meeting, "审计工作报告", kind="audit_report")
    url = f"/api/v1/meetings/{house.place.code}/agenda/{item.public_id}/ledger"
    sent = SimpleUploadedFile("台账.xlsx", workbook(FIRST), MIME)
    assert client.post(f"{url}/workbook", {"file": sent}, **header).json()["imported"] is True
    found = client.get(url, **header).json()
    assert (found["amount"], found["rows"][0]["rectified"]) == (120.5, None)
    row = f"/api/v1/meetings/{house.place.code}/ledger/{found['rows'][0]['id']}"
    assert client.get(row, **header).json() == found["rows"][0]
    assert client.get(f"{url}/workbook", **header).content[:2] == b"PK"
    bad = SimpleUploadedFile("台账.xlsx", workbook([*FIRST[:4], "很多", *FIRST[5:]]), MIME)
    refused = client.post(f"{url}/workbook", {"file": bad}, **header).json()
    assert (refused["imported"], refused["problems"][0]["cell"]) == (False, "E2")
