"""记名表决的样例: a roll of people with accounts and without, a vote by name opened for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oversight.audit.actors import Actor, operator
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.models import RoleGrant
from oversight.institutions.tests import builders as make
from oversight.voting import actions
from oversight.voting.models import Poll
from oversight.voting.tests import builders as b
from oversight.voting.values import Roll, RollRow

OPTIONS = ["关于供水价格的决定", "关于公交线路的决定"]


@dataclass
class Hall:
    """一次记名表决的会场: the office, and two members with accounts of their own."""

    office: b.Office
    grants: list[RoleGrant]
    roll: Roll

    def member(self, number: int) -> Actor:
        return queries.actor_for(self.grants[number])


def make_hall() -> Hall:
    """Seven of the body: 江叙 and 白露 with accounts, 江叙二 absent with an account, four without."""
    office = b.make_office()
    place, grants, rows = office.place, [], []
    for name, present in (("江叙", True), ("白露", True), ("江叙二", False)):
        grant = make.make_grant(place, "member")
        person = make.make_person(place, name)
        institutions.link_account(operator(), place, person=person, account=grant.account)
        grants.append(grant)
        rows.append(RollRow(person.public_id, name, present=present))
    rows += [RollRow("", f"委员{n}", present=n < 4) for n in range(1, 5)]
    return Hall(office, grants, Roll(tuple(rows)))


def prepared(hall: Hall, **more: Any) -> Poll:
    """A vote by name on two matters, of the seven five there."""
    values = {"method": "named", "roll": hall.roll, "options": OPTIONS, "title": "关于两项决定"}
    return b.make_poll(hall.office, **{**values, **more})


def opened(hall: Hall, **more: Any) -> Poll:
    poll = prepared(hall, **more)
    return actions.open_poll(hall.office.actor("clerk"), hall.office.place, poll)


def locked(hall: Hall, poll: Poll) -> Poll:
    """Closed and declared valid: the sheet locks itself."""
    place = hall.office.place
    actions.close_poll(hall.office.actor("clerk"), place, poll)
    actions.declare_collected(hall.office.actor("clerk"), place, poll)
    return b.fresh(poll)


def announced(hall: Hall, poll: Poll) -> Poll:
    """Signed by the scrutineers on their telephones, announced on behalf of a chair without an account."""
    clerk, place = hall.office.actor("clerk"), hall.office.place
    for one in poll.scrutineers:
        actions.sign_by_code(clerk, place, poll, name=one["name"], drawing=b.DRAWING)
    return actions.announce(clerk, place, b.fresh(poll))
