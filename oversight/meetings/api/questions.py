"""询问和答复: filed, put in order, asked, answered, not put, promised – over HTTP."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Status

from oversight.institutions import queries as institutions
from oversight.institutions.api.access import optional, place_for, the
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of
from oversight.meetings import permissions_items as permissions
from oversight.meetings import queries as meetings
from oversight.meetings.actions import answers, questions
from oversight.meetings.actions.question_support import allow
from oversight.meetings.api import question_schemas as s
from oversight.meetings.api.routing import router
from oversight.meetings.models import AgendaItem, AnswerPromise, Question
from oversight.meetings.pages.questions import allowed_to
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import questions as queries

ITEM = "/{slug:place}/agenda/{slug:key}/questions"
QUESTION = "/{slug:place}/questions/{slug:key}"
SAME = (
    "order",
    "asker_title",
    "capacity",
    "moment",
    "text",
    "state",
    "entered",
    "filed_at",
    "asked_at",
    "ground",
    "reason",
    "basis",
    "written_due",
    "rulebook",
)


def item_of(place: Jurisdiction, key: str) -> AgendaItem:
    """The item of the address."""
    found = meetings.item_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def question_of(request: HttpRequest, place: Jurisdiction, key: str) -> Question:
    """The question, where the token may read it: the office every one, an asker their own."""
    found = queries.question_by_id(place, key)
    if found is None:
        raise Http404(key)
    actor = actor_of(request)
    own = permissions.can_read_mine(actor, place) and permissions.is_own(actor, found)
    if not (own or permissions.may_open(actor, place, found)):
        raise PermissionDenied
    return found


def shown(question: Question) -> dict[str, Any]:
    """A question as the API says it."""
    follow = question.follow_up_of
    return {
        "id": question.public_id,
        "item": question.item.public_id,
        "asker": question.asker_name,
        "unit": question.unit.name if question.unit else "",
        "unit_id": question.unit.public_id if question.unit else "",
        "follow_up_of": follow.public_id if follow else "",
        **{name: getattr(question, name) for name in SAME},
    }


def whole(request: HttpRequest, place: Jurisdiction, key: str) -> dict[str, Any]:
    """The question as it stands, with everything said on it."""
    question = queries.question_by_id(place, key)
    if question is None:
        raise Http404(key)
    promises = queries.promises_of(question.item).filter(answer__question=question)
    return {
        **shown(question),
        "answers": [
            {
                "id": one.public_id,
                "unit": one.unit.name,
                "official": one.official,
                "official_title": one.official_title,
                "is_head": one.is_head,
                "mode": one.mode,
                "text": one.text,
                "at": one.at,
            }
            for one in question.answers.select_related("unit")
        ],
        "promises": [as_promise(one) for one in promises],
        "possible": sorted(allowed_to(actor_of(request), place, question)),
    }


def as_promise(promise: AnswerPromise) -> dict[str, Any]:
    return {
        "id": promise.public_id,
        "unit": promise.unit.name,
        "text": promise.text,
        "due": promise.due,
        "followup": promise.followup,
        "followup_code": promise.followup_code,
    }


@router.get(ITEM, response=list[s.QuestionOut])
def list_questions(request: HttpRequest, place: str, key: str) -> Any:
    """The questions of an item in the chair's order."""
    found = place_for(request, place, can_read)
    return [shown(one) for one in queries.questions_of(item_of(found, key))]


@router.get("/{slug:place}/my-questions", response=list[s.QuestionOut])
def my_questions(request: HttpRequest, place: str) -> Any:
    """What the account's person has asked, the newest first."""
    found = place_for(request, place, permissions.can_read_mine)
    return [shown(one) for one in queries.own_questions(actor_of(request), found)[:200]]


@router.post(ITEM, response={201: s.QuestionFullOut})
def file_question(request: HttpRequest, place: str, key: str, body: s.QuestionIn) -> Any:
    """提出询问: for oneself, or entered by the office for somebody."""
    found = place_for(request, place, permissions.can_file)
    data = body.dict(exclude={"unit", "person"})
    question = questions.file_question(
        actor_of(request),
        found,
        item_of(found, key),
        unit=optional(institutions.units_of(found), body.unit),
        person=optional(institutions.people_of(found), body.person),
        **data,
    )
    return Status(201, whole(request, found, question.public_id))


@router.post(ITEM + "/order", response=list[s.QuestionOut])
def order_questions(request: HttpRequest, place: str, key: str, body: s.OrderIn) -> Any:
    """排序: what is not named stays behind."""
    found = place_for(request, place, permissions.can_preside)
    item = item_of(found, key)
    return [
        shown(one) for one in questions.order_questions(actor_of(request), found, item, body.order)
    ]


