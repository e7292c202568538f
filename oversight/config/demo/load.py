"""演示数据的装入: places, people, tickets, frozen months, one published summary – once for a home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from oversight.audit.actors import Actor, operator
from oversight.cases.models import Case
from oversight.config.demo import (
    hearings,
    meetings,
    people,
    places,
    projects,
    supervision,
    tickets,
    towns,
)
from oversight.config.demo.days import before, on, settle
from oversight.config.demo.papers import People
from oversight.hotline import actions as hotline
from oversight.inbox import actions as inbox
from oversight.institutions import actions, queries
from oversight.institutions.models import Jurisdiction, Unit
from oversight.publications import actions as publications

MAPPING = Path(__file__).with_name("mapping.toml")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Loaded:
    """What the command prints."""

    last_month: int
    deputy_code: str
    town_deputy_code: str


def is_loaded() -> bool:
    """Whether this home already holds the demonstration."""
    return queries.place_by_code(places.CITY) is not None


def load(say: Say, today: date | None = None) -> Loaded:
    """Make everything through the acts that users have; ``today`` decides the last month."""
    today = today or timezone.localdate()
    last_month = today.year * 12 + today.month - 2
    actor = operator()
    say("地方、机构、单位、人员")
    with on(before(projects.begins_on(today), 7)):
        with transaction.atomic():
            created = create_places(actor)
            units = create_units(actor, created[places.CITY], last_month)
        populate(actor, created, units, today)
    say("六个乡镇一年的民生实事：征集、票决、实施、测评")
    projects.last_year(created, created[places.COUNTY], today)
    say("规则簿、年度计划，听取、询问、两次表决")
    heard = hear(created[places.CITY], today)
    say("36 个月的工单")
    load_tickets(created[places.CITY], last_month)
    say("冻结和公开")
    freeze_and_publish(created[places.CITY], last_month)
    say("会期、案件、公文、承诺")
    supervise(created, heard, last_month, today)
    say("本轮征集和各镇汇总")
    projects.this_year(created, today)
    say("汇总")
    hotline.refresh_cubes(actor, created[places.CITY])
    welcome(created[places.CITY])
    city, town = created[places.CITY], created[places.TOWN]
    code = people.issue_deputy_code(actor, city, people.deputy_in(city))
    town_code = people.issue_deputy_code(actor, town, towns.deputy_in(town))
    settle()
    return Loaded(last_month, code, town_code)


def create_places(actor: Actor) -> dict[str, Jurisdiction]:
    """The tree, upper places first."""
    made: dict[str, Jurisdiction] = {}
    for place in places.PLACES:
        made[place.code] = actions.create_place(
            actor,
            code=place.code,
            name=place.name,
            kind=place.kind,
            parent=made.get(place.parent or ""),
            screen_name=f"{place.name}人大监督工作平台",
            body_name=f"{place.name}人民代表大会",
            demo=True,
            require_totp=False,
            small_office=place.kind in {"town", "township", "subdistrict"},
        )
    return made


def create_units(actor: Actor, city: Jurisdiction, last_month: int) -> dict[str, Unit]:
    """The departments with their periods; one was merged into another, one is new."""
    made: dict[str, Unit] = {}
    for unit in places.UNITS:
        starts = unit.starts and tickets.month_start(last_month - unit.starts + 1).date()
        made[unit.name] = actions.create_unit(
            actor,
            city,
            name=unit.name,
            short_name=unit.short,
            kind=unit.kind,
            valid_from=starts or None,
        )
    for unit in places.UNITS:
        if unit.ends is not None and unit.into:
            actions.merge_units(
                actor,
                city,
                units=[made[unit.name]],
                into=made[unit.into],
                on=tickets.month_start(last_month - unit.ends + 1).date(),
                basis="云川市机构改革方案（演示）",
            )
    return {unit.name: unit for unit in queries.units_of(city)}


def populate(
    actor: Actor, created: dict[str, Jurisdiction], units: dict[str, Unit], today: date
) -> None:
    """Bodies everywhere; deputies for the city, a town's forty; accounts."""
    for place in created.values():
        with transaction.atomic():
            bodies = people.create_bodies(actor, place)
            term = queries.current_term(place) if place.has_congress else None
            if place.code == places.CITY and term:
                deputies = people.create_deputies(actor, place, term, people.DEPUTIES, 0)
                committee = bodies["standing_committee"]
                people.create_committee(actor, place, committee, deputies)
                chairs = ["chair", *["vice_chair"] * 6, "secretary"]
                meeting = bodies["chairpersons_meeting"]
                people.create_small_body(actor, place, meeting, deputies, chairs)
                offices = people.create_offices(actor, place, committee)
                people.staff_units(actor, place, units, offices, today)
                people.create_deputy_account(actor, place, deputies[people.DEPUTY_AT])
            elif place.code == places.TOWN and term:
                deputies = people.create_deputies(actor, place, term, 40, people.TOWN_OFFSET)
                seats = ["chair", "vice_chair", *["member"] * 7]
                people.create_small_body(actor, place, bodies["presidium"], deputies, seats)
    with transaction.atomic():
        for login in people.LOGINS:
            unit = units.get(login.unit) if login.unit else None
            place = created[login.place]
            body = queries.bodies_of(place).filter(name=login.body).first() if login.body else None
            people.create_account(actor, place, login, unit, body)
        people.link_people(
            actor, created[places.CITY], chair=people.CHAIR_NAME, member=people.MEMBER_NAME
        )
        people.link_people(actor, created[places.TOWN], townchair=people.TOWN_CHAIR_NAME)
    with transaction.atomic():
        towns.populate(actor, created)


