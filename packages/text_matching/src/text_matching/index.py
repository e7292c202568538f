"""索引 (index): texts by key in a few segments. New ones wait in a small one; segments of like size become one.

Nothing that comes out depends on the order in which texts came in, nor on what was taken out.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from threading import RLock

import numpy as np

from text_matching.grams import Codes, normalised, pieces, pieces_of
from text_matching.segment import Rows, Segment, Values

WAITING = 512
"""So many new texts make a segment of their own; until then they are cut anew for the next question."""
LARGEST = 50_000
"""No segment is built of more texts at once."""
DEAD_SHARE = 4
"""A segment is built anew when one in so many of its rows was taken out."""


@dataclass(frozen=True)
class Candidate:
    """A text that shares something: its key and text, the weight it shares, its own whole weight."""

    key: str
    text: str
    shared: float
    whole: float


class TextIndex:
    """相似文本索引: ``add`` and ``remove`` by key; a key that is added again replaces its text."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._segments: list[Segment] = []
        self._where: dict[str, tuple[Segment, int]] = {}
        self._waiting: dict[str, str] = {}
        self._newest: Segment | None = None

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]]) -> TextIndex:
        """An index of keys with their texts; the last text of a key holds."""
        found = cls()
        rows = iter({key: normalised(text) for key, text in texts}.items())
        while chunk := list(islice(rows, LARGEST)):
            found._seal(chunk)
        return found

    def __len__(self) -> int:
        return len(self._where) + len(self._waiting)

    def __contains__(self, key: object) -> bool:
        return key in self._where or key in self._waiting

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({**self._where, **self._waiting}))

    def text(self, key: str) -> str:
        """The text of a key as it is compared; raises ``KeyError``."""
        if key in self._waiting:
            return self._waiting[key]
        segment, row = self._where[key]
        return segment.texts[row]

    def add(self, key: str, *parts: str) -> None:
        """Take a text in: title, description, place words, each a part."""
        text = normalised(*parts)
        with self._lock:
            if key in self:
                if self.text(key) == text:
                    return
                self.remove(key)
            self._waiting[key], self._newest = text, None
            if len(self._waiting) >= WAITING:
                self._seal(list(self._waiting.items()))
                self._waiting = {}
                self._join()

    def remove(self, key: str) -> None:
        """Take a text out; raises ``KeyError`` where it is not there."""
        with self._lock:
            if key in self._waiting:
                del self._waiting[key]
                self._newest = None
                return
            segment, row = self._where.pop(key)
            segment.remove(row)
            if (len(segment) - segment.living) * DEAD_SHARE > len(segment):
                self._segments.remove(segment)
                if segment.living:
                    self._seal(segment.living_texts())

    def _seal(self, texts: list[tuple[str, str]]) -> None:
        """These texts as a segment."""
        segment = Segment([key for key, _text in texts], [text for _key, text in texts])
        self._segments.append(segment)
        self._where.update((key, (segment, row)) for row, key in enumerate(segment.keys))

    def _join(self) -> None:
        """The two newest become one while the older is not twice as large."""
        while len(self._segments) > 1:
            older, newer = self._segments[-2:]
            if len(older) > 2 * len(newer) or len(older) + len(newer) > LARGEST:
                return
            del self._segments[-2:]
            self._seal([*older.living_texts(), *newer.living_texts()])

    def _all(self) -> list[Segment]:
        """Every segment, what waits among them."""
        if self._newest is None and self._waiting:
            self._newest = Segment(list(self._waiting), list(self._waiting.values()))
        return [*self._segments, *([self._newest] if self._newest else [])]

    def candidates(self, text: str, most: int) -> tuple[float, list[Candidate]]:
        """The weight of a normalised text, and those that share most of it, by two measures of ``most`` each.

        Shared weight over the root of the length comes near the cosine and needs no weights of others; the plain
        shared weight, the shorter first, never leaves out a text that holds everything asked for.
        """
        with self._lock:
            segments = self._all()
            asked = pieces_of(text)
            weights = self._weights(segments, asked)
            values = [one.shared(asked, weights) for one in segments]
            if not values:
                return float(weights.sum()), []
            shared = np.concatenate(values)
            held = np.flatnonzero(shared)
            starts = np.cumsum([0, *(len(one) for one in segments)])
            sizes = np.concatenate([one.sizes for one in segments])[held]

            def at(row: int) -> tuple[str, str]:
                number = int(np.searchsorted(starts, row, side="right")) - 1
                segment, inside = segments[number], row - int(starts[number])
                return segment.keys[inside], segment.texts[inside]

            near = best(held, shared[held] / np.sqrt(sizes), most, at)
            full = best(held, shared[held] - sizes * 1e-9, most, at)
            rows = {row: at(row) for row in sorted({*near, *full})}
            wholes = self._wholes(segments, [text for _key, text in rows.values()])
            found = [
                Candidate(key, text, float(shared[row]), whole)
                for (row, (key, text)), whole in zip(rows.items(), wholes, strict=True)
            ]
            return float(weights.sum()), found

    def _weights(self, segments: list[Segment], codes: Codes) -> Values:
        """The squares of the smoothed inverse frequencies, among the texts that are here now."""
        counts: Rows = np.zeros(len(codes), dtype=np.int64)
        for one in segments:
            counts += one.counts_of(codes)
        inverse: Values = np.log((1 + len(self)) / (1 + counts)) + 1.0
        return inverse**2

    def _wholes(self, segments: list[Segment], texts: list[str]) -> list[float]:
        """The whole weight of each text."""
        codes, rows = pieces(texts)
        different, place = np.unique(codes, return_inverse=True)
        weights = self._weights(segments, different)[place]
        return [float(one) for one in np.bincount(rows, weights, minlength=len(texts))]


def best(rows: Rows, values: Values, most: int, at: Callable[[int], tuple[str, str]]) -> list[int]:
    """The rows with the largest values; of equal ones at the edge those with the smaller keys.

    at  the key and text of a row
    """
    if len(rows) <= most:
        return [int(row) for row in rows]
    edge = np.partition(values, -most)[-most]
    above = [int(row) for row in rows[values > edge]]
    equal = [int(row) for row in rows[values == edge]]
    return [*above, *heapq.nsmallest(most - len(above), equal, key=at)]
