"""公文的行为: one function per act, by the step of the sign-off; the list below is the public face."""

from oversight.documents.actions.archiving import archive
from oversight.documents.actions.checking import (
    approve_check,
    ask_cosign,
    cosign,
    drop_cosign,
    submit_for_check,
)
from oversight.documents.actions.drafting import (
    attach_file,
    detach_file,
    draft_paper,
    edit_paper,
    withdraw_draft,
)
from oversight.documents.actions.issuing import (
    acknowledge_receipt,
    issue,
    record_call,
)
from oversight.documents.actions.returning import recall, return_paper
from oversight.documents.actions.signing import attach_sealed_scan, carry_in_number, sign

__all__ = [
    "acknowledge_receipt",
    "approve_check",
    "archive",
    "ask_cosign",
    "attach_file",
    "attach_sealed_scan",
    "carry_in_number",
    "cosign",
    "detach_file",
    "draft_paper",
    "drop_cosign",
    "edit_paper",
    "issue",
    "recall",
    "record_call",
    "return_paper",
    "sign",
    "submit_for_check",
    "withdraw_draft",
]
