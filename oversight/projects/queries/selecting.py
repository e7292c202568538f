"""读初选、论证、候选项目: mergers, screenings, arguments, visits, groups, the versions of the list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import (
    Argument,
    CandidateEntry,
    CandidateList,
    GroupMember,
    LivelihoodProject,
    ProjectYear,
    Proposal,
    ProposalLink,
    Screening,
    SiteVisit,
    TaskGroup,
)
from oversight.projects.queries.years import projects_of, proposals_of
from oversight.projects.rules.project_steps import BEFORE_THE_BALLOT

UNDECIDED = ("received", "held")


def project_by_id(year: ProjectYear, key: str) -> LivelihoodProject | None:
    """One project of the year."""
    return counted(year).filter(public_id=key).first()


def counted(year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """The projects of a year with how many proposals each joins."""
    joined = Count("links", filter=Q(links__undone_at=None))
    return projects_of(year).annotate(proposal_count=joined).order_by("number")


def joined(project: LivelihoodProject) -> int:
    """How many proposals a project joins; not asked again where ``counted`` has told."""
    known = getattr(project, "proposal_count", None)
    return len(standing_links(project)) if known is None else int(known)


def links_of(project: LivelihoodProject) -> list[ProposalLink]:
    """Every merger of the project, those undone included, in their order."""
    return list(project.links.select_related("proposal", "proposal__project_year"))


def standing_links(project: LivelihoodProject) -> list[ProposalLink]:
    """The mergers that hold."""
    return [one for one in links_of(project) if one.undone_at is None]


def link_of(proposal: Proposal) -> ProposalLink | None:
    """The merger that holds for a proposal."""
    return proposal.links.filter(undone_at=None).select_related("project").first()


def to_join(year: ProjectYear) -> QuerySet[Proposal]:
    """Proposals of projects that no project holds; one that was rejected does not hold what is open again."""
    rows = proposals_of(year).filter(state="received", kind="project")
    standing = ProposalLink.objects.in_scope(_of(year)).filter(undone_at=None)
    return rows.exclude(links__in=standing.exclude(project__state="rejected"))


def taking(year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """The projects that still take in proposals."""
    return projects_of(year).filter(state__in=BEFORE_THE_BALLOT["merge"].sources)


def undecided(year: ProjectYear) -> QuerySet[Proposal]:
    """Proposals that have no conclusion yet."""
    return proposals_of(year).filter(state__in=UNDECIDED)


def untold(year: ProjectYear) -> QuerySet[Proposal]:
    """Proposals not taken whose proposer was given no reason in any way."""
    return proposals_of(year).filter(state="not_taken", replies=None)


def unscreened(year: ProjectYear) -> list[LivelihoodProject]:
    """Projects without a conclusion of the screening."""
    newest = Screening.objects.in_scope(_of(year)).filter(project=OuterRef("pk")).order_by("-pk")
    rows = projects_of(year).filter(state="preliminary")
    rows = rows.annotate(screened=Subquery(newest.values("outcome")[:1]))
    return list(rows.filter(Q(screened=None) | Q(screened="rejected")))


def passed(project: LivelihoodProject) -> bool:
    """Whether the newest screening let the project through."""
    newest = project.screenings.order_by("-pk").first()
    return newest is not None and newest.outcome != "rejected"


def groups_of(year: ProjectYear) -> QuerySet[TaskGroup]:
    """The task groups of a year, with who was ever in them."""
    rows = TaskGroup.objects.in_scope(_of(year)).filter(project_year=year)
    return rows.select_related("project_year").prefetch_related("members__person")


def sitting(group: TaskGroup, day: date) -> list[GroupMember]:
    """Members who have not left."""
    rows = group.members.all()
    return [one for one in rows if one.left_on is None or one.left_on >= day]


def mandated(place: Jurisdiction, day: date) -> set[int]:
    """The people who are deputies on the day, by key."""
    rows = institutions.deputyships_in(place).on(day)
    return set(rows.order_by().values_list("person_id", flat=True))


def sitting_deputies(place: Jurisdiction, group: TaskGroup, day: date) -> list[GroupMember]:
    """Deputies of the group who still hold their mandate."""
    deputies = mandated(place, day)
    members = sitting(group, day)
    return [one for one in members if one.capacity == "deputy" and one.person_id in deputies]


def running_in(year: ProjectYear) -> QuerySet[Argument]:
    """The arguments of a year that are under way."""
    rows = Argument.objects.in_scope(_of(year)).select_related("group")
    return rows.filter(project__project_year=year, finished_on=None)


def running_argument(project: LivelihoodProject) -> Argument | None:
    """The argument that is under way."""
    rows = project.arguments.filter(finished_on=None).select_related("group")
    return rows.prefetch_related("group__members__person", "checks").first()


def arguments_of(project: LivelihoodProject) -> list[Argument]:
    """Every argument of the project, the newest first, with its checks."""
    rows = project.arguments.select_related("group", "file")
    rows = rows.prefetch_related("checks__sheet", "checks__member")
    return list(rows.order_by("-pk"))


def visits_of(project: LivelihoodProject) -> list[SiteVisit]:
    """Visits to the site, the newest first, with their photographs."""
    rows = project.visits.select_related("sheet", "member").prefetch_related("photos__file")
    return list(rows.order_by("-on", "-pk"))


def lists_of(year: ProjectYear) -> QuerySet[CandidateList]:
    """Every version of the candidate list, the newest first."""
    rows = CandidateList.objects.in_scope(_of(year)).filter(project_year=year)
    return rows.select_related("study_body", "study_meeting", "minutes_file", "project_year")


def list_now(year: ProjectYear) -> CandidateList | None:
    """The version in force or under way."""
    return lists_of(year).exclude(state="replaced").first()


def list_version(year: ProjectYear, number: int) -> CandidateList | None:
    """One version by its number."""
    return lists_of(year).filter(version=number).first()


def entries_of(found: CandidateList) -> list[CandidateEntry]:
    """The entries in their order, with their projects."""
    rows = CandidateEntry.objects.in_scope(Scope.of(found.jurisdiction_id)).filter(list=found)
    return list(rows.select_related("project", "project__unit", "project__village"))


def checks_met(projects: Iterable[LivelihoodProject]) -> dict[int, frozenset[str]]:
    """By project: the kinds of checks that its newest finished argument found met or not needed."""
    given = list(projects)
    found: dict[int, frozenset[str]] = {one.pk: frozenset() for one in given}
    if not given:
        return found
    rows = Argument.objects.in_scope(_of(given[0].project_year)).filter(project__in=given)
    for newest in rows.exclude(finished_on=None).prefetch_related("checks").order_by("pk"):
        kinds = (one.kind for one in newest.checks.all() if one.result != "problem")
        found[newest.project_id] = frozenset(kinds)
    return found


def list_state(year: ProjectYear) -> str:
    """The state of the list under way, empty where there is none."""
    found = list_now(year)
    return found.state if found else ""


def _of(year: ProjectYear) -> Scope:
    return Scope.of(year.jurisdiction_id)
