"""答复的写: what a named official answered, and what was promised in it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, put, said
from oversight.institutions.models import Jurisdiction, Unit
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions.question_support import (
    allow,
    locked_question,
    named,
    tell_asker,
)
from oversight.meetings.actions.support import meeting_act, written
from oversight.meetings.models import Answer, AnswerPromise, Question
from oversight.meetings.rules import questions as rules

LONGEST = 20_000


def record_answer(
    actor: Actor,
    place: Jurisdiction,
    question: Question,
    *,
    unit: Unit,
    official: str,
    official_title: str,
    text: str,
    mode: str = "oral",
    at: datetime | None = None,
) -> Answer:
    """登记答复: by whom, in which post, on the spot or in writing; a further answer stands beside the first."""
    with meeting_act(
        "record_answer", actor, place, permissions.may_answer(actor, place, question), rules.CODE
    ) as running:
        question = locked_question(place, question)
        allow("answer", question)
        if not permissions.can_enter(actor, place):
            unit, mode = question.unit or unit, "written"
        check_place(place, unit=unit)
        if mode not in dict(Answer.MODES):
            raise Invalid("unknown_mode", _("答复方式是当场或者书面。"), where="mode")
        if at is not None and question.asked_at is not None and at < question.asked_at:
            raise Invalid("before_the_question", _("答复时间早于提问时间。"), where="at")
        if at is not None and at > timezone.now():
            raise Invalid("day_to_come", _("答复时间还没有到。"), where="at")
        official = written(official, "official", _("答复人"), 60)
        answer = Answer(
            jurisdiction=place,
            question=question,
            unit=unit,
            official=official,
            official_title=written(official_title, "official_title", _("答复人的职务"), 100),
            is_head=heads(unit, official),
            mode=mode,
            text=written(text, "text", _("答复内容"), LONGEST),
            recorded_label=actor.label[:100],
            at=at or timezone.now(),
        )
        put(answer)
        question.state, question.closed_at = "answered", answer.at
        put(question)
        running.facts = named(question) | {"answer": answer.public_id, "mode": mode}
        tell_asker(place, question, _("你的询问已有答复"), answer.text[:200])
    return answer


def heads(unit: Unit, official: str) -> bool:
    """Whether the official is registered as the head of the unit today."""
    posts = institutions.posts_of(unit)
    return posts.filter(is_head=True, person__name=official).exists()


def mark_promise(
    actor: Actor,
    place: Jurisdiction,
    answer: Answer,
    *,
    text: str,
    unit: Unit | None = None,
    due: date | None = None,
) -> AnswerPromise:
    """标记承诺: the words of the answer that bind; assigning it to the unit is an act of its own."""
    with meeting_act(
        "mark_promise", actor, place, permissions.can_mark(actor, place), rules.CODE
    ) as running:
        question = locked_question(place, answer.question)
        allow("mark_promise", question)
        check_place(place, unit=unit)
        promise = AnswerPromise(
            jurisdiction=place,
            answer=answer,
            unit=unit or answer.unit,
            text=written(text, "text", _("承诺"), 1000),
            due=due,
            marked_label=actor.label[:100],
        )
        put(promise)
        running.facts = named(question) | {"promise": promise.public_id}
    return promise


def drop_promise(actor: Actor, place: Jurisdiction, promise: AnswerPromise, *, reason: str) -> None:
    """取消标记: what was marked by mistake, until it has become a followup."""
    with meeting_act(
        "drop_promise", actor, place, permissions.can_mark(actor, place), rules.CODE
    ) as running:
        question = locked_question(place, promise.answer.question)
        promise.refresh_from_db()
        if promise.followup:
            text = _("没有取消。这项承诺已经交办（%(code)s），请在跟踪事项里办理。")
            raise Refused("already_assigned", text % {"code": promise.followup_code})
        running.note = said(reason, "reason", "text_missing", _("写明取消的原因。"))[:500]
        running.facts = named(question) | {"promise": promise.public_id}
        promise.delete()


def link_promise(
    actor: Actor, place: Jurisdiction, promise: AnswerPromise, *, followup: str, code: str
) -> AnswerPromise:
    """承诺对应跟踪事项: after the office has assigned it; kept by value, followups stand above."""
    with meeting_act("link_promise", actor, place, actor.role == "system", rules.CODE) as running:
        promise.followup, promise.followup_code = followup, code[:40]
        put(promise)
        running.facts = {"promise": promise.public_id, "followup": followup}
    return promise
