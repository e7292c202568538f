"""候选项目表的起草: marks, a version opened, its order with reasons, and the presidium's study."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions.actions.writing import (
    check_meeting,
    check_place,
    not_to_come,
    put,
    written,
)
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.rules.verdicts import Verdict
from oversight.meetings.models import Meeting
from oversight.projects import permissions
from oversight.projects.actions.standing import moved, require_possible
from oversight.projects.actions.support import locked_project, locked_year, require
from oversight.projects.models import CandidateEntry, CandidateList, LivelihoodProject, ProjectYear
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of
from oversight.projects.rules import candidates, selecting, stages

Wanted = tuple[LivelihoodProject, bool, str]
LISTED = ("candidate", "reserve")


def locked_list(place: Jurisdiction, found: CandidateList) -> CandidateList:
    """The list as it stands now, locked until the act ends."""
    rows = CandidateList.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("jurisdiction", "project_year").get(pk=found.pk)


def mark_project(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    urgency_mark: int,
    readiness_mark: int,
    merit_mark: int,
    urgency: str,
    readiness: str,
    merit: str,
) -> LivelihoodProject:
    """打分: how urgent, how mature, how good, from 1 to 5, each with its reason; an order follows, no decision."""
    with act(
        "projects.mark_project",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
        rule=candidates.CODE,
        basis=_(candidates.BASIS),
    ) as running:
        project = locked_project(place, project)
        require_possible("mark", project)
        given = {
            "urgency": (urgency_mark, urgency, _("急需程度的理由")),
            "readiness": (readiness_mark, readiness, _("成熟程度的理由")),
            "merit": (merit_mark, merit, _("好中选优的理由")),
        }
        for name, (mark, why, label) in given.items():
            if not 1 <= mark <= candidates.MOST_MARK:
                raise Invalid("bad_mark", _("分数写 1 至 5。"), where=f"{name}_mark")
            setattr(project, f"{name}_mark", mark)
            setattr(project, name, written(why, name, label, 300))
        put(project)
        running.facts = {"project": project.code, "marks": [one[0] for one in given.values()]}
    return project


def open_list(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, reason: str = ""
) -> CandidateList:
    """起草候选项目表: the first from what was argued; a later one replaces it with a reason, and every step is repeated."""
    with act(
        "projects.open_list",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_list(actor, place),
        rule=selecting.CODE,
        basis=_(selecting.FIXED),
    ) as running:
        year = locked_year(place, year)
        before = read.list_now(year)
        require(opening_verdict(year, before))
        if before is not None:
            reason = written(reason, "reason", _("重新确定的原因"), 300)
            before.state = "replaced"
            put(before)
        made = CandidateList(
            jurisdiction=place,
            project_year=year,
            version=(before.version if before else 0) + 1,
            reopened_reason=reason.strip() if before else "",
        )
        put(made)
        place_first(place, made, before)
        year.state = "proposed"
        put(year)
        running.note = made.reopened_reason
        running.facts = {"year": year.year, "version": made.version}
    return made


def opening_verdict(year: ProjectYear, before: CandidateList | None) -> Verdict:
    """Whether a version may be opened now, by the rule of lists and by the stage of the year."""
    rows = projects_of(year)
    listed = rows.filter(state__in=["argued", *LISTED]).count()
    verdict = selecting.may_open_list(listed, before.state if before else "")
    if not verdict.allowed:
        return verdict
    if before is None:
        waiting = rows.filter(state__in=["proposed", "returned"]).count()
        return stages.permits("adopt_proposed", stages.YearFacts(year.state, unargued=waiting))
    if before.state == "frozen":
        return stages.permits("reopen_candidates", stages.YearFacts(year.state))
    return verdict


def place_first(place: Jurisdiction, made: CandidateList, before: CandidateList | None) -> None:
    """The first order of a version: as it stood before, then the others as their marks propose."""
    year = made.project_year
    reserve: dict[int, bool] = {}
    kept: list[LivelihoodProject] = []
    if before is not None:
        for entry in read.entries_of(before):
            if entry.project.state in LISTED:
                kept.append(entry.project)
                reserve[entry.project.pk] = entry.reserve
    argued = {one.public_id: one for one in projects_of(year).filter(state="argued")}
    further = [argued[one.id] for one in facts.proposed_order(argued.values())]
    for position, project in enumerate([*kept, *further], 1):
        in_reserve = reserve.get(project.pk, False)
        put(
            CandidateEntry(
                jurisdiction=place,
                list=made,
                project=project,
                position=position,
                reserve=in_reserve,
            )
        )
        moved(project, "list_in_reserve" if in_reserve else "list")
        put(project)


def arrange_list(
    actor: Actor, place: Jurisdiction, found: CandidateList, *, wanted: Sequence[Wanted]
) -> CandidateList:
    """排定次序: the whole list as it shall stand; who leaves the proposed order says why, who is not named leaves the list.

    ``wanted``: project, whether in reserve, reason. A list that was studied is to be studied again.
    """
    with act(
        "projects.arrange_list",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_list(actor, place),
        rule=candidates.CODE,
        basis=_(candidates.BASIS),
    ) as running:
        found = locked_list(place, found)
        require(selecting.list_permits("arrange", found.state))
        ordered = sorted(wanted, key=lambda one: one[1])
        check_wanted(found, ordered)
        replace_entries(place, found, ordered)
        found.state, found.study_text = "drafting", ""
        found.study_body = found.study_meeting = found.study_on = None
        found.study_term_no = found.study_meeting_no = None
        put(found)
        running.facts = {
            "year": found.project_year.year,
            "version": found.version,
            "projects": [one[0].code for one in ordered if not one[1]],
            "reserve": [one[0].code for one in ordered if one[1]],
        }
    return found


def check_wanted(found: CandidateList, wanted: Sequence[Wanted]) -> None:
    """Refuse a list without items, with an item that was not argued, or with a move that has no reason."""
    if not wanted:
        raise Invalid("nothing_chosen", _("候选项目表里至少要有一个项目。"), where="wanted")
    for project, _reserve, _reason in wanted:
        if project.project_year_id != found.project_year_id or project.state not in {
            "argued",
            *LISTED,
        }:
            text = _("%(code)s没有论证可行，不能列入。") % {"code": project.code}
            raise Refused("not_argued", text, where="wanted")
    if len({one[0].pk for one in wanted}) < len(wanted):
        raise Invalid("twice", _("同一个项目只列一次。"), where="wanted")
    placed = [(one.id, one.place) for one in facts.proposed_order(one[0] for one in wanted)]
    moved = selecting.displaced(placed, [one[0].public_id for one in wanted])
    for project, _reserve, reason in wanted:
        if project.public_id in moved and not reason.strip():
            text = _("%(code)s的次序与打分提出的不同，写明理由。") % {"code": project.code}
            raise Invalid("reason_missing", text, where=f"reason_{project.public_id}")


def replace_entries(place: Jurisdiction, found: CandidateList, wanted: Sequence[Wanted]) -> None:
    """Write the entries as they shall stand; the states of the projects follow."""
    before = {one.project_id: one for one in read.entries_of(found)}
    for position, (project, reserve, reason) in enumerate(wanted, 1):
        entry = before.pop(project.pk, None) or CandidateEntry(
            jurisdiction=place, list=found, project=project
        )
        entry.position, entry.reserve, entry.reason = position, reserve, reason.strip()[:300]
        put(entry)
        moved(project, "list_in_reserve" if reserve else "list")
        put(project)
    for entry in before.values():
        moved(entry.project, "take_off_list")
        put(entry.project)
        entry.delete()


def record_study(
    actor: Actor,
    place: Jurisdiction,
    found: CandidateList,
    *,
    text: str,
    meeting: Meeting | None = None,
    body: Body | None = None,
    term_no: int | None = None,
    meeting_no: int | None = None,
    on: date | None = None,
) -> CandidateList:
    """登记主席团研究: at a meeting held in the system, or by body, term, number and day where it was held elsewhere."""
    with act(
        "projects.record_study",
        actor=actor,
        place=place.code,
        permitted=permissions.can_draft_list(actor, place),
        rule=selecting.CODE,
    ) as running:
        found = locked_list(place, found)
        require(selecting.list_permits("study", found.state))
        check_place(place, meeting=meeting, body=body)
        if meeting is not None:
            if meeting.state in {"planned", "notified", "cancelled"}:
                raise Refused("not_held", _("这次会议还没有召开。"), where="meeting")
            body, on = meeting.body, on or meeting.starts_on
            term_no, meeting_no = meeting.term_no, meeting.meeting_no
        if body is None or term_no is None or meeting_no is None or on is None:
            text_ = _("选系统里的会议，或者写明机构、届次、次数和日期。")
            raise Invalid("no_meeting", text_, where="meeting")
        not_to_come(on)
        check_meeting(place, term_no, meeting_no, on)
        found.study_meeting, found.study_body, found.study_on = meeting, body, on
        found.study_term_no, found.study_meeting_no = term_no, meeting_no
        found.study_text = written(text, "text", _("研究意见"), 4000)
        found.state = "studied"
        put(found)
        running.facts = {"version": found.version, "on": on.isoformat(), "body": body.name}
    return found
