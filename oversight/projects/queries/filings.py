"""读报备: the filing of a town, what a county has received, when it is due."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from oversight.audit.scoping import Scope
from oversight.calendar import queries as calendar
from oversight.calendar.rules.deadlines import Counted
from oversight.documents import queries as documents
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import FilingAttachment, ProjectYear, ResultFiling
from oversight.projects.publishing_voting import RESULT_KIND
from oversight.projects.queries.ballots import ballots_of
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules.deadlines import Days, filing_due
from oversight.publications import queries as published

NOT_SENT = frozenset({"draft"})


def county_of(place: Jurisdiction) -> Jurisdiction | None:
    """The county or district with whose standing committee a town files."""
    return next(
        (one for one in place.ancestors() if one.level == "county" and one.has_standing_committee),
        None,
    )


def filing_of(year: ProjectYear) -> ResultFiling | None:
    """The filing of a year, if one was begun."""
    rows = ResultFiling.objects.in_scope(Scope.of(year.jurisdiction_id))
    return rows.filter(project_year=year).select_related("county", "project_year").first()


def attachments_of(filing: ResultFiling) -> list[FilingAttachment]:
    """What came with it, in its order."""
    rows = FilingAttachment.objects.in_scope(Scope.of(filing.jurisdiction_id))
    return list(rows.filter(filing=filing).select_related("file"))


def received_by(county: Jurisdiction) -> QuerySet[ResultFiling]:
    """What towns have filed with a county, newest first; a county reads what was sent to it, nothing else of a town."""
    towns = Jurisdiction.objects.in_scope(Scope.everywhere("who lies below a county is public"))
    below = Scope.of(*towns.filter(parent=county).values_list("pk", flat=True))
    rows = ResultFiling.objects.in_scope(below).filter(county=county).exclude(state__in=NOT_SENT)
    return rows.select_related("jurisdiction", "project_year").order_by("-submitted_on", "-pk")


def received_by_id(county: Jurisdiction, key: str) -> ResultFiling | None:
    """One of them."""
    return received_by(county).filter(public_id=key).first()


def unfiled(filing: ResultFiling | None) -> int:
    """Rounds that were announced after the filing was sent (places left to a later meeting)."""
    if filing is None or not filing.content:
        return 0
    return len(ballots_of(filing.project_year)) - len(filing.content.get("rounds", ()))


def announced_on(year: ProjectYear, *, newest: bool = False) -> date | None:
    """The day of the announcement, the first or the newest: the paper's, else the public page's."""
    place = year.jurisdiction
    rows = documents.papers_about(place, RESULT_KIND, year.public_id).filter(kind="announcement")
    days = [timezone.localdate(one.issued_at) for one in rows if one.issued_at]
    page = published.published_under(place, RESULT_KIND, year.public_id)
    if page is not None and page.published_at is not None:
        shown = published.history(page)[0 if newest else -1]
        days.append(timezone.localdate(shown.published_at))
    return max(days, default=None) if newest else min(days, default=None)


def due_of(year: ProjectYear) -> Counted | None:
    """The last day for filing by the rulebook, counted from the announcement, with its reasons."""
    announced = announced_on(year, newest=bool(unfiled(filing_of(year))))
    if announced is None:
        return None
    section = projects_rules(year.jurisdiction, announced)[1]
    days = Days(filing=section.filing_days)
    return filing_due(announced, days, calendar.days_off(year.jurisdiction))
