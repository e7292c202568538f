"""表决的行为: every act on a poll, from its preparation to the announcement."""

from oversight.voting.actions.correcting import (
    confirm_correction,
    correct_cell,
    refuse_correction,
)
from oversight.voting.actions.counting import (
    enter_counts,
    enter_from_file,
    lock_sheet,
    order_recount,
)
from oversight.voting.actions.finishing import announce, sign_sheet
from oversight.voting.actions.named import cast_by_name, enter_by_name
from oversight.voting.actions.phones import (
    claim_signing_code,
    issue_signing_code,
    sign_by_code,
    sign_on_phone,
)
from oversight.voting.actions.preparing import (
    cancel_poll,
    count_present,
    name_scrutineers,
    prepare_poll,
)
from oversight.voting.actions.recusing import declare_recusal, withdraw_recusal
from oversight.voting.actions.rounds import hold_again
from oversight.voting.actions.running import (
    close_poll,
    declare_collected,
    name_presider,
    open_poll,
)

__all__ = [
    "announce",
    "cancel_poll",
    "cast_by_name",
    "claim_signing_code",
    "close_poll",
    "confirm_correction",
    "correct_cell",
    "count_present",
    "declare_collected",
    "declare_recusal",
    "enter_by_name",
    "enter_counts",
    "enter_from_file",
    "hold_again",
    "issue_signing_code",
    "lock_sheet",
    "name_presider",
    "name_scrutineers",
    "open_poll",
    "order_recount",
    "prepare_poll",
    "refuse_correction",
    "sign_by_code",
    "sign_on_phone",
    "sign_sheet",
    "withdraw_recusal",
]
