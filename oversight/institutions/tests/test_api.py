"""The API: public reads without account, everything else by token, scope and role."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.audit.actors import operator
from oversight.institutions import actions, queries
from oversight.institutions.sheets import exporting
from oversight.institutions.tests.builders import (
    make_bodies,
    make_deputy,
    make_grant,
    make_person,
    make_place,
    make_unit,
)

BASE = "/api/v1/institutions"
ALL = ["institutions:read", "institutions:write", "accounts:write", "audit:read"]


def caller(place: Any, role: str = "clerk", scopes: list[str] | None = None) -> Client:
    """A client with a token of the role."""
    grant = make_grant(place, role)
    _token, plain = accounts.issue_token(
        queries.actor_for(grant),
        place.code,
        account=grant.account,
        role=role,
        unit_key=grant.unit_id,
        name="test",
        scopes=scopes or ALL,
        days=1,
        permitted=True,
    )
    return Client(headers={"Authorization": f"Bearer {plain}"})


def send(client: Client, method: str, path: str, body: Any) -> Any:
    return getattr(client, method)(BASE + path, json.dumps(body), content_type="application/json")


@pytest.mark.django_db
def test_anybody_reads_units_bodies_and_deputies_but_no_telephone() -> None:
    place = make_place("yun")
    make_bodies(place)
    make_unit(place, "城管局")
    mandate = make_deputy(place, "周一")
    actions.correct_person(operator(), place, person=mandate.person, phone="13900000000")
    client = Client()
    assert client.get(f"{BASE}/yun/units").json()["items"][0]["name"] == "城管局"
    assert {b["kind"] for b in client.get(f"{BASE}/yun/bodies").json()} >= {"congress"}
    deputies = client.get(f"{BASE}/yun/deputies").json()
    assert deputies["items"][0]["name"] == "周一"
    assert "13900000000" not in json.dumps(deputies)
    assert client.get(f"{BASE}/yun/people").status_code == 401
    assert client.get(f"{BASE}/nowhere/units").status_code == 404


@pytest.mark.django_db
def test_a_clerk_writes_by_token_and_the_act_is_recorded() -> None:
    place = make_place("yun")
    client = caller(place)
    made = send(client, "post", "/yun/units", {"name": "水利局"})
    assert made.status_code == 201
    key = made.json()["public_id"]
    body = {"name": "水务局", "on": "2026-07-01", "basis": "机构改革方案"}
    assert send(client, "post", f"/yun/units/{key}/rename", body).json()["name"] == "水务局"
    lineage = client.get(f"{BASE}/yun/lineage?day=2026-07-02").json()
    assert lineage["successors"] == {"水利局": "水务局"}
    entry = client.get(f"{BASE}/yun/records").json()["items"][0]
    assert (entry["code"], entry["basis"]) == ("institutions.rename_unit", "机构改革方案")
    assert client.get(f"{BASE}/yun/records/check").json()["valid"] is True


@pytest.mark.django_db
def test_scope_role_and_place_each_narrow_a_token() -> None:
    place, other = make_place("yun"), make_place("hai")
    reader = caller(place, scopes=["institutions:read"])
    assert reader.get(f"{BASE}/yun/people").status_code == 200
    assert send(reader, "post", "/yun/units", {"name": "水利局"}).status_code == 403
    assert reader.get(f"{BASE}/yun/records").status_code == 403
    member = caller(place, "member")
    assert send(member, "post", "/yun/units", {"name": "水利局"}).status_code == 403
    assert caller(other).get(f"{BASE}/yun/people").status_code == 403
    assert queries.units_of(place).count() == 0


@pytest.mark.django_db
def test_a_refusal_is_a_problem_document_with_code_and_field() -> None:
    place = make_place("yun")
    make_unit(place, "水利局")
    answer = send(caller(place), "post", "/yun/units", {"name": "水利局"})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.json()["code"], answer.json()["where"]) == ("unit_exists", "name")


@pytest.mark.django_db
def test_a_member_sees_people_without_telephone() -> None:
    place = make_place("yun")
    make_person(place, "周一", phone="13900000000")
    member = caller(place, "member").get(f"{BASE}/yun/people").json()
    clerk = caller(place).get(f"{BASE}/yun/people").json()
    assert member["items"][0]["phone"] is None
    assert clerk["items"][0]["phone"] == "13900000000"


@pytest.mark.django_db
def test_merging_and_people_acts_by_token() -> None:
    place = make_place("yun")
    bodies = make_bodies(place)
    client = caller(place)
    first, second = make_unit(place, "甲局"), make_unit(place, "乙局")
    body = {
        "units": [first.public_id, second.public_id],
        "name": "甲乙局",
        "on": "2026-07-01",
        "basis": "方案",
    }
    merged = send(client, "post", "/yun/mergers", body).json()
    assert merged["name"] == "甲乙局"
    person = send(client, "post", "/yun/people", {"name": "周一"}).json()["public_id"]
    seat = {"person": person, "body": bodies["general_office"].public_id, "role": "staff"}
    assert send(client, "post", "/yun/memberships", seat).status_code == 201
    liaison = {"person": person, "unit": merged["public_id"], "valid_from": "2026-07-01"}
    assert send(client, "post", "/yun/liaisons", liaison).status_code == 201
    assert client.get(f"{BASE}/yun/people/{person}").json()["ties"]


@pytest.mark.django_db
def test_a_workbook_is_previewed_before_it_is_imported() -> None:
    place = make_place("yun")
    make_unit(place, "水利局", valid_from=date(2019, 1, 1))
    client = caller(place)
    content = exporting.units_workbook(place, queries.units_of(place))
    other = make_place("hai")
    client_of_other = caller(other)
    blank = content_without_ids(content)
    path = f"{BASE}/hai/sheets/units"
    preview = client_of_other.post(path, {"file": SimpleUploadedFile("u.xlsx", blank)}).json()
    assert (preview["new"], preview["imported"]) == (1, False)
    assert queries.units_of(other).count() == 0
    done = client_of_other.post(
        path + "?dry_run=false", {"file": SimpleUploadedFile("u.xlsx", blank)}
    ).json()
    assert done["imported"] is True
    assert queries.units_of(other).get().name == "水利局"
    assert client.post(path, {"file": SimpleUploadedFile("u.xlsx", blank)}).status_code == 403


def content_without_ids(content: bytes) -> bytes:
    """The workbook as another place would send it."""
    from oversight.institutions.sheets.reading import read_tables
    from oversight.institutions.sheets.workbook import Sheet, write_workbook

    table = read_tables(content)["单位"]
    rows = [["", *cells[1:]] for _number, cells in table.rows]
    return write_workbook([Sheet("单位", table.headings, rows)])


@pytest.mark.django_db
def test_null_never_empties_a_text_and_odd_input_is_refused() -> None:
    place = make_place("yun")
    unit, client = make_unit(place, "甲局", valid_from=date(2019, 1, 1)), caller(place)
    path = f"/yun/units/{unit.public_id}"
    patched = send(client, "patch", path, {"name": None, "valid_from": None})
    assert patched.json()["name"] == "甲局" and patched.json()["valid_from"] is None
    assert send(client, "patch", path, {"kind": "castle"}).status_code == 422
    assert send(client, "patch", path, {"name": "甲\x00局"}).status_code == 422
    assert client.get(f"{BASE}/yun/units?q=%00").status_code == 200
    assert client.get(f"{BASE}/yun/records?who=%00").status_code == 200
    for odd in ("first=0001-01-01", "last=9999-12-31", "last=0001-01-01"):
        assert client.get(f"{BASE}/yun/records?{odd}").status_code == 200


def test_an_account_is_disabled_and_enabled(db):
    county = make_place()
    client, other = caller(county), make_grant(county, "reviewer").account
    path = f"/{county.code}/accounts/{other.public_id}"
    assert send(client, "post", f"{path}/disable", {}).json()["is_active"] is False
    other.refresh_from_db()
    assert not other.is_active
    assert send(client, "post", f"{path}/enable", {}).json()["is_active"] is True
    stranger = make_grant(make_place(), "clerk").account
    unknown = f"/{county.code}/accounts/{stranger.public_id}/disable"
    assert send(client, "post", unknown, {}).status_code == 404
