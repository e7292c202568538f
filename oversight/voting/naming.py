"""谁是谁: a person of the register by name, by a text with a title, or by the account that acts. Nobody is guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Person
from oversight.voting.rules.scrutiny import calls


def persons_by_name(place: Jurisdiction, names: Collection[str]) -> dict[str, str]:
    """Public id of each name that the register has just once."""
    if not names:
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for name, person in institutions.people_of(place).values_list("name", "public_id"):
        if name in names:
            found[name].append(person)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def person_called(place: Jurisdiction, text: str, among: Collection[str] = ()) -> Person | None:
    """Who a text such as 主任陆景行 means; of namesakes the one among these."""
    found = [one for one in institutions.people_of(place) if text and calls(text, one.name)]
    longest = max((len(one.name) for one in found), default=0)
    found = [one for one in found if len(one.name) == longest]
    found = [one for one in found if one.public_id in among] or found
    return found[0] if len(found) == 1 else None


def person_acting(actor: Actor, place: Jurisdiction) -> Person | None:
    """The person of the acting account."""
    if actor.account_id is None:
        return None
    return institutions.people_of(place).filter(account_id=actor.account_id).first()
