"""票决办法和候选项目提请大会: the measure drafted, put on paper, tabled and adopted; the list tabled and considered.

What the meeting decides comes back by reaction (``reactions.py``); nobody types it in.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.documents.models import Paper
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import actions as meetings
from oversight.meetings.actions.dates import whole
from oversight.meetings.models import AgendaItem, Meeting
from oversight.projects import papers_voting as papers
from oversight.projects import permissions_voting as permissions
from oversight.projects.actions.delivering import deliveries_for, explain_late
from oversight.projects.actions.measures import facts_of, require_surplus, require_true_text, write
from oversight.projects.actions.outputs import drafted
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import BallotMeasure, CandidateList, ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import on_ballot
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules import balloting, deadlines, stages
from oversight.projects.rules.basis import ORGANIC_25

BEFORE_THE_VOTE = frozenset({"proposed", "candidate", "considered"})
MEASURE_KIND = "vote_measure"
TABLERS = {"presidium": "主席团", "government": "人民政府"}


def locked_measure(place: Jurisdiction, measure: BallotMeasure) -> BallotMeasure:
    """The measure as it stands now, locked until the act ends."""
    rows = BallotMeasure.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("jurisdiction", "project_year").get(pk=measure.pk)


def first_values(year: ProjectYear) -> dict[str, Any]:
    """What the rulebook in force says of the vote, as the first values of the measure."""
    section = projects_rules(year.jurisdiction)[1]
    return {
        "title": papers.measure_title(year),
        "ballot": section.ballot_type,
        "places": year.to_choose or section.places,
        "majority": section.majority,
        "ties": section.tie_rule,
        "too_few": section.too_few_rule,
        "reserve": section.reserve,
    }


def draft_measure(
    actor: Actor,
    place: Jurisdiction,
    year: ProjectYear,
    *,
    title: str,
    ballot: str,
    places: int,
    ties: str,
    too_few: str,
    reserve: bool,
    text: str = "",
) -> BallotMeasure:
    """起草票决办法: the majority is the law's; the text is made from a template where none is given."""
    with act(
        "projects.draft_measure",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
        rule=balloting.CODE,
        basis=_(ORGANIC_25),
    ) as running:
        year = locked_year(place, year)
        if year.state not in BEFORE_THE_VOTE:
            text_ = _("论证完成以后、票决办法通过以前起草票决办法。")
            raise Refused("wrong_stage", text_)
        if read.measure_now(year) is not None:
            raise Refused("measure_exists", _("这一年的票决办法已经起草，修改那一份。"))
        in_force, section = projects_rules(place)
        measure = BallotMeasure(
            jurisdiction=place,
            project_year=year,
            majority=section.majority,
            drafted_label=actor.label[:100],
            **in_force.stored,
        )
        write(measure, title, ballot, places, ties, too_few, reserve, text)
        put(measure)
        running.facts = facts_of(measure)
    return measure


def change_measure(
    actor: Actor,
    place: Jurisdiction,
    measure: BallotMeasure,
    *,
    title: str,
    ballot: str,
    places: int,
    ties: str,
    too_few: str,
    reserve: bool,
    text: str = "",
) -> BallotMeasure:
    """修改票决办法: until it is put to the meeting; an empty text is made anew from the template."""
    with act(
        "projects.change_measure",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
        rule=balloting.CODE,
    ) as running:
        measure = locked_measure(place, measure)
        require_drafted(measure)
        write(measure, title, ballot, places, ties, too_few, reserve, text)
        put(measure)
        running.facts = facts_of(measure)
    return measure


def require_drafted(measure: BallotMeasure) -> None:
    """Once it is on the agenda its words are the meeting's."""
    if measure.state != "drafted":
        text = _("票决办法已经提请大会，不在这里改；要改的先从议程撤下。")
        raise Refused("not_a_draft", text)


def draft_measure_paper(actor: Actor, place: Jurisdiction, measure: BallotMeasure) -> Paper:
    """票决办法成文: the draft as a paper for the meeting, signed off in documents."""
    with act(
        "projects.draft_measure_paper",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
    ) as running:
        measure = locked_measure(place, measure)
        about = (read.OF_MEASURE, measure.public_id)
        draft = papers.measure_paper(measure)
        paper = drafted(whole(actor), place, MEASURE_KIND, draft, about, measure.public_id)
        running.facts = {"year": measure.project_year.year, "paper": paper.public_id}
    return paper


