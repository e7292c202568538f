"""民生实事的表: the year, what citizens wished for, the projects made of it, the list put to the vote."""

from oversight.projects.models.arguing import (
    Argument,
    ArgumentCheck,
    ExpertInvitation,
    GroupMember,
    SiteVisit,
    SiteVisitPhoto,
    TaskGroup,
)
from oversight.projects.models.balloting import BallotMeasure, ProjectBallot
from oversight.projects.models.building import (
    ImplementationPlan,
    PlanNode,
    ProgressEvidence,
    ProgressReport,
    ProjectChange,
    ProjectVerification,
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
from oversight.projects.models.filing import FilingAttachment, ResultFiling
from oversight.projects.models.projects import LivelihoodProject, ProposalLink, Screening
from oversight.projects.models.rating import CompletionReport, ProjectRating, RatedProject
from oversight.projects.models.supervising import (
    GroupProject,
    SiteReport,
    SiteReportPhoto,
    SupervisionFinding,
    SupervisionGroup,
    SupervisionPhoto,
    SupervisionRecord,
    Supervisor,
)
from oversight.projects.models.years import ProjectCounter, ProjectYear

__all__ = [
    "Argument",
    "ArgumentCheck",
    "BallotMeasure",
    "CandidateEntry",
    "CandidateList",
    "CollectingSession",
    "CompletionReport",
    "ExpertInvitation",
    "ExplanationMeeting",
    "FilingAttachment",
    "GroupMember",
    "GroupProject",
    "ImplementationPlan",
    "LivelihoodProject",
    "PlanNode",
    "ProgressEvidence",
    "ProgressReport",
    "ProjectBallot",
    "ProjectChange",
    "ProjectCounter",
    "ProjectRating",
    "ProjectVerification",
    "ProjectYear",
    "Proposal",
    "ProposalContact",
    "ProposalLink",
    "ProposalPhoto",
    "ProposalReply",
    "RatedProject",
    "ResultFiling",
    "Screening",
    "SiteReport",
    "SiteReportPhoto",
    "SiteVisit",
    "SiteVisitPhoto",
    "SupervisionFinding",
    "SupervisionGroup",
    "SupervisionPhoto",
    "SupervisionRecord",
    "Supervisor",
    "TaskGroup",
]
