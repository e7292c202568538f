"""读议题材料: the papers of an item with their versions, the lead times of its meeting, the copies that are out."""

from __future__ import annotations

from django.db import models

from oversight.audit.actors import Actor
from oversight.audit.scoping import Scope
from oversight.calendar.rules.lead_times import Lead
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import works_on_matters
from oversight.meetings.models import AgendaItem, ItemPaper, ItemPaperVersion, Meeting, PaperCopy
from oversight.meetings.queries.meetings import readable
from oversight.meetings.rules.papers import Copies
from oversight.rulebooks import queries as rulebooks


def papers_in(place: Jurisdiction) -> models.QuerySet[ItemPaper]:
    """Every paper of every item of the place."""
    rows = ItemPaper.objects.in_scope(Scope.of(place))
    return rows.select_related("item", "item__meeting", "item__meeting__body", "unit")


def papers_of_item(item: AgendaItem) -> models.QuerySet[ItemPaper]:
    """The papers of an item, those that are no longer used last."""
    rows = papers_in(item.jurisdiction).filter(item=item)
    return rows.prefetch_related("versions", "versions__file", "copies").order_by("dropped", "pk")


def paper_by_id(place: Jurisdiction, key: str) -> ItemPaper | None:
    """One paper of the place."""
    return papers_in(place).filter(public_id=key).first()


def versions_of(paper: ItemPaper) -> models.QuerySet[ItemPaperVersion]:
    """The versions, the newest first."""
    return paper.versions.select_related("file").order_by("-number")


def papers_at(meeting: Meeting) -> list[ItemPaper]:
    """The papers in use of every item of the meeting, in the order of the agenda."""
    rows = papers_in(meeting.jurisdiction).filter(item__meeting=meeting, dropped=False)
    rows = rows.order_by("item__order", "item_id", "pk")
    return list(rows.prefetch_related("versions__file"))


def newest(paper: ItemPaper) -> ItemPaperVersion | None:
    """The last version, from rows read at once."""
    return max(paper.versions.all(), key=lambda one: one.number, default=None)


def leads_of(meeting: Meeting) -> tuple[Lead, ...]:
    """The steps before the meeting, as the rulebook of its first day has them."""
    steps = rulebooks.lead_times(meeting.jurisdiction, meeting.starts_on).steps
    return tuple(Lead(step.code, step.days, step.text, step.basis) for step in steps)


def waiver_of(meeting: Meeting) -> str:
    """The basis on which topics fixed ad hoc are free of the lead times; empty where there is none."""
    section = rulebooks.lead_times(meeting.jurisdiction, meeting.starts_on)
    return section.waiver_basis if section.waiver else ""


def copies_of(paper: ItemPaper) -> models.QuerySet[PaperCopy]:
    """The numbered copies."""
    return paper.copies.order_by("number")


def copy_by_id(paper: ItemPaper, key: str) -> PaperCopy | None:
    """One copy of the paper."""
    return copies_of(paper).filter(public_id=key).first()


def counted(paper: ItemPaper) -> Copies:
    """How many copies were handed out and came back."""
    rows = list(paper.copies.all())
    return Copies(len(rows), sum(one.returned_at is not None for one in rows))


def may_read_file(actor: Actor, place: Jurisdiction, paper: ItemPaper) -> bool:
    """Who is called to the meeting reads its papers; what must come back is given out on paper alone."""
    if works_on_matters(actor, place):
        return actor.may_use("meetings:read")
    if paper.to_return or paper.dropped:
        return False
    return readable(actor, place).filter(pk=paper.item.meeting_id).exists()
