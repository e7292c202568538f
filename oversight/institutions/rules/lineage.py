"""沿革: what a unit is called today. Pure: edges (old, new, day) in, the one living name or None out.

A unit that was split has no single successor; its past figures stay under its own name (None).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Step:
    """One edge: ``old`` became ``new`` on a day; duties moved (``moved``) leave the old one alive."""

    old: str
    new: str
    on: date
    kind: str


def successors(steps: Iterable[Step], day: date) -> dict[str, str | None]:
    """Each name that had ceased by ``day`` → the name that carries it on then, None where split."""
    onwards: dict[str, list[str]] = {}
    for step in steps:
        if step.on <= day and step.kind != "moved":
            onwards.setdefault(step.old, []).append(step.new)
    return {name: final(name, onwards) for name in onwards}


def final(name: str, onwards: dict[str, list[str]]) -> str | None:
    """Follow single edges to the end; several edges out of one name mean a split."""
    seen = {name}
    while name in onwards:
        ways = onwards[name]
        if len(ways) != 1 or ways[0] in seen:
            return None
        name = ways[0]
        seen.add(name)
    return name


def would_circle(edges: Iterable[tuple[int, int]], old: int, new: int) -> bool:
    """Whether the edge old → new would make a unit its own ancestor."""
    onwards: dict[int, set[int]] = {}
    for first, second in edges:
        onwards.setdefault(first, set()).add(second)
    waiting, seen = [new], set()
    while waiting:
        key = waiting.pop()
        if key == old:
            return True
        if key not in seen:
            seen.add(key)
            waiting.extend(onwards.get(key, ()))
    return False
