"""议题所关的票决办法和候选项目表作为关联的一端: both lead to the page of the year's ballot."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.projects.models import BallotMeasure, CandidateList, ProjectYear
from oversight.projects.permissions import can_see
from oversight.projects.queries import ballots as read


def measure(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A measure, for who sees the year."""
    found = read.measure_by_id(place, public_id) if can_see(actor, place) else None
    return shown_measure(place, read.OF_MEASURE, found) if found is not None else None


def chosen(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """The list that ranking made, by its measure."""
    found = read.measure_by_id(place, public_id) if can_see(actor, place) else None
    return shown_measure(place, read.OF_CHOSEN, found) if found is not None else None


def find_measures(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Measures by their title."""
    if not can_see(actor, place):
        return []
    rows = BallotMeasure.objects.in_scope(Scope.of(place)).select_related("project_year")
    found = rows.filter(title__icontains=search_text(text))[:FOUND_AT_MOST]
    return [shown_measure(place, read.OF_MEASURE, one) for one in found]


def find_nothing(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """It is found under its measure."""
    return []


def listed(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A candidate list, for who sees the year."""
    found = read.list_by_id(place, public_id) if can_see(actor, place) else None
    return shown_list(place, found) if found is not None else None


def find_lists(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Candidate lists by their year."""
    words = search_text(text)
    if not can_see(actor, place) or not words.isdecimal():
        return []
    rows = CandidateList.objects.in_scope(Scope.of(place)).select_related("project_year")
    found = rows.filter(project_year__year=int(words[:4]))[:FOUND_AT_MOST]
    return [shown_list(place, one) for one in found]


def address(place: Jurisdiction, year: ProjectYear) -> str:
    return reverse("projects:ballot", args=[place.code, year.year])


def shown_measure(place: Jurisdiction, kind: str, found: BallotMeasure) -> Linked:
    """Title and state."""
    url = address(place, found.project_year)
    return Linked(kind, found.public_id, found.title, url, str(found.get_state_display()))


def shown_list(place: Jurisdiction, found: CandidateList) -> Linked:
    """Year, version and state."""
    values = {"year": found.project_year.year, "n": found.version}
    title = _("%(year)d年民生实事候选项目表第 %(n)d 版") % values
    url = address(place, found.project_year)
    return Linked(read.OF_LIST, found.public_id, title, url, str(found.get_state_display()))
