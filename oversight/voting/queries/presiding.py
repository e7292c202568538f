"""主持人的账号: whose account declares and announces, and who may enter it on behalf; who sees a count before then."""

from __future__ import annotations

from typing import Literal

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Person
from oversight.institutions.permissions import OFFICE
from oversight.voting.models import Poll
from oversight.voting.queries.counts import has_entered, has_ever_entered, scrutinises
from oversight.voting.queries.outcomes import outcome_of
from oversight.voting.rules.scrutiny import calls

PRESIDERS = frozenset({"chair", "member", "deputy"})
"""Roles of those who may preside: the chair, deputy chairs and members, executive chairs of a presidium."""
Way = Literal["own", "on_behalf", ""]


def account_of_presider(poll: Poll) -> int | None:
    """The account of the presiding person, where it may preside: by the register, else by the chair's name."""
    place, today = poll.jurisdiction, institutions.today()
    grants = institutions.grants_in(place).on(today).filter(role__in=PRESIDERS)
    if poll.chair_person:
        own = grants.filter(account__person__public_id=poll.chair_person).first()
        if own is not None:
            return own.account_id
    chairs = grants.filter(role="chair")
    named = {one.account_id for one in chairs if calls(poll.chair, str(one.account))}
    return named.pop() if len(named) == 1 else None


def is_chair(place: Jurisdiction, name: str, person: Person | None) -> bool:
    """Whether the place's chair (主任、主席) is meant: the holder of that role, by the register or by name."""
    grants = institutions.grants_in(place).on(institutions.today()).filter(role="chair")
    for one in grants:
        own = getattr(one.account, "person", None)
        same = own is not None and person is not None and own.public_id == person.public_id
        if same or calls(name, str(one.account)):
            return True
    return False


def way_of_presiding(actor: Actor, poll: Poll, *, counted: bool = False) -> Way:
    """How this reader may declare or announce now; "" where not.

    counted  the act tells a result: who entered a count of it does not announce, but in a small office
    """
    own = account_of_presider(poll)
    if counted and has_ever_entered(actor, poll) and not small_office(poll.jurisdiction):
        return ""
    if own is not None:
        return "own" if actor.account_id == own else ""
    if not poll.chair:
        return "own" if actor.role == "chair" else ""
    return "on_behalf" if actor.role in OFFICE else ""


def small_office(place: Jurisdiction) -> bool:
    return bool(institutions.profile_of(place).small_office)


def may_see_count(actor: Actor, poll: Poll) -> bool:
    """Who sees the count before the announcement: both who made it, the scrutineers; once signed, who announces it.

    After the announcement everybody who may read the poll; where too few have rated, still only they.
    """
    if poll.state == "announced":
        outcome = outcome_of(poll)
        if outcome is not None and not outcome.withheld:
            return True
        return has_entered(actor, poll) or scrutinises(actor, poll)
    if actor.place not in {"", poll.jurisdiction.code}:
        return False
    if poll.state not in {"counted", "locked", "signed"}:
        return False
    if poll.state == "signed" and way_of_presiding(actor, poll, counted=True):
        return True
    return has_entered(actor, poll) or scrutinises(actor, poll)
