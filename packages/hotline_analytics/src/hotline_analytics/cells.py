"""How single cells of a source become values: clean text, numbers, enumerations, callers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping as Table
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hotline_analytics.tickets import ENUMERATIONS

_IS_CONTROL = np.zeros(256, dtype=bool)
_IS_CONTROL[[*range(9), 11, 12, *range(14, 32), 127]] = True
_FIRST_PRINTED, _DELETE = 0x20, 0x7F
_BLANK_START = np.zeros(256, dtype=bool)
_BLANK_START[[*range(33), 0xC2, 0xE1, 0xE2, 0xE3]] = True
_BLANK_TAIL = np.zeros((256, 256), dtype=bool)  # last two bytes of the wide blanks
_BLANK_TAIL[0x80, [*range(0x80, 0x8B), 0xA8, 0xA9, 0xAF]] = True
_BLANK_TAIL[0x81, 0x9F] = _BLANK_TAIL[0x9A, 0x80] = True
_BLANK_TAIL[0xC2, 0x80:0xA1] = True
_ENDS_BLANK: npt.NDArray[np.bool_] = np.any(_BLANK_TAIL, axis=0)
_CONTROL = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]"
_DECIMAL = r"^[+-]?[0-9]{1,3}(\.[0-9]{1,30})?$"
_COUNT = r"^[0-9]{1,6}(\.0{1,6})?$"
_RANGES = {"lat": 90.0, "lon": 180.0}
_TELEPHONE = re.compile(r"\+?[0-9][0-9() .-]{5,}")
_NO_FIGURE = re.compile("[^0-9]")
_MOBILE_LENGTH = 11
_DIGEST = 16
_CHINESE_MOBILE = re.compile("(?:00)?861[3-9][0-9]{9}")
_UNKNOWN = "unknown"


def clean_column(cells: Any) -> Any:
    """A column of texts without control characters and outer blanks; nothing left is null."""
    column = cells if isinstance(cells, pa.Array) else pa.array(cells, pa.string())
    offsets, content = string_buffers(column)
    if _has_controls(content[offsets[0] : offsets[-1]]):
        column = pc.replace_substring_regex(column, _CONTROL, "")
        offsets, content = string_buffers(column)
    if _has_outer_blanks(offsets, content):
        column = pc.utf8_trim_whitespace(column)
        offsets, content = string_buffers(column)
    empty = np.diff(offsets) == 0
    if not empty.any():
        return column
    return pc.if_else(pa.array(empty), pa.scalar(None, pa.string()), column)


def string_buffers(column: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Offsets and bytes of a string column."""
    _, offsets, content = column.buffers()
    if offsets is None or not len(column):
        return np.zeros(len(column) + 1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    places = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    figures = np.frombuffer(content, dtype=np.uint8) if content else np.zeros(0, dtype=np.uint8)
    return places.astype(np.int64), figures


def _has_controls(content: npt.NDArray[np.uint8]) -> bool:
    """Whether a control character stands there; a break or tab is none."""
    if not len(content) or (content.min() >= _FIRST_PRINTED and not (content == _DELETE).any()):
        return False
    return bool(_IS_CONTROL[content].any())


def _has_outer_blanks(offsets: npt.NDArray[np.int64], content: npt.NDArray[np.uint8]) -> bool:
    """Whether a cell may begin or end with a blank; rarely says so where none does."""
    starts, ends = offsets[:-1], offsets[1:]
    filled = ends > starts
    if not filled.all():
        starts, ends = starts[filled], ends[filled]
    if not len(starts):
        return False
    last = content[ends - 1]
    if last.min() <= _FIRST_PRINTED or _BLANK_START[content[starts]].any():
        return True
    places = np.flatnonzero(_ENDS_BLANK[last])  # never the only byte of a cell
    return bool(_BLANK_TAIL[content[ends[places] - 2], last[places]].any())


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
    for place, text in enumerate(encoded.dictionary.to_pylist()):
        known = values.get(text, text if text in ENUMERATIONS[name] else None)
        if known is None:
            odd[text[:40]] += pc.sum(pc.equal(encoded.indices, place)).as_py()
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
        as_they_are = pc.and_(
            pc.ascii_is_alnum(callers), pc.less_equal(pc.binary_length(callers), _MOBILE_LENGTH)
        )
        others = pc.fill_null(pc.invert(as_they_are), False)
        plain = pa.array([plain_caller(c) for c in callers.filter(others).to_pylist()], pa.string())
        hashes = keyed_hashes(pc.replace_with_mask(callers, others, plain), self._key)
        return pc.if_else(callers.is_valid(), hashes, pa.scalar(None, pa.string()))


def plain_caller(caller: str) -> str:
    """One caller as it is hashed; a telephone number is the same however it is spaced."""
    plain = caller if caller.isascii() else unicodedata.normalize("NFKC", caller).strip()
    if not plain.isalnum() and _TELEPHONE.fullmatch(plain):
        plain = _NO_FIGURE.sub("", plain)
    if len(plain) > _MOBILE_LENGTH and _CHINESE_MOBILE.fullmatch(plain):
        plain = plain[-_MOBILE_LENGTH:]
    return plain


def derived_key(secret: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose."""
    return hashlib.blake2b(purpose.encode(), key=hashlib.sha256(secret).digest()).digest()[:32]


def keyed_hashes(texts: Any, key: bytes) -> Any:
    """The keyed hash of every text of a column."""
    offsets, content = string_buffers(texts)
    start, whole = int(offsets[0]), content[offsets[0] : offsets[-1]].tobytes()
    begin = hashlib.blake2b(key=key, digest_size=_DIGEST).copy
    digests = []
    for first, end in pairwise((offsets - start).tolist()):
        one = begin()
        one.update(whole[first:end])
        digests.append(one.digest())
    return _hexadecimal(b"".join(digests), len(digests))


def _hexadecimal(digests: bytes, rows: int) -> Any:
    """A column of digests, laid out in one buffer."""
    offsets = np.arange(rows + 1, dtype=np.int32) * (2 * _DIGEST)
    letters = pa.py_buffer(digests.hex().encode())
    return pa.StringArray.from_buffers(rows, pa.py_buffer(offsets), letters)


def joined(columns: list[Any]) -> Any:
    """Columns as one text a row, in which no two different rows are the same."""
    texts = [pc.cast(column, pa.string()) for column in columns]
    return pc.binary_join_element_wise(
        *texts, "\x1f", null_handling="replace", null_replacement="\x00"
    )
