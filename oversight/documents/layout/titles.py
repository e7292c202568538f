"""标题分行: breaks a title between words, balanced, and never where it would read badly.

GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from oversight.documents.layout.measures import AREA_WIDTH_PT, SECOND, width_of

PER_LINE = int(AREA_WIDTH_PT / SECOND)  # 20 characters of 二号
ROOM = 19.0  # what a line takes at most: a full line looks like running text
NEVER_BEGINS = (*tuple("的地得之等了着和与及或、，。；：）》〕」』”！？%·"), "以及")
OPENING = tuple("（《〔「『“第")
BRACKETS = ("《》", "（）", "〔〕", "“”")
PLACE_ENDS = tuple("市县区镇乡")
NEVER_ENDS = (
    *OPENING,
    *("关于", "对于", "对", "和", "与", "及", "或", "将", "把", "被", "由", "在", "向", "给"),
    *("以及", "不", "并", "为", "于", "市", "县", "区", "省"),
)
ENDS_WELL = ("的", "、", "》", "）", "局", "厅", "委", "委员会", "办公室", "中心", "政府", "院")
BEGINS_WELL = ("并", "关于", "专项", "工作", "情况", "意见", "报告")
LAST_WORDS = (
    "的通知",
    "的报告",
    "的函",
    "的意见",
    "的公告",
    "的决定",
    "的请示",
    "的批复",
    "的决议",
)
TERMS = ("专项工作报告", "审议意见", "专题询问", "执法检查", "主任会议", "主席团会议", "监督工作")


@cache
def _cutter() -> Any:
    import rjieba

    return rjieba.Jieba() if hasattr(rjieba, "Jieba") else rjieba


def words(title: str) -> list[str]:
    """The title as pieces that must not be torn."""
    return _protected([str(each) for each in _cutter().cut(title, False)])


def _protected(pieces: Sequence[str]) -> list[str]:
    """Digits stay with what they count, a short kind of paper with its 的, a place with its 市, brackets whole."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _sticks(joined[-1], piece):
            joined[-1] += piece
        else:
            joined.append(piece)
    joined = _whole(_terms(_places(joined)))
    if len(joined) > 1 and (joined[-2] + joined[-1]).endswith(LAST_WORDS):
        joined[-2:] = [joined[-2] + joined[-1]]
    return joined


def _sticks(before: str, after: str) -> bool:
    if after.startswith(NEVER_BEGINS) or before.endswith(OPENING):
        return True
    return before[-1:].isascii() and before[-1:].isalnum()  # 2026年, 12345热线


def _places(pieces: Sequence[str]) -> list[str]:
    """云/川/市 is one word, though no dictionary knows it; a lone 市 belongs to the office that follows."""
    joined: list[str] = []
    for piece in pieces:
        if piece in PLACE_ENDS:
            name = ""
            while joined and len(joined[-1]) == 1 and len(name) < 4:
                name = joined.pop() + name
            joined.append(name + piece)
        elif joined and joined[-1] in PLACE_ENDS:
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _terms(pieces: Sequence[str]) -> list[str]:
    """专项/工作/报告 is one thing."""
    joined: list[str] = []
    for piece in pieces:
        joined.append(piece)
        for many in (2, 3, 4):
            if "".join(joined[-many:]) in TERMS:
                joined[-many:] = ["".join(joined[-many:])]
    return joined


def _whole(pieces: Sequence[str]) -> list[str]:
    """What stands in brackets stays together where it fits on a line."""
    joined: list[str] = []
    at = 0
    while at < len(pieces):
        end, text = at + 1, pieces[at]
        while end < len(pieces) and any(
            text.count(pair[0]) > text.count(pair[1]) for pair in BRACKETS
        ):
            text += pieces[end]
            end += 1
        if width_of(text) > ROOM:
            end, text = at + 1, pieces[at]
        joined.append(text)
        at = end
    return joined


def break_title(title: str, room: float = ROOM) -> tuple[str, ...]:
    """The lines of a title; what the writer broke by hand stays broken there."""
    by_hand = [line.strip() for line in title.splitlines() if line.strip()]
    if len(by_hand) > 1:
        return tuple(line for part in by_hand for line in _broken(part, room))
    return _broken(by_hand[0], room) if by_hand else ()


def _broken(title: str, room: float) -> tuple[str, ...]:
    if width_of(title) <= room:
        return (title,)
    pieces = [part for word in words(title) for part in _small_enough(word, room)]
    fewest = int(-(-width_of(title) // room))
    for count in range(fewest, len(pieces) + 1):
        if found := _best(pieces, count, room):
            return found
    return tuple(pieces)


def _small_enough(word: str, room: float) -> list[str]:
    """A piece longer than a line is cut by force."""
    parts, part = [], ""
    for each in word:
        if part and width_of(part + each) > room:
            parts.append(part)
            part = ""
        part += each
    return [*parts, part]


def _best(pieces: Sequence[str], count: int, room: float) -> tuple[str, ...] | None:
    """The cheapest way to lay the pieces on ``count`` lines, by dynamic programming."""
    total = len(pieces)
    ideal = width_of("".join(pieces)) / count
    costs: list[dict[int, tuple[float, tuple[str, ...]]]] = [{0: (0.0, ())}]
    for line in range(1, count + 1):
        reached: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start, (cost, lines) in costs[-1].items():
            for end in range(start + 1, total - (count - line) + 1):
                text = "".join(pieces[start:end])
                if width_of(text) > room:
                    break
                price = cost + _price(text, pieces, end, ideal)
                if end not in reached or price < reached[end][0]:
                    reached[end] = (price, (*lines, text))
        costs.append(reached)
    found = costs[-1].get(total)
    return found[1] if found else None


def _price(text: str, pieces: Sequence[str], end: int, ideal: float) -> float:
    """Uneven lines cost; bad ends and beginnings cost more; good ones are worth a little."""
    price = (width_of(text) - ideal) ** 2
    if end < len(pieces):
        if text.endswith(NEVER_ENDS) and not text.endswith(ENDS_WELL):
            price += 400
        if pieces[end].startswith(NEVER_BEGINS):
            price += 400
        price -= 14 * text.endswith(ENDS_WELL) + 6 * pieces[end].startswith(BEGINS_WELL)
        price -= 80 * pieces[end].startswith(("关于", "《"))
    if width_of(text) < 4:
        price += 60
    return price


def is_balanced(lines: Sequence[str]) -> bool:
    """No line is more than twice as long as its neighbour."""
    return all(
        max(width_of(a), width_of(b)) <= 2.2 * min(width_of(a), width_of(b))
        for a, b in pairwise(lines)
    )
