"""村和社区: a town keeps its own list by page and API; what ended is no longer offered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.errors import Refused
from oversight.institutions.actions import villages as actions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.queries.villages import all_villages, villages_of
from oversight.institutions.rules.villages import kind_of, read_list
from oversight.institutions.tests import builders as make
from oversight.institutions.tests.test_api import caller

pytestmark = pytest.mark.django_db


def names(place: Jurisdiction) -> list[str]:
    return sorted(villages_of(place).values_list("name", flat=True))


def test_a_pasted_list_adds_each_name_once() -> None:
    found = read_list([" 东溪村 ", "", "东溪村", "古槐村", "长" * 41], {"古槐村"})
    assert (found.fresh, found.known, found.long) == (("东溪村",), ("古槐村",), ("长" * 41,))
    assert [kind_of(name) for name in ("东溪村", "河东社区", "桥北居委会")] == [
        "village", "community", "community",
    ]  # fmt: skip


def test_a_clerk_pastes_renames_and_ends_on_the_pages() -> None:
    town = make.make_place(kind="town")
    client = make.signed_in(make.make_grant(town, "clerk"))
    listed, add = (
        reverse(f"institutions:{one}", args=[town.code]) for one in ("villages", "villages_add")
    )
    assert add in client.get(listed).content.decode()
    assert client.post(add, {"names": "东溪村\n河东社区\n东溪村"}).status_code == 302
    assert client.post(add, {"names": "东溪村"}).status_code == 422, "nothing new"
    assert names(town) == ["东溪村", "河东社区"]
    village = villages_of(town).get(name="东溪村")
    address = reverse("institutions:village_rename", args=[town.code, village.public_id])
    assert client.post(address, {"name": "河东社区"}).status_code == 422
    assert client.post(address, {"name": "东溪社区"}).status_code == 302
    village.refresh_from_db()
    assert (village.name, village.kind) == ("东溪社区", "community")
    address = reverse("institutions:village_end", args=[town.code, village.public_id])
    day = today() - timedelta(days=1)
    assert (
        client.post(address, {"on": day.isoformat(), "reason": "并入河东社区"}).status_code == 302
    )
    assert names(town) == ["河东社区"] and all_villages(town).count() == 2
    assert "东溪社区" in client.get(listed).content.decode(), "among those that have ended"
    assert client.get(address).status_code == 404
    actions.add_villages(operator(), town, names=["东溪社区"])
    assert len(set(all_villages(town).values_list("code", flat=True))) == 3


def test_a_city_has_no_villages_of_its_own_and_nobody_touches_those_of_another_town() -> None:
    city, town = make.make_place(kind="city"), make.make_place(kind="town")
    with pytest.raises(Refused, match="乡镇"):
        actions.add_villages(operator(), city, names=["东溪村"])
    (village,) = actions.add_villages(operator(), town, names=["东溪村"])
    other = make.make_place(kind="town")
    with pytest.raises(Refused):
        actions.rename_village(operator(), other, village=village, name="新名")
    client = make.signed_in(make.make_grant(city, "clerk"))
    page = client.get(reverse("institutions:villages_add", args=[city.code]))
    assert page.status_code == 409 and "乡镇" in page.content.decode()


def test_a_token_keeps_the_list_too() -> None:
    town = make.make_place(kind="town")
    client = caller(town)
    base = f"/api/v1/institutions/{town.code}/villages"

    def post(address: str, **body: object) -> Any:
        return client.post(address, body, content_type="application/json")

    made = post(base, names=["东溪村", "古槐村"]).json()
    assert [one["name"] for one in made] == ["东溪村", "古槐村"]
    key = made[0]["public_id"]
    assert post(f"{base}/{key}/rename", name="东溪社区").json()["kind"] == "community"
    day = (today() - timedelta(days=1)).isoformat()
    assert post(f"{base}/{key}/end", on=day, reason="撤并").status_code == 200
    assert [one["name"] for one in client.get(base).json()] == ["古槐村"]
