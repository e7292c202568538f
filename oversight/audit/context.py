"""当前行为: which act is running in this thread of control."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

from oversight.audit.errors import OutsideActError

if TYPE_CHECKING:
    from oversight.audit.acts import Act

current: ContextVar[Act | None] = ContextVar("current_act", default=None)


def require_act(what: str) -> Act:
    """The running act; raises where a record is changed outside one."""
    running = current.get()
    if running is None:
        raise OutsideActError(f"{what} was changed outside act()")
    return running
