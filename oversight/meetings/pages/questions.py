"""询问怎样显示: rows, groups and acts of the questions at an item, and of one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.workbook import Sheet
from oversight.meetings import permissions_items as permissions
from oversight.meetings.models import AgendaItem, AnswerPromise, Question
from oversight.meetings.queries import questions as queries
from oversight.meetings.rules import questions as rules
from oversight.ui import formats
from oversight.ui.page import Act

BADGES = {
    "filed": "new",
    "ordered": "waiting",
    "asked": "running",
    "deferred": "waiting",
    "answered": "done",
    "blocked": "returned",
    "withdrawn": "returned",
}


@dataclass(frozen=True)
class Row:
    """一个问题的一行. ``number``: its place in the order, of what waits."""

    question: Question
    url: str
    badge: str
    word: str
    asker: str
    unit: str
    number: int = 0


def row_of(place: Jurisdiction, question: Question, number: int = 0) -> Row:
    """One question in words."""
    asker = question.asker_title or str(question.get_capacity_display())
    return Row(
        question=question,
        url=reverse("meetings:question", args=[place.code, question.public_id]),
        badge=BADGES[question.state],
        word=str(question.get_state_display()),
        asker=f"{question.asker_name}（{asker}）",
        unit=question.unit.name if question.unit else "",
        number=number,
    )


@dataclass(frozen=True)
class Groups:
    """一项议题的询问: asked now, waiting in order, answered, passed on in writing, not put."""

    now: Row | None
    waiting: list[Row]
    answered: list[Row]
    deferred: list[Row]
    not_put: list[Row]

    @property
    def total(self) -> int:
        rows = (self.waiting, self.answered, self.deferred, self.not_put)
        return sum(len(each) for each in rows) + (self.now is not None)


def groups_of(place: Jurisdiction, item: AgendaItem) -> Groups:
    """The questions of the item by what can be done with them."""
    by_state: dict[str, list[Row]] = {}
    number = 0
    for question in queries.questions_of(item):
        waits = question.state in ("filed", "ordered")
        number += waits
        group = "waiting" if waits else question.state
        by_state.setdefault(group, []).append(row_of(place, question, number if waits else 0))
    asked = by_state.get("asked", [])
    return Groups(
        now=asked[-1] if asked else None,
        waiting=by_state.get("waiting", []),
        answered=by_state.get("answered", []),
        deferred=by_state.get("deferred", []),
        not_put=by_state.get("blocked", []) + by_state.get("withdrawn", []),
    )


def allowed_to(actor: Actor, place: Jurisdiction, question: Question) -> set[str]:
    """The steps that the question's state and the reader's role allow."""
    possible = set(rules.possible(queries.facts_of_question(question)))
    if not permissions.can_preside(actor, place):
        possible -= {"ask", "block", "defer", "follow_up"}
    if not permissions.may_answer(actor, place, question):
        possible.discard("answer")
    if not permissions.can_mark(actor, place):
        possible.discard("mark_promise")
    if not permissions.may_withdraw(actor, place, question):
        possible.discard("withdraw")
    if not permissions.may_change(actor, place, question):
        possible.discard("edit")
    return possible


def not_put_because(question: Question) -> str:
    """Why a question that waits cannot be put now: its asker is recorded as not there."""
    facts = queries.facts_of_question(question)
    waits = facts.state in {"filed", "ordered"} and facts.item_state == "considered"
    return _(facts.asker_away.text) if waits and facts.asker_away is not None else ""


def offers_of(actor: Actor, place: Jurisdiction, question: Question) -> list[Act]:
    """What the reader may do with the question now, the most likely first."""
    possible = allowed_to(actor, place, question)
    again = question.state == "answered"
    words = {
        "ask": (_("现在提问"), "question_ask", "chat-left-text"),
        "answer": (_("登记补充答复") if again else _("登记答复"), "question_answer", "pencil"),
        "follow_up": (pgettext("act", "追问"), "question_follow_up", "chat-left-text"),
        "mark_promise": (_("标记承诺"), "question_promise", "flag"),
        "edit": (_("改内容"), "question_change", "pencil"),
        "defer": (_("转为书面答复"), "question_defer", "envelope"),
        "block": (_("不予提问"), "question_block", "slash-circle"),
        "withdraw": (_("撤回"), "question_withdraw", "x-lg"),
    }
    order = ["follow_up", "mark_promise", "answer"] if again else list(words)
    found = []
    for step in order:
        if step in possible:
            label, name, icon = words[step]
            url = reverse(f"meetings:{name}", args=[place.code, question.public_id])
            found.append(Act(label, url, icon, main=not found, post=step == "ask"))
    return found


@dataclass(frozen=True)
class PromiseLine:
    """承诺的一行: with the way to assign it, or to what it has become."""

    promise: AnswerPromise
    assign_url: str
    followup_url: str
    drop_url: str


def promise_lines(
    actor: Actor, place: Jurisdiction, promises: Sequence[AnswerPromise]
) -> list[PromiseLine]:
    """What was promised, each with its next act."""
    may = permissions.can_mark(actor, place)
    lines = []
    for promise in promises:
        waits = may and not promise.followup
        keys = [place.code, promise.answer.question.public_id, promise.public_id]
        followup = promise.followup
        lines.append(
            PromiseLine(
                promise=promise,
                assign_url=assign_url(place, promise) if waits else "",
                followup_url=reverse("followups:followup", args=[place.code, followup])
                if followup
                else "",
                drop_url=reverse("meetings:promise_drop", args=keys) if waits else "",
            )
        )
    return lines


def assign_url(place: Jurisdiction, promise: AnswerPromise) -> str:
    """The form that assigns it, filled in; the act is one of followups, which stands above this app."""
    question = promise.answer.question
    asked = {
        "about": f"question:{question.public_id}",
        "kind": "promise",
        "unit": promise.unit.public_id,
        "title": promise.text[:60],
        "requirement": promise.text,
        "due": promise.due.isoformat() if promise.due else "",
        "basis": _("%(meeting)s询问答复") % {"meeting": question.item.meeting.title},
    }
    return f"{reverse('followups:assign', args=[place.code])}?{urlencode(asked)}"


def sheet_of(item: AgendaItem) -> Sheet:
    """The questions and answers as a table to take away."""
    headings = [
        _("次序"),
        _("询问人"),
        _("身份"),
        _("提出方式"),
        _("提出时间"),
        _("请谁答复"),
        _("问题"),
        _("状态"),
        _("提问时间"),
        _("答复人"),
        _("答复时间"),
        _("答复"),
        _("不予提问的依据"),
    ]
    listed = queries.questions_of(item).prefetch_related("answers")
    rows = [line_of(number, question) for number, question in enumerate(listed, start=1)]
    return Sheet(_("询问和答复"), headings, rows)


def line_of(number: int, question: Question) -> list[Any]:
    """One question with all its answers."""
    answers = list(question.answers.all())
    return [
        number,
        question.asker_name,
        str(question.get_capacity_display()),
        str(question.get_moment_display()),
        moment(question.filed_at),
        question.unit.name if question.unit else "",
        question.text,
        str(question.get_state_display()),
        moment(question.asked_at),
        "；".join(f"{one.official}（{one.official_title}）" for one in answers),
        "；".join(moment(one.at) for one in answers),
        "\n".join(one.text for one in answers),
        question.basis,
    ]


def moment(at: Any) -> str:
    """A time in the place's words; empty where there is none."""
    return formats.moment(timezone.localtime(at)) if at else ""
