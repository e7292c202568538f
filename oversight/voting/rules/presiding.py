"""谁可以主持 (presiding@1): one of the body that votes or of its presidium, or the chair by office (地方组织法).

乡镇人大主席 leads the presidium, and the presidium presides over the congress, whether or not the register has the
seat; who declares and announces must be one who could have been named.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Seat:
    """What somebody is to a vote.

    of_a_body  whether a body votes; who leads a poll of citizens need have no seat
    on_roll    on the roll of this vote
    seated     a member of the body or of a presidium
    by_office  holds the role of the place's chair (主任、主席)
    """

    of_a_body: bool
    on_roll: bool = False
    seated: bool = False
    by_office: bool = False


def may_preside(seat: Seat) -> bool:
    """Whether one may be named, declare and announce."""
    return not seat.of_a_body or seat.on_roll or seat.seated or seat.by_office
