"""记名表决的页面: the own vote on the telephone, one question a screen; the names called by the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound, explain
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Page
from oversight.voting import actions, permissions
from oversight.voting.actions.support import poll_url
from oversight.voting.forms.named import CalledForm, ChoiceForm
from oversight.voting.models import NamedVote, Poll
from oversight.voting.pages import named as pages
from oversight.voting.queries import named
from oversight.voting.rules.named import PART
from oversight.voting.values import RollRow
from oversight.voting.views.shared import crumbs_to, obstacle, poll_or_404, refused_before


def named_or_404(place: Jurisdiction, key: str) -> Poll:
    """The vote by name of the address."""
    found = poll_or_404(place, key)
    if found.method != PART:
        raise Http404(key)
    return found


def number_in(request: HttpRequest, name: str, most: int) -> int:
    """A number of the address from 1; 0 where it says none."""
    text = request.GET.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number if number <= most else 0


@place_page(permissions.can_cast)
def cast_by_name(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """记名表决：我的表决。"""
    poll, actor = named_or_404(place, key), actor_of(request)
    row = named.own_row(actor, poll)
    if row is None:
        raise PermissionDenied
    form, status = bound(ChoiceForm, request, place=place), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                vote = actions.cast_by_name(actor, place, poll, **form.cleaned_data)
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
            else:
                messages.success(request, kept_word(poll, vote))
                return HttpResponseRedirect(next_question(poll, row, vote.option))
    return render(request, "voting/cast.html", own_context(request, poll, row, form), status=status)


def kept_word(poll: Poll, vote: NamedVote) -> str:
    """第 1 项已记下：赞成; without the number where there is one question alone."""
    number, choice = poll.options.index(vote.option) + 1, pages.choice_word(vote.choice)
    several = _("第 %(number)d 项已记下：%(choice)s。")
    return (several if len(poll.options) > 1 else _("已记下：%(choice)s。")) % {
        "number": number,
        "choice": choice,
    }


def next_question(poll: Poll, row: RollRow, after: str) -> str:
    """The next question without an own vote, from this one on; the overview where there is none."""
    rows = pages.questions(poll, row)
    at = poll.options.index(after) + 1
    left = next((one for one in [*rows[at:], *rows[:at]] if one.vote is None), None)
    return poll_url(poll, "cast_by_name") + (f"?n={left.number}" if left else "")


def own_context(request: HttpRequest, poll: Poll, row: RollRow, form: Any) -> dict[str, Any]:
    """One question with its three keys; the overview once every question has the own vote, and after the close."""
    rows, number = pages.questions(poll, row), number_in(request, "n", len(poll.options))
    left = [one for one in rows if one.vote is None]
    may = poll.state == "opened" and row.present and row.counts_in_base
    question = None
    if may and (number or left):
        question = rows[number - 1] if number else left[0]
    return {
        "page": Page(title=own_title(poll, row, question, len(left)), window_title=_("记名表决")),
        "place": poll.jurisdiction,
        "poll": poll,
        "form": form,
        "may": may,
        "question": question,
        "questions": rows,
        "left": len(left),
        "before": rows[question.number - 2] if question and question.number > 1 else None,
        "after": rows[question.number] if question and question.number < len(rows) else None,
        "keys": pages.choices(question.vote.choice if question and question.vote else ""),
    }


def own_title(poll: Poll, row: RollRow, question: pages.Question | None, left: int) -> str:
    """What is asked, or how it stands."""
    if question is not None:
        return question.option
    if not row.present or not row.counts_in_base:
        return _("名册上你没有到会，不能表决")
    if poll.state == "prepared":
        return _("表决还没有开始")
    if poll.state == "opened" and not left:
        return _("你的表决已记下")
    return _("表决已经结束")


@place_page(permissions.can_prepare)
def enter_by_name(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """唱名登记。"""
    poll, actor = named_or_404(place, key), actor_of(request)
    if request.method != "POST" and (why := obstacle(request, poll)):
        return refused_before(request, place, poll, _("唱名登记"), why)
    form, status = bound(CalledForm, request, place=place), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                vote = actions.enter_by_name(actor, place, poll, **form.cleaned_data)
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
            else:
                values = {"name": vote.name, "choice": pages.choice_word(vote.choice)}
                messages.success(request, _("%(name)s：%(choice)s。") % values)
                return HttpResponseRedirect(next_name(poll, vote.option, form.cleaned_data["name"]))
    return render(
        request, "voting/roll_call.html", call_context(request, poll, form), status=status
    )


def call_url(poll: Poll, number: int, at: int = 0) -> str:
    return poll_url(poll, "enter_by_name") + f"?n={number}" + (f"&at={at}" if at else "")


def next_name(poll: Poll, option: str, key: str) -> str:
    """The next name without a vote on the option, after the one just entered."""
    rows, number = pages.called(poll, option), poll.options.index(option) + 1
    at = next((one.number for one in rows if key in {one.key, one.name}), 0)
    left = next((one for one in [*rows[at:], *rows[:at]] if not one.done), None)
    return call_url(poll, number, left.number if left else 0)


def call_context(request: HttpRequest, poll: Poll, form: Any) -> dict[str, Any]:
    """The name that is called with its keys, everybody below; by option where there are several."""
    number = number_in(request, "n", len(poll.options)) or 1
    rows = pages.called(poll, poll.options[number - 1])
    at = number_in(request, "at", len(rows))
    left = [one for one in rows if not one.done]
    current = rows[at - 1] if at else left[0] if left else None
    skipped = next((one for one in left if current and one.number > current.number), None)
    values = {"done": len(rows) - len(left), "left": len(left)}
    return {
        "page": Page(
            title=_("唱名登记"),
            lead=_("已表决 %(done)d 人，还有 %(left)d 人") % values,
            crumbs=crumbs_to(poll.jurisdiction, poll, _("唱名登记")),
        ),
        "place": poll.jurisdiction,
        "poll": poll,
        "form": form,
        "option": poll.options[number - 1],
        "options": [
            (n, name, call_url(poll, n), n == number)
            for n, name in enumerate(poll.options, start=1)
        ],
        "current": current,
        "skip": call_url(poll, number, skipped.number) if skipped else "",
        "rows": [(one, call_url(poll, number, one.number)) for one in rows],
        "keys": pages.choices(current.choice if current else ""),
        "back_url": poll_url(poll),
    }
