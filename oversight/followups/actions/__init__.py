"""承诺与整改的行为: every write of this app by subject; the list below is its public face."""

from oversight.followups.actions.assigning import assign, reassign, urge, withdraw
from oversight.followups.actions.extensions import (
    ask_extension,
    grant_extension,
    refuse_extension,
)
from oversight.followups.actions.papers import draft_slip
from oversight.followups.actions.parts import add_part, drop_part, finish_part
from oversight.followups.actions.reporting import (
    accept,
    accept_all,
    attach_evidence,
    enter_report,
    report_done,
    report_progress,
    return_report,
    sign_report,
)
from oversight.followups.actions.sheets import import_sheet, preview_sheet
from oversight.followups.actions.verifying import send_back, verify

__all__ = [
    "accept",
    "accept_all",
    "add_part",
    "ask_extension",
    "assign",
    "attach_evidence",
    "draft_slip",
    "drop_part",
    "enter_report",
    "finish_part",
    "grant_extension",
    "import_sheet",
    "preview_sheet",
    "reassign",
    "refuse_extension",
    "report_done",
    "report_progress",
    "return_report",
    "send_back",
    "sign_report",
    "urge",
    "verify",
    "withdraw",
]
