"""字串 (grams): what a text is cut into. Runs of letters and figures, then pieces of two and of three characters.

Width, case and punctuation make no difference; a piece never reaches over a space or a mark. A piece is written as
one number, its characters 21 bits each, so that many texts are cut at once without a dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RUN = re.compile(r"[^\W_]+")
BITS = 21
"""A character has less than 2**21 values."""
SPACE = ord(" ")

Codes = NDArray[np.int64]


def normalised(*parts: str) -> str:
    """A text as it is compared: its runs, in one width and case, with single spaces between."""
    return " ".join(
        run for part in parts for run in RUN.findall(unicodedata.normalize("NFKC", part).casefold())
    )


def pieces(texts: Sequence[str]) -> tuple[Codes, Codes]:
    """Of normalised texts, every different piece once a text: codes and the rows that hold them, by row and code."""
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    rows = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    whole = " ".join(texts) + " " if texts else ""
    chars = np.frombuffer(whole.encode("utf-32-le"), dtype="<u4").astype(np.int64)
    padded = np.concatenate(([SPACE], chars, [SPACE, SPACE]))
    before, one, two, three = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    letter = one != SPACE
    alone = letter & (before == SPACE) & (two == SPACE)
    pair = letter & (two != SPACE)
    triple = pair & (three != SPACE)
    codes = np.concatenate(
        (
            one[alone],
            (one[pair] << BITS) | two[pair],
            (one[triple] << 2 * BITS) | (two[triple] << BITS) | three[triple],
        )
    )
    held = np.concatenate((rows[alone], rows[pair], rows[triple]))
    order = np.lexsort((codes, held))
    codes, held = codes[order], held[order]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = (codes[1:] != codes[:-1]) | (held[1:] != held[:-1])
    return codes[first], held[first]


def pieces_of(text: str) -> Codes:
    """The different pieces of one normalised text, in order."""
    return pieces([text])[0]
