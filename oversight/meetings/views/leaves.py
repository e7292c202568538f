"""请假的表单: asked by the clerk for another, answered, the signed slip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions
from oversight.meetings.forms.people import AnswerForm, LeaveForm
from oversight.meetings.queries import leaves as queries
from oversight.meetings.views.people_acts import called, person_form


@place_page(permissions.can_arrange)
def ask_leave(request: HttpRequest, place: Jurisdiction, key: str, one: str) -> HttpResponse:
    """登记请假。"""
    found, actor = called(request, place, key, one), actor_of(request)
    return person_form(
        request,
        place,
        found,
        LeaveForm,
        lambda **data: actions.ask_leave(actor, place, found, **data),
        title=_("登记请假"),
        button=_("登记请假"),
        done=_("请假已登记，等批假。"),
    )


@place_page(permissions.can_answer_leave)
def grant_leave(request: HttpRequest, place: Jurisdiction, key: str, one: str) -> HttpResponse:
    """批假。"""
    words = (_("批假"), _("准假"), _("已准假。"))
    return answer_page(request, place, key, one, actions.grant_leave, words)


@place_page(permissions.can_answer_leave)
def refuse_leave(request: HttpRequest, place: Jurisdiction, key: str, one: str) -> HttpResponse:
    """不准假。"""
    words = (_("不准假"), _("不准假"), _("已登记不准假。"))
    return answer_page(request, place, key, one, actions.refuse_leave, words)


def answer_page(
    request: HttpRequest,
    place: Jurisdiction,
    key: str,
    one: str,
    act: Callable[..., Any],
    words: tuple[str, str, str],
) -> HttpResponse:
    """The answer in one's own name, or what another answered on the slip, which the page says."""
    found, actor = called(request, place, key, one), actor_of(request)
    way = queries.way_of_answering(actor, place, found.meeting)
    if not way:
        raise PermissionDenied
    own = way == "own"
    title, button, done = words
    return person_form(
        request,
        place,
        found,
        AnswerForm,
        lambda **data: act(actor, place, found, **data),
        title=title,
        button=button,
        done=done,
        warning=""
        if own
        else _("你是代录：记录、页面和请假条都写明由你代录、凭哪张签字的请假条。"),
        facts=[(_("请假原因"), found.leave_reason)] if found.leave_reason else (),
        offered={"own": own, "participant": found},
    )


@require_safe
@place_page(permissions.can_read_slips)
def signed_slip(request: HttpRequest, place: Jurisdiction, key: str, one: str) -> HttpResponse:
    """签字的请假条, by which an answer was entered."""
    found = called(request, place, key, one)
    if found.leave_slip is None:
        raise Http404(one)
    return sent(found.leave_slip, inline=False)
