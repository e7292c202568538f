"""地方撤并: the place above records that a place below ended and which one carries on; the ended one takes nothing new.

What is half decided in the ended place other apps know: ``settings.PLACE_RUNNING`` names what is asked of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.institutions import permissions, queries
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Jurisdiction, PlaceSuccession
from oversight.institutions.rules import periods, place_ends
from oversight.institutions.rules.place_ends import PlaceEnd, PlaceFacts
from oversight.ui import formats

Running = Callable[[Jurisdiction], Sequence[str]]
"""What is running in a place, each in words."""


def end_place(
    actor: Actor,
    place: Jurisdiction,
    *,
    predecessor: Jurisdiction,
    successor: Jurisdiction,
    on: date,
    basis: str,
    decided_on: date,
) -> PlaceSuccession:
    """登记撤并: from ``on`` the successor carries on; ``basis`` and ``decided_on`` are the approving paper's."""
    with act(
        "institutions.end_place",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
        rule=place_ends.CODE,
        basis=basis[:300],
    ) as running:
        basis = written(basis, "basis", _("批准文件"), 200)
        found = running_in(predecessor)
        verdict = place_ends.may_end(
            PlaceEnd(
                place.pk,
                facts_of(predecessor),
                facts_of(successor),
                on,
                decided_on,
                queries.today(),
                found,
            )
        )
        if not verdict.allowed:
            text = _(verdict.text) + (
                _("、").join(found) if verdict.code == "still_running" else ""
            )
            raise Refused(verdict.code, text, basis=_(verdict.basis) if verdict.basis else "")
        made = PlaceSuccession(
            jurisdiction=place,
            predecessor=predecessor,
            successor=successor,
            on=on,
            basis=basis,
            decided_on=decided_on,
        )
        put(made)
        predecessor.valid_to = periods.day_before(on)
        put(predecessor)
        running.facts = {
            "place": predecessor.code,
            "successor": successor.code,
            "on": on.isoformat(),
            "decided_on": decided_on.isoformat(),
        }
    return made


def facts_of(place: Jurisdiction) -> PlaceFacts:
    """The place as the rule sees it."""
    ended = queries.ending_of(place) is not None
    return PlaceFacts(place.pk, place.parent_id, place.valid_from, ended)


def running_in(place: Jurisdiction) -> tuple[str, ...]:
    """Votes that are open and meetings that sit there, in words."""
    asked: Sequence[Running] = import_string(settings.PLACE_RUNNING)
    return tuple(words for ask in asked for words in ask(place))


def ended_words(place: Jurisdiction) -> str:
    """青石镇自2026年7月1日起并入桥北镇……; empty while the place is there."""
    found = queries.ending_of(place)
    if found is None:
        return ""
    heir = queries.heir_of(place) or found.successor
    values = {"place": place.name, "heir": heir.name, "day": formats.day(found.on)}
    return (
        _(
            "%(place)s自%(day)s起并入%(heir)s。没有办完的由%(heir)s接着办，新的事项请到%(heir)s办理。"
        )
        % values
    )


def require_still_there(place: Jurisdiction) -> None:
    """Refuse what is new in a place that has ended, and say where to go."""
    if text := ended_words(place):
        raise Refused("place_ended", text)
