"""承诺与整改的表: items, and what is said about them. Listed here by hand."""

from oversight.followups.models.items import (
    CoUnit,
    Followup,
    FollowupCounter,
    FollowupVersion,
    TrackedItem,
)
from oversight.followups.models.reports import (
    Evidence,
    ExtensionRequest,
    FollowupPart,
    FollowupReport,
    Verification,
)

__all__ = [
    "CoUnit",
    "Evidence",
    "ExtensionRequest",
    "Followup",
    "FollowupCounter",
    "FollowupPart",
    "FollowupReport",
    "FollowupVersion",
    "TrackedItem",
    "Verification",
]
