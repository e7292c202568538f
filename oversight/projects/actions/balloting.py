"""票决: put to the vote from the frozen list and the adopted measure alone, and again as the measure says.

The method is a value: whoever votes by another device than paper slots in there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as meetings
from oversight.meetings.actions.dates import whole
from oversight.meetings.models import AgendaItem
from oversight.projects import permissions_voting as permissions
from oversight.projects.actions.delivering import deliveries_for, explain_late
from oversight.projects.actions.support import locked_year, require
from oversight.projects.actions.tabling import proposed_list
from oversight.projects.models import BallotMeasure, CandidateList, ProjectBallot, ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import digest_of
from oversight.projects.rules import balloting, deadlines, stages
from oversight.projects.rules.balloting import Round
from oversight.projects.rules.basis import MEASURE
from oversight.projects.rules.stages import YearFacts
from oversight.voting import queries as voting
from oversight.voting.models import Poll
from oversight.voting.values import Terms

KINDS = {
    "approve_each": "vote",
    "choose_up_to_k": "choose",
    "exactly_k": "choose",
    "rank": "ranking",
}
"""The kind of poll by the kind of ballot."""


@dataclass(frozen=True)
class Ready:
    """付票决所需: the measure, the list as frozen, what the round is about, the agenda item."""

    measure: BallotMeasure
    list: CandidateList
    held: Round
    item: AgendaItem


def ready_to_vote(place: Jurisdiction, year: ProjectYear, item: AgendaItem | None = None) -> Ready:
    """Everything a ballot is made from; refused where something is missing or no longer as it was fixed."""
    measure, found = read.adopted_measure(year), read.frozen_list(year)
    if measure is None or found is None:
        raise Refused("no_measure", _("先通过票决办法，再票决。"), basis=_(MEASURE))
    held = read.held_next(measure, found, read.ballots_of(year))
    if held is None:
        raise Refused("nothing_open", _("没有并列，也没有空缺，不再票决。"), basis=measure.title)
    require_as_frozen(found, held)
    item = item or read.item_of_list(found)
    if item is None or item.has_ended:
        raise Refused("not_tabled", _("候选项目还没有列入这次会议的议程。"))
    return Ready(measure, found, held, item)


def require_as_frozen(found: CandidateList, held: Round) -> None:
    """选票只照确定的表印: a list that was altered, or a project renamed since, is voted on by nobody."""
    if digest_of(found) != found.sha256:
        raise Refused("list_altered", _("候选项目表与确定时的校验值不符，不能付票决。"))
    if changed := read.changed_since(found, held):
        text = _("候选项目表确定以后，%(names)s又有改动。改回原样，或者把表退回、重新研究审定。")
        raise Refused("changed_after_freezing", text % {"names": "、".join(changed)})


def put_to_vote(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    method: str = "paper",
    chair: str = "",
    scrutineers: Sequence[Mapping[str, Any]] = (),
    late_reason: str = "",
) -> Poll:
    """付票决: options, order, number and rule come from list and measure; the roll is frozen now.

    The candidates were with the deputies so many days before; ``late_reason`` where they were not.
    """
    with act(
        "projects.put_to_vote",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run_ballot(actor, place),
        rule=balloting.CODE,
        basis=_(MEASURE),
    ) as running:
        year = locked_year(place, year)
        require_stage(year)
        ready = ready_to_vote(place, year)
        steps, reason = deliveries_for(ready.list, ready.item, late_reason)
        require(deadlines.may_vote(steps, reason))
        poll = prepared(actor, place, ready, method, chair, scrutineers)
        running.facts = {
            "year": year.year,
            "poll": poll.public_id,
            "version": ready.list.version,
            "sha256": ready.list.sha256,
            "names": len(ready.held.names),
            "places": ready.held.places,
        }
        explain_late(running, ready.list, ready.item, steps, late_reason)
    return poll


def prepared(
    actor: Actor,
    place: Jurisdiction,
    ready: Ready,
    method: str,
    chair: str,
    scrutineers: Sequence[Mapping[str, Any]],
) -> Poll:
    """The poll on the agenda item, of list and measure alone."""
    measure = ready.measure
    return meetings.put_to_vote(
        whole(actor),
        place,
        ready.item,
        kind=KINDS[measure.ballot],
        options=ready.held.names,
        rule="points" if measure.ballot == "rank" else measure.majority,
        method=method,
        k=ready.held.places,
        secret=True,
        measure=measure.title,
        chair=chair,
        scrutineers=scrutineers,
        units=units_kept_clear(place, ready.list),
        terms=terms_of(measure),
    )


def require_stage(year: ProjectYear) -> None:
    """The measure is adopted; for open places at a later meeting the year goes a step back first.

    Once the result was announced the year stays where it is: what was chosen is built meanwhile.
    """
    result = read.standing_result(year)
    if result is not None and result.next in read.TABLED_AGAIN:
        facts = YearFacts(year.state, open_places=result.open_places)
        if year.state != "voted":
            require(stages.permits("vote_open_places", facts))
            return
        require(stages.permits("vote_again", facts))
        year.state = stages.after("vote_again", facts)
        put(year)
    require(stages.permits("record_vote", YearFacts(year.state)))


def terms_of(measure: BallotMeasure) -> Terms:
    """What the measure says, as the vote follows it."""
    return Terms(exact=measure.ballot == "exactly_k", ties=measure.ties, too_few=measure.too_few)


def units_kept_clear(place: Jurisdiction, found: CandidateList) -> list[str]:
    """Units that carry a project, and those of a village that has one: their people scrutinise nothing.

    They vote like everybody: no law asks a deputy to recuse from a project of the own village (procedures §4 e).
    """
    projects = read.listed_projects(found)
    keys = {one.unit.public_id for one in projects if one.unit is not None}
    villages = {one.village.name for one in projects if one.village is not None}
    for unit in institutions.units_of(place):
        if any(unit.name.startswith(name) for name in villages):
            keys.add(unit.public_id)
    return sorted(keys)


def vote_again(actor: Actor, place: Jurisdiction, year: ProjectYear, *, method: str = "") -> Poll:
    """再次票决: after a void vote on everything, after a tie among the tied alone, else for the open places.

    With a roll frozen anew; the record of the earlier round stays as it is (procedures §12, 19).
    """
    with act(
        "projects.vote_again",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run_ballot(actor, place),
        rule=balloting.CODE,
        basis=_(MEASURE),
    ) as running:
        year = locked_year(place, year)
        ready = ready_to_vote(place, year, tabled_anew(actor, place, year))
        result = read.standing_result(year)
        if year.state == "voted":
            facts = YearFacts(
                year.state,
                open_places=result.still_open if result else 0,
                tied=len(result.tied) if result else 0,
            )
            require(stages.permits("vote_again", facts))
            year.state = stages.after("vote_again", facts)
            put(year)
        if ready.item.state == "put_to_vote":
            poll = meetings.vote_again(whole(actor), place, ready.item, method=method)
        else:
            last = read.last_valid(read.ballots_of(year))
            watching = scrutineers_of(place, last)
            poll = prepared(actor, place, ready, method or "paper", "", watching)
        running.facts = {
            "year": year.year,
            "poll": poll.public_id,
            "names": len(ready.held.names),
            "places": ready.held.places,
            "base": poll.base,
            "present": poll.present,
        }
    return poll


def tabled_anew(actor: Actor, place: Jurisdiction, year: ProjectYear) -> AgendaItem | None:
    """排序得出的名单没有通过: the candidates come on the agenda of the same sitting again; None where they stand on it."""
    found, result = read.frozen_list(year), read.standing_result(year)
    item = read.item_of_list(found) if found is not None else None
    if found is None or item is None or not item.has_ended:
        return None
    if result is None or result.next != "vote_again":
        return None
    if item.meeting.state != "in_session":
        text = _("这次会议已经闭会。把候选项目再提请下一次大会。")
        raise Refused("table_again", text)
    who = whole(actor)
    again = proposed_list(actor, place, found, item.meeting, again=True)
    again = meetings.place_item(who, place, again)
    return meetings.start_consideration(who, place, again)


def scrutineers_of(
    place: Jurisdiction, ballot: ProjectBallot | None
) -> Sequence[Mapping[str, Any]]:
    """Those whom the meeting approved for the vote before."""
    poll = voting.poll_by_id(place, ballot.poll_id) if ballot is not None else None
    return poll.scrutineers if poll is not None else ()
