"""民生实事的表: the year, what citizens wished for, the projects made of it, the list put to the vote."""

from oversight.projects.models.arguing import (
    Argument,
    ArgumentCheck,
    GroupMember,
    SiteVisit,
    SiteVisitPhoto,
    TaskGroup,
)
from oversight.projects.models.candidates import CandidateEntry, CandidateList
from oversight.projects.models.collecting import (
    CollectingSession,
    ExplanationMeeting,
    Proposal,
    ProposalContact,
    ProposalPhoto,
    ProposalReply,
)
from oversight.projects.models.projects import LivelihoodProject, ProposalLink, Screening
from oversight.projects.models.years import ProjectCounter, ProjectYear

__all__ = [
    "Argument",
    "ArgumentCheck",
    "CandidateEntry",
    "CandidateList",
    "CollectingSession",
    "ExplanationMeeting",
    "GroupMember",
    "LivelihoodProject",
    "ProjectCounter",
    "ProjectYear",
    "Proposal",
    "ProposalContact",
    "ProposalLink",
    "ProposalPhoto",
    "ProposalReply",
    "Screening",
    "SiteVisit",
    "SiteVisitPhoto",
    "TaskGroup",
]
