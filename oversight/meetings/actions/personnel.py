"""任免逐人表决的核对: what every vote on persons must keep to, whichever page it is put from."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.institutions.actions.writing import put
from oversight.meetings.models import AgendaItem, Appointment
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules
from oversight.meetings.rules.quorum import rule_for
from oversight.voting.models import Poll


def check_personnel(
    item: AgendaItem, options: Sequence[str], rule: str, method: str, secret: bool | None
) -> list[Appointment]:
    """Persons are voted one by one, by the body's own majority and only once each is ready; gives who they are.

    A dismissal is voted in secret and on paper.
    """
    if item.kind not in queries.PERSONNEL:
        return []
    ready = list(queries.coming_to_vote(item))
    if not ready:
        text = _("没有付表决。这项议题还没有任免对象，先登记任免提请。")
        raise Refused("no_nominations", text, basis=_(rules.ORGANIC_50))
    if list(options) != [queries.option_of(one) for one in ready]:
        text = _("没有付表决。人事任免逐人表决，请在“任免”里付表决。")
        raise Refused("one_by_one", text, basis=_(rules.ORGANIC_50), where="options")
    if rule and rule != rule_for(item.meeting.body.kind, item.meeting.kind).code:
        text = _("没有付表决。人事任免按本机构全体的过半数计票。")
        raise Refused("other_rule", text, basis=_(rules.ORGANIC_50), where="rule")
    for one in ready:
        facts = queries.facts_of_appointment(
            one, method=method, secret=True if secret is None else secret
        )
        why = rules.refusal("put_to_vote", facts)
        if why is not None:
            text = _("%(name)s：%(why)s") % {"name": one.name, "why": _(why.text)}
            basis = _(why.basis) if why.basis else ""
            raise Refused(why.code, text, basis=basis, where="method")
    return ready


def public_ids(persons: Sequence[Appointment]) -> list[str]:
    """Those of the register among them: none of them scrutinises or counts."""
    return [one.person.public_id for one in persons if one.person is not None]


def put_persons(persons: Sequence[Appointment], poll: Poll) -> None:
    """Each waits for the result of their own line, whichever page put them to the vote."""
    for one in persons:
        one.state, one.poll, one.option = "put_to_vote", poll.public_id, queries.option_of(one)
        put(one)
