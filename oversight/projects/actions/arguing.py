"""论证: a group argues projects – five checks, visits to the site, a report, a conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from oversight.audit.actors import OPERATOR, Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.files.actions import kept
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, not_to_come, put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.actions.hands import Hand, hand_of, require_argued_by
from oversight.projects.actions.standing import moved, require_possible
from oversight.projects.actions.support import locked_project, require
from oversight.projects.models import (
    Argument,
    ArgumentCheck,
    GroupMember,
    LivelihoodProject,
    ProjectYear,
    SiteVisit,
    SiteVisitPhoto,
    TaskGroup,
)
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of
from oversight.projects.rules import selecting

MOST_PHOTOS = 12


@dataclass(frozen=True)
class Checked:
    """一种核查的结果: its kind, what was found on which day, why, and the paper it rests on."""

    kind: str
    result: str
    on: date
    note: str = ""
    paper: str = ""

    def require_whole(self) -> None:
        """Refuse what is not from the lists, lies in the future, or was not met and does not say why."""
        not_to_come(self.on)
        known = (dict(ArgumentCheck.KINDS), dict(ArgumentCheck.RESULTS))
        if self.kind not in known[0] or self.result not in known[1]:
            raise Invalid("unknown_kind", _("从列表里选。"), where="kind")
        if self.result != "met" and not self.note.strip():
            raise Invalid("note_missing", _("有问题或者不涉及的，写明说明。"), where="note")


def start_arguments(
    actor: Actor,
    place: Jurisdiction,
    group: TaskGroup,
    *,
    projects: Sequence[LivelihoodProject],
    started_on: date,
) -> list[Argument]:
    """开始论证: one group, one or several projects; each is argued by one group at a time."""
    with act(
        "projects.start_arguments",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
        rule=selecting.CODE,
    ) as running:
        check_place(place, group=group)
        not_to_come(started_on, "started_on")
        if not projects:
            raise Invalid("nothing_chosen", _("选要论证的项目。"), where="projects")
        made = [begin(place, group, locked_project(place, one), started_on) for one in projects]
        running.facts = {"group": group.name, "projects": [one.project.code for one in made]}
    return made


def begin(place: Jurisdiction, group: TaskGroup, project: LivelihoodProject, on: date) -> Argument:
    """Part of an act: the argument of one project begins."""
    require_possible("argue", project)
    if (running := read.running_argument(project)) is not None:
        text = _("%(project)s正由%(group)s论证。")
        values = {"project": project.code, "group": running.group.name}
        raise Refused("argued_now", text % values, where="projects")
    argument = Argument(jurisdiction=place, project=project, group=group, started_on=on)
    put(argument)
    return argument


def argues(actor: Actor, place: Jurisdiction, group: TaskGroup | None) -> bool:
    """Whether the actor records for a group: the office for every one, a deputy or member for their own."""
    if actor.role not in {"deputy", "member"}:
        return actor.role == OPERATOR or permissions.can_argue(actor, place)
    members = read.sitting(group, institutions.today()) if group is not None else []
    accounts = {one.person.account_id for one in members if one.person is not None}
    return actor.account_id is not None and actor.account_id in accounts


def argued_by(actor: Actor, place: Jurisdiction, year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """The projects of a year under argument for which the actor may record."""
    running = read.running_in(year)
    if actor.role in {"deputy", "member"}:
        groups = [one for one in read.groups_of(year) if argues(actor, place, one)]
        running = running.filter(group__in=groups)
    return projects_of(year).filter(arguments__in=running)


def require_own_group(actor: Actor, place: Jurisdiction, group: TaskGroup | None) -> None:
    """Refuse a deputy who is not of the group."""
    if not argues(actor, place, group):
        raise NotPermitted(_("你不在论证这个项目的专班里。"))


def running_of(project: LivelihoodProject) -> Argument:
    """The argument under way, refused where there is none."""
    found = read.running_argument(project)
    if found is None:
        raise Refused("not_argued_now", _("%(code)s还没有开始论证。") % {"code": project.code})
    return found


def record_checks(
    actor: Actor,
    place: Jurisdiction,
    *,
    projects: Sequence[LivelihoodProject],
    checks: Sequence[Checked],
    expert: GroupMember | None = None,
    sheet: Any = None,
) -> list[ArgumentCheck]:
    """登记核查: one or all kinds for one or several projects at once; recorded again it takes the place of the one before.

    For an ``expert`` the office enters what stands on the ``sheet`` that the expert signed.
    """
    with act(
        "projects.record_checks",
        actor=actor,
        place=place.code,
        permitted=permissions.can_argue(actor, place),
        rule=selecting.CODE,
    ) as running:
        for check in checks:
            check.require_whole()
        hand = hand_of(actor, place, expert, sheet)
        made = []
        for one in projects:
            project = locked_project(place, one)
            require_possible("argue", project)
            argument = running_of(project)
            require_own_group(actor, place, argument.group)
            require_argued_by(hand.member, argument)
            made += [keep_check(place, argument, check, hand) for check in checks]
        running.facts = {
            "checks": {one.kind: one.result for one in checks},
            "projects": [one.code for one in projects],
            **({"name": expert.name} if expert is not None else {}),
        }
    return made


def keep_check(
    place: Jurisdiction, argument: Argument, given: Checked, hand: Hand
) -> ArgumentCheck:
    """Part of an act: one check of one argument; what says the same as before stays whose it was."""
    kept = argument.checks.filter(kind=given.kind).first()
    check = kept or ArgumentCheck(jurisdiction=place, argument=argument, kind=given.kind)
    values = (given.result, given.on, given.note.strip(), given.paper.strip())
    if values != (check.result, check.on, check.note, check.paper):
        check.result, check.on, check.note, check.paper = values
        check.by_label, check.member = hand.label, hand.member
        check.entered_label, check.sheet = hand.entered, hand.sheet
        put(check)
    return check


def record_visit(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    on: date,
    people: str,
    found: str,
    photos: Iterable[Any] = (),
    expert: GroupMember | None = None,
    sheet: Any = None,
) -> SiteVisit:
    """登记实地踏看: who went when and what they saw, with photographs from the phone; for an expert as ``record_checks``."""
    with act(
        "projects.record_visit",
        actor=actor,
        place=place.code,
        permitted=permissions.can_argue(actor, place),
    ) as running:
        project = locked_project(place, project)
        require_possible("visit", project)
        if actor.role in {"deputy", "member"}:
            argument = read.running_argument(project)
            require_own_group(actor, place, argument.group if argument else None)
        hand = hand_of(actor, place, expert, sheet)
        if expert is not None:
            require_argued_by(expert, running_of(project))
        visit = SiteVisit(
            jurisdiction=place,
            project=project,
            on=on,
            people=people,
            found=found,
            entered_label=actor.label[:100],
            member=hand.member,
            sheet=hand.sheet,
        )
        put_visit(actor, place, visit, photos)
        running.facts = {"project": project.code, "photos": visit.photos.count()}
    return visit


def put_visit(actor: Actor, place: Jurisdiction, visit: SiteVisit, photos: Iterable[Any]) -> None:
    """Part of an act: the visit with its photographs."""
    not_to_come(visit.on)
    given = list(photos)
    if len(given) > MOST_PHOTOS:
        text = _("一次最多 %(most)d 张照片，其余的再登记一次。") % {"most": MOST_PHOTOS}
        raise Invalid("too_many", text, where="photos")
    visit.people = written(visit.people, "people", _("参加人员"), 300)
    visit.found = written(visit.found, "found", _("看到的情况"), 4000)
    put(visit)
    for one in given:
        file = kept(actor, place, one, _("踏看照片"), "photos")
        if not file.file_kind.inline:
            raise Invalid("no_picture", _("这里只收照片。"), where="photos")
        put(SiteVisitPhoto(jurisdiction=place, visit=visit, file=file))


def finish_argument(
    actor: Actor,
    place: Jurisdiction,
    project: LivelihoodProject,
    *,
    conclusion: str,
    finished_on: date,
    text: str = "",
    file: Any = None,
) -> Argument:
    """完成论证: with a report as text or file; feasible leads on, not feasible sets the project aside with the reason."""
    with act(
        "projects.finish_argument",
        actor=actor,
        place=place.code,
        permitted=permissions.can_argue(actor, place),
        rule=selecting.CODE,
    ) as running:
        project = locked_project(place, project)
        require_possible("argue", project)
        argument = running_of(project)
        require_own_group(actor, place, argument.group)
        not_to_come(finished_on, "finished_on")
        if conclusion not in dict(Argument.CONCLUSIONS):
            raise Invalid("unknown_conclusion", _("从列表里选。"), where="conclusion")
        if finished_on < argument.started_on:
            raise Invalid("before_it_began", _("完成日期早于开始论证。"), where="finished_on")
        if conclusion != "feasible":
            text = written(text, "text", _("论证意见"), 8000)
        require(
            selecting.may_finish(conclusion, facts_of(place, argument, bool(text.strip() or file)))
        )
        argument.conclusion, argument.text = conclusion, text.strip()
        argument.finished_on, argument.finished_label = finished_on, actor.label[:100]
        if file:
            argument.file = kept(actor, place, file, _("论证报告"))
        put(argument)
        moved(project, "set_aside" if conclusion == "not_feasible" else "find_feasible")
        project.state_reason = argument.text[:500] if conclusion != "feasible" else ""
        put(project)
        running.facts = {"project": project.code, "conclusion": conclusion}
    return argument


def facts_of(place: Jurisdiction, argument: Argument, has_report: bool) -> selecting.ArgumentFacts:
    """What the rule looks at before an argument may end."""
    return selecting.ArgumentFacts(
        checks={one.kind: one.result for one in argument.checks.all()},
        sitting_deputies=len(read.sitting_deputies(place, argument.group, institutions.today())),
        has_report=has_report,
    )