def require_congress(place: Jurisdiction, meeting: Meeting) -> None:
    """A session of the congress that is not over; the vote is of all deputies (地方组织法 art. 25)."""
    if meeting.jurisdiction_id != place.pk or meeting.state in {"closed", "archived", "cancelled"}:
        raise Invalid("meeting_over", _("选一次没有闭会的会议。"), where="meeting")
    if meeting.body.kind != "congress" or meeting.kind != "session":
        text = _("票决办法和候选项目由人民代表大会全体会议审议、表决。")
        raise Invalid("not_the_congress", text, basis=_(ORGANIC_25), where="meeting")


def tabler_of(place: Jurisdiction) -> str:
    """Who tables the list, as the rulebook says: the presidium, or the government."""
    return place.name + TABLERS[projects_rules(place)[1].candidate_tabler]


def table_measure(
    actor: Actor, place: Jurisdiction, measure: BallotMeasure, *, meeting: Meeting
) -> AgendaItem:
    """票决办法提请大会: an agenda item of its own, voted on before the projects are."""
    with act(
        "projects.table_measure",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
        rule=stages.CODE,
        basis=_(ORGANIC_25),
    ) as running:
        measure = locked_measure(place, measure)
        require_drafted(measure)
        candidates = require_surplus(measure.project_year, measure.places)
        require_true_text(measure, candidates)
        require_congress(place, meeting)
        item = meetings.propose_item(
            whole(actor),
            place,
            meeting=meeting,
            title=f"{measure.title}（草案）"[:200],
            kind="decision",
            about=(read.OF_MEASURE, measure.public_id),
            basis="《地方组织法》第二十五条",
            proposer=f"{place.name}主席团",
        )
        measure.state, measure.item_id = "tabled", item.public_id
        put(measure)
        running.facts = {"year": measure.project_year.year, "item": item.public_id}
    return item


def table_list(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, meeting: Meeting, late_reason: str = ""
) -> AgendaItem:
    """候选项目提请大会: the frozen list as an agenda item; again for places left open, before or after the announcement.

    ``late_reason``: why notice or candidates do not reach the deputies so many days before this meeting.
    """
    with act(
        "projects.table_list",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
        rule=stages.CODE,
    ) as running:
        year = locked_year(place, year)
        found, again = read.frozen_list(year), tabled_again(year)
        before = {"voted"} | stages.STILL_VOTING if again else {"candidate", "considered"}
        if found is None or year.state not in before:
            text = _("候选项目表确定以后、票决以前提请大会；有空缺的按票决办法再提请。")
            raise Refused("wrong_stage", text)
        standing = read.item_of_list(found)
        if standing is not None and not standing.has_ended:
            raise Refused("tabled_already", _("候选项目已经提请大会；要换会议的，先从议程撤下。"))
        require_congress(place, meeting)
        item = proposed_list(actor, place, found, meeting, again=again)
        steps, reason = deliveries_for(found, item, late_reason)
        require(deadlines.may_table(steps, reason))
        running.facts = {"year": year.year, "version": found.version, "item": item.public_id}
        explain_late(running, found, item, steps, late_reason)
    return item


def proposed_list(
    actor: Actor, place: Jurisdiction, found: CandidateList, meeting: Meeting, *, again: bool
) -> AgendaItem:
    """Part of an act: the agenda item about the frozen list."""
    return meetings.propose_item(
        whole(actor),
        place,
        meeting=meeting,
        title=item_title(found.project_year, again=again),
        kind="projects",
        about=(read.OF_LIST, found.public_id),
        proposer=tabler_of(place),
        note=f"候选项目表第{found.version}版，{len(on_ballot(found))}项，校验值{found.sha256[:16]}",
    )


def tabled_again(year: ProjectYear) -> bool:
    """Whether the ballot left something that is put on an agenda of its own."""
    result = read.standing_result(year)
    return result is not None and result.next in read.TABLED_AGAIN


def item_title(year: ProjectYear, *, again: bool) -> str:
    """审议和票决……候选项目, of a further vote 另行票决……空缺的名额."""
    of = f"{year.jurisdiction.name}{year.year}年民生实事"
    return f"另行票决{of}项目空缺的名额" if again else f"审议和票决{of}候选项目"
