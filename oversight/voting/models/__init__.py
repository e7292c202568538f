"""表决的表: the poll with its frozen roll, the blind entries and corrections, the locked sheet, its signatures."""

from oversight.voting.models.counting import (
    CountCorrection,
    CountEntry,
    CountSheet,
    SheetSignature,
    SigningPhone,
)
from oversight.voting.models.polls import Poll

__all__ = ["CountCorrection", "CountEntry", "CountSheet", "Poll", "SheetSignature", "SigningPhone"]
