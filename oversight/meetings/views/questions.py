"""询问的页面: the questions of an item for the office and the chair, one question with its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.act_forms import bound, explain, sent_once
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import word
from oversight.institutions.web import actor_of, place_page
from oversight.links.permissions import can_link
from oversight.links.queries import LinkRow, links_of
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import questions as actions
from oversight.meetings.forms import questions as forms
from oversight.meetings.models import AgendaItem, Answer, Question
from oversight.meetings.pages.questions import (
    Groups,
    PromiseLine,
    Row,
    groups_of,
    not_put_because,
    offers_of,
    promise_lines,
    row_of,
    sheet_of,
)
from oversight.meetings.permissions import can_read
from oversight.meetings.queries import questions as queries
from oversight.meetings.rules import questions as rules
from oversight.meetings.views.item_pages import (
    item_crumbs,
    item_or_404,
    question_or_404,
    questions_url,
)
from oversight.ui.page import Act, Crumb, Entry, Page


@dataclass(frozen=True)
class QuestionsPage:
    """一项议题的询问和答复页。"""

    page: Page
    place: Jurisdiction
    item: AgendaItem
    groups: Groups
    now_acts: list[Act]
    promises: list[PromiseLine]
    form: Any
    may_preside: bool
    may_enter: bool
    is_live: bool
    closed: str
    moved: str
    by: str
    before: int
    live: int


@require_safe
@place_page(can_read)
def questions(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一项议题的询问: in the chair's order; ``?form=xlsx`` or ``csv`` takes them away."""
    item = item_or_404(place, key)
    if form := word(request, "form", FORMS):
        return table_response(sheet_of(item), form, _("%(item)s询问和答复") % {"item": item.title})
    return shown(request, place, item, None)


def shown(
    request: HttpRequest, place: Jurisdiction, item: AgendaItem, form: Any, status: int = 200
) -> HttpResponse:
    """The page, with the quick form as it came back where it was refused."""
    context = questions_page(request, place, item, form)
    return render(request, "meetings/questions.html", vars(context), status=status)


def questions_page(
    request: HttpRequest, place: Jurisdiction, item: AgendaItem, form: Any
) -> QuestionsPage:
    """What the page shows to this reader."""
    actor = actor_of(request)
    groups = groups_of(place, item)
    may_enter = permissions.can_enter(actor, place)
    is_live = rules.live_refusal(item.state) is None
    closed = rules.before_refusal(item.state) if not is_live else None
    moments = list(queries.questions_of(item).values_list("moment", flat=True))
    if form is None and may_enter and closed is None:
        first = {"unit": item.units[0]} if item.units else {}
        form = forms.EnterQuestionForm(place=place, meeting=item.meeting, initial=first)
    return QuestionsPage(
        page=head(place, item, groups),
        place=place,
        item=item,
        groups=groups,
        now_acts=offers_of(actor, place, groups.now.question) if groups.now else [],
        promises=promise_lines(actor, place, list(queries.promises_of(item))),
        form=form if may_enter and closed is None else None,
        may_preside=permissions.can_preside(actor, place),
        may_enter=may_enter,
        is_live=is_live,
        closed=_(closed.text) if closed else "",
        moved=word(request, "moved")[:12],
        by=word(request, "by", {"-1", "1"}),
        before=moments.count("before"),
        live=moments.count("live"),
    )


def head(place: Jurisdiction, item: AgendaItem, groups: Groups) -> Page:
    """How many wait, as the first sentence."""
    values = {"waiting": len(groups.waiting), "answered": len(groups.answered)}
    if groups.now:
        name = groups.now.question.asker_name
        title = (
            ngettext(
                "%(name)s正在询问，还有 %(waiting)d 个问题",
                "%(name)s正在询问，还有 %(waiting)d 个问题",
                values["waiting"],
            )
            if groups.waiting
            else _("%(name)s正在询问，没有别的问题等待")
        ) % {**values, "name": name}
    elif groups.waiting:
        title = _("%(waiting)d 个问题等待提问，已答复 %(answered)d 个") % values
    elif groups.total:
        title = _("没有等待提问的问题，已答复 %(answered)d 个") % values
    else:
        title = _("还没有询问")
    return Page(
        title=title,
        lead=f"{item.title} · {item.get_state_display()}",
        crumbs=item_crumbs(place, item, Crumb(_("询问"))),
        window_title=_("询问：%(item)s") % {"item": item.title},
    )


