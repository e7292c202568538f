"""询问、质询案作为关联的一端: the office and members see every one, a unit what was put to it."""

from __future__ import annotations

from django.db import models

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.links.resolving import FOUND_AT_MOST, Linked
from oversight.meetings import permissions_items as permissions
from oversight.meetings.models import InquiryMotion, Question
from oversight.meetings.pages.inquiries import row_of as inquiry_row
from oversight.meetings.pages.questions import row_of
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import inquiries as inquiry_queries
from oversight.meetings.queries import questions as queries


def question(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A question, for who may open it."""
    found = queries.question_by_id(place, public_id)
    if found is None or not permissions.may_open(actor, place, found):
        return None
    return shown(place, found)


def find_questions(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Questions by their words or who asked."""
    if not can_read(actor, place):
        return []
    words = search_text(text)
    rows = queries.questions_in(place).filter(
        models.Q(text__icontains=words) | models.Q(asker_name__icontains=words)
    )
    return [shown(place, one) for one in rows.order_by("-pk")[:FOUND_AT_MOST]]


def shown(place: Jurisdiction, question: Question) -> Linked:
    """Words, who asked, meeting and state."""
    row = row_of(place, question)
    note = " · ".join([row.asker, question.item.meeting.title, row.word])
    return Linked("question", question.public_id, question.text[:100], row.url, note)


def inquiry(actor: Actor, place: Jurisdiction, public_id: str) -> Linked | None:
    """A matter put to an organ, for who may open it."""
    found = inquiry_queries.inquiry_by_id(place, public_id)
    if found is None or not permissions.may_open_inquiry(actor, place, found):
        return None
    return shown_inquiry(place, found)


def find_inquiries(actor: Actor, place: Jurisdiction, text: str) -> list[Linked]:
    """Matters by title or organ."""
    if not can_read(actor, place):
        return []
    words = search_text(text)
    rows = inquiry_queries.inquiries_of(place).filter(
        models.Q(title__icontains=words) | models.Q(unit__name__icontains=words)
    )
    return [shown_inquiry(place, one) for one in rows[:FOUND_AT_MOST]]


def shown_inquiry(place: Jurisdiction, motion: InquiryMotion) -> Linked:
    """Title, kind, organ and state."""
    row = inquiry_row(place, motion)
    note = " · ".join([str(motion.get_kind_display()), motion.unit.name, row.word])
    return Linked("inquiry", motion.public_id, motion.title, row.url, note)
