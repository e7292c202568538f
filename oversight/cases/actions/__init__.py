"""案件的行为: by subject; the list below is the public face."""

from oversight.cases.actions.closing import (
    propose_closing,
    record_calls,
    refuse_closing,
    take_figures,
    verify_closing,
)
from oversight.cases.actions.deciding import confirm_decision, record_decision, refuse_decision
from oversight.cases.actions.deputies import enter_view, give_view
from oversight.cases.actions.evidence import add_evidence
from oversight.cases.actions.hearing_results import (
    Announced,
    drop_hearing,
    follow_meeting,
    record_result,
)
from oversight.cases.actions.hearings import distribute_report, place_hearing
from oversight.cases.actions.judging import sign_opinion, write_opinion
from oversight.cases.actions.notices import (
    acknowledge_notice,
    draft_notice,
    remind_unit,
    withdraw_notice,
)
from oversight.cases.actions.opening import open_case, reassign, retract_case
from oversight.cases.actions.opinions import (
    draft_opinions,
    note_opinions_sent,
    pass_opinions,
    verify_reply,
)
from oversight.cases.actions.papers import (
    draft_judgment_sheet,
    draft_minutes_extract,
    draft_report_up,
)
from oversight.cases.actions.publishing import propose_publication
from oversight.cases.actions.research import answer_finding, record_finding, send_findings
from oversight.cases.actions.unit_reports import (
    draft_report,
    enter_report,
    return_report,
    submit_report,
)

__all__ = [
    "Announced",
    "acknowledge_notice",
    "add_evidence",
    "answer_finding",
    "confirm_decision",
    "distribute_report",
    "draft_judgment_sheet",
    "draft_minutes_extract",
    "draft_notice",
    "draft_opinions",
    "draft_report",
    "draft_report_up",
    "drop_hearing",
    "enter_report",
    "enter_view",
    "follow_meeting",
    "give_view",
    "note_opinions_sent",
    "open_case",
    "pass_opinions",
    "place_hearing",
    "propose_closing",
    "propose_publication",
    "reassign",
    "record_calls",
    "record_decision",
    "record_finding",
    "record_result",
    "refuse_closing",
    "refuse_decision",
    "remind_unit",
    "retract_case",
    "return_report",
    "send_findings",
    "sign_opinion",
    "submit_report",
    "take_figures",
    "verify_closing",
    "verify_reply",
    "withdraw_notice",
    "write_opinion",
]