def acting(username: str) -> Actor:
    """The acting role of a demonstration account."""
    account = people.Account.objects.get(username=username)
    return queries.actor_for(queries.grants_of(account)[0])


def load_tickets(city: Jurisdiction, last_month: int) -> None:
    """Write the CSV, import it as the clerk, remove it."""
    path = settings.HOME.scratch / "demo.csv"
    try:
        tickets.write_csv(path, last_month)
        hotline.import_tickets(
            acting("clerk"),
            city,
            path=path,
            mapping=MAPPING.read_text(encoding="utf-8"),
            file_name="云川市12345工单（演示）.csv",
        )
    finally:
        path.unlink(missing_ok=True)


def freeze_and_publish(city: Jurisdiction, last_month: int) -> None:
    """Three months before the last are frozen: two are public, one waits for the chair. The last is for the user."""
    clerk, chair = acting("clerk"), acting("chair")
    for month in range(last_month - 3, last_month):
        hotline.freeze_month(clerk, city, month=month)
    for month in (last_month - 3, last_month - 1):
        publications.publish(chair, city, hotline.propose_summary(clerk, city, month=month))
    hotline.propose_summary(clerk, city, month=last_month - 2)


def acting_people() -> People:
    """Those who act in the city."""
    names = ("clerk", "reviewer", "chair", "office", "liaison", "head", "member")
    return People(**{name: acting(name) for name in names})


def hear(city: Jurisdiction, today: date) -> Case:
    """What began before the months of tickets were imported: the case that was heard twice."""
    with transaction.atomic():
        return hearings.load(city, acting_people(), today)


def supervise(created: dict[str, Jurisdiction], heard: Case, last_month: int, today: date) -> None:
    """What the month found becomes cases, papers and promises; the meeting to come."""
    actors = acting_people()
    city, county, town = (created[code] for code in (places.CITY, places.COUNTY, places.TOWN))
    with transaction.atomic():
        coming = supervision.load(city, county, actors, heard, last_month - 1, today)
        meetings.load(city, town, actors, coming[0].on, today)


def welcome(city: Jurisdiction) -> None:
    """A notice for each desk of the city."""
    inbox.notify(
        key="demo-welcome",
        place=city,
        roles=("clerk", "reviewer", "chair", "office", "liaison", "unit_head"),
        title="这是演示数据：地名、人名、数字均为虚构",
        text="可以放心试用每一项功能；删除数据目录后重新运行 make demo 即恢复原样。",
    )
