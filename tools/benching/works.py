"""One work beside its reference: seconds of both, their ratio, and whether it keeps its limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

HEADS = ("work", "took", "reference", "took", "ratio", "limit", "kept")


@dataclass(frozen=True)
class Work:
    """A measured work. ``value`` and ``reference_value`` are in ``unit``; without a limit it only informs."""

    name: str
    value: float
    reference: str
    reference_value: float
    limit: float | None = None
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.value / self.reference_value

    @property
    def ok(self) -> bool:
        return self.limit is None or self.ratio <= self.limit

    def as_dict(self) -> dict[str, Any]:
        """As in `build/bench.json`."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "reference": self.reference,
            "reference_value": round(self.reference_value, 4),
            "ratio": round(self.ratio, 3),
            "limit": self.limit,
            "ok": self.ok,
            "note": self.note,
        }


def cells(work: dict[str, Any]) -> tuple[str, ...]:
    """One work as the cells of a table row."""
    unit = work["unit"]
    limit = "–" if work["limit"] is None else f"{work['limit']:g} ×"
    kept = "–" if work["limit"] is None else ("yes" if work["ok"] else "NO")
    return (
        work["name"],
        f"{amount(work['value'], unit)} {unit}",
        work["reference"],
        f"{amount(work['reference_value'], unit)} {unit}",
        f"{work['ratio']:.2f} ×",
        limit,
        kept,
    )


def amount(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit == "s" and value < 100 else f"{value:.0f}"


def text_table(works: Iterable[dict[str, Any]]) -> str:
    """For the terminal."""
    rows = [HEADS, *(cells(work) for work in works)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADS))]
    return "\n".join(aligned(row, widths) for row in rows)


def aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.ljust(width) if i in (0, 2) else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()


def markdown_table(works: Iterable[dict[str, Any]]) -> str:
    """For docs/benchmarks.md."""
    lines = ["| " + " | ".join(HEADS) + " |", "|---|--:|---|--:|--:|--:|---|"]
    lines += ["| " + " | ".join(cells(work)) + " |" for work in works]
    return "\n".join(lines)
