"""任免逐人表决的核对: what every vote on persons must keep to, whichever page it is put from."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from oversight.audit.errors import Refused
from oversight.meetings.models import AgendaItem
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules


def check_personnel(
    item: AgendaItem, options: Sequence[str], method: str, secret: bool | None
) -> None:
    """Persons are voted one by one and only once each is ready; a dismissal in secret and on paper."""
    if item.kind not in queries.PERSONNEL:
        return
    ready = list(queries.coming_to_vote(item))
    if not ready:
        text = _("没有付表决。这项议题还没有任免对象，先登记任免提请。")
        raise Refused("no_nominations", text, basis=_(rules.ORGANIC_50))
    if list(options) != [queries.option_of(one) for one in ready]:
        text = _("没有付表决。人事任免逐人表决，请在“任免”里付表决。")
        raise Refused("one_by_one", text, basis=_(rules.ORGANIC_50), where="options")
    for one in ready:
        facts = queries.facts_of_appointment(
            one, method=method, secret=True if secret is None else secret
        )
        why = rules.refusal("put_to_vote", facts)
        if why is not None:
            text = _("%(name)s：%(why)s") % {"name": one.name, "why": _(why.text)}
            basis = _(why.basis) if why.basis else ""
            raise Refused(why.code, text, basis=basis, where="method")
