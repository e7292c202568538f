"""排队 (line): what a crowd of booths asks at once is done in one thread of the process, which keeps its connection.

Otherwise every request would open a connection of its own, and all would knock at the database's lock together: who
waits in line is served in order, and 3,000 ballots take no more memory than one. Form and signature are judged before
the line, which only writes. Who only looks stands in a line of its own, so that no ballot waits for the lookers.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connection

P, R = ParamSpec("P"), TypeVar("R")
_casts, _looks = ThreadPoolExecutor(1, "booth"), ThreadPoolExecutor(1, "booth-looks")

MOST_WAITING = 4000
"""So many casts are here at once, checked or in line; a hall of 3,000 fits, and a flood is told to come again."""
CHECKED_AT_ONCE = 4
"""So many are checked beside each other: the processor is shared fairly, whatever one of them sends."""
_places = BoundedSemaphore(MOST_WAITING)
_checks, _proofs = BoundedSemaphore(CHECKED_AT_ONCE), BoundedSemaphore(1)


class Away(Exception):
    """The database is away, or too many wait: the same may be asked again."""


def with_a_place(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """The same result or exception while there is room; raises ``Away``. Whoever waits holds its bytes in memory."""
    if not _places.acquire(blocking=False):
        raise Away
    try:
        return work(*given, **named)
    finally:
        _places.release()


def checked(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """What needs no database: in the thread that asks, before the line, so that garbage holds no honest cast up."""
    with _checks:
        return work(*given, **named)


def proofs_checked(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """The long checks of a ballot that takes another's place: one at a time, so that first ballots go before them."""
    with _proofs:
        return work(*given, **named)


def in_line(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """The same result or exception; raises ``Away``. Within an open transaction (a test) it is done at once."""
    if connection.in_atomic_block:
        return work(*given, **named)
    return _casts.submit(_done, work, *given, **named).result()


def looked_up(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """The same for what is only read."""
    if connection.in_atomic_block:
        return work(*given, **named)
    return _looks.submit(_done, work, *given, **named).result()


def _done(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    try:
        return work(*given, **named)
    except (OperationalError, InterfaceError) as error:
        connection.close()
        raise Away from error
