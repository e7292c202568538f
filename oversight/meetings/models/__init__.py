"""会议的表: meetings, items with what belongs to them, groups, participants, plans, archives. Listed by hand."""

from oversight.meetings.models.appointments import Appointment
from oversight.meetings.models.audits import AuditProblem
from oversight.meetings.models.closing import MeetingArchive
from oversight.meetings.models.groups import GroupNote, MeetingGroup
from oversight.meetings.models.hall import HallScreen
from oversight.meetings.models.inquiries import InquiryAnswer, InquiryMotion, InquirySigner
from oversight.meetings.models.item_papers import ItemPaper, ItemPaperVersion, PaperCopy
from oversight.meetings.models.items import AgendaItem
from oversight.meetings.models.meetings import LinkedMeeting, Meeting
from oversight.meetings.models.participants import Participant
from oversight.meetings.models.plans import AnnualPlan, PlanChange, PlanItem
from oversight.meetings.models.questions import Answer, AnswerPromise, Question

__all__ = [
    "AgendaItem",
    "AnnualPlan",
    "Answer",
    "AnswerPromise",
    "Appointment",
    "AuditProblem",
    "GroupNote",
    "HallScreen",
    "InquiryAnswer",
    "InquiryMotion",
    "InquirySigner",
    "ItemPaper",
    "ItemPaperVersion",
    "LinkedMeeting",
    "Meeting",
    "MeetingArchive",
    "MeetingGroup",
    "PaperCopy",
    "Participant",
    "PlanChange",
    "PlanItem",
    "Question",
]
