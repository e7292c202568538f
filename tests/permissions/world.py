"""四地一世界: a county with every kind of record, its city, a sibling and a town, and an account for every role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.test import Client

from oversight.accounts import actions as accounts
from oversight.accounts.models import DeviceSession
from oversight.accounts.queries import tokens_of
from oversight.accounts.scopes import SCOPES
from oversight.audit.actors import operator
from oversight.audit.scoping import Scope
from oversight.files.actions import store_file
from oversight.files.tests.builders import picture
from oversight.hotline import actions as hotline
from oversight.hotline import drafts
from oversight.hotline.models import MonthlyTable
from oversight.hotline.tests.builders import make_csv, make_mapping, spread, ticket
from oversight.inbox.tests.builders import make_notice
from oversight.institutions import actions, queries
from oversight.institutions.models import ImportDraft, Jurisdiction, RoleGrant
from oversight.institutions.sheets import exporting
from oversight.institutions.tests import builders as make
from oversight.jobs.tests.builders import make_job
from oversight.publications import actions as publications
from tests.permissions import (
    world_calendar,
    world_cards,
    world_cases,
    world_documents,
    world_filings,
    world_findings,
    world_followups,
    world_hearings,
    world_keys,
    world_links,
    world_meeting_items,
    world_meetings,
    world_paper_templates,
    world_projects,
    world_projects_building,
    world_projects_selecting,
    world_projects_voting,
    world_rulebooks,
    world_search,
    world_voting,
)
from tests.permissions.rows import ROLES

START = date(2020, 1, 1)
MONTHS = ("2026-05", "2026-06")
TABLE = "承办单位,月份,受理量\n县城管局,2026-04,12\n".encode()
HANDOVER = {
    "month": 2026 * 12 + 5,
    "source": "12345",
    "handed_by": "热线中心",
    "received_by": "人大办",
    "handed_on": date(2026, 7, 1),
    "note": "",
}


class Ids(dict[str, str]):
    """Public ids of records by a name that each part of the world gives once."""

    def __ior__(self, more: dict[str, str]) -> Ids:  # type: ignore[override,misc]
        if twice := self.keys() & more.keys():
            raise KeyError(f"named twice in the world of permissions: {', '.join(sorted(twice))}")
        self.update(more)
        return self


@dataclass
class World:
    """Places by relation to the county, grants and clients by (role, relation), public ids by name."""

    place: Jurisdiction
    places: dict[str, Jurisdiction]
    grants: dict[tuple[str, str], RoleGrant] = field(default_factory=dict)
    clients: dict[tuple[str, str], Client] = field(default_factory=dict)
    ids: Ids = field(default_factory=Ids)
    tokens: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def token(self, role: str, relation: str, scopes: Iterable[str]) -> str:
        """A token of the role with these scopes, made once."""
        wanted = sorted(scopes)
        key = (role, relation, ",".join(wanted))
        if key not in self.tokens:
            grant = self.grants[role, relation]
            _token, plain = accounts.issue_token(
                operator(),
                grant.jurisdiction.code,
                account=grant.account,
                role=role,
                unit_key=grant.unit_id,
                body_key=grant.body_id,
                name="取数",
                scopes=wanted,
                days=30,
                permitted=True,
            )
            self.tokens[key] = plain
        return self.tokens[key]

    def kwargs(self, keys: str, unknown: bool = False) -> dict[str, Any]:
        """The parts of an address, from ``name=record`` pairs."""
        found: dict[str, Any] = {}
        for pair in keys.split():
            name, record = pair.split("=")
            value = record[1:] if record.startswith(":") else self.ids[record]
            missing = 999999 if isinstance(value, int) else "nothing"
            found[name] = missing if unknown and not record.startswith(":") else value
        return found


def build(folder: Path) -> World:
    """The whole world, by the acts of users."""
    city = make.make_place("world-city", "city")
    place = make.make_place("world-county", "county", parent=city)
    places = {
        "own": place,
        "parent": city,
        "sibling": make.make_place("world-sibling", "county", parent=city),
        "child": make.make_place("world-town", "town", parent=place),
    }
    world = World(place, places)
    registers(world)
    for relation, where in places.items():
        for role in ROLES:
            of_unit = relation == "own" and role in {"liaison", "unit_head"}
            unit = queries.unit_by_id(where, world.ids["liaison_unit"]) if of_unit else None
            grant = make.make_grant(where, role, unit=unit)
            world.grants[role, relation] = grant
            world.clients[role, relation] = make.signed_in(grant)
    of_the_clerk(world)
    months(world, folder)
    for part in (
        world_calendar,
        world_cards,
        world_rulebooks,
        world_filings,
        world_documents,
        world_followups,
        world_cases,
        world_hearings,
        world_keys,
        world_findings,
        world_links,
        world_meeting_items,
        world_meetings,
        world_paper_templates,
        world_projects,
        world_projects_building,
        world_projects_selecting,
        world_projects_voting,
        world_search,
        world_voting,
    ):
        part.build(world)
    return world


def registers(world: World) -> None:
    """Units, people, bodies, term and everything that ties them."""
    place, who = world.place, operator()
    unit = make.make_unit(place, "县水利局", valid_from=START)
    liaison_unit = make.make_unit(place, "县城管局", valid_from=START)
    bodies = make.make_bodies(place)
    term = make.make_term(place)
    deputy = make.make_deputy(place, "李松和")
    person, other = make.make_person(place, "周砚清"), make.make_person(place, "林知微")
    committee = bodies["standing_committee"]
    records = {
        "unit": unit,
        "liaison_unit": liaison_unit,
        "body": committee,
        "term": term,
        "village": make.make_place("world-village", "village", parent=place),
        "deputyship": deputy,
        "person": person,
        "other": other,
        "membership": actions.add_membership(who, place, person=person, body=committee),
        "post": actions.add_post(who, place, person=other, unit=unit, title="局长"),
        "liaison": actions.appoint_liaison(who, place, person=other, unit=unit),
        "constituency": actions.create_constituency(who, place, term=term, name="第一选区"),
        "delegation": actions.create_delegation(who, place, term=term, name="第一代表团"),
        "station": actions.create_station(who, place, name="城关联络站"),
    }
    offices = [body for kind, body in bodies.items() if "office" in kind]
    records["office"] = offices[0] if offices else committee
    records["tie"] = actions.set_correspondence(who, place, office=records["office"], unit=unit)
    world.ids |= {name: record.public_id for name, record in records.items()}
    world.ids["seq"] = 1


def of_the_clerk(world: World) -> None:
    """What belongs to the county's clerk: file, draft, job, notice, device, token, another's account."""
    place = world.place
    clerk = world.grants["clerk", "own"]
    actor = queries.actor_for(clerk)
    other = make.make_grant(place, "reviewer")
    content = exporting.template(place, "units")
    draft = ImportDraft.objects.create(
        jurisdiction=place,
        account=clerk.account,
        subject="units",
        file_name="a.xlsx",
        content=content,
    )
    stored = store_file(actor, place, name="现场.png", stream=BytesIO(picture("PNG")))
    device = DeviceSession.objects.create(account=clerk.account, session_key="another-device")
    world.token("clerk", "own", SCOPES)
    world.ids |= {
        "account": other.account.public_id,
        "grant": other.public_id,
        "draft": draft.public_id,
        "file": stored.public_id,
        "job": make_job("jobs.clean", place=place.code, actor=actor, payload={}).public_id,
        "notice": make_notice(clerk.account, text="请核对。").public_id,
        "device": device.public_id,
        "token": tokens_of(clerk.account)[0].public_id,
    }


def index_of(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def months(world: World, folder: Path) -> None:
    """Two frozen months; the summary of the first is public, that of the second is proposed."""
    place = world.place
    actor = queries.actor_for(world.grants["clerk", "own"])
    rows = [row for month in MONTHS for row in spread(month, "县城管局", 6)]
    rows.append(ticket("unreadable", "no date"))
    mapping = make_mapping(place.code)
    batch = hotline.import_tickets(actor, place, path=make_csv(folder, rows), mapping=mapping)
    versions = []
    for month in MONTHS:
        index = index_of(month)
        hotline.freeze_month(actor, place, month=index)
        versions.append(hotline.propose_summary(actor, place, month=index))
    chair = queries.actor_for(world.grants["chair", "own"])
    publications.publish(chair, place, versions[0])
    world.ids |= {
        "batch": batch.public_id,
        "publication": versions[0].publication.public_id,
        "published": versions[0].public_id,
        "proposed": versions[1].public_id,
        "ticket": rows[-2]["id"],
        "source": batch.source.public_id,
        "mapping": hotline.save_mapping(actor, place, text=mapping).public_id,
        "handover": hotline.record_handover(actor, place, **HANDOVER).public_id,
        "table": monthly_table(world, folder),
        "mapping_draft": draft_of(world, "mapping"),
        "table_draft": draft_of(world, "table"),
    }


def monthly_table(world: World, folder: Path) -> str:
    """A table of a third month."""
    actor = queries.actor_for(world.grants["clerk", "own"])
    path = folder / "table.csv"
    path.write_bytes(TABLE)
    hotline.import_table(actor, world.place, path=path)
    return str(MonthlyTable.objects.in_scope(Scope.of(world.place)).get().public_id)


def draft_of(world: World, subject: str) -> str:
    """A file that the clerk is looking at."""
    account = world.grants["clerk", "own"].account_id
    options = {"subject": subject, "file_name": "table.csv", "whole": True}
    return drafts.keep(account, world.place.code, BytesIO(TABLE), **options).key
