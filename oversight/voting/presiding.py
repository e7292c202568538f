"""主持: who presides over a vote, whose account that is, and who enters it where there is none (procedures §2.1, §9).

Who is voted on, or belongs to the unit, lets another preside. Where the presiding person has an account with a
fitting role, that account alone declares and announces; else the office enters it on behalf, said in the record.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Person
from oversight.institutions.permissions import OFFICE
from oversight.voting.interests import scrutineer, units_voted_on
from oversight.voting.models import Poll
from oversight.voting.naming import person_acting, person_called
from oversight.voting.queries.presiding import (
    Way,
    account_of_presider,
    is_chair,
    way_of_presiding,
)
from oversight.voting.rules.bases import NO_BODY
from oversight.voting.rules.presiding import Seat, may_preside
from oversight.voting.rules.scrutiny import NOT_OF_THE_VOTERS, calls, presider_objection


def is_of_a_body(poll: Poll) -> bool:
    """Whether a body votes; an older vote did not say."""
    return poll.quorum not in {"", NO_BODY}


def seated(poll: Poll) -> frozenset[str]:
    """Public ids of those on the roll, and of those with a seat in the body that votes or in the presidium."""
    own = Q(body__name=poll.voters) | Q(body__kind="presidium")
    seats = institutions.memberships_in(poll.jurisdiction).on(institutions.today()).filter(own)
    seats = seats.exclude(role="staff").values_list("person__public_id", flat=True)
    return frozenset({row.person for row in poll.roll.rows} - {""}).union(seats)


def may_preside_there(poll: Poll, name: str, person: Person | None) -> bool:
    """Where a body votes, one of it or its presidium presides, or the chair by office; nobody named is the chair."""
    if not name or not is_of_a_body(poll):
        return True
    return may_preside(
        Seat(
            of_a_body=True,
            on_roll=any(calls(name, row.name) for row in poll.roll.rows if not row.person),
            seated=person is not None and person.public_id in seated(poll),
            by_office=is_chair(poll.jurisdiction, name, person),
        )
    )


def refuse_who_may_not_preside(poll: Poll, name: str) -> None:
    """The same for who is named and for who declares or announces."""
    if not may_preside_there(poll, name, person_called(poll.jurisdiction, name, seated(poll))):
        text = _(NOT_OF_THE_VOTERS) % {"name": name}
        raise Refused("not_of_the_voters", text, where="chair")


def take_presider(poll: Poll, name: str) -> None:
    """主持人 by name, alone or after a title, and the person of the register; of the body, never one voted on."""
    poll.chair = " ".join(name.replace("\x00", "").split())[:60]
    person = person_called(poll.jurisdiction, poll.chair, seated(poll))
    poll.chair_person = person.public_id if person is not None else ""
    refuse_interested_presider(
        poll, person.name if person is not None else poll.chair, poll.chair_person
    )
    refuse_who_may_not_preside(poll, poll.chair)


def chair_again(poll: Poll) -> str:
    """Who presided over the earlier round, where that person may preside over another."""
    person = person_called(poll.jurisdiction, poll.chair, seated(poll))
    return poll.chair if may_preside_there(poll, poll.chair, person) else ""


def require_presiding(actor: Actor, poll: Poll, *, counted: bool = False) -> tuple[str, str]:
    """The presiding person's name, and who entered it on behalf ("" where nobody did); else refuses."""
    way = way_of_presiding(actor, poll, counted=counted)
    if not way:
        raise NotPermitted(not_presiding(actor, poll, counted))
    name = poll.chair if way == "on_behalf" or poll.chair else actor.label
    refuse_who_may_not_preside(poll, poll.chair)
    refuse_interested_presider(poll, name, poll.chair_person or own_person(actor, poll, way))
    return name[:100], actor.label[:100] if way == "on_behalf" else ""


def not_presiding(actor: Actor, poll: Poll, counted: bool) -> str:
    """Why not this reader."""
    own = account_of_presider(poll)
    if counted and own is not None and own == actor.account_id:
        return _("录入过计票的人不宣布结果：另请一人主持，登记为主持人。")
    if counted and poll.chair and actor.role in OFFICE and own is None:
        return _("录入这次计票的人不代主持人登记宣布，由办公室另一人登记。")
    if poll.chair:
        return _("由主持人%(name)s宣布。") % {"name": poll.chair}
    return _("由主任（主席）作为主持人宣布；另有人主持的，先登记主持人。")


def own_person(actor: Actor, poll: Poll, way: Way) -> str:
    """The public id of the acting account's own person, where it presides itself."""
    found = person_acting(actor, poll.jurisdiction) if way == "own" else None
    return found.public_id if found is not None else ""


def refuse_interested_presider(poll: Poll, name: str, person: str) -> None:
    """Nobody presides over a vote on themselves or on a unit they belong to: another does."""
    if not name:
        return
    named = scrutineer(poll, {"name": name, "person": person})
    found = presider_objection(
        named, options=poll.options, candidates=poll.candidates, units=units_voted_on(poll)
    )
    if found is not None:
        raise Refused(found.code, _(found.text) % found.values, where="chair")