@require_POST
@place_page(permissions.can_enter)
def question_new(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """代录一个询问; with ``ask`` it is put at once."""
    item = item_or_404(place, key)
    form = bound(forms.EnterQuestionForm, request, place=place, meeting=item.meeting)
    if not form.is_valid():
        return shown(request, place, item, form, 422)
    actor = actor_of(request)
    try:
        ask = "ask" in request.POST
        return sent_once(
            request,
            lambda: actions.file_question(actor, place, item, **form.cleaned_data, ask=ask),
            questions_url(place, item),
            _("已登记这个询问。"),
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        explain(form, error)
        return shown(request, place, item, form, error.status)


@require_POST
@place_page(permissions.can_preside)
def questions_order(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """排序: one press moves a question up or down, or numbers give the whole order at once."""
    item = item_or_404(place, key)
    back = questions_url(place, item)
    actor = actor_of(request)
    try:
        if move := request.POST.get("move"):
            chosen, _sign, by = move.partition(":")
            question = queries.question_by_id(place, chosen)
            if question is not None and question.item_id == item.pk and by in ("-1", "1"):
                actions.move_question(actor, place, question, by=int(by))
                return HttpResponseRedirect(f"{back}?moved={chosen}&by={by}#q-{chosen}")
        else:
            actions.order_questions(actor, place, item, numbered(request, item))
            messages.success(request, _("已按所填的次序排好。"))
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        messages.error(request, error.text)
    return HttpResponseRedirect(back)


def numbered(request: HttpRequest, item: AgendaItem) -> list[str]:
    """The questions by the numbers typed beside them; an empty or odd number goes behind."""
    places = []
    for at, question in enumerate(queries.waiting(item)):
        typed = request.POST.get(f"n-{question.public_id}", "")
        number = int(typed) if typed.isdecimal() and len(typed) < 5 else 10_000
        places.append((number, at, question.public_id))
    return [key for _number, _at, key in sorted(places)]


@dataclass(frozen=True)
class QuestionPage:
    """一个询问的页面。"""

    page: Page
    place: Jurisdiction
    question: Question
    row: Row
    answers: Sequence[Answer]
    offers: list[Act]
    away: str
    promises: list[PromiseLine]
    before: Question | None
    after: Question | None
    entries: list[Entry]
    back_url: str
    link_rows: list[LinkRow]
    kind: str
    public_id: str
    may_link: bool


@require_safe
@place_page(permissions.can_open_question)
def question(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个询问 with its answers, promises and record."""
    found = question_or_404(request, place, key)
    actor = actor_of(request)
    office = can_read(actor, place)
    promises = queries.promises_of(found.item).filter(answer__question=found)
    listed = Crumb(_("询问"), questions_url(place, found.item))
    crumbs = item_crumbs(place, found.item, listed, Crumb(found.asker_name)) if office else ()
    context = QuestionPage(
        page=Page(
            title=_("%(name)s的询问") % {"name": found.asker_name},
            lead=f"{found.item.meeting.title} · {found.item.title}",
            crumbs=crumbs,
        ),
        place=place,
        question=found,
        row=row_of(place, found),
        answers=list(found.answers.select_related("unit")),
        offers=offers_of(actor, place, found),
        away=not_put_because(found),
        promises=promise_lines(actor, place, list(promises)),
        before=found.follow_up_of,
        after=queries.questions_of(found.item).filter(follow_up_of=found).first(),
        entries=history(actor, place, found) if office else [],
        back_url=questions_url(place, found.item) if office else reverse("inbox:list"),
        link_rows=links_of(actor, place, "question", found.public_id) if office else [],
        kind="question",
        public_id=found.public_id,
        may_link=office and can_link(actor, place),
    )
    return render(request, "meetings/question.html", vars(context))
