"""电子表决行为的共同检查: the box locked for the act, and what it must be like."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.voting.models import BallotBox, Poll
from oversight.voting.secret.queries import box_of, boxes_in

METHOD = "cards"


def required_box(poll: Poll, *, trial: bool = False) -> BallotBox:
    """The box of the poll, locked until the act ends."""
    found = box_of(poll, trial=trial)
    if found is None:
        text = _("这次表决没有安排试投。") if trial else _("还没有冻结电子票。")
        raise Refused("no_box", text)
    return locked_box(found)


def locked_box(box: BallotBox) -> BallotBox:
    """The box as it stands now, locked until the act ends: casts wait."""
    rows = boxes_in(box.jurisdiction).select_for_update(of=("self",))
    return rows.get(pk=box.pk)


def require_state(box: BallotBox, *states: str) -> None:
    """Refuse what the box's state does not allow."""
    if box.state not in states:
        text = _("票箱现在是“%(state)s”。") % {"state": box.get_state_display()}
        raise Refused("wrong_state", text)
