"""电子无记名表决的行为: from the frozen ballot to the opened total."""

from oversight.voting.secret.actions.cards import fix_cards, replace_cards
from oversight.voting.secret.actions.freezing import freeze_ballot
from oversight.voting.secret.actions.invalid import sign_invalid, sign_invalid_on_phone
from oversight.voting.secret.actions.opening import add_decryption, recover_journal
from oversight.voting.secret.actions.running import (
    change_method,
    close_trial,
    open_trial,
    show_close,
)

__all__ = [
    "add_decryption",
    "change_method",
    "close_trial",
    "fix_cards",
    "freeze_ballot",
    "open_trial",
    "recover_journal",
    "replace_cards",
    "show_close",
    "sign_invalid",
    "sign_invalid_on_phone",
]
