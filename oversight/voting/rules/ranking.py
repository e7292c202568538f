"""排序票: ballots that number the items by urgency (procedures §2.4, Liyang 2010).

The first of n places is worth n points, the next n − 1 and so on; an item that a ballot leaves out has
none. A ballot that gives a place twice or ranks what is not on it is invalid as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ranked:
    """The result: points by item, the chosen in order, those tied across the last place."""

    points: dict[str, int]
    chosen: tuple[str, ...]
    tied: tuple[str, ...]
    open_places: int


@dataclass(frozen=True)
class Tally:
    """逐票登记的合计: of every item how many ballots gave it the first, second … place; valid and invalid ballots."""

    counts: dict[str, tuple[int, ...]]
    valid: int
    invalid: int


def is_valid(ballot: Sequence[str], items: Sequence[str], places: int) -> bool:
    """Whether a ballot ranks different items of the list on at most ``places`` places; "" leaves a place open."""
    named = [name for name in ballot if name]
    return (
        bool(named)
        and len(ballot) <= places
        and len(set(named)) == len(named)
        and set(named) <= set(items)
    )


def tally(ballots: Sequence[Sequence[str]], items: Sequence[str], places: int) -> Tally:
    """The ballots, each the items in the order of their places, as the figures of a count sheet."""
    counts = {name: [0] * places for name in items}
    valid = [ballot for ballot in ballots if is_valid(ballot, items, places)]
    for ballot in valid:
        for position, name in enumerate(ballot):
            if name:
                counts[name][position] += 1
    told = {name: tuple(row) for name, row in counts.items()}
    return Tally(told, len(valid), len(ballots) - len(valid))


def rank_table(counts: Mapping[str, Sequence[int]], places: int) -> Ranked:
    """The result of a count sheet: of every item, how many ballots gave it the first, second … place."""
    points = {
        name: sum(count * (places - position) for position, count in enumerate(row))
        for name, row in counts.items()
    }
    return chosen_by(points, places)


def chosen_by(points: dict[str, int], places: int) -> Ranked:
    """The items with most points; a tie across the last place is not broken."""
    named = [name for name in points if points[name] > 0]
    ordered = sorted(named, key=lambda name: -points[name])
    chosen, tied = ordered[:places], []
    if len(ordered) > places and points[ordered[places]] == points[ordered[places - 1]]:
        edge = points[ordered[places]]
        chosen = [name for name in ordered if points[name] > edge]
        tied = [name for name in ordered if points[name] == edge]
    return Ranked(points, tuple(chosen), tuple(tied), places - len(chosen))
