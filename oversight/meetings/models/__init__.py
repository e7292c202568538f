"""会议的表: meetings, agenda items, groups, participants, annual plans, archives. Listed here by hand."""

from oversight.meetings.models.closing import MeetingArchive
from oversight.meetings.models.groups import GroupNote, MeetingGroup
from oversight.meetings.models.items import AgendaItem
from oversight.meetings.models.meetings import LinkedMeeting, Meeting
from oversight.meetings.models.participants import Participant
from oversight.meetings.models.plans import AnnualPlan, PlanItem

__all__ = [
    "AgendaItem",
    "AnnualPlan",
    "GroupNote",
    "LinkedMeeting",
    "Meeting",
    "MeetingArchive",
    "MeetingGroup",
    "Participant",
    "PlanItem",
]
