"""录入计票的页面: blindly by hand or from a file, and the empty table of a poll."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sending_once import once
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.act_forms import bound, explain, gone_on, obstacle_of
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Page
from oversight.voting import actions, count_files, permissions, queries
from oversight.voting.actions.counting import check_teller
from oversight.voting.actions.support import poll_url, require
from oversight.voting.count_files import WrongCells
from oversight.voting.forms.acts import EntryFileForm, EntryForm
from oversight.voting.models import Poll
from oversight.voting.pages.words import item_word
from oversight.voting.views.shared import crumbs_to, poll_or_404, refused_before


@place_page(permissions.can_count)
def enter_counts(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """录入计票: empty cells, whatever the other has entered."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    if request.method != "POST" and (why := why_not(actor, poll)):
        return refused_before(request, place, poll, _("录入计票"), why)
    form = bound(EntryForm, request, place=place, poll=poll)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():

            def run() -> str:
                actions.enter_counts(actor, place, poll, figures=form.cleaned_data)
                return after_entry(request, poll)

            try:
                return gone_on(request, once(request, run), "")
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
    context = {
        "page": Page(
            title=_("录入计票"),
            lead=_("看票录入，一格一数，没有的写 0。另一人录入的数在你录完以前看不到。"),
            crumbs=crumbs_to(place, poll, _("录入计票")),
        ),
        "place": place,
        "poll": poll,
        "form": form,
        "parts": list(form.parts()),  # type: ignore[attr-defined]
        "item_word": item_word(poll),
        "file_url": poll_url(poll, "enter_file"),
        "back_url": poll_url(poll),
    }
    return render(request, "voting/enter.html", context, status=status)


def why_not(actor: Actor, poll: Poll) -> str:
    """What keeps this reader from counting this vote now."""
    return obstacle_of(lambda: require("enter_counts", poll), lambda: check_teller(actor, poll))


def after_entry(request: HttpRequest, poll: Poll) -> str:
    """Say what comes next; on to the comparison where both are in, else back to the poll."""
    again = poll_or_404(poll.jurisdiction, poll.public_id)
    if again.state != "counted":
        messages.success(request, _("已录入。接着由另一名计票人录入，录完才能对照。"))
        return poll_url(poll)
    count = queries.count_of(again)
    assert count is not None
    if count.may_be_locked:
        messages.success(request, _("已录入，两次录入相同。接着锁定，送监票人签字。"))
    elif count.differing:
        text = ngettext(
            "已录入，两次录入有 %(count)d 格不同。接着看原票改正。",
            "已录入，两次录入有 %(count)d 格不同。接着看原票改正。",
            len(count.differing),
        )
        messages.warning(request, text % {"count": len(count.differing)})
    else:
        messages.warning(request, _("已录入，两次录入相同，但票数核对不成立。接着看原票改正。"))
    return poll_url(poll, "count")


@place_page(permissions.can_count)
def enter_file(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """从文件录入: one of the two entries; every wrong cell is named and nothing taken over."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    if request.method != "POST" and (why := why_not(actor, poll)):
        return refused_before(request, place, poll, _("从文件录入计票"), why)
    form = bound(EntryFileForm, request, place=place)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file, source = form.cleaned_data["file"], form.cleaned_data["source"]

            def run() -> str:
                content = file.read(count_files.LARGEST + 1)
                actions.enter_from_file(
                    actor, place, poll, source=source, name=file.name, content=content
                )
                return after_entry(request, poll)

            try:
                return gone_on(request, once(request, run), "")
            except NotPermitted as error:
                raise PermissionDenied from error
            except WrongCells as error:
                for each in error.errors[:50]:
                    form.add_error("file", str(each))
            except Refused as error:
                explain(form, error)
                status = error.status
    context = {
        "page": Page(
            title=_("从文件录入计票"),
            lead=_("两次录入中的一次可以来自表决系统或读票机，另一次须由人看票录入。"),
            crumbs=crumbs_to(place, poll, _("从文件录入计票")),
        ),
        "place": place,
        "poll": poll,
        "form": form,
        "back_url": poll_url(poll, "enter_counts"),
    }
    return render(request, "voting/enter_file.html", context, status=status)


@require_safe
@place_page(permissions.can_count)
def entry_template(request: HttpRequest, place: Jurisdiction, key: str, form: str) -> HttpResponse:
    """计票表样: the empty table of this poll."""
    if form not in FORMS:
        raise Http404(form)
    poll = poll_or_404(place, key)
    return table_response(count_files.template(poll), form, _("计票表样"))
