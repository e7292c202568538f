"""主持: who presides over a vote, whose account that is, and who enters it where there is none (procedures §2.1, §9).

Who is voted on, or belongs to the unit, lets another preside. Where the presiding person has an account with a
fitting role, that account alone declares and announces; else the office enters it on behalf, said in the record.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Person
from oversight.institutions.permissions import OFFICE
from oversight.voting.interests import scrutineer, units_voted_on
from oversight.voting.models import Poll
from oversight.voting.queries.presiding import Way, account_of_presider, way_of_presiding
from oversight.voting.rules.scrutiny import presider_objection


def person_named(place: Jurisdiction, name: str) -> Person | None:
    """Who of the register this name is, where just one person has it."""
    people = list(institutions.people_of(place).filter(name=name)[:2]) if name else []
    return people[0] if len(people) == 1 else None


def require_presiding(actor: Actor, poll: Poll, *, counted: bool = False) -> tuple[str, str]:
    """The presiding person's name, and who entered it on behalf ("" where nobody did); else refuses."""
    way = way_of_presiding(actor, poll, counted=counted)
    if not way:
        raise NotPermitted(not_presiding(actor, poll, counted))
    name = poll.chair if way == "on_behalf" or poll.chair else actor.label
    refuse_interested(poll, name, poll.chair_person or own_person(actor, poll, way))
    return name[:100], actor.label[:100] if way == "on_behalf" else ""


def not_presiding(actor: Actor, poll: Poll, counted: bool) -> str:
    """Why not this reader."""
    if counted and poll.chair and actor.role in OFFICE and account_of_presider(poll) is None:
        return _("录入这次计票的人不代主持人登记宣布，由办公室另一人登记。")
    if poll.chair:
        return _("由主持人%(name)s宣布。") % {"name": poll.chair}
    return _("由主任（主席）作为主持人宣布；另有人主持的，先登记主持人。")


def own_person(actor: Actor, poll: Poll, way: Way) -> str:
    """The public id of the acting account's own person, where it presides itself."""
    if way != "own" or actor.account_id is None:
        return ""
    rows = institutions.people_of(poll.jurisdiction).filter(account_id=actor.account_id)
    found = rows.first()
    return found.public_id if found is not None else ""


def refuse_interested(poll: Poll, name: str, person: str) -> None:
    """Nobody presides over a vote on themselves or on a unit they belong to: another does."""
    if not name:
        return
    named = scrutineer(poll, {"name": name, "person": person})
    found = presider_objection(
        named, options=poll.options, candidates=poll.candidates, units=units_voted_on(poll)
    )
    if found is not None:
        raise Refused(found.code, _(found.text) % found.values, where="chair")
