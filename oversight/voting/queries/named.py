"""记名表决的读取: who may vote by name, the own votes, how many have voted; the names only once announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.voting.models import NamedVote, Poll
from oversight.voting.naming import person_acting, persons_by_name
from oversight.voting.queries.counts import form_of, recusals_of, sheet_of
from oversight.voting.queries.polls import polls_of
from oversight.voting.rules import named as rules
from oversight.voting.values import RollRow

Key = tuple[str, str]
"""A row of the roll: public id or "", name."""


@dataclass(frozen=True)
class ByChoice:
    """怎样表决的名单: one choice of one option with the names, in the order of the roll; code "silent" did not vote."""

    code: str
    names: Sequence[str]


@dataclass(frozen=True)
class OptionVotes:
    """一项的记名表决."""

    option: str
    choices: Sequence[ByChoice]


def key_of(row: RollRow) -> Key:
    return (row.person, row.name)


def voting_rows(poll: Poll) -> list[RollRow]:
    """Who may vote: present and one of the body."""
    return [row for row in poll.roll.rows if row.present and row.counts_in_base]


def may_vote_on(poll: Poll, row: RollRow, option: str) -> bool:
    """Whether a row of the roll is not recused from the option."""
    return not any(
        one.option == option
        and (one.person == row.person if row.person and one.person else one.name == row.name)
        for one in recusals_of(poll)
    )


def own_row(actor: Actor, poll: Poll) -> RollRow | None:
    """The row of the roll that the acting account is; a name that the register has once is that person."""
    person = person_acting(actor, poll.jurisdiction)
    if person is None:
        return None
    unnamed = {row.name for row in poll.roll.rows if not row.person}
    known = persons_by_name(poll.jurisdiction, unnamed)
    for row in poll.roll.rows:
        if (row.person or known.get(row.name, "")) == person.public_id:
            return row
    return None


def may_vote(actor: Actor, poll: Poll) -> bool:
    """Whether the reader is one of those present who vote by name."""
    row = own_row(actor, poll)
    return row is not None and row.present and row.counts_in_base


def votes_of(poll: Poll) -> list[NamedVote]:
    """Every vote as it stands; the caller answers for who sees it."""
    return list(poll.named_votes.all())


def vote_of(poll: Poll, row: RollRow, option: str) -> NamedVote | None:
    return poll.named_votes.filter(person=row.person, name=row.name, option=option).first()


def own_votes(poll: Poll, row: RollRow) -> dict[str, NamedVote]:
    """By option the vote of one row of the roll."""
    rows = poll.named_votes.filter(person=row.person, name=row.name)
    return {one.option: one for one in rows}


def votes_by_row(poll: Poll) -> dict[Key, dict[str, NamedVote]]:
    """Of every row of the roll its votes by option."""
    found: dict[Key, dict[str, NamedVote]] = {}
    for one in votes_of(poll):
        found.setdefault((one.person, one.name), {})[one.option] = one
    return found


def voted(poll: Poll) -> int:
    """How many have voted on every option; never how."""
    return sum(len(each) >= len(poll.options) for each in votes_by_row(poll).values())


def open_to(actor: Actor, place: Jurisdiction) -> list[Poll]:
    """Votes by name that are open and in which the reader takes part."""
    if actor.account_id is None:
        return []
    rows = polls_of(place).filter(method=rules.PART, state="opened")
    return [poll for poll in rows if may_vote(actor, poll)]


def cells_of(poll: Poll) -> dict[str, int]:
    """The cells of the count sheet, as the votes have them."""
    return rules.cells(form_of(poll), ((one.option, one.choice) for one in votes_of(poll)))


def names_of(poll: Poll) -> list[dict[str, object]]:
    """What the locked sheet keeps: by option the names of each choice."""
    by_row, rows = votes_by_row(poll), voting_rows(poll)
    found: list[dict[str, object]] = []
    for option in poll.options:
        given = [(row.name, by_row.get(key_of(row), {}).get(option)) for row in rows]
        line: dict[str, object] = {"option": option}
        for code in rules.CHOICES:
            line[code] = [name for name, one in given if one is not None and one.choice == code]
        line["silent"] = [name for name, one in given if one is None]
        found.append(line)
    return found


def listed(poll: Poll) -> list[OptionVotes]:
    """Who voted how, from the locked sheet; nothing before the chair has announced it."""
    sheet = sheet_of(poll) if poll.is_announced and poll.method == rules.PART else None
    lines: Sequence[Mapping[str, Sequence[str]]] = sheet.content.get("votes", ()) if sheet else ()
    return [
        OptionVotes(
            str(line["option"]),
            [ByChoice(code, line[code]) for code in (*rules.CHOICES, "silent")],
        )
        for line in lines
    ]
