"""How single cells of a source become values: clean text, numbers, enumerations, callers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping as Table
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from hotline_analytics.tickets import ENUMERATIONS

_CONTROL = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]"
_DECIMAL = r"^[+-]?[0-9]{1,3}(\.[0-9]{1,30})?$"
_COUNT = r"^[0-9]{1,6}(\.0{1,6})?$"
_RANGES = {"lat": 90.0, "lon": 180.0}
_TELEPHONE = re.compile(r"\+?[0-9][0-9() .-]{5,}")
_UNKNOWN = "unknown"


def clean_column(cells: Any) -> Any:
    """A column of texts without control characters and outer blanks; nothing left is null."""
    column = pa.array(cells, pa.string())
    if pc.any(pc.match_substring_regex(column, _CONTROL), min_count=0).as_py():
        column = pc.replace_substring_regex(column, _CONTROL, "")
    column = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def read_number(name: str, column: Any) -> Any:
    """A column of numbers; what is none, or out of range, becomes null."""
    whole = name == "reopened"
    fits = pc.match_substring_regex(column, _COUNT if whole else _DECIMAL)
    texts = pc.if_else(fits, column, pa.scalar(None, pa.string()))
    numbers = pc.cast(texts, pa.float64())
    if whole:
        return pc.cast(numbers, pa.int32())
    inside = pc.less_equal(pc.abs(numbers), _RANGES[name])
    return pc.if_else(inside, numbers, pa.scalar(None, pa.float64()))


def read_enumeration(name: str, column: Any, values: Table[str, str], odd: Counter[str]) -> Any:
    """Source values as ours; one that no one mapped becomes unknown and is counted."""
    encoded = column.dictionary_encode()
    ours = []
    counts = Counter(pc.drop_null(encoded.indices).to_pylist())
    for place, text in enumerate(encoded.dictionary.to_pylist()):
        known = values.get(text, text if text in ENUMERATIONS[name] else None)
        if known is None:
            odd[text[:40]] += counts[place]
        ours.append(known or _UNKNOWN)
    mapped = pc.take(pa.array(ours, pa.string()), encoded.indices)
    blank = values.get("", _UNKNOWN if name == "kind" else None)
    return mapped if blank is None else pc.fill_null(mapped, blank)


class CallerHash:
    """A keyed hash for counting people (来电人); the number itself is not kept."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def column(self, callers: Any) -> Any:
        """Hashes of a column of callers."""
        return pa.array([c and self.one(c) for c in callers.to_pylist()], pa.string())

    def one(self, caller: str) -> str:
        """The hash of one caller; a telephone number is the same however it is spaced."""
        plain = unicodedata.normalize("NFKC", caller).strip()
        if _TELEPHONE.fullmatch(plain):
            digits = re.sub("[^0-9]", "", plain)
            plain = re.sub("^(?:00)?86(?=1[3-9][0-9]{9}$)", "", digits)
        return hashlib.blake2b(plain.encode(), key=self._key, digest_size=16).hexdigest()


def derived_key(secret: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose."""
    return hashlib.blake2b(purpose.encode(), key=hashlib.sha256(secret).digest()).digest()[:32]


def keyed_hashes(texts: Any, key: bytes) -> Any:
    """The keyed hash of every text of a column."""
    plain = hashlib.blake2b(key=key, digest_size=16)
    hashes = []
    for text in texts.cast(pa.binary()).to_pylist():
        one = plain.copy()
        one.update(text)
        hashes.append(one.hexdigest())
    return pa.array(hashes, pa.string())


def joined(columns: list[Any]) -> Any:
    """Columns as one text a row, in which no two different rows are the same."""
    texts = [pc.cast(column, pa.string()) for column in columns]
    return pc.binary_join_element_wise(
        *texts, "\x1f", null_handling="replace", null_replacement="\x00"
    )
