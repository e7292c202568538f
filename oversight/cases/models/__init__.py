"""监督案件的表: the case, its judgment and decisions, hearing and result, what followed until it is closed."""

from oversight.cases.models.cases import Case, CaseCounter, CaseEvidence
from oversight.cases.models.closing import (
    CaseClosing,
    CaseFigures,
    DeputyView,
    ReturnCalls,
    ViewSheets,
)
from oversight.cases.models.hearing import (
    CaseHearing,
    CaseOption,
    ResearchFinding,
    ReviewOpinions,
    UnitReport,
)
from oversight.cases.models.steps import AdvanceNotice, CaseDecision, OfficeOpinion

__all__ = [
    "AdvanceNotice",
    "Case",
    "CaseClosing",
    "CaseCounter",
    "CaseDecision",
    "CaseEvidence",
    "CaseFigures",
    "CaseHearing",
    "CaseOption",
    "DeputyView",
    "OfficeOpinion",
    "ResearchFinding",
    "ReturnCalls",
    "ReviewOpinions",
    "UnitReport",
    "ViewSheets",
]
