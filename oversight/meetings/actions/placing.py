"""列入议程的写: placed by the body that decides on the agenda, one by one or several at once; taken back with consent."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.actions.support import (
    locked_item,
    meeting_act,
    require_item,
    tell_placed,
    written,
)
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.rules import item_stages, placing, stages


def place_item(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, placed_by: str = "", tell: bool = True
) -> AgendaItem:
    """列入议程: ``placed_by`` is the body that decided so, by default 主任会议 or 主席团 (art. 22, 54).

    Lead times that the item no longer keeps do not stop it; they stand in the record of the act. Those called
    hear of it where their notice went out before, unless ``place_items`` tells of several at once.
    """
    with meeting_act(
        "place_item", actor, place, permissions.can_run(actor, place), placing.CODE
    ) as running:
        item = locked_item(place, item)
        require_item("place_item", item)
        placer = placer_of(item.meeting, placed_by, "placed_by")
        item.state, item.placed_on = "placed", institutions.today()
        item.placed_by = placer.name[:100]
        put(item)
        if tell:
            tell_placed(place, item.meeting, [item])
        late = [one.code for one in queries.missed_by(item)]
        running.facts = {"item": item.public_id, "placed_by": item.placed_by, "late": late}
    return item


def place_items(
    actor: Actor,
    place: Jurisdiction,
    meeting: Meeting,
    *,
    items: Sequence[str],
    placed_by: str = "",
) -> list[AgendaItem]:
    """一并列入议程: those items by public id, all or none; each leaves its own entry."""
    rows = {one.public_id: one for one in queries.items_of(meeting)}
    wanted = list(dict.fromkeys(items))
    if not wanted or set(wanted) - set(rows):
        raise Invalid("unknown_item", _("选至少一项这次会议的议题。"), where="items")
    permitted = permissions.can_run(actor, place)
    with meeting_act("place_items", actor, place, permitted, placing.CODE) as running:
        made = [
            place_item(actor, place, rows[key], placed_by=placed_by, tell=False) for key in wanted
        ]
        tell_placed(place, meeting, made)
        running.facts = {"meeting": meeting.public_id, "items": len(made)}
    return made


def placer_of(meeting: Meeting, wanted: str, where: str) -> queries.Placer:
    """The body meant, by public id, kind, name or usual word; the usual one where none is named."""
    offered, wanted = queries.placers_of(meeting), wanted.strip()
    for one in offered:
        if not wanted or wanted in {one.code, one.kind, one.name, one.word}:
            return one
    names = "、".join(one.name for one in offered)
    text = _("这次会议的议程由%(bodies)s决定，从中选一个。") % {"bodies": names}
    raise Invalid("wrong_placer", text, where=where, basis=_(stages.ORGANIC_22))


def withdraw_item(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, reason: str, consent: str = ""
) -> AgendaItem:
    """撤回议题: once it is on the agenda only with the consent of the body that placed it (art. 22)."""
    with meeting_act("withdraw_item", actor, place, permissions.can_propose(actor, place)) as run:
        item = locked_item(place, item)
        require_item("withdraw_item", item)
        item.state_reason = run.note = written(reason, "reason", _("原因"))
        if item_stages.needs_consent(item.state):
            if not consent.strip():
                text = _("已列入议程的议题，提案人要求撤回的，须经同意；写明由谁同意。")
                raise Invalid("no_consent", text, where="consent", basis=_(stages.ORGANIC_22))
            consent = placer_of(item.meeting, consent, "consent").name
            if not permissions.can_run(actor, place):
                text = _("已列入议程的议题，由经办人按同意的决定登记撤回。")
                raise Refused("on_the_agenda", text, basis=_(stages.ORGANIC_22))
        item.state, item.consent = "withdrawn", consent.strip()[:100]
        put(item)
        run.facts = {"item": item.public_id, "consent": item.consent}
    return item
