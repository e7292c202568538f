"""权限世界里的票决和报备: a year at the start of its ballot, one with a measure drafted, two filings of a town."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.files.actions import store_file
from oversight.files.tests.builders import picture
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import FilingAttachment, ResultFiling
from oversight.projects.tests import builders_voting as make

if TYPE_CHECKING:
    from tests.permissions.world import World

START, DRAFTED = 2051, 2052
NAMES = ("修路", "供水", "路灯")


def build(world: World) -> None:
    """The records that the acts of ``table_projects_voting`` need."""
    place = world.place
    unit = queries.unit_by_id(place, world.ids["liaison_unit"])
    assert unit is not None
    town = make.Town(place, place, {}, unit)
    town.grants = {role: world.grants[role, "own"] for role in ("clerk", "chair")}
    start, drafted = (make.make_year(town, year, 2) for year in (START, DRAFTED))
    for one in (start, drafted):
        make.freeze(town, one, NAMES)
    make.draft(town, drafted)
    sent, received = (filed(world, year, state) for year, state in FILINGS)
    world.ids |= {
        "ballot_start": START,
        "ballot_drafted": DRAFTED,
        "filing_sent": sent.public_id,
        "filing_received": received.public_id,
        "filing_file": attached(world.places["child"], sent),
    }


FILINGS = ((2026, "submitted"), (2027, "received"))


def filed(world: World, number: int, state: str) -> ResultFiling:
    """What the town below the county has sent; how it comes there has tests of its own."""
    place = world.places["child"]
    town = make.Town(place, world.place, {}, None)  # type: ignore[arg-type]
    year = make.make_year(town, number)
    with act("projects.submit_filing", actor=operator(), place=place.code, permitted=True):
        made = ResultFiling(
            jurisdiction=place, project_year=year, county=world.place, state=state,
            title=f"{number}年票决结果备案", submissions=1, submitted_on=queries.today(),
        )  # fmt: skip
        made.save()
    return made


def attached(place: Jurisdiction, filing: ResultFiling) -> str:
    """A file that came with it."""
    stream = BytesIO(picture("PNG"))
    with act("projects.submit_filing", actor=operator(), place=place.code, permitted=True):
        file = store_file(
            operator(), place, name="公告.png", stream=stream, permitted=True, confined=True
        )
        made = FilingAttachment(
            jurisdiction=place, filing=filing, kind="announcement", label="公告", file=file
        )
        made.save()
    return str(made.public_id)
