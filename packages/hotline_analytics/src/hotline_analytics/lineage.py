"""Lineage of units (沿革): which units are shown as one, and since when a base can be compared.

A renamed or merged unit carries its predecessors' figures under its current name. After a
split nobody can say how the old figures divide, so the base before it is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Validity = tuple[int | None, int | None]
"""First and last month in which a unit existed; None is open."""


@dataclass(frozen=True)
class Succession:
    """One change of units (更名、合并、拆分): a predecessor's duties pass on from a month."""

    predecessor: str
    successors: tuple[str, ...]
    since: int  # 0: never a unit of its own, only another writing of the successor's name


class Lineage:
    """The successions in force at a month, with the existence of the units."""

    def __init__(
        self,
        successions: Sequence[Succession],
        validity: Mapping[str, Validity] | None,
        month: int,
    ) -> None:
        self._validity = dict(validity or {})
        self._next: dict[str, str] = {}
        self._split_since: dict[str, int] = {}
        self._writings = frozenset(one.predecessor for one in successions if one.since == 0)
        for one in sorted(successions, key=lambda s: (s.since, s.predecessor)):
            if one.since <= month:
                self._add(one)
        self._members: dict[str, list[str]] = {}
        for name in self._next:
            self._members.setdefault(self.current_name(name), []).append(name)

    def _add(self, one: Succession) -> None:
        names = tuple(dict.fromkeys(one.successors))
        if len(names) == 1 and names[0] != one.predecessor:
            self._next[one.predecessor] = names[0]
        elif len(names) > 1:
            for name in names:
                self._split_since[name] = max(one.since, self._split_since.get(name, one.since))

    def current_name(self, name: str) -> str:
        """The name under which a unit's figures are shown."""
        seen = {name}
        while name in self._next and self._next[name] not in seen:
            name = self._next[name]
            seen.add(name)
        return name

    def predecessors(self, name: str) -> tuple[str, ...]:
        """The former units whose figures are added to this one, by name."""
        return tuple(sorted(self._members.get(name, ())))

    def former_units(self, name: str) -> tuple[str, ...]:
        """The predecessors that were units of their own: no short names or other writings."""
        return tuple(each for each in self.predecessors(name) if each not in self._writings)

    def split_since(self, name: str) -> int | None:
        """The month from which the figures can be compared, where a split came before."""
        months = [
            self._split_since[member]
            for member in (name, *self.predecessors(name))
            if member in self._split_since
        ]
        return max(months, default=None)

    def existed(self, name: str, month: int) -> bool:
        """Whether the unit, or one it continues, existed in a month; unknown units always did."""
        return any(self._within(member, month) for member in (name, *self.predecessors(name)))

    def _within(self, name: str, month: int) -> bool:
        first, last = self._validity.get(name, (None, None))
        return (first is None or first <= month) and (last is None or month <= last)
