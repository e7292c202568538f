"""公开与报送的表: what was published, and the filings and reports up that never are."""

from oversight.publications.models.filings import (
    Filing,
    FilingAccess,
    FilingRecipient,
    FilingReply,
)
from oversight.publications.models.versions import Publication, PublicationVersion

__all__ = [
    "Filing",
    "FilingAccess",
    "FilingRecipient",
    "FilingReply",
    "Publication",
    "PublicationVersion",
]
