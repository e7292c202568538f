"""询问的检索来源: questions that have been put, with what was answered – for whoever may open the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions_items as permissions
from oversight.meetings.models import Question
from oversight.meetings.queries import questions as queries
from oversight.search.sources import Entry, Source, Watch, joined

FIRST_WORDS = 40


def put_in(place: Jurisdiction) -> models.QuerySet[Question]:
    """Those that have been put to somebody; what is only filed is nobody's to find."""
    rows = queries.questions_in(place).filter(state__in=permissions.PUT)
    return rows.prefetch_related("answers")


def entry_of(question: Question) -> Entry:
    """开头的话; 问题、询问人、议题、单位、答复。"""
    answers = (f"{one.official}：{one.text}" for one in question.answers.all())
    unit = question.unit.name if question.unit else ""
    text = joined(question.text, question.asker_name, question.item.title, unit, *answers)
    day = timezone.localdate(question.asked_at or question.filed_at)
    return Entry(question.public_id, first_words(question.text), text, day)


def first_words(text: str) -> str:
    """The question up to forty characters."""
    words = " ".join(text.split())
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS]}……"


def entries(place: Jurisdiction) -> Iterator[Entry]:
    for question in put_in(place):
        yield entry_of(question)


def entry(place: Jurisdiction, public_id: str) -> Entry | None:
    """A question is not found before it was put, nor after it was taken back."""
    question = put_in(place).filter(public_id=public_id).first()
    return entry_of(question) if question else None


def among(actor: Actor, place: Jurisdiction, public_ids: Sequence[str]) -> set[str]:
    """The questions that this reader may open, as the office, the unit or the asker."""
    rows = put_in(place).filter(public_id__in=public_ids)
    return {one.public_id for one in rows if page_of(actor, place, one)}


def page_of(actor: Actor, place: Jurisdiction, question: Question) -> str:
    """The page that this reader has of the question; empty where none."""
    if permissions.may_open(actor, place, question):
        return "question"
    own = permissions.can_read_mine(actor, place) and permissions.is_own(actor, question)
    return "my_question" if own else ""


def url(actor: Actor, place: Jurisdiction, key: str) -> str:
    """The question for the office and the unit, one's own page for the asker."""
    question = queries.question_by_id(place, key)
    name = page_of(actor, place, question) if question else ""
    return reverse(f"meetings:{name}", args=[place.code, key]) if name else ""


QUESTIONS = Source(
    kind="question",
    label=pgettext_lazy("record", "询问"),
    permitted=permissions.can_open_or_own,
    readable=lambda actor, place, key: bool(among(actor, place, [key])),
    among=among,
    entries=entries,
    entry=entry,
    url=url,
    watches=(
        Watch("meetings.Question"),
        Watch("meetings.Answer", "question__public_id"),
        Watch("meetings.AgendaItem", "questions__public_id"),
    ),
)
