"""接口: items, their acts, and the workbook to fill in, over HTTP."""

from oversight.followups.api import office, reads, sheets, units
from oversight.followups.api.routing import router

__all__ = ["office", "reads", "router", "sheets", "units"]
