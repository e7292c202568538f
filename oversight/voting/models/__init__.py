"""表决的表: the poll with its frozen roll, the blind entries and corrections, the locked sheet, its signatures;
of an electronic secret vote the keys, the box and what it received; of a recorded vote each vote by name.
"""

from oversight.voting.models.counting import (
    CountCorrection,
    CountEntry,
    CountSheet,
    SheetSignature,
    SigningPhone,
)
from oversight.voting.models.named import NamedVote
from oversight.voting.models.polls import Poll
from oversight.voting.models.secret import (
    BallotBox,
    BallotHead,
    BoardBallot,
    CardList,
    Decryption,
    HeadProof,
    InvalidSignature,
    JournalEntry,
    KeyHolder,
    KeySet,
    RejectedBallot,
)

__all__ = [
    "BallotBox",
    "BallotHead",
    "BoardBallot",
    "CardList",
    "CountCorrection",
    "CountEntry",
    "CountSheet",
    "Decryption",
    "HeadProof",
    "InvalidSignature",
    "JournalEntry",
    "KeyHolder",
    "KeySet",
    "NamedVote",
    "Poll",
    "RejectedBallot",
    "SheetSignature",
    "SigningPhone",
]
