"""利害关系: who belongs to what is voted on, by dated posts, seats, liaison and roles of the register (procedures §9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.errors import Invalid
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.voting.models import Poll
from oversight.voting.naming import persons_by_name
from oversight.voting.rules import recusal
from oversight.voting.rules.recusal import Rater, Recusal
from oversight.voting.rules.scrutiny import Scrutineer
from oversight.voting.values import Roll

KEPT_IN = "zh-hans"
Belongings = Mapping[str, Mapping[str, str]]
"""Person → unit or body → what the person is there."""
NONE: Mapping[str, Collection[str]] = MappingProxyType({})


def recused(
    place: Jurisdiction,
    roll: Roll,
    options: Sequence[str],
    *,
    units: Collection[str] = (),
    option_units: Mapping[str, Collection[str]] = NONE,
    candidates: Collection[str] = (),
    declared: Iterable[Recusal] = (),
) -> list[Recusal]:
    """Who leaves which option of a rating: found in the register today, and declared."""
    rated = rated_of(place, options, units, option_units)
    raters = raters_of(place, roll, frozenset().union(*rated.values()))
    kept = [one for one in declared if one.option in rated]
    return recusal.merged(raters, recusal.found(raters, rated, candidates), kept)


def rated_of(
    place: Jurisdiction,
    options: Sequence[str],
    units: Collection[str],
    option_units: Mapping[str, Collection[str]] = NONE,
) -> dict[str, frozenset[str]]:
    """Of each option the units and bodies it names, under former names too.

    ``units`` are what a single option is about as well, and an option of several that names none; an option of
    ``option_units`` is about these.
    """
    written = institutions.unit_names(place)
    later = institutions.successors_on(place, institutions.today())
    ids = dict(institutions.units_of(place).values_list("name", "public_id"))
    bodies = dict(institutions.bodies_of(place).values_list("name", "public_id"))
    found = {}
    for option in options:
        name = written.get(option, option)
        named = {ids.get(name, ""), ids.get(later.get(name) or "", ""), bodies.get(option, "")}
        named |= set(option_units.get(option, ()))
        named -= {""}
        found[option] = frozenset(named | set(units) if len(options) == 1 else named or units)
    return found


def raters_of(place: Jurisdiction, roll: Roll, ids: Collection[str]) -> list[Rater]:
    """The roll with what its people are in these units and bodies; a name the register has once is that person."""
    known = persons_by_name(place, {row.name for row in roll.rows if not row.person})
    belongs = belongings(place, ids)
    raters = []
    for row in roll.rows:
        person = row.person or known.get(row.name, "")
        raters.append(
            Rater(
                person,
                row.name,
                belongs.get(person, {}),
                row.counts_in_base,
                row.present,
                row.mode,
            )
        )
    return raters


def belongings(place: Jurisdiction, ids: Collection[str]) -> Belongings:
    """Who is what today in these units and bodies: posts, liaison officers, accounts of units, seats."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    if not ids:
        return found
    today = institutions.today()
    posts = institutions.posts_in(place).on(today).filter(unit__public_id__in=ids)
    for post in posts:
        found[post.person.public_id][post.unit.public_id] = post.title
    with override(KEPT_IN):
        liaisons = institutions.liaisons_in(place).on(today).filter(unit__public_id__in=ids)
        for liaison in liaisons:
            found[liaison.person.public_id].setdefault(liaison.unit.public_id, _("联络员"))
        grants = institutions.grants_in(place).on(today).filter(role__in=RoleGrant.OF_UNIT)
        for grant in grants.filter(unit__public_id__in=ids, account__person__isnull=False):
            word = str(grant.get_role_display())
            assert grant.unit is not None
            found[grant.account.person.public_id].setdefault(grant.unit.public_id, word)
        for seat in institutions.memberships_in(place).on(today).filter(body__public_id__in=ids):
            found[seat.person.public_id].setdefault(seat.body.public_id, seat.title)
    return found


def kept_from_watching(
    place: Jurisdiction, people: Mapping[str, str], units: Collection[str]
) -> dict[str, str]:
    """Who of these people (person → name) scrutinises no vote on these units and bodies, with what they are there."""
    names = dict(institutions.units_of(place).values_list("public_id", "name"))
    names |= dict(institutions.bodies_of(place).values_list("public_id", "name"))
    found = {}
    for person, there in belongings(place, units).items():
        if person in people:
            rows = (f"{names.get(unit, '')}{what}" for unit, what in there.items())
            found[person] = "、".join(rows)
    return found


def kept_words(people: Mapping[str, str], kept: Mapping[str, str]) -> str:
    """周明（镇建设办公室主任）、……: who is not offered and why, for the form; empty where nobody is kept out."""
    return "、".join(f"{people[person]}（{why}）" for person, why in kept.items())


def scrutineer(poll: Poll, row: Mapping[str, Any]) -> Scrutineer:
    """One of them, with the units where the register knows the person to hold a post."""
    name = " ".join(str(row.get("name", "")).replace("\x00", "").split())
    if not name or len(name) > 60:
        raise Invalid("no_scrutineer_name", _("监票人没有写姓名，或者太长。"), where="scrutineers")
    person = str(row.get("person", "") or "")
    units = {str(unit) for unit in row.get("units", ())}
    if person:
        units |= institutions.units_of_person(poll.jurisdiction, person)
    return Scrutineer(name, person, bool(row.get("chief")), frozenset(units))


def units_voted_on(poll: Poll) -> set[str]:
    """The units given, and those units and bodies that an option names."""
    named = rated_of(poll.jurisdiction, poll.options, poll.units, poll.option_units)
    return {*poll.units}.union(*named.values())
