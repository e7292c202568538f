"""名册的来处: the members of a body today, who of them is absent or by video; people of the register by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.voting.models import Poll
from oversight.voting.naming import persons_by_name
from oversight.voting.rules.bases import NO_BODY
from oversight.voting.values import Roll, RollRow, Voters


def roll_of(place: Jurisdiction, body: Body) -> Roll:
    """The members of a body today, all present; of a congress the deputies of the running term."""
    today = institutions.today()
    rows: list[RollRow] = []
    if body.kind == "congress":
        term = institutions.current_term(place)
        mandates = institutions.deputyships_in(place).filter(term=term).on(today)
        rows = [
            RollRow(
                one.person.public_id,
                one.person.name,
                one.counts_in_base,
                True,
                reason=one.base_reason,
            )
            for one in mandates.select_related("person")
        ]
    else:
        seats = institutions.memberships_in(place).on(today).filter(body=body)
        people = {one.person for one in seats.exclude(role="staff").select_related("person")}
        rows = [
            RollRow(one.public_id, one.name, present=True)
            for one in sorted(people, key=lambda one: (one.name, one.public_id))
        ]
    return Roll(tuple(rows))


def voters_of(body: Body) -> Voters:
    """Who votes: the body, by its own quorum."""
    return Voters(body.name, body.kind)


def voters_named(place: Jurisdiction, body: str, name: str) -> Voters:
    """The body of this public id; without one the voters are no body, and ``name`` says who they are."""
    if not body:
        return Voters(" ".join(name.replace("\x00", "").split()))
    rows = institutions.bodies_of(place).on(institutions.today())
    found = rows.filter(public_id=body).first()
    if found is None:
        raise Invalid("unknown_body", _("没有这个机构。"), where="body")
    return voters_of(found)


def voters_again(poll: Poll) -> Voters:
    """Who voted in an earlier round: the body of this name, else what its quorum says; under the same quorum."""
    body = institutions.bodies_of(poll.jurisdiction).filter(name=poll.voters).first()
    kind = poll.quorum if poll.quorum in {"congress", "standing_committee"} else ""
    if body is not None and poll.voters and poll.quorum != NO_BODY:
        kind = body.kind
    return Voters(poll.voters, kind, poll.quorum or NO_BODY)


def roll_of_names(names: Sequence[str]) -> Roll:
    """The roll of those who are no body, by name, all present."""
    return Roll(tuple(RollRow("", name, present=True) for name in names))


def attended(roll: Roll, absent: Collection[str], video: Collection[str]) -> Roll:
    """The roll with who is absent and who takes part by video, by name; all others are in the hall."""
    names = {row.name for row in roll.rows}
    for where, given in (("absent", absent), ("video", video)):
        for name in given:
            if name not in names:
                text = _("名册上没有%(name)s。") % {"name": name}
                raise Invalid("not_on_the_roll", text, where=where)
    if both := set(absent) & set(video):
        text = _("%(name)s既没有到场又以视频参加。") % {"name": sorted(both)[0]}
        raise Invalid("absent_and_by_video", text, where="video")
    return Roll(
        tuple(
            replace(
                row, present=row.name not in absent, mode="video" if row.name in video else "hall"
            )
            for row in roll.rows
        )
    )


def scrutineers_of(place: Jurisdiction, names: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of scrutineers by name, the first the chief; a name that the register has once is that person."""
    known = persons_by_name(place, set(names))
    return [
        {"name": name, "person": known.get(name, ""), "chief": number == 0}
        for number, name in enumerate(names)
    ]
