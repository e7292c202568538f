"""读承接的项目: works of a merged place that were open when it ended, carried on by its successor (procedures §4 e).

They are taken in by reference. A project keeps its place, year, number, votes, groups and reports – nothing that was
voted or frozen is rewritten, every old address holds – and the successor's lists, roll-up, public promise and rating
read it beside their own. Who may supervise there passes to the successor's people (``permissions.carries_on``), and
its congress decides on changes. What was accepted or ended before stays the ended place's own.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.projects.models import (
    LivelihoodProject,
    ProgressReport,
    ProjectChange,
    ProjectYear,
)
from oversight.projects.queries.building import visible_in, works_of

GOVERNMENTS = ("government", "lower_government")


def listed_in(year: ProjectYear) -> list[LivelihoodProject]:
    """本年清单 with what was taken over: the place's own first, then those of each ended place."""
    return [*works_of(year), *taken_over_in(year)]


def taken_over_in(year: ProjectYear) -> list[LivelihoodProject]:
    """承接的: neither accepted nor ended when their place ended, and to be seen in this year."""
    found: list[LivelihoodProject] = []
    for one in institutions.taken_over_by(year.jurisdiction):
        if one.since.year <= year.year:
            found += open_since(one, year.year)
    return found


def open_since(one: institutions.TakenOver, year: int) -> QuerySet[LivelihoodProject]:
    """What the successor has to carry on in a year: neither accepted nor ended by the congress before its time."""
    scope = Scope.of(one.place)
    accepted = ProgressReport.objects.in_scope(scope).filter(
        project=OuterRef("pk"), kind="accepted", at__date__gte=one.since
    )
    ended = ProjectChange.objects.in_scope(scope).filter(
        project=OuterRef("pk"), kind="terminate", state="decided", decided_on__gte=one.since
    )
    before = (Q(state="accepted") & ~Exists(accepted)) | (Q(state="terminated") & ~Exists(ended))
    return visible_in(one.place, year).exclude(before)


def now_at(place: Jurisdiction) -> Jurisdiction:
    """Where the works of a place are looked after today: there, or at its successor."""
    return institutions.heir_of(place) or place


def governments_of(place: Jurisdiction) -> QuerySet[Unit]:
    """The government that carries works of an ended place on; as a rule one."""
    rows = institutions.units_of(place).on(institutions.today())
    return rows.filter(kind__in=GOVERNMENTS).order_by("kind", "pk")


def governs(place: Jurisdiction, unit_id: int | None) -> bool:
    """Whether a unit is the government of the place that carries the works of this ended one on."""
    heir = institutions.heir_of(place)
    return heir is not None and governments_of(heir).filter(pk=unit_id).exists()


def among(year: ProjectYear) -> QuerySet[LivelihoodProject]:
    """本年清单 as one query to choose from: the own, and what was taken over."""
    keys = [one.pk for one in listed_in(year)]
    scope = Scope.of(*looked_after(year.jurisdiction))
    rows = LivelihoodProject.objects.in_scope(scope).filter(pk__in=keys)
    rows = rows.select_related("jurisdiction", "project_year", "unit")
    return rows.order_by("project_year__year", "number", "pk")


def code_in(place: Jurisdiction, project: LivelihoodProject) -> str:
    """The number on a list of the place: before that of a work taken over stands whose it was."""
    own = project.jurisdiction_id == place.pk
    return project.code if own else f"（原{project.jurisdiction.name}）{project.code}"


def year_watching(project: LivelihoodProject) -> ProjectYear:
    """In which year the project is supervised now: its own, or that of the place that carries it on."""
    heir = institutions.heir_of(project.jurisdiction)
    if heir is None:
        return project.project_year
    rows = ProjectYear.objects.in_scope(Scope.of(heir)).order_by("-year")
    listing = (one for one in rows if project in listed_in(one))
    return next(listing, project.project_year)


def looked_after(place: Jurisdiction) -> list[Jurisdiction]:
    """The place itself and the ended ones whose works it carries on."""
    return [place, *(one.place for one in institutions.taken_over_by(place))]
