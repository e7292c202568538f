"""位置和地图: a citizen taps without a script, staff set a pin, everybody sees the year's projects on the map."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.institutions.actions.boundaries import import_boundaries
from oversight.institutions.actions.villages import add_villages
from oversight.institutions.forms.points import IMAGE_WIDTH
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.boundaries import map_of
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.tests.test_boundaries import geojson, square
from oversight.projects import receipts
from oversight.projects.actions.locating import locate_project
from oversight.projects.models import Proposal
from oversight.projects.printing.plates import small_map
from oversight.projects.queries.years import proposals_of
from oversight.projects.tests import builders_building as b
from oversight.projects.tests import builders_collecting as c
from oversight.projects.tests import builders_selecting as s
from oversight.ui.place_map import APART, Mark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
WEST, EAST = (Decimal("36.05"), Decimal("116.05")), (Decimal("36.05"), Decimal("116.15"))


def bounded(place: Jurisdiction) -> Jurisdiction:
    """Two villages side by side, on the map."""
    add_villages(operator(), place, names=["东溪村", "古槐村"])
    content = geojson(("东溪村", square(116.0)), ("古槐村", square(116.1)))
    import_boundaries(operator(), place, content=content, file_name="a", source="县自然资源局")
    return place


@pytest.fixture(scope="module")
def town(module_db: None) -> c.Town:
    return c.make_town()


@pytest.fixture(scope="module")
def building(module_db: None) -> b.Town:
    return b.build_town()


def tapped(place: Jurisdiction, latitude: Decimal, longitude: Decimal) -> dict[str, str]:
    """What the image of the form sends when it is tapped there."""
    found = map_of(place)
    assert found is not None
    x, y = found.frame.xy(float(longitude), float(latitude))
    scale = IMAGE_WIDTH / found.frame.width
    return {"map.x": str(round(x * scale)), "map.y": str(round(y * scale))}


def test_a_citizen_taps_the_map_without_a_script_and_the_village_follows(town: c.Town) -> None:
    place, client = bounded(town.place), Client()
    address = reverse("projects:propose", args=[place.code, town.year.year])
    words = {
        "stamp": receipts.new_stamp(),
        "title": "村口装路灯",
        "kind": "project",
        "agreed": "on",
    }
    page = client.get(address).content.decode()
    assert 'type="image"' in page and "data-place-map" in page
    page = client.post(address, {**words, **tapped(place, *EAST)})
    form = page.context["form"]
    assert page.status_code == 200 and not form.errors and "村口装路灯" in page.content.decode()
    latitude, longitude = form.initial["point"]
    assert float(latitude) == pytest.approx(36.05, abs=1e-3)
    assert form.initial["village"] == villages_of(place).get(name="古槐村").public_id
    located = {"latitude": latitude, "longitude": longitude}
    review = client.post(address, {**words, **located, "step": "review"}).content.decode()
    assert "古槐村" in review and "place-map__drop" in review
    assert re.search(rf'name="latitude" value="{latitude}"', review), "carried along to be sent"
    assert client.post(address, {**words, **located, "step": "send"}).status_code == 200
    made: Any = proposals_of(town.year).get(title="村口装路灯")
    assert (made.village.name, str(made.latitude)) == ("古槐村", latitude)
    beyond = client.post(address, {**words, "latitude": "91", "longitude": "1", "step": "send"})
    assert beyond.status_code == 422


def test_without_boundaries_the_form_is_as_it_was() -> None:
    other = c.make_town()
    address = reverse("projects:propose", args=[other.place.code, other.year.year])
    page = Client().get(address).content.decode()
    assert "data-position" in page and 'type="image"' not in page
    sent = {"stamp": receipts.new_stamp(), "title": "修桥", "kind": "project", "step": "send"}
    Client().post(address, {**sent, "latitude": "36.1", "longitude": "116.2"})
    made: Proposal = proposals_of(other.year).get(title="修桥")
    assert (made.latitude, made.village) == (Decimal("36.1"), None)
    page = Client().get(reverse("projects:public_projects", args=[other.place.code]))
    assert reverse("projects:project_map", args=[other.place.code]) not in page.content.decode()


def test_the_point_of_a_proposal_is_offered_for_its_project_and_the_tap_of_staff_comes_back() -> (
    None
):
    town = s.make_town()
    place = bounded(town.place)
    proposal = s.make_proposal(town, "村口装灯", latitude=WEST[0], longitude=WEST[1])
    client = town.client("clerk")
    address = reverse("projects:make_project", args=[place.code, town.year.year])
    page = client.get(f"{address}?proposal={proposal.public_id}")
    assert page.context["form"].initial["point"] == (WEST[0], WEST[1])
    words = {"title": "装灯", "requirement": "五盏", "category": "roads"}
    page = client.post(address, {**words, **tapped(place, *EAST)})
    assert page.status_code == 422 and page.context["form"].errors.as_data()["point"][0].code == (
        "tapped"
    )
    point = {"latitude": "36.05", "longitude": "116.15"}
    assert client.post(address, {**words, **point}).status_code == 302
    made = town.year.projects.get(title="装灯")
    assert (made.village.name, made.longitude) == ("古槐村", Decimal("116.15"))


def test_everybody_sees_the_year_on_the_map_by_number_state_and_shape(building: b.Town) -> None:
    place = bounded(building.place)
    with b.on(b.JULY):
        year = b.under_way(building)
        b.done(building, b.project_of(year, 3))
        actor = building.actor("liaison")
        pin = dict(zip(("latitude", "longitude"), WEST, strict=True))
        for number in (1, 2, 3):
            locate_project(actor, place, b.project_of(year, number), **pin)
        locate_project(actor, place, b.project_of(year, 2), latitude=None, longitude=None)
        village = villages_of(place).get(name="东溪村")
        assert b.project_of(year, 2).village == village, "the village stays"
        address = reverse("projects:project_map", args=[place.code])
        page = Client().get(address)
        found = page.context["map"]
        assert [(one.text, one.loose) for one in found.marks] == [
            ("1", False), ("2", True), ("3", False),
        ]  # fmt: skip
        text = page.content.decode()
        assert "按村标出" in text and "县自然资源局" in text
        assert text.rindex("place-map__area") < text.index("place-map__name"), (
            "names over the lines"
        )
        printed = small_map(b.project_of(year, 1), ["Noto Sans CJK SC"])
        assert "place-map__drop" in printed and ">东溪村<" in printed and "Noto Sans" in printed
        assert "place-map__around" in small_map(b.project_of(year, 2), [])
        kinds = {one.text: one.kind for one in found.marks}
        only = Client().get(f"{address}?group={kinds['3']}")
        assert [one.text for one in only.context["map"].marks] == [
            text for text, kind in kinds.items() if kind == kinds["3"]
        ]
        url = reverse("projects:public_work", args=[place.code, b.project_of(year).public_id])
        work = Client().get(url).content.decode()
        assert "place-map__drop" in work and address in work
        front = Client().get(reverse("projects:public_projects", args=[place.code]))
        assert f"{address}?year={year.year}" in front.content.decode()
        api = Client().get(f"/api/v1/projects/{place.code}/public/works/{b.project_of(year).public_id}")  # fmt: skip
        assert json.loads(api.content)["latitude"] == "36.050000"
        form = reverse("projects:locate_work", args=[place.code, b.project_of(year).public_id])
        clerk = b.client(building)
        assert "data-place-map" in clerk.get(form).content.decode()
        sent = {"latitude": str(EAST[0]), "longitude": str(EAST[1])}
        assert clerk.post(form, sent).status_code == 302
        assert b.project_of(year).longitude == EAST[1]


def test_marks_at_one_place_stand_beside_each_other(building: b.Town) -> None:
    found = map_of(building.place) or map_of(bounded(building.place))
    assert found is not None
    marks = found.with_marks([Mark(str(n), 116.05, 36.05) for n in range(8)]).marks
    gaps = [
        ((one.x - two.x) ** 2 + (one.y - two.y) ** 2) ** 0.5
        for n, one in enumerate(marks)
        for two in marks[n + 1 :]
    ]
    assert min(gaps) > APART * 0.8
    assert all(found.frame.shows(one.x, one.y) for one in marks)
    assert found.with_pin(120.0, 30.0).outside
