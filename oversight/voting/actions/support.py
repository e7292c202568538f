"""表决行为的共同检查: the poll locked for the act, what its state allows, who is told."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.inbox.actions import notify
from oversight.institutions.models import Jurisdiction
from oversight.voting.models import Poll
from oversight.voting.queries import polls_of
from oversight.voting.queries.presiding import account_of_presider
from oversight.voting.rules.states import STEPS, permits

KEPT_IN = "zh-hans"
"""Words that a record keeps are Chinese whatever the language of who acts."""


def poll_url(poll: Poll, name: str = "poll") -> str:
    return reverse(f"voting:{name}", args=[poll.jurisdiction.code, poll.public_id])


def locked(place: Jurisdiction, poll: Poll) -> Poll:
    """The poll as it stands now, locked until the act ends."""
    rows = polls_of(place).select_for_update(of=("self",))
    return rows.get(pk=poll.pk)


def require(act: str, poll: Poll) -> None:
    """Refuse what the poll's state does not allow."""
    if not permits(act, poll.state):
        text = _("现在是“%(state)s”。%(why)s") % {
            "state": poll.get_state_display(),
            "why": _(STEPS[act].refusal),
        }
        raise Refused("wrong_state", text)


def tell(
    poll: Poll, roles: tuple[str, ...], key: str, title: str, accounts: tuple[int, ...] = ()
) -> None:
    """Tell those who have the next step; never a figure."""
    notify(
        key=f"voting:{poll.public_id}:{key}",
        title=title[:200],
        url=poll_url(poll),
        place=poll.jurisdiction,
        roles=roles,
        accounts=accounts,
    )


def tell_presider(poll: Poll, key: str, title: str) -> None:
    """Tell whose account presides; the office where it enters the word on behalf."""
    account = account_of_presider(poll)
    if account is not None:
        tell(poll, (), key, title, accounts=(account,))
    elif poll.chair:
        tell(poll, ("chair", "clerk", "reviewer"), key, title)
    else:
        tell(poll, ("chair",), key, title)
