"""读会前送达: when the notice and the candidates were with the deputies, against the days of the rulebook."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from oversight.calendar import queries as calendar
from oversight.documents import queries as documents
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.meetings import queries as meetings
from oversight.meetings.models import Meeting
from oversight.projects.models import CandidateList
from oversight.projects.publishing_selecting import CANDIDATES
from oversight.projects.queries.ballots import item_of_list
from oversight.projects.queries.building import days_of
from oversight.projects.rules.deadlines import Deliveries, delivered
from oversight.publications import queries as published

OUT = frozenset({"issued", "archived"})
AHEAD = ("planned", "notified", "convened", "in_session")


def candidates_on(found: CandidateList) -> date | None:
    """When the frozen list was with the deputies: as recorded, else issued as a paper or made public."""
    if found.sent_on is not None:
        return found.sent_on
    place, days = found.jurisdiction, []
    rows = documents.papers_about(place, "project_list", found.public_id)
    for paper in rows.filter(kind="candidate_sheet", state__in=OUT):
        days += [timezone.localdate(paper.issued_at)] if paper.issued_at else []
    page = published.published_under(place, CANDIDATES, found.project_year.public_id)
    if page is not None and page.published_at and page.content:
        same = page.content.get("sha256") == found.sha256
        days += [timezone.localdate(page.published_at)] if same else []
    return min(days, default=None)


def deliveries(found: CandidateList, meeting: Meeting) -> Deliveries:
    """Both against their days before this meeting, as they stand today."""
    place = found.jurisdiction
    on = {"notice": meeting.notified_on, "candidates": candidates_on(found)}
    today, off = institutions.today(), calendar.days_off(place)
    return delivered(meeting.starts_on, today, days_of(place), on, days_off=off)


def meetings_ahead(place: Jurisdiction) -> list[Meeting]:
    """The sessions of the congress that are not over, the next first."""
    rows = meetings.meetings_of(place).filter(body__kind="congress", kind="session")
    return list(rows.filter(state__in=AHEAD).order_by("starts_on"))


def meeting_for(found: CandidateList) -> Meeting | None:
    """The meeting that has the list before it, else the next one."""
    item = item_of_list(found)
    if item is not None and not item.has_ended:
        return item.meeting
    return next(iter(meetings_ahead(found.jurisdiction)), None)


def reason_for(found: CandidateList, item_id: str) -> str:
    """Why it is late, as said for this agenda item."""
    return found.late_reason if found.late_item == item_id else ""
