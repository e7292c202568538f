"""接口: public summaries without account; months, tickets, imports by token, scope and role."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from oversight.accounts import actions as accounts
from oversight.hotline import actions, analyses, queries, questions
from oversight.hotline.questions import Question
from oversight.hotline.tests.builders import clerk, make_csv, make_mapping, make_place, ticket
from oversight.hotline.tests.pages import MONTH, add_tickets, unit_named
from oversight.institutions import queries as institutions
from oversight.institutions.tests.builders import make_grant
from oversight.jobs.worker import run_due

pytestmark = pytest.mark.django_db
ALL = ["hotline:read", "hotline:write", "publications:write"]
READS = [
    "/months",
    "/months/2026-06/analysis",
    "/months/2026-06/tickets",
    "/months/2026-06/freezes",
    "/months/2026-06/compare?first=1&second=2",
    "/months/2026-06/report.docx",
    "/imports",
    "/imports/x",
    "/imports/x/quarantine",
    "/tables",
    "/tables/x",
    "/mappings",
    "/mappings/x",
    "/handovers",
]
ODD = ["%00", "💥", "2026-13", "'; DROP", "-1", "999999999999999999999", "\u202e"]


def caller(
    place: Any, role: str = "clerk", scopes: list[str] | None = None, unit: Any = None
) -> Client:
    """A client with a token of the role."""
    grant = make_grant(place, role, unit)
    _token, plain = accounts.issue_token(
        institutions.actor_for(grant),
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


def base(place: Any) -> str:
    return f"/api/v1/hotline/{place.code}"


def post(client: Client, where: str, body: Any) -> Any:
    return client.post(where, json.dumps(body), content_type="application/json")


def uploads(folder: Any, rows: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile("t.csv", make_csv(folder, rows).read_bytes())


def writes(place: Any, folder: Any) -> list[tuple[str, Any, bool]]:
    """Every write with a body that a clerk may send."""
    sheet = {"month": "2026-06", "source": "12345", "handed_by": "中心", "received_by": "办公室"}
    rows = [ticket("n1", "2026-06-02 08:00")]
    mapping = make_mapping(place.code)
    return [
        ("/mappings", {"text": mapping}, True),
        ("/handovers", {**sheet, "handed_on": "2026-07-01"}, True),
        ("/months/2026-06/freeze", {}, True),
        ("/months/2026-06/summary", {"note": ""}, True),
        ("/imports", {"file": uploads(folder, rows), "mapping": mapping}, False),
        (
            "/tables",
            {"file": SimpleUploadedFile("t.csv", "承办单位,月份,受理量\na,2026-06,1\n".encode())},
            False,
        ),
    ]


def test_no_token_no_read_and_no_write(tmp_path):
    place = make_place()
    for path in READS:
        assert Client().get(base(place) + path).status_code == 401, path
    for path, body, as_json in writes(place, tmp_path):
        where = base(place) + path
        answer = post(Client(), where, body) if as_json else Client().post(where, body)
        assert answer.status_code == 401, path
    assert Client().get(base(place) + "/summaries").json()["items"] == []
    assert Client().get(base(place) + "/summaries/2026-06").status_code == 404
    assert Client().get("/api/v1/hotline/nowhere/summaries").status_code == 404


def test_other_roles_scopes_and_places_are_refused(tmp_path):
    place = make_place()
    callers = [
        caller(place, "reviewer"),
        caller(place, "auditor"),
        caller(place, "clerk", ["hotline:read"]),
        caller(make_place()),
    ]
    for client in callers:
        for path, body, as_json in writes(place, tmp_path):
            where = base(place) + path
            answer = post(client, where, body) if as_json else client.post(where, body)
            assert answer.status_code == 403, path
            assert answer.headers["Content-Type"].startswith("application/problem+json")
    for path in READS:
        assert caller(make_place()).get(base(place) + path).status_code == 403, path


def test_the_analysis_is_that_of_the_command_line(place):
    client = caller(place)
    answer = client.get(base(place) + "/months/2026-06/analysis").json()
    freeze = actions.freeze_month(clerk(place), place, month=MONTH)
    standing = questions.standing(place, MONTH)
    expected = analyses.answer(place, Question(MONTH), standing)
    assert list(answer) == list(expected)
    assert answer["snapshot"]["sha256"] == freeze.sha256, "also before the freeze"
    assert answer["snapshot"]["version"] is None
    plain = [{k: v for k, v in row.items() if k != "reasons"} for row in answer["rows"]]
    wanted = [{k: v for k, v in row.items() if k != "reasons"} for row in expected["rows"]]
    assert plain == json.loads(json.dumps(wanted))
    frozen = client.get(base(place) + "/months/2026-06/analysis").json()
    assert frozen == json.loads(json.dumps(expected))
    narrowed = client.get(
        base(place) + "/months/2026-06/analysis", {"kinds": "complaint", "by": "category"}
    )
    assert narrowed.json()["by"] == "category"


def test_tickets_are_masked_filtered_and_paged(tmp_path):
    place = make_place()
    rows = [ticket(n, "2026-06-02 08:00", title=f"请打13812345678 {n}") for n in range(5)]
    rows.append(ticket("w", "2026-06-02 08:00", "水务局", caller="13812345678"))
    actions.import_tickets(
        clerk(place), place, path=make_csv(tmp_path, rows), mapping=make_mapping(place.code)
    )
    client, where = caller(place), base(place) + "/months/2026-06/tickets"
    page = client.get(where, {"unit": "城管局", "limit": 2, "offset": 4}).json()
    assert (page["total"], len(page["items"])) == (5, 1)
    everything = client.get(where).content.decode()
    assert "13812345678" not in everything and "caller" not in everything
    assert client.get(where, {"state": "nonsense"}).json()["code"] == "bad_choice"


def test_a_file_is_imported_frozen_handed_over_compared_and_proposed(place, tmp_path):
    client, where = caller(place), base(place)
    sent = [ticket("n1", "2026-06-02 08:00"), ticket("n2", "2026-06-31 08:00")]
    form = {"file": uploads(tmp_path, sent), "mapping": make_mapping(place.code)}
    started = client.post(where + "/imports", form)
    assert started.status_code == 202 and started.json()["state"] == "waiting"
    run_due()
    newest = client.get(where + "/imports").json()["items"][0]
    assert (newest["read"], newest["quarantined"]) == (2, 1)
    assert client.get(f"{where}/imports/{newest['id']}").json() == newest
    rows = b"".join(client.get(f"{where}/imports/{newest['id']}/quarantine").streaming_content)
    assert b"n2" in rows and b"bad_received_at" in rows
    assert post(client, where + "/months/2026-06/freeze", {}).status_code == 202
    run_due()
    add_tickets(place, tmp_path, 2)
    actions.freeze_month(clerk(place), place, month=MONTH)
    listed = client.get(where + "/months/2026-06/freezes").json()
    assert [one["version"] for one in listed] == [2, 1]
    compared = client.get(where + "/months/2026-06/compare", {"first": 1, "second": 2}).json()
    assert [one["name"] for one in compared["changes"]] == ["城管局"]
    assert compared["changes"][0]["after"]["count"] == compared["changes"][0]["before"]["count"] + 2
    sheet = {"month": "2026-06", "source": "12345", "handed_by": "a", "received_by": "b"}
    made = post(client, where + "/handovers", {**sheet, "handed_on": "2026-07-01"})
    assert made.status_code == 201 and made.json()["sha256"] == listed[0]["sha256"]
    assert client.get(where + "/handovers").json()["items"] == [made.json()]
    proposed = post(client, where + "/months/2026-06/summary", {"note": ""})
    assert proposed.status_code == 201 and proposed.json()["state"] == "proposed"
    assert client.get(where + "/summaries").json()["items"] == [], "not before the second person"


def test_mappings_and_tables_go_in_and_out(tmp_path):
    place = make_place()
    client, where = caller(place), base(place)
    made = post(client, where + "/mappings", {"text": make_mapping(place.code)})
    assert made.status_code == 201
    assert client.get(f"{where}/mappings/{made.json()['id']}").json() == made.json()
    wrong = post(client, where + "/mappings", {"text": 'name = "x"\n'})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "missing_column")
    form = {"file": uploads(tmp_path, [ticket("1", "2026-06-02 08:00")])}
    form["mapping_id"] = made.json()["id"]
    assert client.post(where + "/imports", form).status_code == 202
    table = SimpleUploadedFile("t.csv", "承办单位,月份,受理量\n城管局,2026-06,12\n".encode())
    read = client.post(where + "/tables", {"file": table})
    assert read.status_code == 200 and read.json()["rows"][0]["count"] == 12
    kept = client.get(where + "/tables").json()["items"][0]
    assert client.get(f"{where}/tables/{kept['id']}").json() == kept


@pytest.mark.parametrize("odd", ODD)
def test_odd_input_is_refused_and_never_breaks(tmp_path, odd):
    place = make_place()
    client, where = caller(place), base(place)
    text = odd.replace("%00", "\x00")
    queried = {
        "/months/2026-06/analysis": ("by", "window", "kinds", "source", "version"),
        "/months/2026-06/tickets": ("unit", "category", "kinds", "state", "q", "sort", "offset"),
        "/months/2026-06/compare": ("first", "second"),
        "/imports": ("source", "state", "q", "page"),
        "/tables": ("state", "q", "page"),
        "/summaries": ("page",),
    }
    for path, names in queried.items():
        for name in names:
            assert client.get(where + path, {name: text}).status_code < 500, (path, name)
    for path in ("/months/{}/analysis", "/months/{}/tickets", "/summaries/{}", "/imports/{}"):
        assert client.get(where + path.format(odd)).status_code < 500
    bodies = [
        ("/mappings", {"text": text, "subject": "table"}),
        ("/mappings", {"text": f'name = "{odd}"\n[columns]\nunit = 1\n', "subject": "tickets"}),
        ("/handovers", dict.fromkeys(("month", "source", "handed_by", "received_by"), text)),
        (
            "/handovers",
            {
                "month": "2026-06",
                "source": text,
                "handed_by": "a",
                "received_by": "b",
                "handed_on": "2026-01-01",
            },
        ),
        ("/months/2026-06/summary", {"note": text}),
        ("/months/2026-06/summary", {"note": "\ud800"}),
    ]
    for path, body in bodies:
        assert 400 <= post(client, where + path, body).status_code < 500, (path, body)
    form = {"file": SimpleUploadedFile("x", text.encode()), "mapping": text, "month": text}
    for path in ("/imports", "/tables"):
        assert client.post(where + path, form).status_code < 500
        form["file"] = SimpleUploadedFile("x", text.encode())
    assert not queries.batches_of(place).exists()


@pytest.mark.parametrize("role", ["liaison", "unit_head"])
def test_who_speaks_for_a_unit_reads_that_unit_alone(place, role):
    own, other = unit_named(place, "水务局"), unit_named(place, "城管局")
    client, june = caller(place, role, unit=own), f"{base(place)}/months/2026-06"
    for asked in ("", "?unit=城管局"):
        page = client.get(f"{june}/tickets{asked}").json()
        assert page["total"] == 17 and {row["unit"] for row in page["items"]} == {"水务局"}
    found = client.get(f"{june}/units/{own.public_id}").json()
    assert (found["name"], found["row"]["count"]) == ("水务局", 17)
    assert client.get(f"{june}/units/{other.public_id}").status_code == 403
    assert client.get(f"{june}/units/nothing").status_code == 404
    assert client.get(f"{june}/analysis").status_code == 403


def test_a_reader_of_the_analysis_reads_any_unit(place):
    client, june = caller(place, "member"), f"{base(place)}/months/2026-06"
    rows = {row["name"]: row for row in client.get(f"{june}/analysis").json()["rows"]}
    for name in ("水务局", "教育局"):
        found = client.get(f"{june}/units/{unit_named(place, name).public_id}").json()
        assert found["row"] == rows[name]
    assert client.get(f"{june}/tickets").status_code == 403
