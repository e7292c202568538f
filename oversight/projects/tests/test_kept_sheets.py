"""印刷件的留存: typeset once, printed again at once; another content, photograph or form is another sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from oversight.documents.layout.fonts import PaperFonts
from oversight.projects.printing import kept, sheets


@pytest.fixture(autouse=True)
def typeset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A folder of its own; what is typeset is counted, not drawn."""
    made: list[str] = []

    def render(sheet: sheets.Sheet, data: dict[str, str], *_rest: object) -> bytes:
        made.append(data["title"])
        return f"{sheet.template} {data['title']}".encode()

    monkeypatch.setattr(kept, "render", render)
    monkeypatch.setattr(kept, "folder", lambda: tmp_path / "sheets")
    monkeypatch.setattr(kept, "faces_used", lambda _fonts: {"song": "Noto"})
    return made


def printed(title: str, photo: bytes = b"1", sheet: sheets.Sheet = sheets.BOOKLET) -> bytes:
    return kept.printed(sheet, {"title": title}, {"a.jpg": photo}, PaperFonts())


def test_the_booklet_of_a_frozen_list_is_typeset_once(typeset: list[str]) -> None:
    assert printed("第一版") == printed("第一版") == "booklet.typ 第一版".encode()
    assert typeset == ["第一版"]


def test_whatever_it_is_made_of_makes_another_sheet(typeset: list[str]) -> None:
    printed("第一版")
    printed("第二版")
    printed("第一版", b"2")
    printed("第一版", sheet=sheets.POSTER)
    assert len(typeset) == 4


def test_the_least_used_fall_away_and_a_full_disk_keeps_nobody_from_printing(
    typeset: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for title in ("甲", "乙", "丙"):
        printed(title)
    assert len(list(kept.folder().iterdir())) == 2
    monkeypatch.setattr(kept, "folder", lambda: Path("/dev/null/sheets"))
    assert printed("丁") == "booklet.typ 丁".encode()
