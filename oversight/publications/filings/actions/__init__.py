"""报送的行为: by subject; the list below is the public face."""

from oversight.publications.filings.actions.course import (
    acknowledge,
    mark_filed,
    record_reply,
    return_filing,
    send,
)
from oversight.publications.filings.actions.drafting import (
    change_draft,
    draft_filing,
    draft_report_up,
    take_number,
    withdraw,
)
from oversight.publications.filings.actions.opening import open_filing

__all__ = [
    "acknowledge",
    "change_draft",
    "draft_filing",
    "draft_report_up",
    "mark_filed",
    "open_filing",
    "record_reply",
    "return_filing",
    "send",
    "take_number",
    "withdraw",
]
