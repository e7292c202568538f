"""村和社区的名单: what a pasted list of villages and communities adds to those that are known.

A village or community is no state organ (宪法 art. 111): it has no bodies here, only a name to be picked by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

ABOVE = frozenset({"town", "county"})
"""Levels that have villages right below them; some communities belong to the county itself."""
COMMUNITY = ("社区", "居委会", "居民委员会")
MOST_CHARACTERS = 40
MOST_LINES = 500


@dataclass(frozen=True)
class Listed:
    """一份名单: the names to be added in their order, those already there, those too long."""

    fresh: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    long: tuple[str, ...] = ()


def read_list(lines: Iterable[str], known: Collection[str]) -> Listed:
    """Every name once, without blanks around it; a name that is known, or repeated, adds nothing."""
    names = dict.fromkeys(name for line in lines if (name := " ".join(line.split())))
    return Listed(
        tuple(name for name in names if name not in known and len(name) <= MOST_CHARACTERS),
        tuple(name for name in names if name in known),
        tuple(name for name in names if len(name) > MOST_CHARACTERS),
    )


def kind_of(name: str) -> str:
    """社区 by the end of its name, else 村."""
    return "community" if name.endswith(COMMUNITY) else "village"
