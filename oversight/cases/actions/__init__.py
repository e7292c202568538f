"""案件的行为: by subject; the list below is the public face."""

from oversight.cases.actions.deciding import confirm_decision, record_decision, refuse_decision
from oversight.cases.actions.evidence import add_evidence
from oversight.cases.actions.judging import sign_opinion, write_opinion
from oversight.cases.actions.notices import (
    acknowledge_notice,
    draft_notice,
    remind_unit,
    withdraw_notice,
)
from oversight.cases.actions.opening import open_case, reassign, retract_case
from oversight.cases.actions.papers import (
    draft_judgment_sheet,
    draft_minutes_extract,
    draft_report_up,
)

__all__ = [
    "acknowledge_notice",
    "add_evidence",
    "confirm_decision",
    "draft_judgment_sheet",
    "draft_minutes_extract",
    "draft_notice",
    "draft_report_up",
    "open_case",
    "reassign",
    "record_decision",
    "refuse_decision",
    "remind_unit",
    "retract_case",
    "sign_opinion",
    "withdraw_notice",
    "write_opinion",
]
