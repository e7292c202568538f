"""段 (segment): a fixed number of texts with, for every piece, the rows that hold it. Rows are only ever taken out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from text_matching.grams import Codes, pieces, pieces_of

Rows = NDArray[np.int64]
Values = NDArray[np.float64]


class Segment:
    """Texts by row; ``codes`` their different pieces, ``counts`` in how many living rows each stands."""

    def __init__(self, keys: Sequence[str], texts: Sequence[str]) -> None:
        self.keys, self.texts = list(keys), list(texts)
        self.alive = np.ones(len(texts), dtype=bool)
        codes, rows = pieces(texts)
        self.sizes = np.bincount(rows, minlength=len(texts)).astype(float)
        order = np.argsort(codes, kind="stable")
        codes, self.rows = codes[order], rows[order].astype(np.uint32)
        starts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
        starts = starts if len(codes) else np.zeros(0, dtype=np.int64)
        self.codes = codes[starts]
        self.starts = np.append(starts, len(codes))
        self.counts = np.diff(self.starts)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def living(self) -> int:
        return int(self.alive.sum())

    def living_texts(self) -> list[tuple[str, str]]:
        """Keys and texts that were not taken out."""
        return [(self.keys[row], self.texts[row]) for row in np.flatnonzero(self.alive)]

    def remove(self, row: int) -> None:
        """Take a row out."""
        self.counts[self.places(pieces_of(self.texts[row]))] -= 1
        self.alive[row] = False

    def places(self, codes: Codes) -> Rows:
        """Where codes stand in ``codes``; −1 where one does not."""
        if not len(self.codes):
            return np.full(len(codes), -1, dtype=np.int64)
        found = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[found] == codes, found, -1)

    def counts_of(self, codes: Codes) -> Rows:
        """In how many living rows each of the codes stands."""
        found = self.places(codes)
        return np.where(found >= 0, self.counts[found], 0) if len(self.counts) else found * 0

    def shared(self, codes: Codes, weights: Values) -> Values:
        """By row, the sum of the weights of the codes it holds, added in their order."""
        found = np.zeros(len(self.keys))
        for place, weight in zip(self.places(codes), weights, strict=True):
            if place >= 0:
                found[self.rows[self.starts[place] : self.starts[place + 1]]] += weight
        found[~self.alive] = 0.0
        return found
