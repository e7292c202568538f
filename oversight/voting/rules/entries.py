"""双人录入: two people enter the same sheet without seeing each other; what differs is shown, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One figure of the sheet by both entries; None where it was left empty."""

    where: str
    first: int | None
    second: int | None

    @property
    def agrees(self) -> bool:
        return self.first is not None and self.first == self.second


def compare(first: Mapping[str, int | None], second: Mapping[str, int | None]) -> list[Cell]:
    """Every cell of both entries, in the order of the first."""
    names = [*first, *(name for name in second if name not in first)]
    return [Cell(name, first.get(name), second.get(name)) for name in names]


def differences(cells: list[Cell]) -> list[Cell]:
    """The cells that keep the sheet from being locked."""
    return [cell for cell in cells if not cell.agrees]
