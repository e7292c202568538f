"""规则簿的行为: drafting, and what a body's adoption or ending does. The list below is the public face."""

from oversight.rulebooks.actions.adopting import adopt_version, end_version
from oversight.rulebooks.actions.drafting import (
    change_draft,
    copy_version,
    draft_version,
    withdraw_draft,
)

__all__ = [
    "adopt_version",
    "change_draft",
    "copy_version",
    "draft_version",
    "end_version",
    "withdraw_draft",
]
