"""询问的行为表单: ask, answer, follow up, block, pass on in writing, withdraw, mark what was promised."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions_items as permissions
from oversight.meetings.actions import answers, questions
from oversight.meetings.actions.question_support import allow
from oversight.meetings.forms import questions as forms
from oversight.meetings.models import Question
from oversight.meetings.queries import questions as queries
from oversight.meetings.views.item_pages import (
    question_form,
    question_or_404,
    questions_url,
)


@require_POST
@place_page(permissions.can_preside)
def ask(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """现在提问."""
    found = question_or_404(request, place, key)
    try:
        questions.ask_question(actor_of(request), place, found)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        messages.error(request, f"{error.text}（{error.basis}）" if error.basis else error.text)
    return HttpResponseRedirect(questions_url(place, found.item))


@place_page(permissions.can_answer)
def answer(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记答复."""
    found = question_or_404(request, place, key)
    actor = actor_of(request)
    if not permissions.may_answer(actor, place, found):
        raise PermissionDenied
    form = bound(
        forms.AnswerForm,
        request,
        place=place,
        initial=first_answer(found),
        only=None if permissions.can_enter(actor, place) else found.unit,
    )
    return question_form(
        request,
        place,
        found,
        form,
        lambda data: answers.record_answer(actor, place, found, **data),
        _("登记对%(name)s的答复") % {"name": found.asker_name},
        _("登记答复"),
        _("已登记答复。"),
        lead=_("答复只增不改；说错了的，登记补充答复。"),
    )


def first_answer(question: Question) -> dict[str, Any]:
    """The unit that was asked, and its head."""
    unit = question.unit
    head = institutions.posts_of(unit).filter(is_head=True).first() if unit else None
    return {
        "unit": unit.public_id if unit else None,
        "official": head.person.name if head else "",
        "official_title": head.title if head else "",
        "mode": "written" if question.state == "deferred" else "oral",
    }


@place_page(permissions.can_preside)
def follow_up(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """追问."""
    found = question_or_404(request, place, key)
    return question_form(
        request,
        place,
        found,
        bound(forms.FollowUpForm, request),
        lambda data: questions.follow_up(actor_of(request), place, found, **data),
        _("%(name)s追问") % {"name": found.asker_name},
        pgettext("act", "追问"),
        _("已登记追问，等待答复。"),
    )


@place_page(permissions.can_preside)
def block(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """不予提问."""
    found = question_or_404(request, place, key)
    return question_form(
        request,
        place,
        found,
        bound(forms.BlockForm, request),
        lambda data: questions.block_question(actor_of(request), place, found, **data),
        _("不予提问：%(name)s的询问") % {"name": found.asker_name},
        _("不予提问"),
        _("已登记不予提问，询问人会收到原因和依据。"),
        warning=_("不予提问要有法定的情形；问得尖锐不是理由。记录里写明情形和依据，不能撤销。"),
    )


@place_page(permissions.can_preside)
def defer(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """转为书面答复."""
    found = question_or_404(request, place, key)
    initial = {"unit": found.unit.public_id if found.unit else None}
    return question_form(
        request,
        place,
        found,
        bound(forms.DeferForm, request, place=place, initial=initial),
        lambda data: questions.defer_question(actor_of(request), place, found, **data),
        _("转为书面答复：%(name)s的询问") % {"name": found.asker_name},
        _("转为书面答复"),
        _("已转为书面答复，单位已收到通知。"),
    )


@place_page(permissions.can_preside)
def withdraw(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记撤回."""
    found = question_or_404(request, place, key)
    return question_form(
        request,
        place,
        found,
        bound(forms.WithdrawForm, request),
        lambda data: questions.withdraw_question(actor_of(request), place, found, **data),
        _("撤回%(name)s的询问") % {"name": found.asker_name},
        _("登记撤回"),
        _("已撤回。"),
        warning=_("撤回的询问仍查得到，不能恢复；要问的另行提出。"),
    )


@place_page(permissions.can_enter)
def change(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """改内容."""
    found = question_or_404(request, place, key)
    initial = {"text": found.text, "unit": found.unit.public_id if found.unit else None}
    return question_form(
        request,
        place,
        found,
        bound(forms.OwnQuestionForm, request, place=place, initial=initial),
        lambda data: questions.change_question(actor_of(request), place, found, **data),
        _("改%(name)s的询问") % {"name": found.asker_name},
        _("保存"),
        _("已改。"),
    )


@place_page(permissions.can_mark)
def promise(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """标记承诺: of the latest answer."""
    found = question_or_404(request, place, key)
    last = found.answers.order_by("-at", "-pk").first()
    initial = {"unit": last.unit.public_id, "text": ""} if last else {}

    def run(data: dict[str, Any]) -> Any:
        if last is None:
            allow("mark_promise", found)
        return answers.mark_promise(actor_of(request), place, last, **data)

    return question_form(
        request,
        place,
        found,
        bound(forms.PromiseForm, request, place=place, initial=initial),
        run,
        _("标记答复中的承诺"),
        _("标记承诺"),
        _("已标记。交办以后，单位的承办事项里才有。"),
        lead=last.text if last else "",
    )


@place_page(permissions.can_mark)
def promise_drop(request: HttpRequest, place: Jurisdiction, key: str, promise: str) -> HttpResponse:
    """取消承诺的标记."""
    found = question_or_404(request, place, key)
    marked = queries.promise_by_id(place, promise)
    if marked is None or marked.answer.question_id != found.pk:
        raise Http404(promise)

    def run(data: dict[str, Any]) -> None:
        answers.drop_promise(actor_of(request), place, marked, **data)

    return question_form(
        request,
        place,
        found,
        bound(forms.ReasonForm, request),
        run,
        _("取消承诺的标记：%(text)s") % {"text": marked.text[:40]},
        _("取消标记"),
        _("已取消标记。"),
    )
