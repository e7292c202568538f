"""各镇汇总 (project_rollup@1): the same need in several towns, one work counted twice, sums of what towns published.

Reads published roll-ups only. What looks alike is pointed out with the words both have; whether it is one need or
one work counted twice, people judge (procedures §4 e).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from text_matching import TextIndex, find_similar

from oversight.projects.rules.stages import DONE, UNDER_WAY

CODE = "project_rollup@1"
ALIKE = 0.4
"""From which likeness of name and content on two projects of two towns are shown as one need."""
SAME_WORK = 0.55
"""From which likeness on a project of the county and one of a town may be the same work."""
COUNTED = DONE | UNDER_WAY | {"terminated"}


@dataclass(frozen=True)
class Line:
    """一个镇公布的一个项目."""

    place: str
    place_name: str
    key: str
    title: str
    category: str = ""
    where: str = ""
    cost_yuan: int = 0
    state: str = ""
    late_days: int = 0
    carried: bool = False
    url: str = ""

    @property
    def text(self) -> str:
        return f"{self.title} {self.where}".strip()

    @property
    def id(self) -> str:
        return f"{self.place}/{self.key}"


@dataclass(frozen=True)
class Alike:
    """相近的项目: one of them, another, how alike, and the words both have."""

    first: Line
    second: Line
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """几个镇都有的需求: the projects, and the words that bind them."""

    lines: tuple[Line, ...]
    shared: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.place_name for line in self.lines))

    @property
    def cost_yuan(self) -> int:
        return sum(line.cost_yuan for line in self.lines)


def index_of(lines: Sequence[Line]) -> TextIndex:
    """The names of the projects; where they are built says nothing about what is needed."""
    index = TextIndex()
    for line in lines:
        index.add(line.id, line.title)
    return index


def alike(
    asked: Iterable[Line], lines: Sequence[Line], least: float, *, same_category: bool
) -> list[Alike]:
    """Pairs of projects of different places with names at least so alike; each pair once."""
    index, by_id = index_of(lines), {line.id: line for line in lines}
    found: dict[frozenset[str], Alike] = {}
    for line in asked:
        for near in find_similar(line.title, index, limit=20, least=least):
            other = by_id[near.key]
            if other.place == line.place or (same_category and other.category != line.category):
                continue
            pair = frozenset({line.id, other.id})
            if pair not in found or found[pair].score < near.score:
                found[pair] = Alike(line, other, near.score, near.shared)
    return sorted(found.values(), key=lambda one: (-one.score, one.first.id, one.second.id))


def same_needs(lines: Sequence[Line], least: float = ALIKE) -> tuple[Need, ...]:
    """Groups of projects of at least two towns that say the same need; most towns first."""
    group: dict[str, str] = {line.id: line.id for line in lines}

    def root(key: str) -> str:
        while group[key] != key:
            key = group[key]
        return key

    pairs = alike(lines, lines, least, same_category=True)
    for pair in pairs:
        group[root(pair.first.id)] = root(pair.second.id)
    needs = []
    for head in dict.fromkeys(root(line.id) for line in lines):
        members = tuple(line for line in lines if root(line.id) == head)
        if len({line.place for line in members}) > 1:
            ids = {line.id for line in members}
            words = [word for pair in pairs if pair.first.id in ids for word in pair.shared]
            needs.append(Need(members, tuple(dict.fromkeys(words))[:3]))
    return tuple(sorted(needs, key=lambda need: (-len(need.places), need.lines[0].id)))


def counted_twice(
    own: Sequence[Line], lines: Sequence[Line], least: float = SAME_WORK
) -> tuple[Alike, ...]:
    """县、镇两级都选的同一个项目: works of the county that a town may count too."""
    if not own or not lines:
        return ()
    return tuple(alike(own, lines, least, same_category=False))


@dataclass(frozen=True)
class Sum:
    """合计: what the towns published, added up."""

    towns: int
    chosen: int
    verified: int
    accepted: int
    under_way: int
    terminated: int
    unexplained: int
    late: int
    carried: int
    budget_yuan: int
    spent_yuan: int


def total(contents: Iterable[dict[str, object]]) -> Sum:
    """The sums over the published roll-ups; a figure that a town did not publish adds nothing."""
    rows = list(contents)

    def add(*path: str) -> int:
        found = 0
        for row in rows:
            value: object = row
            for name in path:
                value = value.get(name) if isinstance(value, dict) else None
            found += value if isinstance(value, int) else 0
        return found

    return Sum(
        len(rows),
        add("totals", "chosen"),
        add("totals", "verified"),
        add("totals", "accepted"),
        add("totals", "under_way"),
        add("totals", "terminated"),
        add("totals", "unexplained"),
        add("late"),
        add("carried"),
        add("money", "budget_yuan"),
        add("money", "spent_yuan"),
    )


def without(content: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """汇总减去承接走的: an ended town's roll-up less the projects that its successor has published (§4 e).

    Every project counts once in the county: the successor tells how it stands now, the ended town keeps the rest.
    """
    rows = [row for row in content.get("projects", ()) if row["key"] not in keys]
    if len(rows) == len(content.get("projects", ())):
        return dict(content)
    states = [row.get("state", "") for row in rows]
    going = [row for row in rows if row.get("state") in UNDER_WAY]
    verified = sum(state in DONE for state in states)
    ended = states.count("terminated")
    return {
        **content,
        "projects": rows,
        "totals": {
            "chosen": verified + len(going) + ended,
            "verified": verified,
            "accepted": states.count("accepted"),
            "under_way": len(going),
            "terminated": ended,
            "unexplained": sum(not row.get("explained") for row in going),
        },
        "colours": dict(
            sorted(Counter(row["colour"] for row in rows if row.get("colour")).items())
        ),
        "late": sum(bool(row.get("late_days")) for row in rows),
        "carried": sum(bool(row.get("carried")) for row in rows),
        "money": {
            name: sum(row.get(name) or 0 for row in rows) for name in ("budget_yuan", "spent_yuan")
        },
    }
