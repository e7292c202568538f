"""参与式预算实例: the Pabulib format (META, PROJECTS, VOTES; fields separated by semicolons, quoted where needed).

Format: https://pabulib.org/format. Costs and budgets are exact decimals in the instance's currency.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

SECTIONS = ("META", "PROJECTS", "VOTES")
COUNTS = ("votes", "score")
POINTS = frozenset({"cumulative", "scoring"})
"""Types of ballots that give points."""
MOST_FIELD = 2**24


class BadInstance(ValueError):
    """The text is no instance; ``code`` says why, ``where`` the line or field, ``values`` fill the sentence."""

    def __init__(self, code: str, where: str = "", **values: str) -> None:
        super().__init__(f"{where}: {code}" if where else code)
        self.code, self.where, self.values = code, where, values


@dataclass(frozen=True)
class Project:
    """项目: ``cost`` in the instance's currency; how many chose it, its score and whether it was selected, as published."""

    id: str
    cost: Decimal
    name: str = ""
    votes: Decimal | None = None
    score: Decimal | None = None
    selected: bool | None = None


@dataclass(frozen=True)
class Ballot:
    """一张票: projects in the order written, and the points of each where the ballot gives points."""

    choices: tuple[str, ...]
    points: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Instance:
    """一次投票: what META says, the projects and the ballots, each in the order of the file."""

    meta: Mapping[str, str]
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...] = field(repr=False)

    @property
    def vote_type(self) -> str:
        return self.meta.get("vote_type", "approval")

    @property
    def rule(self) -> str:
        return self.meta.get("rule", "unknown")

    @property
    def budget(self) -> Decimal:
        """The money there is; raises ``BadInstance`` where META names none."""
        return number(self.meta.get("budget", ""), "budget")


def read(lines: Iterable[str]) -> Instance:
    """The instance that the lines of a file hold; raises ``BadInstance``."""
    csv.field_size_limit(MOST_FIELD)
    sections = sections_of(lines)
    missing = next((name for name in SECTIONS if name not in sections), None)
    if missing is not None:
        raise BadInstance("no_section", section=missing)
    meta = {row[0].strip(): row[1].strip() for _line, row in sections["META"][1:] if len(row) > 1}
    projects = projects_of(sections["PROJECTS"])
    by_points = meta.get("vote_type", "") in POINTS
    return Instance(meta, projects, ballots_of(sections["VOTES"], by_points=by_points))


def sections_of(lines: Iterable[str]) -> dict[str, list[tuple[int, list[str]]]]:
    """Rows with their line numbers by section; the first row of each names its columns."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    rows: list[tuple[int, list[str]]] = []
    for line, row in numbered(lines):
        if len(row) == 1 and row[0].strip().upper() in SECTIONS:
            name = row[0].strip().upper()
            if name in found:
                raise BadInstance("section_twice", f"line {line}", section=name)
            rows = found[name] = []
        elif any(map(str.strip, row)):
            rows.append((line, row))
    return found


def numbered(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Rows of cells with the number of the line where each ends."""
    reader = csv.reader(lines, delimiter=";")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise BadInstance("unreadable_line", f"line {reader.line_num}", error=str(error)) from error


def columns_of(rows: Sequence[tuple[int, list[str]]], section: str, *needed: str) -> dict[str, int]:
    """Where each column stands; raises ``BadInstance`` where one that is needed is not there."""
    names = [name.strip() for name in rows[0][1]] if rows else []
    missing = next((name for name in needed if name not in names), None)
    if missing is not None:
        raise BadInstance("no_column", section, column=missing)
    return {name: at for at, name in enumerate(names)}


def projects_of(rows: Sequence[tuple[int, list[str]]]) -> tuple[Project, ...]:
    """Every project once; raises ``BadInstance``."""
    at = columns_of(rows, "PROJECTS", "project_id", "cost")
    found: dict[str, Project] = {}
    for line, row in rows[1:]:

        def cell(name: str, row: list[str] = row) -> str:
            return row[at[name]].strip() if name in at and at[name] < len(row) else ""

        key, where = cell("project_id"), f"line {line}"
        if not key:
            raise BadInstance("project_without_id", where)
        if key in found:
            raise BadInstance("project_twice", where, project=key)
        votes, score = (number(text, where) if (text := cell(name)) else None for name in COUNTS)
        chosen = cell("selected") not in {"", "0"} if "selected" in at else None
        found[key] = Project(key, number(cell("cost"), where), cell("name"), votes, score, chosen)
    if not found:
        raise BadInstance("no_projects", "PROJECTS")
    return tuple(found.values())


def ballots_of(
    rows: Sequence[tuple[int, list[str]]], *, by_points: bool = False
) -> tuple[Ballot, ...]:
    """Every ballot; one without a choice is empty. Raises ``BadInstance`` where points do not fit the choices.

    by_points  ballots give points: each has as many as it has choices
    """
    if not rows:
        return ()
    at = columns_of(rows, "VOTES", "vote", *(("points",) if by_points else ()))
    vote, points = at["vote"], at.get("points")
    found = []
    for line, row in rows[1:]:
        choices = parts(row[vote]) if vote < len(row) else ()
        given: tuple[Decimal, ...] = ()
        if points is not None and points < len(row):
            given = tuple(number(one, f"line {line}") for one in parts(row[points]))
        if (given or by_points) and len(given) != len(choices):
            raise BadInstance("points_do_not_fit", f"line {line}")
        found.append(Ballot(choices, given))
    return tuple(found)


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell, separated by commas."""
    return tuple(filter(None, map(str.strip, cell.split(","))))


def number(text: str, where: str) -> Decimal:
    """A finite decimal from 0; raises ``BadInstance``."""
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise BadInstance("no_number", where, text=text) from error
    if not found.is_finite() or found < 0:
        raise BadInstance("no_number", where, text=text)
    return found
