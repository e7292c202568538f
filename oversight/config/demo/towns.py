"""演示乡镇: offices, presidium, deputies, accounts and rulebooks of the six towns of the county."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from oversight.audit.actors import Actor
from oversight.config.demo import names, people, places
from oversight.config.demo.days import on
from oversight.config.demo.papers import People
from oversight.config.demo.shapes import SOURCE, County
from oversight.config.demo.town_projects import OFFICES
from oversight.institutions import actions, queries
from oversight.institutions.actions.boundaries import import_boundaries
from oversight.institutions.actions.villages import add_villages
from oversight.institutions.models import Body, Jurisdiction, Person, Unit
from oversight.institutions.queries.villages import villages_of
from oversight.rulebooks import actions as rulebooks
from oversight.rulebooks.models import Rulebook

COUNTY_TERM, TOWN_TERM = 18, 19
DEPUTIES = 30
"""Of the five towns; the sixth, whose logins are printed, has forty."""
CHOSEN = {"qingshi": 10, "huaiyin": 10, "shanghe": 10, "songjian": 9, "liuwan": 9, "wutong": 9}
"""How many projects each town chose."""
DEVIATES = "wutong"
"""The town whose own rulebook says another kind of ballot than the county's model."""
DEPUTY_AT = 3
"""The deputy of the printed town who signs in by a code, among its deputies."""
DEPUTY_WORD = f"{names.name(people.TOWN_OFFSET + DEPUTY_AT)}（青石镇）"
ROLES = ("clerk", "reviewer", "chair", "liaison")
VILLAGES = {
    "qingshi": ("青石社区", "东溪村", "白石岭村", "杨树湾村"),
    "huaiyin": ("槐荫社区", "古槐村", "南塘村"),
    "shanghe": ("上河社区", "渡口村", "沙洲村", "柏树村"),
    "songjian": ("松涧村", "石门村", "云台村"),
    "liuwan": ("柳湾社区", "柳堤村", "荷塘村"),
    "wutong": ("梧桐社区", "凤鸣村", "茶园村"),
}
"""Invented villages and communities by town; each has those that the wishes name too."""
NAMED_VILLAGES = ("河东社区", "松林村", "后岭村")
LOGINS = (
    people.Login("countychair", "临溪县人大常委会主任", "岑致远", "chair", "linxi"),
    people.Login("townreviewer", "青石镇审核人", "裴砚秋", "reviewer", "qingshi"),
    people.Login("townunit", "联络员（青石镇建设办公室）", "甘明川", "liaison", "qingshi"),
)
"""Printed beside the others."""
PRINTED = {"clerk": "town", "chair": "townchair", "reviewer": "townreviewer", "liaison": "townunit"}
"""The user names in the town whose logins are printed."""


@dataclass(frozen=True)
class Town:
    """一个乡镇: its place, who acts, its offices."""

    place: Jurisdiction
    people: People
    units: Mapping[int, Unit]
    government: Unit

    @property
    def code(self) -> str:
        return str(self.place.code)

    @property
    def clerk(self) -> Actor:
        return self.people.clerk

    @property
    def chair(self) -> Actor:
        return self.people.chair

    @property
    def chosen(self) -> int:
        return CHOSEN[self.code]

    def body(self, kind: str) -> Body:
        found = queries.body_of_kind(self.place, kind)
        assert found is not None
        return found


def deputy_of(town: Town) -> Actor:
    """The deputy of the printed town who signs in."""
    return queries.actor_for(queries.grants_of(deputy_in(town.place).account)[0])


def deputy_in(place: Jurisdiction) -> Person:
    """That deputy as a person."""
    person: Person = queries.deputyships_in(place).order_by("pk")[DEPUTY_AT].person
    return person


def username(code: str, role: str) -> str:
    """huaiyin-clerk; in the printed town a short one."""
    return PRINTED[role] if code == "qingshi" else f"{code}-{role}"


def populate(actor: Actor, created: Mapping[str, Jurisdiction]) -> None:
    """Offices of every town; deputies, presidium and accounts of the five that have none yet."""
    people.create_account(actor, created[places.COUNTY], LOGINS[0], None)
    for number, code in enumerate(CHOSEN):
        place = created[code]
        units = create_offices(actor, place)
        if code != "qingshi":
            create_deputies(actor, place, 6100 + number * 100)
        else:
            people.create_deputy_account(actor, place, deputy_in(place))
        create_accounts(actor, place, units[0], 8000 + number * 10)
        add_villages(actor, place, names=villages_in(code))
        bounded(actor, place, COUNTY.town_file(place.name))
    bounded(actor, created[places.COUNTY], COUNTY.file())


