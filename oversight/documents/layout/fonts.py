"""字体: the official typefaces by name, what stands in for them, and what this machine really has.

Official typefaces are proprietary and are not shipped. A paper names them; where one is missing the next of its
row is taken and said, and where a row has nothing at all no PDF is made: never boxes instead of characters.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"


@dataclass(frozen=True)
class PaperFonts:
    """字体次序: per face the names in order of preference; the first is written into DOCX files."""

    title: tuple[str, ...] = (
        "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FZXiaoBiaoSong-B05S", SERIF, "FandolSong",
    )  # fmt: skip
    fang: tuple[str, ...] = (
        "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "华文仿宋",
        "FandolFang R", "FandolFang", SERIF,
    )  # fmt: skip
    kai: tuple[str, ...] = (
        "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "华文楷体",
        "FandolKai", "AR PL KaitiM GB", SERIF,
    )  # fmt: skip
    hei: tuple[str, ...] = ("黑体", "SimHei", "STHeiti", SANS, "FandolHei")
    song: tuple[str, ...] = ("宋体", "SimSun", "STSong", SERIF, "FandolSong")
    folders: tuple[str, ...] = field(default=())

    def prefer(self, chosen: Mapping[str, Sequence[str]]) -> PaperFonts:
        """The same rows with an installation's own names in front."""
        rows = {face: getattr(self, face) for face in FACES}
        for face, names in chosen.items():
            own = tuple(name.strip() for name in names if name.strip())
            rows[face] = own + tuple(name for name in rows[face] if name not in own)
        return PaperFonts(**rows, folders=self.folders)


FACES = tuple(each.name for each in fields(PaperFonts) if each.name != "folders")
WORDS = {"title": "小标宋", "fang": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}


@dataclass(frozen=True)
class Gap:
    """缺少的字体: a face, the name wanted, the name used instead (empty: none at all)."""

    face: str
    wanted: str
    used: str

    @property
    def word(self) -> str:
        return WORDS[self.face]


class MissingFonts(Exception):
    """没有可用的中文字体: a PDF would show boxes; ``gaps`` say which faces have nothing."""

    code = "fonts_missing"

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self.gaps = tuple(gaps)
        super().__init__("no typeface for " + ", ".join(gap.wanted for gap in gaps))


_lock = threading.Lock()


@cache
def _installed(folders: tuple[str, ...]) -> Any:
    import typst  # only where a PDF is made or fonts are asked for

    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders)
    )


def installed(fonts: PaperFonts) -> Any:
    """What Typst finds on this machine; looked up once per process, a fifth of a second."""
    with _lock:
        return _installed(fonts.folders)


@cache
def _families(folders: tuple[str, ...]) -> dict[str, str]:
    return {name.casefold(): name for name in _installed(folders).families()}


def used(fonts: PaperFonts) -> dict[str, str]:
    """Face → the installed name that is taken; a face without any is absent."""
    installed(fonts)
    there = _families(fonts.folders)
    found = {}
    for face in FACES:
        for name in getattr(fonts, face):
            if name.casefold() in there:
                found[face] = there[name.casefold()]
                break
    return found


def gaps(fonts: PaperFonts) -> tuple[Gap, ...]:
    """The faces whose official name is not installed, under any of the names makers give it."""
    taken = used(fonts)
    found = []
    for face in FACES:
        row = getattr(fonts, face)
        if taken.get(face) not in official(row):
            found.append(Gap(face, row[0], taken.get(face, "")))
    return tuple(found)


def official(row: Sequence[str]) -> tuple[str, ...]:
    """The names of a row that are the official typeface, not a free one in its place."""
    return tuple(name for name in row if not name.startswith(("Noto ", "Fandol", "AR PL ")))