@router.get(QUESTION, response=s.QuestionFullOut)
def get_question(request: HttpRequest, place: str, key: str) -> Any:
    """One question with answers and promises."""
    found = place_for(request, place, permissions.can_open_or_own)
    question_of(request, found, key)
    return whole(request, found, key)


@router.patch(QUESTION, response=s.QuestionFullOut)
def change_question(request: HttpRequest, place: str, key: str, body: s.ChangeQuestionIn) -> Any:
    """改内容, until it is put in order."""
    found = place_for(request, place, permissions.can_file)
    question = question_of(request, found, key)
    unit = optional(institutions.units_of(found), body.unit)
    questions.change_question(actor_of(request), found, question, text=body.text, unit=unit)
    return whole(request, found, key)


@router.post(QUESTION + "/ask", response=s.QuestionFullOut)
def ask(request: HttpRequest, place: str, key: str) -> Any:
    """现在提问: one at a time."""
    found = place_for(request, place, permissions.can_preside)
    questions.ask_question(actor_of(request), found, question_of(request, found, key))
    return whole(request, found, key)


@router.post(QUESTION + "/follow-up", response={201: s.QuestionFullOut})
def follow_up(request: HttpRequest, place: str, key: str, body: s.TextIn) -> Any:
    """追问: gives the new question."""
    found = place_for(request, place, permissions.can_preside)
    question = question_of(request, found, key)
    again = questions.follow_up(actor_of(request), found, question, text=body.text)
    return Status(201, whole(request, found, again.public_id))


@router.post(QUESTION + "/answers", response={201: s.QuestionFullOut})
def record_answer(request: HttpRequest, place: str, key: str, body: s.AnswerIn) -> Any:
    """登记答复: added, never changed."""
    found = place_for(request, place, permissions.can_answer)
    question = question_of(request, found, key)
    unit = the(institutions.units_of(found), body.unit)
    data = body.dict(exclude={"unit"})
    answers.record_answer(actor_of(request), found, question, unit=unit, **data)
    return Status(201, whole(request, found, key))


@router.post(QUESTION + "/block", response=s.QuestionFullOut)
def block(request: HttpRequest, place: str, key: str, body: s.BlockIn) -> Any:
    """不予提问, on one of the known grounds."""
    found = place_for(request, place, permissions.can_preside)
    question = question_of(request, found, key)
    questions.block_question(actor_of(request), found, question, **body.dict())
    return whole(request, found, key)


@router.post(QUESTION + "/defer", response=s.QuestionFullOut)
def defer(request: HttpRequest, place: str, key: str, body: s.DeferIn) -> Any:
    """转为书面答复."""
    found = place_for(request, place, permissions.can_preside)
    question = question_of(request, found, key)
    unit = optional(institutions.units_of(found), body.unit)
    questions.defer_question(
        actor_of(request), found, question, reason=body.reason, due=body.due, unit=unit
    )
    return whole(request, found, key)


@router.post(QUESTION + "/withdraw", response=s.QuestionFullOut)
def withdraw(request: HttpRequest, place: str, key: str, body: s.WhyIn) -> Any:
    """撤回: by the asker, or recorded by the clerk."""
    found = place_for(request, place, permissions.can_withdraw)
    question = question_of(request, found, key)
    questions.withdraw_question(actor_of(request), found, question, reason=body.reason)
    return whole(request, found, key)


@router.post(QUESTION + "/promises", response={201: s.PromiseOut})
def mark_promise(request: HttpRequest, place: str, key: str, body: s.PromiseIn) -> Any:
    """标记承诺 of the latest answer; assigning it is an act of followups."""
    found = place_for(request, place, permissions.can_mark)
    question = question_of(request, found, key)
    allow("mark_promise", question)
    last = question.answers.order_by("-at", "-pk").first()
    unit = optional(institutions.units_of(found), body.unit)
    promise = answers.mark_promise(
        actor_of(request), found, last, text=body.text, unit=unit, due=body.due
    )
    return Status(201, as_promise(promise))


@router.post(QUESTION + "/promises/{slug:promise}/drop", response={204: None})
def drop_promise(request: HttpRequest, place: str, key: str, promise: str, body: s.WhyIn) -> Any:
    """取消标记, until it is assigned."""
    found = place_for(request, place, permissions.can_mark)
    question = question_of(request, found, key)
    marked = queries.promise_by_id(found, promise)
    if marked is None or marked.answer.question_id != question.pk:
        raise Http404(promise)
    answers.drop_promise(actor_of(request), found, marked, reason=body.reason)
    return Status(204, None)
