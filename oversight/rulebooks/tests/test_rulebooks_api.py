"""规则簿的接口: what is in force, versions and differences; drafting and adopting with a token."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.audit import queries as audit
from oversight.institutions import queries as institutions
from oversight.institutions.tests.builders import make_grant, make_place
from oversight.rulebooks import queries, shipped
from oversight.rulebooks.tests.builders import deciding_body, make_adopted, make_draft

pytestmark = pytest.mark.django_db
BASE = "/api/v1/rulebooks"


def caller(place: Any, role: str = "clerk", scopes: tuple[str, ...] = ()) -> Client:
    """A client with a token of the role."""
    grant = make_grant(place, role)
    _token, plain = accounts.issue_token(
        institutions.actor_for(grant),
        place.code,
        account=grant.account,
        role=role,
        unit_key=None,
        body_key=None,
        name="取数",
        scopes=list(scopes or ("rulebooks:read", "rulebooks:write")),
        days=30,
        permitted=True,
    )
    return Client(headers={"authorization": f"Bearer {plain}"})


def send(client: Client, method: str, path: str, body: Any) -> Any:
    return getattr(client, method)(BASE + path, json.dumps(body), content_type="application/json")


def test_what_is_in_force_on_a_day():
    place = make_place("yun")
    make_adopted(place, double_rise={"min_count": 20})
    client = caller(place)
    before = client.get(f"{BASE}/yun/in-force?day=2026-01-07").json()
    assert before["template"] and before["reference"] == shipped.template().reference
    found = client.get(f"{BASE}/yun/in-force?day=2026-01-08").json()
    assert (found["template"], found["label"]) == (False, "2026年第1版")
    assert found["sections"]["double_rise"]["min_count"] == 20
    assert {
        row["levels"] and "county" in row["levels"] for row in found["sections"]["methods"]["rows"]
    }


def test_a_draft_is_made_changed_compared_and_adopted_by_another():
    place = make_place("yun")
    body = deciding_body(place).public_id
    clerk, chair = caller(place), caller(place, "chair")
    draft = send(clerk, "post", "/yun/versions", {"body": body}).json()
    assert draft["state"] == "draft" and draft["reference"].endswith("@0")
    one = f"/yun/versions/{draft['id']}"
    values = {**json.loads(shipped.template().canonical)["overdue"], "due_soon_days": 7}
    wrong = send(
        clerk, "put", f"{one}/sections/overdue", {"values": {**values, "due_soon_days": 0}}
    )
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["where"]) == (
        422, "too_small", "due_soon_days",
    )  # fmt: skip
    changed = send(clerk, "put", f"{one}/sections/overdue", {"values": values})
    assert changed.status_code == 200
    again = {"values": values, "seen": draft["sha256"]}
    assert (
        send(clerk, "put", f"{one}/sections/overdue", again).json()["code"] == "written_meanwhile"
    )
    content = clerk.get(f"{BASE}{one}/content").json()
    assert shipped.sha256_of(shipped.canonical_of(content)) == changed.json()["sha256"]
    (found,) = clerk.get(f"{BASE}{one}/differences").json()
    assert (found["item"], found["before"], found["after"]) == ("due_soon_days", 10, 7)
    meeting = {
        "body": body, "term_no": 18, "meeting_no": 36, "on": "2026-01-08",
        "paper_number": "示人常发〔2026〕3号", "valid_from": "2026-01-08",
    }  # fmt: skip
    assert send(clerk, "post", f"{one}/adopt", meeting).status_code == 403
    adopted = send(chair, "post", f"{one}/adopt", meeting)
    assert adopted.status_code == 200 and adopted.json()["label"] == "2026年第1版"
    entry = audit.last_entry("yun", "rulebooks.adopt_version")
    assert entry is not None and entry.facts["reference"] == adopted.json()["reference"]
    assert (
        send(chair, "post", f"{one}/end", {"on": "2026-02-01", "basis": "决定"}).status_code == 200
    )


def test_copying_from_above_only():
    city = make_place("yun", "city")
    county = make_place("lin", "county", parent=city)
    source, draft = make_adopted(city), make_draft(city)
    client, body = caller(county), deciding_body(county).public_id
    sent = {"body": body, "source": source.public_id, "sections": ["overdue"]}
    made = send(client, "post", "/lin/copies", sent)
    assert made.status_code == 201 and made.json()["copied_from"] == source.reference
    key = queries.draft_of(county).public_id
    assert (
        send(client, "post", f"/lin/versions/{key}/withdraw", {"reason": "改期"}).status_code == 200
    )
    sent["source"] = draft.public_id
    assert send(client, "post", "/lin/copies", sent).status_code == 404


def test_scope_and_place_narrow_a_token():
    place = make_place("yun")
    make_place("hai")
    reader = caller(place, scopes=("rulebooks:read",))
    assert reader.get(f"{BASE}/yun/versions").json() == []
    assert reader.get(f"{BASE}/hai/versions").status_code == 403
    body = {"body": deciding_body(place).public_id}
    assert send(reader, "post", "/yun/versions", body).status_code == 403
    assert caller(place, scopes=("inbox:read",)).get(f"{BASE}/yun/in-force").status_code == 403
