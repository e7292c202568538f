"""一地一次: one writer of a place's ticket store at a time.

The lock is the kernel's on a file in the home, so a killed process leaves none behind. What is right
does not hang on it: the swap of the catalogue also checks that nobody else moved the revision.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused

WAIT_SECONDS = 900.0
PAUSE_SECONDS = 0.1


@contextmanager
def store_lock(
    code: str,
    *,
    wait: float | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[None]:
    """Hold the store of the place ``code``; refuses after ``wait`` seconds (default: long) or when told to stop."""
    folder = settings.HOME.root / "locks"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    deadline = time.monotonic() + (WAIT_SECONDS if wait is None else wait)
    with (folder / f"store-{code}.lock").open("w") as handle:
        while not taken(handle.fileno()):
            if time.monotonic() >= deadline or (should_stop is not None and should_stop()):
                text = _("“%(code)s”的热线数据正由另一次导入写入，请稍后再办。")
                raise Refused("store_busy", text % {"code": code})
            time.sleep(PAUSE_SECONDS)
        yield


def taken(descriptor: int) -> bool:
    """Try once."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
