"""预览的结果: what each row of an uploaded workbook would do, and what is wrong in which cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class CellProblem:
    """一格的问题: ``cell`` as A1, with the sheet's title and the column's heading."""

    sheet: str
    cell: str
    heading: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    """一项改动, in words."""

    heading: str
    before: str
    after: str


@dataclass
class RowOutcome:
    """一行: ``state`` is new, changed, unchanged or refused."""

    sheet: str
    number: int
    who: str
    state: str = "unchanged"
    changes: list[FieldChange] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    cells: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """整份表格的结果; ``imported`` only when it was written."""

    rows: Sequence[RowOutcome]
    notes: Sequence[str] = ()
    imported: bool = False

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        return {state: self.count(state) for state in ("new", "changed", "unchanged", "refused")}

    @property
    def problems(self) -> list[CellProblem]:
        return [problem for row in self.rows for problem in row.problems]

    @property
    def has_work(self) -> bool:
        return any(row.state in {"new", "changed"} for row in self.rows)

    @property
    def check(self) -> str:
        """A digest of what would be done: importing does just what was previewed or is refused."""
        said = [
            [row.sheet, row.number, row.state, [asdict(change) for change in row.changes]]
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
            "rows": [
                {
                    "sheet": row.sheet,
                    "row": row.number,
                    "who": row.who,
                    "state": row.state,
                    "changes": [asdict(change) for change in row.changes],
                }
                for row in self.rows
                if row.state != "unchanged"
            ],
        }
