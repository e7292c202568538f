"""开启的票数: the cells of the cards' part of a count sheet, as the opened total has them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.voting.models import BallotBox, Poll
from oversight.voting.queries import form_of
from oversight.voting.rules.card_questions import cells_of
from oversight.voting.secret.queries import box_of, invalid_of


def opened_box_of(poll: Poll) -> BallotBox:
    """The box of the vote; refused before enough holders have opened its total."""
    box = box_of(poll)
    if box is None or box.state != "decrypted":
        raise Refused("not_opened", _("投票卡的总和还没有开启，不能锁定。"))
    return box


def card_cells(box: BallotBox) -> dict[str, int]:
    """The cells of the cards' part."""
    form = form_of(box.poll)
    return cells_of(form, box.result or [], box.ballots or 0, invalid_of(box))


def named(box: BallotBox) -> dict[str, Any]:
    """Of which total a sheet is."""
    return {"election": box.uuid, "fingerprint": box.fingerprint, "tally": box.tally}
