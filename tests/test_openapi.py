"""接口文档与出错的样子: the committed document is the API's; every error is problem+json with one shape.

One shape: ``{"type", "status", "code", "detail"}`` and, where they say something, ``basis``, ``where``,
``errors``. After a wanted change of the API run ``make openapi`` and look at the difference.
"""

from __future__ import annotations

import json

import pytest
from django.test import Client

from oversight.accounts.tests.builders import make_token
from oversight.config.api import api
from oversight.config.problems import SCHEMA
from oversight.institutions.tests.builders import make_grant, make_place
from tools.openapi import SNAPSHOT, lines

TOKEN = {"Authorization": "Bearer jn_nobody"}
BY_CITIZENS = frozenset(
    {
        "post /api/v1/projects/{place}/{year}/public/proposals",
        "post /api/v1/projects/{place}/public/works/{key}/reports",
        "post /api/v1/projects/{place}/mine",
        "post /api/v1/projects/{place}/mine/delete",
    }
)
"""What anybody sends without a token."""


def document() -> dict:
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def test_the_document_is_the_committed_one():
    committed = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    changed = "the API changed: run `make openapi` and review the difference"
    assert list(lines(document())) == committed, changed


def test_every_operation_is_described_and_names_its_errors():
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation.get("summary") and operation.get("description"), where
            errors = {status for status in operation["responses"] if int(status) >= 400}
            assert {"401", "403"} <= errors or not operation.get("security"), where
            guarded = method == "get" or operation.get("security") or where in BY_CITIZENS
            assert guarded, f"{where} writes without a token"


def assert_problem(answer, status: int, code: str) -> dict:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code) and body["detail"]
    assert set(SCHEMA["required"]) <= body.keys() <= SCHEMA["properties"].keys()
    return body


@pytest.fixture
def place(db):
    return make_place("linxi")


@pytest.fixture
def clerk(place) -> dict[str, str]:
    """The header of a clerk's token."""
    account = make_grant(place, "clerk").account
    scopes = ("institutions:read", "institutions:write")
    return {"Authorization": f"Bearer {make_token(account, scopes=scopes)[1]}"}


def test_errors_of_the_api_itself(client, place, clerk):
    url = "/api/v1/institutions/linxi/units"
    assert_problem(client.get("/api/v1/institutions/nowhere"), 404, "not_found")
    refused = client.get("/api/v1/institutions/linxi/people", headers=TOKEN)
    assert_problem(refused, 401, "not_authenticated")
    assert refused["WWW-Authenticate"] == "Bearer"
    body = assert_problem(post(client, url, clerk, {"name": 7}), 422, "invalid")
    assert body["errors"][0].keys() == {"where", "text"}
    broken = client.post(url, "{", content_type="application/json", headers=clerk)
    assert_problem(broken, 400, "bad_request")
    assert_problem(post(client, url, clerk, {"name": " "}), 422, "blank_name")
    assert post(client, url, clerk, {"name": "县水利局"}).status_code == 201
    again = post(client, url, clerk, {"name": "县水利局"})
    assert again.status_code in {409, 422} and again["Content-Type"] == "application/problem+json"


def post(client, url: str, headers: dict[str, str], body: dict):
    return client.post(url, json.dumps(body), content_type="application/json", headers=headers)


def test_errors_of_the_frame_have_the_same_shape(client, place):
    assert_problem(client.get("/api/v1/no/such/address/at-all"), 404, "not_found")
    refused = client.delete("/api/v1/institutions/places")
    assert_problem(refused, 405, "method_not_allowed")
    assert "GET" in refused["Allow"]


def test_a_crash_has_the_same_shape_and_tells_nothing(monkeypatch, place):
    def crash(*_):
        raise RuntimeError("secret path")

    monkeypatch.setattr("oversight.institutions.queries.all_places", crash)
    answer = Client(raise_request_exception=False).get("/api/v1/institutions/places")
    assert "secret" not in assert_problem(answer, 500, "error")["detail"]
