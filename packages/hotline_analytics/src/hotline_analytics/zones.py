"""How wall-clock times of a place become instants and back, for whole arrays at once.

A repeated hour is its first occurrence; an hour that does not exist moves forward. The
truth is `zoneinfo`; a day whose offset does not change is converted by one addition.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

Micros = npt.NDArray[np.int64]
_Probe = Callable[[int], int]

SECOND = 1_000_000
DAY = 86_400 * SECOND
_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_PROBES = (0, DAY // 4, DAY // 2, 3 * DAY // 4, DAY)


class Zone:
    """A time zone (时区) with the offsets of the days met so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._info = ZoneInfo(name)
        self._local_days: dict[int, int | None] = {}
        self._utc_days: dict[int, int | None] = {}

    def to_utc(self, local: Micros) -> Micros:
        """Instants of wall-clock times."""
        return local - self._offsets(local, self._local_days, self._offset_at_local)

    def to_local(self, instants: Micros) -> Micros:
        """Wall-clock times of instants."""
        return instants + self._offsets(instants, self._utc_days, self._offset_at_utc)

    def _offsets(self, times: Micros, cache: dict[int, int | None], probe: _Probe) -> Micros:
        days, where = distinct_days(times // DAY)
        found = [_offset_of_day(int(day), cache, probe) for day in days]
        if len(set(found)) == 1 and found[0] is not None:
            return np.full(len(times), found[0], dtype=np.int64)
        offsets = np.array([0 if one is None else one for one in found], dtype=np.int64)[where]
        uneven = np.array([one is None for one in found], dtype=bool)
        if uneven.any():
            for row in np.flatnonzero(uneven[where]):
                offsets[row] = probe(int(times[row]))
        return offsets

    def _offset_at_local(self, local: int) -> int:
        wall = _EPOCH + local * _MICROSECOND
        offset = wall.replace(tzinfo=self._info).utcoffset()
        return 0 if offset is None else offset // _MICROSECOND

    def _offset_at_utc(self, instant: int) -> int:
        moment = (_EPOCH + instant * _MICROSECOND).replace(tzinfo=UTC)
        offset = moment.astimezone(self._info).utcoffset()
        return 0 if offset is None else offset // _MICROSECOND


def distinct_days(days: Micros) -> tuple[Micros, Micros]:
    """The days that occur, in order, and where among them each one stands."""
    first, last = (int(days.min()), int(days.max())) if len(days) else (0, 0)
    if last - first > 4 * len(days):
        return np.unique(days, return_inverse=True)
    met = np.zeros(last - first + 1, dtype=bool)
    met[days - first] = True
    places = np.cumsum(met) - 1
    return np.flatnonzero(met) + first, places[days - first]


def _offset_of_day(day: int, cache: dict[int, int | None], probe: _Probe) -> int | None:
    """The one offset that holds all day, or None where it changes."""
    if day not in cache:
        seen = set()
        for part in _PROBES:
            try:
                seen.add(probe(day * DAY + part))
            except OverflowError:  # the very first and last days of the calendar
                continue
        cache[day] = seen.pop() if len(seen) == 1 else (None if seen else 0)
    return cache[day]
