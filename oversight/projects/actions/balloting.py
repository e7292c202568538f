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
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import BallotMeasure, CandidateList, ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import digest_of
from oversight.projects.rules import balloting, stages
from oversight.projects.rules.balloting import Round
from oversight.projects.rules.basis import MEASURE
from oversight.projects.rules.stages import YearFacts
from oversight.voting.models import Poll
from oversight.voting.values import Terms

KINDS = {
    "approve_each": "vote",
    "choose_up_to_k": "choose",
    "exactly_k": "choose",
    "rank": "ranking",
}
"""The kind of poll by the kind of ballot."""
ANOTHER_SESSION = frozenset({"next_meeting"})


@dataclass(frozen=True)
class Ready:
    """付票决所需: the measure, the list as frozen, what the round is about, the agenda item."""

    measure: BallotMeasure
    list: CandidateList
    held: Round
    item: AgendaItem


def ready_to_vote(place: Jurisdiction, year: ProjectYear) -> Ready:
    """Everything a ballot is made from; refused where something is missing or no longer as it was fixed."""
    measure, found = read.adopted_measure(year), read.frozen_list(year)
    if measure is None or found is None:
        raise Refused("no_measure", _("先通过票决办法，再票决。"), basis=_(MEASURE))
    require_as_frozen(found)
    held = read.held_next(measure, found, read.ballots_of(year))
    if held is None:
        raise Refused("nothing_open", _("没有并列，也没有空缺，不再票决。"), basis=measure.title)
    item = read.item_of_list(found)
    if item is None or item.has_ended:
        raise Refused("not_tabled", _("候选项目还没有列入这次会议的议程。"))
    return Ready(measure, found, held, item)


def require_as_frozen(found: CandidateList) -> None:
    """选票只照确定的表印: a list that was altered, or a project renamed since, is voted on by nobody."""
    if digest_of(found) != found.sha256:
        raise Refused("list_altered", _("候选项目表与确定时的校验值不符，不能付票决。"))
    if changed := read.changed_since(found):
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
) -> Poll:
    """付票决: options, order, number and rule come from list and measure; the roll is frozen now."""
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
        measure, held = ready.measure, ready.held
        poll = meetings.put_to_vote(
            whole(actor),
            place,
            ready.item,
            kind=KINDS[measure.ballot],
            options=held.names,
            rule="points" if measure.ballot == "rank" else measure.majority,
            method=method,
            k=held.places,
            secret=True,
            measure=measure.title,
            chair=chair,
            scrutineers=scrutineers,
            units=units_kept_clear(place, ready.list),
            terms=terms_of(measure),
        )
        running.facts = {
            "year": year.year,
            "poll": poll.public_id,
            "version": ready.list.version,
            "sha256": ready.list.sha256,
            "names": len(held.names),
            "places": held.places,
        }
    return poll


def require_stage(year: ProjectYear) -> None:
    """The measure is adopted; for open places at the next meeting the year goes a step back first."""
    result = read.standing_result(year)
    if year.state == "voted" and result is not None and result.next in ANOTHER_SESSION:
        facts = YearFacts(year.state, open_places=result.open_places)
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
        ready = ready_to_vote(place, year)
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
        poll = meetings.vote_again(whole(actor), place, ready.item, method=method)
        running.facts = {
            "year": year.year,
            "poll": poll.public_id,
            "names": len(ready.held.names),
            "places": ready.held.places,
            "base": poll.base,
            "present": poll.present,
        }
    return poll
