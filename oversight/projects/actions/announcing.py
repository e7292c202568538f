"""公告: papers and public page drafted from the recorded rounds; announced by an act of the office once one is out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.documents import actions as documents
from oversight.documents import queries as documents_read
from oversight.documents.models import Paper
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.meetings.actions.dates import whole
from oversight.projects import papers_voting as papers
from oversight.projects import permissions_voting as permissions
from oversight.projects import publishing_voting as publishing
from oversight.projects.actions.outputs import GONE, drafted, issuer_of
from oversight.projects.actions.settling import meeting_of
from oversight.projects.actions.support import locked_year, require
from oversight.projects.models import BallotMeasure, ProjectBallot, ProjectYear
from oversight.projects.papers import KEPT_IN
from oversight.projects.queries import ballots as read
from oversight.projects.rules import stages
from oversight.projects.rules.balloting import BINDING
from oversight.projects.rules.stages import YearFacts
from oversight.publications import actions as publications
from oversight.publications import queries as published
from oversight.publications.models import PublicationVersion

OF_RESULT = "project_result"
OUT = frozenset({"issued", "archived"})


@dataclass(frozen=True)
class Course:
    """票决的全部: the measure, every round, the name of the meeting; whether it adds to what was announced."""

    measure: BallotMeasure
    ballots: list[ProjectBallot]
    meeting: str
    adds: bool = False


def course_of(year: ProjectYear) -> Course:
    """Refused before the chair has announced a round that counts."""
    ballots = read.ballots_of(year)
    last = read.last_valid(ballots)
    if last is None:
        raise Refused("not_announced", _("主持人还没有宣布票决结果。"))
    adds = year.state in stages.WITH_RESULT and at_another_meeting(ballots)
    return Course(last.measure, ballots, meeting_of(year), adds)


def at_another_meeting(ballots: list[ProjectBallot]) -> bool:
    """Whether the newest round that counts was held at a later meeting than the first."""
    place = ballots[0].jurisdiction
    items = [meetings.item_by_id(place, one.item_id) for one in ballots if one.status == "valid"]
    held = [one.meeting_id for one in items if one is not None]
    return bool(held) and held[0] != held[-1]


def is_out(year: ProjectYear, course: Course) -> bool:
    """Whether what the newest round chose was announced: by the paper of it, or on the public page."""
    if issued_announcement(year, of_newest=True) is not None:
        return True
    page = public_result(year)
    if page is None or page.state != "published":
        return False
    return len(page.content["rounds"]) == len(course.ballots)


def complete_course(year: ProjectYear) -> Course:
    """Refused while the measure asks for another vote, or for an act on what stays open."""
    course = course_of(year)
    require_complete(year)
    return course


def require_complete(year: ProjectYear) -> None:
    """Nothing tied, nothing to be voted on again, projects decided (stages: announce_result)."""
    result = read.standing_result(year)
    assert result is not None
    facts = YearFacts(
        "voted",
        open_places=1 if result.next in BINDING and not result.tied else 0,
        tied=len(result.tied),
    )
    require(stages.permits("announce_result", facts))
    found = read.frozen_list(year)
    item = read.item_of_list(found) if found is not None else None
    if item is not None and item.state == "put_to_vote":
        text = _("还有空缺或并列没有按票决办法处理，先登记以现有结果为准。")
        raise Refused("not_settled", text)


def draft_announcement(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Paper:
    """起草票决结果公告: of the presidium, from the rounds as announced, with raw counts."""
    with act(
        "projects.draft_announcement",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
    ) as running:
        year = locked_year(place, year)
        course = complete_course(year)
        draft = papers.announcement(
            year, course.measure, course.ballots, course.meeting, adds=course.adds
        )
        about = (OF_RESULT, year.public_id)
        paper = drafted(whole(actor), place, "announcement", draft, about, key_of(course))
        running.facts = {"year": year.year, "paper": paper.public_id}
    return paper


def key_of(course: Course) -> str:
    """Of which rounds a paper is: another round asks for another paper."""
    return course.ballots[-1].public_id


def draft_brief(actor: Actor, place: Jurisdiction, year: ProjectYear) -> Paper:
    """起草票决简报: how it was voted and what comes next, for leaders and deputies."""
    with act(
        "projects.draft_brief",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
    ) as running:
        year = locked_year(place, year)
        course = complete_course(year)
        about = (OF_RESULT, year.public_id)
        for paper in documents_read.papers_about(place, *about).filter(kind="brief"):
            if paper.facts.get("of") == key_of(course) and paper.state not in GONE:
                text = _("《%(title)s》已经起草，请在公文里继续办理。")
                raise Refused("paper_exists", text % {"title": paper.title})
        draft = papers.brief(year, course.measure, course.ballots, course.meeting, adds=course.adds)
        issuer = institutions.body_of_kind(place, "general_office") or issuer_of(place)
        paper = documents.draft_paper(
            whole(actor),
            place,
            kind="brief",
            title=draft.title[:200],
            text=draft.text,
            issuer=issuer,
            about=about,
            facts={"of": key_of(course)},
        )
        running.facts = {"year": year.year, "paper": paper.public_id}
    return paper


def propose_result(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, note: str = ""
) -> PublicationVersion:
    """拟公开票决结果: raw counts of every round; another person publishes it."""
    with act(
        "projects.propose_result",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
    ) as running:
        year = locked_year(place, year)
        course = complete_course(year)
        with override(KEPT_IN):
            content = publishing.result_content(
                year, course.measure, course.ballots, course.meeting
            )
        made = publications.propose(
            whole(actor),
            place,
            kind=publishing.RESULT_KIND,
            key=year.public_id,
            title=publishing.result_title(year),
            content=content,
            note=note,
        )
        running.facts = {"year": year.year, "version": made.version}
    return made


def issued_announcement(year: ProjectYear, *, of_newest: bool = False) -> Paper | None:
    """The announcement that went out, the newest; or the one that tells the newest round."""
    rows = documents_read.papers_about(year.jurisdiction, OF_RESULT, year.public_id)
    rows = rows.filter(kind="announcement", state__in=OUT)
    if of_newest:
        rows = rows.filter(facts__of=read.ballots_of(year)[-1].public_id)
    return rows.last()


def public_result(year: ProjectYear) -> PublicationVersion | None:
    """The result as it is public."""
    return published.published_under(year.jurisdiction, publishing.RESULT_KIND, year.public_id)


def announce_result(actor: Actor, place: Jurisdiction, year: ProjectYear) -> ProjectYear:
    """登记已公告: the announcement was issued or the page is public; from now on the days of filing run."""
    with act(
        "projects.announce_result",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_measure(actor, place),
        rule=stages.CODE,
    ) as running:
        year = locked_year(place, year)
        course_of(year)
        result = read.standing_result(year)
        assert result is not None
        facts = YearFacts(year.state, open_places=result.still_open, tied=len(result.tied))
        require(stages.permits("announce_result", facts))
        require_complete(year)
        paper, page = issued_announcement(year), public_result(year)
        if paper is None and (page is None or page.state != "published"):
            text = _("公告印发或者票决结果公开以后，才登记已公告。")
            raise Refused("nothing_is_out", text)
        year.state = stages.after("announce_result", facts)
        put(year)
        running.facts = {
            "year": year.year,
            "paper": paper.number if paper is not None else "",
            "publication": page.publication.public_id if page is not None else "",
        }
    return year
