"""议题里各页的共同做法: the item or record of the address, the crumbs, the page of one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, obstacle_of
from oversight.institutions.web import actor_of
from oversight.meetings import permissions_items as permissions
from oversight.meetings import queries as meetings
from oversight.meetings.actions.question_support import allow
from oversight.meetings.models import AgendaItem, Question
from oversight.meetings.queries import questions as queries
from oversight.meetings.rules.questions import STEPS
from oversight.meetings.views.shared import item_url
from oversight.ui.page import Crumb

Run = Callable[[dict[str, Any]], Any]


def item_or_404(place: Jurisdiction, key: str) -> AgendaItem:
    """The item of the address."""
    found = meetings.item_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def question_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> Question:
    """The question of the address, where the acting role may open it."""
    found = queries.question_by_id(place, key)
    if found is None:
        raise Http404(key)
    if not permissions.may_open(actor_of(request), place, found):
        raise PermissionDenied
    return found


def item_crumbs(place: Jurisdiction, item: AgendaItem, *last: Crumb) -> tuple[Crumb, ...]:
    """会议清单, the meeting, the item, and what follows."""
    meeting = item.meeting
    return (
        Crumb(pgettext("heading", "会议"), reverse("meetings:meetings", args=[place.code])),
        Crumb(meeting.title, reverse("meetings:meeting", args=[place.code, meeting.public_id])),
        Crumb(item.title, item_url(place, item)),
        *last,
    )


def questions_url(place: Jurisdiction, item: AgendaItem) -> str:
    return reverse("meetings:questions", args=[place.code, item.public_id])


def question_url(place: Jurisdiction, question: Question) -> str:
    return reverse("meetings:question", args=[place.code, question.public_id])


ACTS = {"change": "edit", "promise": "mark_promise"}
"""Acts that the address calls otherwise than the rules do."""


def obstacle(request: HttpRequest, question: Question) -> str:
    """Why the act of this address is not possible with the question now."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    name = name.removeprefix("question_")
    act = ACTS.get(name, name)
    return obstacle_of(lambda: allow(act, question)) if act in STEPS else ""


def question_form(
    request: HttpRequest,
    place: Jurisdiction,
    question: Question,
    form: forms.Form,
    run: Run,
    title: str,
    button: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The page of one act on a question, with what was asked."""
    back = question_url(place, question)
    listed = Crumb(_("询问"), questions_url(place, question.item))
    page = ActPage(
        title=title,
        button=button,
        back_url=back,
        crumbs=item_crumbs(place, question.item, listed, Crumb(button)),
        done=done,
        facts=(
            (_("询问人"), question.asker_name),
            (_("问题"), question.text),
            (_("请谁答复"), question.unit.name if question.unit else _("没有写")),
        ),
        obstacle=obstacle(request, question),
        **more,
    )
    return act_page(request, page, form, lambda data: run(data) and None)
