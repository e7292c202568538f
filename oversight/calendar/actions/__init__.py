"""日历的写: days off by year, and planned meetings."""

from oversight.calendar.actions.meetings import cancel_meeting, move_meeting, plan_meeting
from oversight.calendar.actions.years import copy_year, enter_year, set_day, use_shipped_year

__all__ = [
    "cancel_meeting",
    "copy_year",
    "enter_year",
    "move_meeting",
    "plan_meeting",
    "set_day",
    "use_shipped_year",
]
