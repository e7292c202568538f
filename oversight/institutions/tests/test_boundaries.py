"""边界: what a file must be, each error with its shape and position; import, versions, the map, the village of a point."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from shapely.geometry import shape

from oversight.audit.actors import operator
from oversight.audit.errors import Refused
from oversight.institutions.actions import boundaries as actions
from oversight.institutions.actions.villages import add_villages, end_village
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import boundaries as read
from oversight.institutions.queries import records, today
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.rules import boundaries as rule
from oversight.institutions.rules.boundary_files import BadFile
from oversight.institutions.rules.boundary_files import read as read_file
from oversight.institutions.tests import builders as make
from oversight.institutions.tests.test_api import caller

Ring = list[list[float]]


def square(west: float, south: float = 36.0, side: float = 0.1) -> Ring:
    """A closed ring."""
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def geojson(*areas: tuple[str, Ring], kind: str = "Polygon", **more: Any) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": kind, "coordinates": [ring]},
        }
        for name, ring in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


BOW = [[116.0, 36.0], [116.1, 36.1], [116.1, 36.0], [116.0, 36.1], [116.0, 36.0]]
WRONG = {
    "not_utf8": "东溪村".encode("gb18030"),
    "not_json": b'{"type": ',
    "not_geojson": b'{"type": "Feature"}',
    "no_shapes": geojson(),
    "other_system": geojson(("东溪村", square(116)), crs={"properties": {"name": "EPSG:4548"}}),
    "no_area": geojson(("东溪村", square(116)), kind="LineString"),
    "no_name": geojson(("", square(116))),
    "swapped": geojson(("东溪村", [[36, 116], [36, 117], [37, 116], [36, 116]])),
    "not_degrees": geojson(("东溪村", [[500000, 4e6], [500100, 4e6], [500000, 4.1e6], [500000, 4e6]])),
    "bad_position": geojson(("东溪村", [[116, 36], ["116.1", 36], [116, 37], [116, 36]])),  # type: ignore[list-item]
    "short_ring": geojson(("东溪村", [[116, 36], [116.1, 36], [116, 36]])),
    "open_ring": geojson(("东溪村", square(116)[:-1])),
    "crosses_itself": geojson(("东溪村", BOW)),
}  # fmt: skip


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_file_is_refused_by_what_is_wrong(code: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_file(WRONG[code])
    assert refused.value.problems[0].code == code


def test_every_error_names_its_shape_and_position() -> None:
    content = geojson(("古槐村", square(116)), ("蝴蝶村", BOW), ("敞口村", square(117)[:-1]))
    with pytest.raises(BadFile) as refused:
        read_file(content)
    crossing, gap = refused.value.problems
    assert (crossing.shape, crossing.name, crossing.at) == (2, "蝴蝶村", (116.05, 36.05))
    assert (gap.shape, gap.path, gap.at) == (3, "1.1.4", (117.0, 36.1))
    assert "第 3 个图形“敞口村”" in actions.in_words(gap) and "第 4 点" in actions.in_words(gap)


def test_shapes_find_their_village_by_code_or_name_and_neighbours_keep_one_border() -> None:
    known = [
        rule.Known("t", "青石镇", "qingshi", whole=True),
        rule.Known("a", "东溪村", "qingshi-v1"),
        rule.Known("b", "河东社区", "qingshi-v2"),
        rule.Known("c", "后岭村", "qingshi-v3"),
    ]
    winding = [[116.1, 36.0], [116.1001, 36.05], [116.1, 36.1]]
    west = [[116.0, 36.0], *winding, [116.0, 36.1], [116.0, 36.0]]
    east = [*winding, [116.2, 36.1], [116.2, 36.0], winding[0]]
    file = geojson(("东溪村村民委员会", west), ("河东社区居委会", east), ("外村", square(118)))
    found = rule.match(read_file(file), known)
    assert [place.key for _shape, place in found.pairs] == ["a", "b"]
    assert [one.name for one in found.unmatched] == ["外村"]
    assert [one.name for one in found.missing] == ["后岭村"]
    drawn = rule.outlines_of(found)
    a, b, whole = (shape(one) for one in (drawn.parts["a"], drawn.parts["b"], drawn.whole))
    assert a.intersection(b).area == 0 and whole.symmetric_difference(a.union(b)).area < 1e-9
    with pytest.raises(BadFile) as refused:
        rule.match(read_file(geojson(("东溪村", west), ("东溪村委会", east))), known)
    assert refused.value.problems[0].code == "twice"
    overlapping = geojson(("东溪村", square(116)), ("后岭村", square(116.05)))
    assert [one.code for one in rule.match(read_file(overlapping), known).notes] == ["overlap"]


TWO = geojson(("东溪村", square(116.0)), ("古槐村", square(116.1)), ("外村", square(116.2)))


def town_with(*names: str) -> Jurisdiction:
    town = make.make_place(kind="town")
    add_villages(operator(), town, names=names)
    return town


@pytest.mark.django_db
def test_a_clerk_checks_imports_and_replaces_and_the_record_keeps_no_coordinates() -> None:
    town = town_with("东溪村", "古槐村", "后岭村")
    client = make.signed_in(make.make_grant(town, "clerk"))
    page, form = (
        reverse(f"institutions:{one}", args=[town.code])
        for one in ("boundaries", "boundaries_import")
    )

    def send(content: bytes, **more: str) -> Any:
        file = SimpleUploadedFile("边界.geojson", content)
        return client.post(form, {"file": file, "source": "县自然资源局", **more})

    assert "还没有导入边界" in client.get(page).content.decode()
    wrong = send(geojson(("蝴蝶村", BOW)))
    assert wrong.status_code == 422 and "（116.05, 36.05）" in wrong.content.decode()
    assert send(geojson(("外村", square(116)))).status_code == 422, "nothing of this place"
    checked = send(TWO, step="check")
    assert [one.name for one in checked.context["found"].missing] == ["后岭村"]
    assert read.boundaries_now(town) is None, "a check writes nothing"
    assert send(TWO).status_code == 302
    shown = client.get(page).content.decode()
    assert "外村" in shown and shown.count("place-map__area") == 2
    file = client.get(reverse("institutions:boundaries_file", args=[town.code])).content
    assert send(file).status_code == 302, "what is in force can be imported again"
    assert [one.version for one in read.boundary_sets(town)] == [2, 1]
    entry = records.entries_in(town).filter(code="institutions.import_boundaries").first()
    kept = json.dumps([entry.facts, entry.changes], ensure_ascii=False)
    assert "sha256" in kept and "coordinates" not in kept


@pytest.mark.django_db
def test_a_point_lies_in_its_village_and_an_ended_village_is_no_longer_drawn() -> None:
    town = town_with("东溪村", "古槐村")
    image = reverse("institutions:place_map", args=[town.code])
    assert read.map_of(town) is None and read.village_at(town, 116.05, 36.05) is None
    assert Client().get(image).status_code == 404
    actions.import_boundaries(operator(), town, content=TWO, file_name="a", source="县")
    assert [read.village_at(town, x, 36.05) and read.village_at(town, x, 36.05).name  # type: ignore[union-attr]
            for x in (116.05, 116.15, 116.25)] == ["东溪村", "古槐村", None]  # fmt: skip
    answer = Client().get(image + "?at=36.05,116.05")
    assert answer["Content-Type"] == "image/svg+xml" and "translate(" in answer.content.decode()
    assert Client().get(image + "?at=no,where").status_code == 200
    found = read.map_of(town)
    assert found is not None
    x, y = found.frame.xy(116.05, 36.05)
    assert found.frame.at(x, y) == pytest.approx((116.05, 36.05), abs=1e-4)
    village = villages_of(town).get(name="东溪村")
    day = today() - timedelta(days=1)
    end_village(operator(), town, village=village, on=day, reason="撤并")
    assert [one.name for one in read.map_of(town).areas] == ["古槐村"]  # type: ignore[union-attr]
    assert read.village_at(town, 116.05, 36.05) is None


@pytest.mark.django_db
def test_a_token_checks_and_imports_and_a_city_has_no_boundaries_of_its_own() -> None:
    town = town_with("东溪村", "古槐村")
    client, base = caller(town), f"/api/v1/institutions/{town.code}/boundaries"
    body = {"file": SimpleUploadedFile("a.geojson", TWO), "source": "县"}
    tried = client.post(base, body).json()
    assert tried == {
        "version": None, "matched": ["东溪村", "古槐村"], "unmatched": ["外村"], "missing": [],
        "notes": [],
    }  # fmt: skip
    assert client.get(base).status_code == 404
    body["file"] = SimpleUploadedFile("a.geojson", TWO)
    assert client.post(base + "?dry_run=false", body).json()["version"] == 1
    names = [one["properties"]["name"] for one in client.get(base).json()["features"]]
    assert names == ["东溪村", "古槐村"]
    with pytest.raises(Refused, match="乡镇"):
        actions.import_boundaries(
            operator(), make.make_place(kind="city"), content=TWO, file_name="a", source="市"
        )
