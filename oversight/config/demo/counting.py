"""演示表决: a poll from its opening to the announcement, by the people of the demonstration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from oversight.audit.actors import Actor
from oversight.config.demo.days import settle
from oversight.config.demo.papers import People
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as meetings
from oversight.meetings import queries as read
from oversight.meetings.models import AgendaItem, Meeting
from oversight.voting import actions as voting
from oversight.voting import queries
from oversight.voting.models import Poll

Rows = Sequence[Sequence[int]]


def scrutineers(meeting: Meeting) -> list[dict[str, Any]]:
    """Two members of the committee watch over the count; the first is the chief."""
    called = [one for one in read.participants_of(meeting) if one.capacity == "attend"][20:22]
    return [
        {"name": one.name, "person": one.person.public_id, "chief": not number}
        for number, one in enumerate(called)
        if one.person is not None
    ]


def vote(place: Jurisdiction, people: People, item: AgendaItem, rows: Rows) -> Poll:
    """By keypad on the item itself: yes, no, abstaining and not pressed; announced by the chair."""
    poll = meetings.put_to_vote(
        people.clerk,
        place,
        item,
        method="keypad",
        secret=True,
        chair=people.chair.label,
        scrutineers=scrutineers(item.meeting),
    )
    return counted(place, people, poll, rows)


def cells(poll: Poll, rows: Rows, heads: Mapping[str, int] | None = None) -> dict[str, int]:
    """The cells of a sheet in the order of its rows and columns, with the heads of a paper one."""
    form = queries.form_of(poll)
    named = {
        f"{part.method}.{row}.{column.code}": figure
        for part in form.parts
        for row, figures in zip(range(len(form.options)), rows, strict=True)
        for column, figure in zip(form.columns, figures, strict=True)
    }
    return named | {f"paper.{name}": figure for name, figure in (heads or {}).items()}


def collected(place: Jurisdiction, people: People, poll: Poll, ballots: int | None = None) -> Poll:
    """Opened, closed, declared valid by the chair; ``ballots`` on paper were all returned."""
    voting.open_poll(people.clerk, place, poll)
    voting.close_poll(people.clerk, place, poll)
    return voting.declare_collected(people.chair, place, poll, issued=ballots, returned=ballots)


def drawn(name: str) -> list[list[list[int]]]:
    """A made-up signature: for every character a few strokes that follow from it alone."""
    wide = 900 // len(name)
    strokes = []
    for place, character in enumerate(name):
        seed, left = ord(character), 50 + place * wide
        for row in range(3):
            bend = seed // (7 + row * 11) % 60
            strokes.append(
                [[left, 70 + row * 80 + bend], [left + wide * 3 // 5, 50 + row * 90 + bend // 2]]
            )
        fall = left + wide * (25 + seed % 30) // 100
        strokes.append([[fall, 40], [fall - 20 + seed % 37, 170], [fall - 50 + seed % 90, 310]])
    return strokes


def sign_all(place: Jurisdiction, clerk: Actor, reviewer: Actor, poll: Poll) -> None:
    """Scrutineers on their telephones, both tellers by their accounts."""
    for signer in queries.signers_of(poll):
        if signer.capacity != "teller":
            strokes = drawn(signer.name)
            voting.sign_by_code(clerk, place, poll, name=signer.name, drawing=strokes)
            continue
        actor = reviewer if signer.account_id == reviewer.account_id else clerk
        voting.sign_sheet(actor, place, poll, capacity=signer.capacity, name=signer.name)


def counted(
    place: Jurisdiction, people: People, poll: Poll, rows: Rows, ballots: int | None = None
) -> Poll:
    """Voted, entered twice alike, locked, signed by everybody, announced; what follows follows."""
    poll = collected(place, people, poll, ballots)
    heads = {"valid": ballots, "invalid": 0} if ballots else {}
    figures = cells(poll, rows, heads)
    for teller in (people.clerk, people.reviewer):
        voting.enter_counts(teller, place, poll, figures=figures)
    voting.lock_sheet(people.clerk, place, poll)
    sign_all(place, people.clerk, people.reviewer, poll)
    poll = voting.announce(people.chair, place, poll)
    settle()
    return poll
