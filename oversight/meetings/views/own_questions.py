"""手机上的询问: what a member or deputy may ask on, what they have asked and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound, explain, sent_once
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import questions as actions
from oversight.meetings.forms import questions as forms
from oversight.meetings.models import AgendaItem, Answer, Question
from oversight.meetings.pages.questions import Row, allowed_to, row_of
from oversight.meetings.queries import questions as queries
from oversight.meetings.views.item_pages import item_or_404
from oversight.ui.page import Page


@dataclass(frozen=True)
class OwnPage:
    """我的询问。"""

    page: Page
    place: Jurisdiction
    items: Sequence[AgendaItem]
    rows: list[Row]
    unknown: bool


@require_safe
@place_page(permissions.can_read_mine)
def my_questions(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """我的询问: where I may ask, and what I have asked."""
    actor = actor_of(request)
    rows = [own_row(place, one) for one in queries.own_questions(actor, place)[:50]]
    context = OwnPage(
        page=Page(
            title=_("我的询问"),
            lead=_("会前提出，或者开会时请办公室登记"),
            window_title=_("我的询问"),
        ),
        place=place,
        items=queries.open_to(actor, place),
        rows=rows,
        unknown=queries.own_person(actor, place) is None,
    )
    return render(request, "meetings/my_questions.html", vars(context))


def own_row(place: Jurisdiction, question: Question) -> Row:
    """A row that leads to one's own page of the question."""
    row = row_of(place, question)
    url = reverse("meetings:my_question", args=[place.code, question.public_id])
    return Row(**{**vars(row), "url": url})


@dataclass(frozen=True)
class AskPage:
    """提出一个询问。"""

    page: Page
    place: Jurisdiction
    item: AgendaItem
    form: Any
    back_url: str


@place_page(permissions.can_ask)
def my_question_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """就一项议题提出询问."""
    item = item_or_404(place, key)
    back = reverse("meetings:my_questions", args=[place.code])
    form = bound(forms.OwnQuestionForm, request, place=place)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return sent_once(
                    request,
                    lambda: actions.file_question(
                        actor_of(request), place, item, **form.cleaned_data
                    ),
                    back,
                    _("已提出，办公室会告诉你结果。"),
                )
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
    context = AskPage(
        page=Page(
            title=item.title,
            lead=_("%(meeting)s · 提出询问") % {"meeting": item.meeting.title},
            window_title=_("提出询问"),
        ),
        place=place,
        item=item,
        form=form,
        back_url=back,
    )
    return render(request, "meetings/my_question_new.html", vars(context), status=status)


@dataclass(frozen=True)
class OwnQuestion:
    """我的一个询问。"""

    page: Page
    place: Jurisdiction
    question: Question
    row: Row
    answers: Sequence[Answer]
    may_withdraw: bool
    back_url: str


def own_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> Question:
    """One's own question."""
    found = queries.question_by_id(place, key)
    if found is None:
        raise Http404(key)
    if not permissions.is_own(actor_of(request), found):
        raise PermissionDenied
    return found


@place_page(permissions.can_read_mine)
def my_question(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """我的一个询问 with its state and answers; POST takes it back."""
    found = own_or_404(request, place, key)
    actor = actor_of(request)
    back = reverse("meetings:my_questions", args=[place.code])
    if request.method == "POST":
        try:
            return sent_once(
                request,
                lambda: actions.withdraw_question(actor, place, found),
                back,
                _("已撤回。"),
            )
        except NotPermitted as error:
            raise PermissionDenied from error
        except Refused as error:
            messages.error(request, error.text)
        return HttpResponseRedirect(back)
    context = OwnQuestion(
        page=Page(title=_("我的询问"), lead=found.item.title, window_title=_("我的询问")),
        place=place,
        question=found,
        row=own_row(place, found),
        answers=list(found.answers.select_related("unit")),
        may_withdraw="withdraw" in allowed_to(actor, place, found),
        back_url=back,
    )
    return render(request, "meetings/my_question.html", vars(context))
