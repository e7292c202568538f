"""票决的收尾: what the measure says of open places is recorded as an act, and a ranked list is adopted as a whole."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.meetings.actions.dates import whole
from oversight.projects import papers_voting as papers
from oversight.projects import permissions_voting as permissions
from oversight.projects.actions.candidates import locked_list
from oversight.projects.actions.recording import Announced, set_states, sheet_of
from oversight.projects.actions.support import locked_year
from oversight.projects.models import BallotMeasure, ProjectBallot, ProjectYear
from oversight.projects.papers import KEPT_IN
from oversight.projects.queries import ballots as read
from oversight.projects.rules import balloting
from oversight.projects.rules.basis import MEASURE, ORGANIC_25
from oversight.voting.models import Poll

SETTLED = frozenset({"announce", "next_meeting", "confirm"})
"""What may follow where the meeting takes the present result."""


def settle_ballot(actor: Actor, place: Jurisdiction, year: ProjectYear) -> ProjectBallot:
    """按票决办法以现有结果为准: fewer are accepted, the tied are in or out, or the rest waits for the next meeting."""
    with act(
        "projects.settle_ballot",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run_ballot(actor, place),
        rule=balloting.CODE,
        basis=_(MEASURE),
    ) as running:
        year = locked_year(place, year)
        last = read.last_valid(read.ballots_of(year))
        found = read.frozen_list(year)
        item = read.item_of_list(found) if found is not None else None
        if last is None or item is None or item.state != "put_to_vote":
            raise Refused("nothing_to_settle", _("没有已宣布而留有空缺或并列的结果。"))
        result = read.whole_of(last)
        if result.next not in SETTLED:
            text = _("按票决办法须再次票决，不能以现有结果为准。")
            raise Refused("vote_again_first", text, basis=last.measure.title)
        reason = clause_of(last.measure, tied_rule=not result.open_places)
        meetings.settle_item(
            whole(actor), place, item, reason=f"《{last.measure.title}》：{reason}"
        )
        if result.next != "confirm":
            set_states(last.list, result)
        running.note = reason
        running.facts = {
            "year": year.year,
            "chosen": len(result.chosen),
            "open_places": result.open_places,
        }
    return last


def clause_of(measure: BallotMeasure, *, tied_rule: bool) -> str:
    """The clause of the measure on which it rests."""
    if tied_rule or measure.ties != "revote_tied":
        return papers.TIES[measure.ties]
    return papers.TOO_FEW[measure.too_few]


def table_chosen(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Poll:
    """名单整体付表决: what ranking made is adopted by more than half of all deputies, as an item of its own."""
    with act(
        "projects.table_chosen",
        actor=actor,
        place=place.code,
        permitted=permissions.can_run_ballot(actor, place),
        rule=balloting.CODE,
        basis=_(ORGANIC_25),
    ) as running:
        year = locked_year(place, year)
        last = read.last_valid(read.ballots_of(year))
        if last is None or read.whole_of(last).next != "confirm":
            raise Refused("nothing_to_confirm", _("没有按位次计分得出、等待整体通过的名单。"))
        measure = last.measure
        before = read.item_of_chosen(measure)
        if before is not None and not before.has_ended:
            raise Refused("tabled_already", _("名单已经付表决。"))
        ranked = meetings_read.item_by_id(place, last.item_id)
        assert ranked is not None
        who = whole(actor)
        item = meetings.propose_item(
            who,
            place,
            meeting=ranked.meeting,
            title=confirming_title(year),
            kind="decision",
            about=(read.OF_CHOSEN, measure.public_id),
            proposer=ranked.proposer,
            note="、".join(read.whole_of(last).chosen)[:1000],
        )
        item = meetings.place_item(who, place, item)
        item = meetings.start_consideration(who, place, item)
        polls = meetings_read.polls_of(ranked)
        poll = meetings.put_to_vote(
            who,
            place,
            item,
            secret=True,
            measure=measure.title,
            scrutineers=polls[-1].scrutineers if polls else (),
            units=polls[-1].units if polls else (),
        )
        running.facts = {"year": year.year, "poll": poll.public_id, "item": item.public_id}
    return poll


def confirming_title(year: ProjectYear) -> str:
    """关于确定……民生实事项目的决定（草案）."""
    return f"关于确定{year.jurisdiction.name}{year.year}年民生实事项目的决定（草案）"[:200]


def record_confirmation(
    actor: Actor, place: Jurisdiction, measure: BallotMeasure, announced: Announced
) -> ProjectBallot | None:
    """登记名单的整体表决: a round of its own; by reaction, nothing the second time."""
    before = read.ballots_of(measure.project_year)
    last = read.last_valid(before)
    if last is None or any(one.poll_id == announced.poll for one in before):
        return None
    with act(
        "projects.record_ballot",
        actor=actor,
        place=place.code,
        permitted=actor.role == "system",
        rule=balloting.CODE,
        basis=measure.title,
    ) as running:
        year = locked_year(place, measure.project_year)
        found = locked_list(place, last.list)
        ids, ranked = read.names_of(found), read.whole_of(last)
        result = balloting.confirmed(read.rule_of(measure), ranked, sheet_of(announced))
        made = ProjectBallot(
            jurisdiction=place,
            measure=measure,
            list=found,
            round=len(before) + 1,
            item_id=announced.item,
            poll_id=announced.poll,
            status=result.status,
            figures=dict(announced.figures),
            result={
                "held": {
                    "kind": read.CONFIRM,
                    "names": read.keys(ranked.chosen, ids),
                    "places": len(ranked.chosen),
                },
                "round": read.as_row(result, ids),
                "whole": read.as_row(result, ids),
            },
            rule=balloting.CODE,
            announcement=announced.text,
            announced_on=announced.on,
        )
        put(made)
        if result.next == "announce":
            set_states(found, result)
        running.facts = {"year": year.year, "round": made.round, "next": result.next}
    return made


def meeting_of(year: ProjectYear) -> str:
    """The meeting that voted, by its name in Chinese, as papers say it."""
    last = read.last_valid(read.ballots_of(year))
    item = meetings_read.item_by_id(year.jurisdiction, last.item_id) if last else None
    if item is None:
        return ""
    with override(KEPT_IN):
        return str(item.meeting)
