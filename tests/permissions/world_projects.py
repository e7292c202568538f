"""权限世界里的征集: a year that collects, a proposal in each of the states that an act of the table asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from oversight.audit.actors import anyone
from oversight.files.tests.builders import PDF
from oversight.institutions import queries
from oversight.projects import sheets
from oversight.projects.actions import collecting, handling
from oversight.projects.actions.drafting import Wish
from oversight.projects.actions.years import set_up_year
from oversight.projects.models import ProjectYear, Proposal
from oversight.projects.sealing import Contact
from oversight.projects.tests.builders_collecting import Town, human, open_now, upload
from oversight.projects.views.drafts import keep_refused

if TYPE_CHECKING:
    from tests.permissions.world import World


def build(world: World) -> None:
    """The year, what citizens wrote, what the office entered, and a table with a row sent back."""
    place = world.place
    clerk = queries.actor_for(world.grants["clerk", "own"])
    year = set_up_year(clerk, place, year=queries.today().year + 1)
    town = Town(place, year, [], {"clerk": world.grants["clerk", "own"]})
    open_now(town)
    world.ids["project_year"] = year.year
    citizens(world, town.year)
    refused = proposed(world, town.year, "不采纳的")
    handling.not_take(clerk, place, refused, reason="too_narrow")
    world.ids["proposal_not_taken"] = refused.public_id
    paper = collecting.enter_proposal(clerk, place, town.year, wish=Wish("纸质表上的愿望"))
    world.ids["proposal_paper"] = paper.proposal.public_id
    session, _made = collecting.record_session(
        clerk,
        place,
        town.year,
        details={"kind": "forum", "on": queries.today(), "where": "村委会", "led_by": "李代表"},
        wishes=[Wish("修水渠")],
        file=SimpleUploadedFile("记录.pdf", PDF),
    )
    world.ids["project_session"] = session.public_id
    request = RequestFactory().get("/")
    request.user = world.grants["clerk", "own"].account
    keep_refused(request, place, session, [sheets.Refused(2, ("",) * 7, "没有写希望办什么事。")])


def citizens(world: World, year: ProjectYear) -> None:
    """By the public form: with a contact and a photo, held, a bare problem."""
    place = world.place
    found = collecting.propose(
        anyone(),
        place,
        year,
        wish=Wish("给背街小巷装路灯", contact=Contact("李松和", "13805331234")),
        sender=human(),
        photos=[upload()],
    )
    world.ids["proposal"] = found.proposal.public_id
    world.ids["proposal_code"] = found.code
    photo = found.proposal.photos.first()
    assert photo is not None
    world.ids["proposal_photo"] = photo.file.public_id
    world.ids["proposal_held"] = proposed(world, year, "看 www.abc.com").public_id
    world.ids["proposal_problem"] = proposed(world, year, "老人吃饭难", "problem").public_id


def proposed(world: World, year: ProjectYear, title: str, kind: str = "project") -> Proposal:
    """A citizen's proposal."""
    wish = Wish(title, kind=kind)
    return collecting.propose(anyone(), world.place, year, wish=wish, sender=human()).proposal