def villages_in(code: str) -> list[str]:
    """The villages of a town by name."""
    return [*VILLAGES[code], *NAMED_VILLAGES]


COUNTY = County(
    "临溪县",
    {one.name: villages_in(one.code) for one in places.PLACES if one.code in VILLAGES},
    [one.name for one in places.PLACES if one.kind == "subdistrict"],
)
"""The made-up county on the map."""


def bounded(actor: Actor, place: Jurisdiction, content: bytes) -> None:
    """The place's boundaries, imported as an office does it."""
    name = f"{place.code}.geojson"
    import_boundaries(actor, place, content=content, file_name=name, source=SOURCE)


def at(place: Jurisdiction, village: str, number: int) -> dict[str, Any]:
    """A point of a village, and the village."""
    latitude, longitude = COUNTY.point(place.name, village, number)
    found = villages_of(place).get(name=village)
    return {"village": found, "latitude": latitude, "longitude": longitude}


def create_offices(actor: Actor, place: Jurisdiction) -> list[Unit]:
    """The town's government and the offices below it."""
    kinds = [("人民政府", "government"), *((office, "department") for office in OFFICES)]
    made = [
        actions.create_unit(
            actor, place, name=f"{place.name}{name}", kind=kind, valid_from=people.TERM_BEGINS
        )
        for name, kind in kinds
    ]
    return made[1:]


def create_deputies(actor: Actor, place: Jurisdiction, offset: int) -> None:
    """Thirty deputies; nine of them sit in the presidium."""
    term = queries.current_term(place)
    assert term is not None
    deputies = people.create_deputies(actor, place, term, DEPUTIES, offset)
    presidium = queries.body_of_kind(place, "presidium")
    assert presidium is not None
    seats = ["chair", "vice_chair", *["member"] * 7]
    people.create_small_body(actor, place, presidium, deputies, seats)


def create_accounts(actor: Actor, place: Jurisdiction, unit: Unit, offset: int) -> None:
    """Clerk, reviewer, chair, and the liaison officer of the office that builds most."""
    for number, role in enumerate(ROLES):
        name = username(place.code, role)
        if people.Account.objects.filter(username=name).exists():
            continue
        of_unit = unit if role == "liaison" else None
        login = people.Login(name, role, names.name(offset + number), role, place.code)
        login = next((one for one in LOGINS if one.username == name), login)
        people.create_account(actor, place, login, of_unit)


def town_of(place: Jurisdiction) -> Town:
    """The town with the acting roles of its accounts."""
    from oversight.config.demo.load import acting

    who = {role: acting(username(place.code, role)) for role in ROLES}
    units = {one.name: one for one in queries.units_of(place)}
    return Town(
        place,
        People(
            clerk=who["clerk"], reviewer=who["reviewer"], chair=who["chair"], office=who["clerk"],
            liaison=who["liaison"], head=who["liaison"], member=who["chair"],
        ),
        {number: units[f"{place.name}{office}"] for number, office in enumerate(OFFICES)},
        units[f"{place.name}人民政府"],
    )  # fmt: skip


def adopt_rulebooks(county: Jurisdiction, towns: list[Town], day: date) -> None:
    """The county adopts the model, the towns copy it; one says another kind of ballot."""
    from oversight.config.demo.load import acting

    with on(day, 15), transaction.atomic():
        clerk = acting("county")
        body = queries.body_of_kind(county, "chairpersons_meeting")
        assert body is not None
        draft = rulebooks.draft_version(
            clerk, county, body=body, from_template=True, note="供各乡镇参照的样本（演示）"
        )
        model = rulebooks.adopt_version(
            acting("countychair"), county, version=draft, body=body, term_no=COUNTY_TERM,
            meeting_no=20, on=day, paper_number=f"临人常发〔{day.year}〕6号", valid_from=day,
        )  # fmt: skip
        for town in towns:
            adopt_copy(town, model, day)


def adopt_copy(town: Town, source: Rulebook, day: date) -> None:
    """One town's own version, adopted by its presidium."""
    body = town.body("presidium")
    draft = rulebooks.copy_version(
        town.clerk, town.place, body=body, source=source, note="照县级样本"
    )
    if town.code == DEVIATES:
        values = {**json.loads(draft.content)["projects"], "ballot_type": "choose_up_to_k"}
        rulebooks.change_draft(
            town.clerk, town.place, version=draft, section="projects", values=values
        )
    rulebooks.adopt_version(
        town.people.reviewer, town.place, version=draft, body=body, term_no=TOWN_TERM,
        meeting_no=6, on=day, paper_number=f"{town.place.name[:2]}人发〔{day.year}〕3号",
        valid_from=day,
    )  # fmt: skip
