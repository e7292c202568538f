"""地方撤并: who records it and what refuses it; the ended place takes nothing new and its pages say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.errors import NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.config import place_running
from oversight.institutions import actions, queries
from oversight.institutions.models import Jurisdiction
from oversight.institutions.rules.place_ends import PlaceEnd, PlaceFacts, may_end
from oversight.institutions.tests import builders as make

DAY, DECIDED = date(2026, 7, 1), date(2026, 6, 12)
ASKED = PlaceEnd(
    above=1,
    old=PlaceFacts(2, 1, began=date(1998, 3, 1)),
    new=PlaceFacts(3, 1),
    on=DAY,
    decided_on=DECIDED,
    today=date(2026, 7, 8),
)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"new": ASKED.old}, "own_successor"),
        ({"new": PlaceFacts(3, 9)}, "other_parent"),
        ({"above": 9}, "other_parent"),
        ({"old": PlaceFacts(2, 1, ended=True)}, "ended_before"),
        ({"new": PlaceFacts(3, 1, ended=True)}, "successor_ended"),
        ({"on": date(2026, 7, 9)}, "day_to_come"),
        ({"on": date(2026, 6, 11)}, "before_decision"),
        ({"old": PlaceFacts(2, 1, began=DAY)}, "before_it_began"),
        ({"new": PlaceFacts(3, 1, began=date(2026, 7, 2))}, "before_it_began"),
        ({"new": PlaceFacts(3, 1, began=DAY)}, ""),
        ({"running": ("会议",)}, "still_running"),
    ],
)
def test_a_place_ends_once_into_a_living_one_beside_it_when_nothing_runs(changes, code):
    assert may_end(replace(ASKED, **changes)).code == code


@pytest.fixture(scope="module")
def places(module_db: None) -> dict[str, Jurisdiction]:
    county = make.make_place("xian", "county", name="云川县")
    towns = {code: make.make_place(code, "town", parent=county, name=name) for code, name in (
        ("qingshi", "青石镇"), ("qiaobei", "桥北镇"), ("beishan", "北山镇"),
    )}  # fmt: skip
    return {"county": county, **towns}


def ended(places: dict[str, Jurisdiction], old: str = "qingshi", new: str = "qiaobei"):
    return actions.end_place(
        make.make_actor(places["county"]), places["county"], predecessor=places[old],
        successor=places[new], on=DAY, basis="云政字〔2026〕18号", decided_on=DECIDED,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("module_db")
class TestEnded:
    def test_the_clerk_above_records_it_once_and_what_was_taken_over_is_found(self, places):
        with pytest.raises(NotPermitted):
            actions.end_place(
                make.make_actor(places["qiaobei"]), places["county"],
                predecessor=places["qingshi"], successor=places["qiaobei"], on=DAY,
                basis="云政字〔2026〕18号", decided_on=DECIDED,
            )  # fmt: skip
        made = ended(places)
        assert (made.on, made.basis) == (DAY, "云政字〔2026〕18号")
        entry = last_entry("xian", "institutions.end_place")
        assert entry is not None and entry.facts["successor"] == "qiaobei"
        assert queries.place_by_code("qingshi").valid_to == date(2026, 6, 30)
        with pytest.raises(Refused) as refused:
            ended(places, new="beishan")
        assert refused.value.code == "ended_before"
        ended(places, "qiaobei", "beishan")
        assert queries.heir_of(places["qingshi"]) == places["beishan"]
        assert [one.place.code for one in queries.taken_over_by(places["beishan"])] == [
            "qiaobei", "qingshi",
        ]  # fmt: skip

    def test_what_runs_there_is_named_in_the_refusal(self, places, monkeypatch):
        monkeypatch.setattr(place_running, "RUNNING", (lambda place: ["会议“十一届二次”"],))
        with pytest.raises(Refused, match="十一届二次") as refused:
            ended(places)
        assert refused.value.code == "still_running"

    def test_page_and_interface_record_it(self, places):
        client, grant = Client(), make.make_grant(places["county"], "clerk")
        client.force_login(grant.account)
        url = reverse("institutions:place_end", args=["xian"])
        form = client.get(url).context["form"]
        assert [one.code for one in form.fields["predecessor"].queryset] == [
            "beishan", "qiaobei", "qingshi",
        ]  # fmt: skip
        given = {
            "predecessor": places["qingshi"].public_id, "successor": places["qingshi"].public_id,
            "on": "2026-07-01", "basis": "云政字〔2026〕18号", "decided_on": "2026-06-12",
        }  # fmt: skip
        assert "一个地方不能并入自己" in client.post(url, given).content.decode()
        given["successor"] = places["qiaobei"].public_id
        assert client.post(url, given).status_code == 302
        settings = client.get(reverse("institutions:settings", args=["xian"])).content.decode()
        assert "青石镇自2026年7月1日起并入桥北镇" in settings and "云政字〔2026〕18号" in settings
        rows = {row["code"]: row for row in Client().get("/api/v1/institutions/places").json()}
        assert (rows["qingshi"]["ended_on"], rows["qingshi"]["successor"]) == (
            "2026-07-01", "qiaobei",
        )  # fmt: skip
        assert rows["qiaobei"]["successor"] is None
