"""议题的表决: put to the vote with the roll frozen now, again, settled, decided without a count, the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Refused
from oversight.audit.scoping import Scope
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.actions.dates import whole
from oversight.meetings.actions.personnel import check_personnel, public_ids, put_persons
from oversight.meetings.actions.support import (
    locked_item,
    meeting_act,
    refuse,
    require_item,
    written,
)
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.queries.items import LONGEST_RESULT
from oversight.meetings.rules import kinds
from oversight.meetings.rules.matters import matter_of
from oversight.meetings.rules.quorum import refuse_rule, rule_for
from oversight.meetings.rules.stages import COUNTED
from oversight.voting import actions as voting
from oversight.voting.models import Poll
from oversight.voting.rules.bases import quorum_code
from oversight.voting.values import Terms, Voters


def put_to_vote(
    actor: Actor,
    place: Jurisdiction,
    item: AgendaItem,
    *,
    kind: str = "vote",
    options: Sequence[str] = (),
    rule: str = "",
    method: str = "paper",
    k: int | None = None,
    secret: bool | None = None,
    measure: str = "",
    chair: str = "",
    scrutineers: Sequence[Mapping[str, Any]] = (),
    units: Sequence[str] = (),
    option_units: Mapping[str, Sequence[str]] | None = None,
    candidates: Sequence[str] = (),
    terms: Terms | None = None,
) -> Poll:
    """付表决: freezes the roll from attendance as it stands now and prepares the poll.

    ``rule`` and ``options`` by default those of the body and of the item itself; ``units`` (with those the
    item is about) and ``candidates`` are voted on, so none of them scrutinises or presides; ``option_units``
    are those of each row of a rating, whose people rate that row no more than they count it. ``terms`` are
    those of the adopted measure, from the app that keeps it.
    """
    with meeting_act("put_to_vote", actor, place, permissions.can_run(actor, place)) as running:
        item = locked_item(place, item)
        require_item("put_to_vote", item)
        found, meeting = kinds.kind_of(item.kind), item.meeting
        check_poll_kind(found, kind, method)
        refuse_typed(item, terms)
        refuse(refuse_rule(rule, meeting.body.kind, meeting.kind), "rule")
        persons = check_personnel(item, options, rule, method, secret)
        roll = queries.roll_of(meeting)
        item.rule = rule or rule_for(meeting.body.kind, meeting.kind).code
        poll = voting.prepare_poll(
            whole(actor),
            place,
            about=("agenda_item", item.public_id),
            title=matter_of(item.title),
            kind=kind,
            options=list(options) or [matter_of(item.title)[:100]],
            rule=item.rule,
            method=method,
            roll=roll,
            k=k,
            secret=found.secret if secret is None else secret,
            measure=measure,
            chair=chair or meeting.chair,
            scrutineers=scrutineers,
            units=list(dict.fromkeys([*item.units, *units])),
            option_units=option_units,
            candidates=[*candidates, *public_ids(persons)],
            voters=voters_of(meeting),
            terms=terms,
            matter=kinds.matter_of_vote(item.kind, item.about_kind, kind),
        )
        item.state, item.result_poll = "put_to_vote", poll.public_id
        put(item)
        put_persons(persons, poll)
        running.facts = {
            "item": item.public_id,
            "poll": poll.public_id,
            "base": roll.base,
            "present": roll.present,
        }
    return poll


def voters_of(meeting: Meeting) -> Voters:
    """The body that meets, whose quorum every vote of it needs; the presidium of a session is its own."""
    quorum = quorum_code(meeting.body.kind, meeting.kind)
    return Voters(meeting.body.name, meeting.body.kind, quorum)


def refuse_typed(item: AgendaItem, terms: Terms | None) -> None:
    """A ballot that is made from a fixed list under an adopted measure is not made here anew."""
    if item.about_kind in kinds.BALLOTED and terms is None:
        text = _("选票由通过的票决办法和确定的候选项目表生成，在民生实事项目的票决页付票决。")
        raise Refused("ballot_from_the_list", text)


def check_poll_kind(found: kinds.ItemKind, kind: str, method: str) -> None:
    """What must be decided by a majority is never graded or ranked instead; persons never by raised hands."""
    if method == "hands" and found.code in kinds.OF_PERSONS:
        text = _("“%(item)s”用无记名方式表决，不举手。") % {"item": _(found.title)}
        raise Refused("hands_are_not_secret", text, basis=_(found.basis), where="method")
    if method == "named" and found.secret:
        text = _("“%(item)s”用无记名方式表决，不能记名。") % {"item": _(found.title)}
        raise Refused("kept_secret", text, basis=_(found.basis), where="method")
    if kind not in found.polls:
        text = _("“%(item)s”须以全体的过半数决定，不能用这一种表决。") % {"item": _(found.title)}
        raise Refused("poll_kind_does_not_fit", text, basis=_(COUNTED), where="kind")


def decide_item_without_vote(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, adopted: bool, text: str
) -> AgendaItem:
    """不经票决作出决定: by agreement or by show of hands without a count; ``text`` says how."""
    with meeting_act(
        "decide_item_without_vote", actor, place, permissions.can_run(actor, place)
    ) as running:
        item = locked_item(place, item)
        require_item("decide_item_without_vote", item)
        item.result_text = running.note = written(text, "text", _("决定"), 300)
        item.state, item.without_vote = ("adopted" if adopted else "not_adopted"), True
        put(item)
        running.facts = {"item": item.public_id, "adopted": adopted}
    return item


def do_not_put(actor: Actor, place: Jurisdiction, item: AgendaItem, *, reason: str) -> AgendaItem:
    """暂不付表决: the leaders of the meeting put it off, with the reason."""
    with meeting_act("do_not_put", actor, place, permissions.can_run(actor, place)) as running:
        item = locked_item(place, item)
        require_item("do_not_put", item)
        item.state = "not_put"
        item.state_reason = running.note = written(reason, "reason", _("原因"))
        put(item)
        running.facts = {"item": item.public_id}
    return item


def count_present(actor: Actor, place: Jurisdiction, item: AgendaItem) -> Poll:
    """表决前清点到会人数: the roll of the prepared vote is frozen anew from attendance as it stands now."""
    with meeting_act("count_present", actor, place, permissions.can_run(actor, place)) as running:
        item = locked_item(place, item)
        require_item("count_present", item)
        roll = queries.roll_of(item.meeting)
        poll = voting.count_present(whole(actor), place, queries.polls_of(item)[-1], roll=roll)
        running.facts = {"item": item.public_id, "poll": poll.public_id, "present": roll.present}
    return poll


def vote_again(actor: Actor, place: Jurisdiction, item: AgendaItem, *, method: str = "") -> Poll:
    """再次表决: after a void, cancelled, tied or incomplete vote, with a roll frozen anew."""
    with meeting_act("vote_again", actor, place, permissions.can_run(actor, place)) as running:
        item = locked_item(place, item)
        require_item("vote_again", item)
        earlier = queries.polls_of(item)[-1]
        roll = queries.roll_of(item.meeting)
        poll = voting.hold_again(
            whole(actor),
            place,
            earlier,
            roll=roll,
            method=method,
            voters=voters_of(item.meeting),
            in_meeting=True,
        )
        item.result_poll = poll.public_id
        put(item)
        running.facts = {
            "item": item.public_id,
            "poll": poll.public_id,
            "base": roll.base,
            "present": roll.present,
        }
    return poll


def settle_item(actor: Actor, place: Jurisdiction, item: AgendaItem, *, reason: str) -> AgendaItem:
    """以现有结果为准: places stay open; the meeting takes what was chosen so far (procedures §2.4).

    Where no vote on it has chosen anything, nothing was adopted.
    """
    with meeting_act("settle_item", actor, place, permissions.can_run(actor, place)) as running:
        item = locked_item(place, item)
        require_item("settle_item", item)
        adopted = queries.anything_chosen(item)
        item.state = "adopted" if adopted else "not_adopted"
        item.state_reason = running.note = written(reason, "reason", _("依据和原因"))
        put(item)
        running.facts = {"item": item.public_id, "adopted": adopted}
    return item


def record_outcome(
    actor: Actor,
    place: Jurisdiction,
    item: AgendaItem,
    *,
    poll: str,
    adopted: bool,
    text: str,
    complete: bool = True,
) -> AgendaItem:
    """登记表决结果: what the chair announced; run by the worker, any number of times.

    ``complete`` False: a tie or open places, so the item stays put to the vote.
    """
    rows = AgendaItem.objects.in_scope(Scope.of(place))
    fresh = rows.filter(pk=item.pk, state="put_to_vote").first()
    if fresh is None or (not complete and fresh.result_text == text[:LONGEST_RESULT]):
        return item
    with meeting_act("record_outcome", actor, place, actor.role == "system") as running:
        item = locked_item(place, item)
        if item.state != "put_to_vote":
            return item
        if complete:
            item.state = "adopted" if adopted else "not_adopted"
        item.result_poll, item.result_text = poll, text[:LONGEST_RESULT]
        put(item)
        running.facts = {"item": item.public_id, "poll": poll, "adopted": adopted}
    return item
