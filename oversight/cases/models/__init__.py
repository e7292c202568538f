"""监督案件的表: the case, the opinions of two offices, the decisions, the notice, the evidence."""

from oversight.cases.models.cases import Case, CaseCounter, CaseEvidence
from oversight.cases.models.steps import AdvanceNotice, CaseDecision, OfficeOpinion

__all__ = [
    "AdvanceNotice",
    "Case",
    "CaseCounter",
    "CaseDecision",
    "CaseEvidence",
    "OfficeOpinion",
]
