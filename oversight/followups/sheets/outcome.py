"""预览的结果: what each row of a filled-in workbook would do, where it conflicts, what is wrong in which cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from oversight.institutions.sheets.outcome import CellProblem, FieldChange

STATES = ("changed", "unchanged", "conflict", "refused", "elsewhere")


@dataclass(frozen=True)
class Conflict:
    """一格的冲突: the sheet says one thing, the system has come to say another since the export."""

    item: str
    field: str
    heading: str
    cell: str
    base: str
    mine: str
    theirs: str
    by: str = ""
    chosen: str = ""

    @property
    def name(self) -> str:
        """The name of the choice in the form."""
        return f"choice-{self.item}-{self.field}"


@dataclass
class DutyRow:
    """一行: ``state`` is changed, unchanged, conflict, refused or elsewhere (another place's)."""

    number: int
    cells: tuple[str, ...]
    headings: tuple[str, ...]
    item: str = ""
    who: str = ""
    place: str = ""
    state: str = "unchanged"
    changes: list[FieldChange] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    settled: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class DutyOutcome:
    """整份表格的结果; ``imported`` only when it was written."""

    rows: Sequence[DutyRow]
    notes: Sequence[str] = ()
    imported: bool = False

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.count(state) for state in STATES}

    @property
    def problems(self) -> list[CellProblem]:
        return [problem for row in self.rows for problem in row.problems]

    @property
    def conflicts(self) -> list[Conflict]:
        return [each for row in self.rows for each in (*row.conflicts, *row.settled)]

    @property
    def check(self) -> str:
        """A digest of cells and what they meet: importing does what was previewed or is refused."""
        said = [
            [
                row.number,
                row.item,
                [[each.field, each.mine, each.theirs] for each in (*row.conflicts, *row.settled)],
            ]
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """For the API."""
        return {
            **self.counts,
            "imported": self.imported,
            "notes": list(self.notes),
            "problems": [asdict(problem) for problem in self.problems],
            "conflicts": [asdict(each) for row in self.rows for each in row.conflicts],
            "rows": [
                {
                    "row": row.number,
                    "item": row.item,
                    "title": row.who,
                    "state": row.state,
                    "changes": [asdict(change) for change in row.changes],
                }
                for row in self.rows
                if row.state != "unchanged"
            ],
        }
