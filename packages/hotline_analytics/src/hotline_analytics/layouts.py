"""How one written date is read: a format of the mapping, or ISO 8601.

`read_format` and `read_iso` read one text; `FixedLayout` reads whole columns whose texts
are zero-padded, to the same result, and leaves the rest to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)

_WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2}  # zero-padded
_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[ Tt]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r" ?(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_ISO_COMPACT = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})"
    r"(?:[ Tt]([0-9]{2})([0-9]{2})(?:([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r"(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)


@dataclass(frozen=True)
class Reading:
    """A date as written: microseconds since 1970, and whether it named its zone."""

    micros: int
    zoned: bool


def read_format(text: str, form: str) -> Reading | None:
    """Read one text in one format of the mapping."""
    try:
        moment = datetime.strptime(text, form)
        return _reading(moment)
    except (ValueError, OverflowError):
        return None


def read_iso(text: str) -> Reading | None:
    """Read one text in ISO 8601: with or without time, fraction and zone."""
    found = _ISO.fullmatch(text) or _ISO_COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int(f"{fraction or 0:0<6}"[:6]),
        )
        return _reading(moment if zone is None else moment.replace(tzinfo=_offset(zone)))
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timezone:
    if zone in "Zz":
        return timezone(timedelta(0))
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _reading(moment: datetime) -> Reading:
    offset = moment.utcoffset()
    naive = moment.replace(tzinfo=None) - _EPOCH
    return Reading((naive - (offset or timedelta(0))) // _MICROSECOND, offset is not None)


@dataclass(frozen=True)
class FixedLayout:
    """A date whose every text has the same length, such as 2026-06-30 08:15:00."""

    length: int
    digits: tuple[tuple[str, int, int], ...]
    literals: tuple[tuple[int, int], ...]
    half_day_at: int | None
    zoned: bool = False

    def read(
        self, texts: npt.NDArray[np.uint8]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Microseconds and validity of n texts, given as an n × length table of bytes."""
        signs = np.ascontiguousarray(texts.T)  # one place of all texts after another
        good = np.ones(len(texts), dtype=bool)
        for at, byte in self.literals:
            good &= signs[at] == byte
        part: dict[str, npt.NDArray[np.int64]] = {}
        for name, at, width in self.digits:
            figures = signs[at : at + width] - np.uint8(48)  # what is no figure wraps around
            good &= (figures <= 9).all(axis=0)
            number = figures[0].astype(np.int64)
            for figure in figures[1:]:
                number = number * 10 + figure
            part[name] = number
        if self.half_day_at is not None:
            good &= _apply_half_day(part, texts[:, self.half_day_at : self.half_day_at + 2])
        return _civil(part, good)


def _apply_half_day(
    part: dict[str, npt.NDArray[np.int64]], mark: npt.NDArray[np.uint8]
) -> npt.NDArray[np.bool_]:
    """Turn a twelve-hour clock into hours of the day."""
    upper = mark & 0xDF
    hour = part.pop("I")
    good = (hour >= 1) & (hour <= 12) & (upper[:, 1] == ord("M"))
    good &= (upper[:, 0] == ord("A")) | (upper[:, 0] == ord("P"))
    part["H"] = hour % 12 + np.where(upper[:, 0] == ord("P"), 12, 0)
    return np.asarray(good, dtype=bool)


def _civil(
    part: dict[str, npt.NDArray[np.int64]], good: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    zero = np.zeros(len(good), dtype=np.int64)
    year, month, day = (part.get(name, zero) for name in "Ymd")
    hour, minute, second = (part.get(name, zero) for name in "HMS")
    good = good & (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    good &= (hour < 24) & (minute < 60) & (second < 60)
    first_days = _first_days()
    months = np.where(good, year * 12 + month - 1, 0)
    first = first_days[months]
    good &= day <= first_days[months + 1] - first
    seconds = ((first + day - 1) * 24 + hour) * 3600 + minute * 60 + second
    return seconds * 1_000_000, good


@lru_cache(maxsize=1)
def _first_days() -> npt.NDArray[np.int64]:
    """The first day of every month of the years 0 to 10000."""
    months = np.arange(10_000 * 12 + 1) - 1970 * 12
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


@lru_cache(maxsize=256)
def fixed_layout(form: str) -> FixedLayout | None:
    """The fixed layout of a format, or None where its texts vary in length."""
    digits: list[tuple[str, int, int]] = []
    literals: list[tuple[int, int]] = []
    half_day_at: int | None = None
    at = 0
    for token in re.findall(r"%.|[^%]", form, flags=re.S):
        if token[0] != "%":
            encoded = token.encode()
            literals += [(at + i, byte) for i, byte in enumerate(encoded)]
            at += len(encoded)
        elif token[1] in _WIDTHS:
            width = _WIDTHS[token[1]]
            digits.append((token[1], at, width))
            at += width
        elif token[1] == "p":
            half_day_at = at
            at += 2
        else:
            return None
    names = [name for name, _, _ in digits]
    twelve = "I" in names
    usable = {"Y", "m", "d"} <= set(names) and len(set(names)) == len(names)
    if not usable or (twelve and "H" in names) or (twelve != (half_day_at is not None)):
        return None
    return FixedLayout(at, tuple(digits), tuple(literals), half_day_at)


def iso_layouts() -> Iterable[FixedLayout]:
    """The fixed layouts of ISO 8601 that are common in files."""
    yield from _ISO_LAYOUTS


def _iso_layout(form: str, tail: str = "") -> FixedLayout:
    base = fixed_layout(form)
    if base is None:  # pragma: no cover - the forms below are fixed
        raise ValueError(form)
    literals = (*base.literals, *((base.length + i, ord(c)) for i, c in enumerate(tail)))
    return FixedLayout(base.length + len(tail), base.digits, literals, None, zoned=bool(tail))


_ISO_LAYOUTS = (
    *(
        _iso_layout(form, tail)
        for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
        for tail in ("", "Z")
    ),
    _iso_layout("%Y-%m-%d"),
)
