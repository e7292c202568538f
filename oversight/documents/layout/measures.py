"""版面尺寸: the measures of GB/T 9704-2012 and what follows from them. Millimetres and points, as named."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
TOP_MM, LEFT_MM = 37.0, 28.0  # 天头、订口
AREA_WIDTH_MM, AREA_HEIGHT_MM = 156.0, 225.0  # 版心
RIGHT_MM = PAGE_WIDTH_MM - LEFT_MM - AREA_WIDTH_MM
BOTTOM_MM = PAGE_HEIGHT_MM - TOP_MM - AREA_HEIGHT_MM
LINES, CHARACTERS = 22, 28
POINT_MM = 25.4 / 72
AREA_WIDTH_PT = AREA_WIDTH_MM / POINT_MM
PITCH_MM = AREA_HEIGHT_MM / LINES
PITCH_PT = PITCH_MM / POINT_MM
SECOND, THIRD, FOURTH, SMALL_FOURTH = 22.0, 16.0, 14.0, 12.0  # 二号、三号、四号、小四
TITLE_PITCH_PT = 34.0
HEAD_TOP_MM = 35.0  # 发文机关标志上边缘至版心上边缘
RULE_GAP_MM = 4.0  # 发文字号之下
PAGE_NUMBER_MM = 7.0  # 版心下边缘之下
SEAL_MM = 42.0
RED = "D7000F"
CHARACTER_PT = AREA_WIDTH_PT / CHARACTERS  # the grid: 28 characters fill the line exactly
TIGHTER_PT = CHARACTER_PT - THIRD  # by how much each 三号 character is drawn together

HEAD_LARGEST_PT, HEAD_SMALLEST_PT = 54.0, 26.0
HEAD_NARROWEST = 0.72  # a glyph is drawn together to this share of its width, not further
HEAD_WIDEST_GAP = 0.45  # of the size, between the characters of a short name


def width_of(text: str) -> float:
    """Width in characters: a Chinese one is 1, a digit or Latin letter 0.5."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)


@dataclass(frozen=True)
class HeadFit:
    """发文机关标志的大小: size in points, horizontal scale, and the gap between characters in points."""

    size_pt: float
    scale: float
    gap_pt: float = 0.0

    def width_pt(self, name: str) -> float:
        """How wide the name stands."""
        return width_of(name) * self.size_pt * self.scale + self.gap_pt * max(len(name) - 1, 0)


def fit_head(
    name: str, width_pt: float = AREA_WIDTH_PT, largest: float = HEAD_LARGEST_PT
) -> HeadFit:
    """版头: the name fills the width; long names are drawn together, short ones parted."""
    count = max(width_of(name), 1.0)
    size = min(largest, max(HEAD_SMALLEST_PT, width_pt / (count * HEAD_NARROWEST)))
    scale = min(1.0, width_pt / (count * size))
    left = width_pt - count * size * scale
    gap = min(left / max(len(name) - 1, 1), HEAD_WIDEST_GAP * size) if len(name) > 1 else 0.0
    return HeadFit(round(size, 2), round(scale, 4), round(max(gap, 0.0), 2))


def column_shares(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """列宽: each column's share of the width, by its longest text, none starved; sums to 1."""
    if not heads:
        return ()
    longest = [
        min(max(2.5, *(width_of(row[at]) for row in (heads, *rows))) + 1.0, 18.0)
        for at in range(len(heads))
    ]
    return tuple(each / sum(longest) for each in longest)


def is_figure(text: str) -> bool:
    """A cell that is a number, a rate or a dash stands to the right."""
    bare = text.strip().lstrip("+-−±").rstrip("%‰件个人次分").replace(",", "").replace(".", "", 1)
    return bare.isdigit() or text.strip() in ("—", "－", "-")
