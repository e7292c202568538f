"""权限世界里的表决: one poll in each of the states that an act of the table asks for."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from oversight.audit.actors import operator
from oversight.documents.tests.builders import PDF
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.voting import actions, queries
from oversight.voting.models import Poll
from oversight.voting.tests import builders
from oversight.voting.values import Roll, RollRow

if TYPE_CHECKING:
    from tests.permissions.world import World

STATES = ("opened", "closed", "collected", "counted", "locked", "signed", "void")


def named_poll(world: World, office: builders.Office) -> Poll:
    """An open vote by name whose roll has the accounts of the county's chair, member and deputy."""
    rows = []
    for role in ("chair", "member", "deputy"):
        account = world.grants[role, "own"].account
        person = getattr(account, "person", None)
        if person is None:
            person = make.make_person(world.place, f"记名{role}")
            institutions.link_account(operator(), world.place, person=person, account=account)
        rows.append(RollRow(person.public_id, person.name, present=True))
    rows.append(RollRow("", "委员1", present=True))
    values = {"method": "named", "options": ["关于供水价格的决定"], "roll": Roll(tuple(rows))}
    poll = builders.make_poll(office, chair="", **values)
    return actions.open_poll(office.actor("clerk"), world.place, poll)


def build(world: World) -> None:
    """Polls counted by the clerk and the reviewer of the county."""
    grants = {role: world.grants[role, "own"] for role in ("clerk", "reviewer", "chair")}
    office = builders.Office(world.place, grants)
    world.ids["poll"] = builders.at_state(office, "prepared").public_id
    rating = builders.make_rating(office)
    actions.declare_recusal(
        office.actor("clerk"),
        world.place,
        rating,
        name="委员2",
        options=["县民政局"],
        reason="亲属",
    )
    world.ids["poll_named"] = named_poll(world, office).public_id
    world.ids["poll_rating"] = rating.public_id
    for state in STATES:
        world.ids[f"poll_{state}"] = builders.at_state(office, state).public_id
    clerk, reviewer = office.actor("clerk"), office.actor("reviewer")
    poll = builders.at_state(office, "counted")
    change = {"cell": "paper.0.yes", "value": 29, "reason": "看原票", "witness": "秦望川"}
    (proposed,) = actions.correct_cell(clerk, world.place, poll, side="second", **change)
    world.ids |= {"poll_proposed": poll.public_id, "correction_proposed": proposed.public_id}
    poll = builders.at_state(office, "locked")
    for signer in queries.signers_of(poll):
        if signer.capacity == "scrutineer":
            drawing = builders.DRAWING
            actions.sign_by_code(clerk, world.place, poll, name=signer.name, drawing=drawing)
            continue
        actor = reviewer if signer.account_id == reviewer.account_id else clerk
        upload = ("签字.pdf", BytesIO(PDF)) if signer.capacity == "chief_scrutineer" else None
        signature = actions.sign_sheet(
            actor,
            world.place,
            poll,
            capacity=signer.capacity,
            name=signer.name,
            upload=upload,
        )
        if upload:
            world.ids["poll_signature"] = signature.public_id
    actions.announce(office.actor("chair"), world.place, poll)
    world.ids["poll_announced"] = poll.public_id
