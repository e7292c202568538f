"""Large months within a small memory: compared by shares of ids, sorted by parts, with the same result."""

from __future__ import annotations

from pathlib import Path

import pytest
from hotline_analytics import versions

from .import_cases import Shelf, make_row

UNITS = ("城管局", "住建局", "O'Hara 局", "交通局")


def rows(start: int, stop: int, text: str = "") -> list[list[str]]:
    """Tickets of one month over four units and nine days, with more than one version of some."""
    made = [
        make_row(
            number,
            时间=f"2026-06-{number % 9 + 1:02d} 08:{number % 60:02d}",
            单位=UNITS[number % 4],
            内容=f"内容{number}{text}",
        )
        for number in range(start, stop)
    ]
    again = [[*row[:5], row[5] + "，又来"] for row in made[::7]]
    return made + again


def taken(folder: Path) -> list[tuple[int, str, int, str]]:
    """Two files taken in, the second over the first; what the store then lists."""
    folder.mkdir()
    shelf = Shelf(folder)
    shelf.take_rows(rows(0, 200))
    second = shelf.take_rows(rows(100, 300, "，改"))
    assert (second.read, second.accepted) == (229, 100)
    return sorted((ref.month, ref.sha256, ref.rows, ref.role) for ref in shelf.files)


@pytest.mark.parametrize("sorted_bytes", [1, 20_000])
def test_parts_and_shares_make_the_very_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sorted_bytes: int
) -> None:
    whole = taken(tmp_path / "whole")
    monkeypatch.setattr(versions, "SORTED_BYTES", sorted_bytes)
    monkeypatch.setattr(versions, "SHARE_ROWS", 50)
    assert taken(tmp_path / "parts") == whole
