"""对照和锁定的页面: both entries side by side, corrections, the locked sheet."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Page
from oversight.voting import actions, permissions, queries
from oversight.voting.actions.locking import refuse_open_cells
from oversight.voting.actions.support import poll_url
from oversight.voting.forms.acts import BareForm, CorrectForm, ReasonForm
from oversight.voting.models import Poll
from oversight.voting.pages.comparison import Proposal, comparison, proposals
from oversight.voting.pages.possible import possible
from oversight.voting.pages.words import cell_word, item_word
from oversight.voting.queries.counts import corrected, has_entered
from oversight.voting.views.poll import print_context, rejected_in, sheet_context, signatures_of
from oversight.voting.views.shared import crumbs_to, poll_act, poll_or_404, seen_count

COUNTING = {"counted", "locked", "signed", "announced"}


@require_safe
@place_page(permissions.can_read)
def count(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """对照: both entries side by side; locked, the sheet itself."""
    poll = seen_count(request, place, key)
    if queries.count_of(poll) is None:
        return render(request, "voting/count_locked.html", locked_context(request, poll))
    return render(request, "voting/count.html", count_context(request, poll))


def locked_context(request: HttpRequest, poll: Poll) -> dict[str, Any]:
    """A sheet that follows from what was cast: nothing was entered, so nothing is compared."""
    actor, sheet = actor_of(request), queries.sheet_of(poll)
    if sheet is None:
        raise Http404(poll.public_id)
    return {
        "page": Page(
            title=_("计票报告单"),
            lead=poll.title,
            crumbs=crumbs_to(poll.jurisdiction, poll, _("计票报告单")),
        ),
        "place": poll.jurisdiction,
        "poll": poll,
        "may_sign": possible(poll, actor, "sign_sheet"),
        "may_announce": possible(poll, actor, "announce"),
        "missing": queries.missing_signers(poll) if poll.state == "locked" else [],
        **sheet_context(actor, poll, sheet),
    }


def count_context(request: HttpRequest, poll: Poll) -> dict[str, Any]:
    """Everything of the count for those who may see it."""
    actor, place = actor_of(request), poll.jurisdiction
    found = comparison(poll)
    acts = [Act(_("打印对照表"), poll_url(poll, "count_print"), "printer")]
    return {
        "page": Page(
            title=_("计票报告单"),
            lead=found.lead,
            crumbs=crumbs_to(place, poll, _("计票报告单")),
            acts=acts,
        ),
        "place": place,
        "poll": poll,
        "found": found,
        "proposals": proposals(poll, actor) if poll.state == "counted" else [],
        "may_correct": possible(poll, actor, "correct_cell"),
        "may_lock": possible(poll, actor, "lock_sheet"),
        "may_sign": possible(poll, actor, "sign_sheet"),
        "may_recount": possible(poll, actor, "order_recount"),
        "may_announce": possible(poll, actor, "announce"),
        "sheet": queries.sheet_of(poll),
        "missing": queries.missing_signers(poll) if poll.state == "locked" else [],
        "signatures": signatures_of(queries.sheet_of(poll)),
    }


@require_safe
@place_page(permissions.can_read)
def count_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印对照表, with every correction."""
    poll = seen_count(request, place, key)
    if queries.count_of(poll) is None:
        raise Http404(key)
    context = {
        **print_context(request, poll, _("计票对照表")),
        "found": comparison(poll),
        "signatures": signatures_of(queries.sheet_of(poll)),
        "rejected": rejected_in(poll),
        "back_url": poll_url(poll, "count"),
    }
    return render(request, "voting/count_print.html", context)


@place_page(permissions.can_count)
def correct_cell(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """改正一格: the cell of the address, by who entered one of the two."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    if not has_entered(actor, poll):
        raise PermissionDenied
    form = queries.entry_form_of(poll)
    cell = request.GET.get("cell", "")
    if cell not in form.cells():
        raise Http404(cell)
    names = {"first": _("甲"), "second": _("乙")}
    now = [
        (f"{names[each.side]} {each.entered_label}", str(corrected(each)[cell]))
        for each in queries.entries_of(poll)
        if poll.state in COUNTING
    ]
    parts = cell.split(".")
    name = form.options[int(parts[1])] if len(parts) == 3 else poll.title
    return poll_act(
        request,
        place,
        poll,
        CorrectForm,
        lambda **data: actions.correct_cell(actor, place, poll, cell=cell, **data),
        title=_("改正%(cell)s") % {"cell": cell_word(form, cell)},
        button=_("登记改动"),
        done=_("改动已登记，原数保留在改动记录里；改另一人录入的，等确认。"),
        warning=_(
            "看过原票再改。改自己录入的立即算数；改另一人录入的，由那一人或者监票人用自己的账号确认后才算数。"
            "改动只增不改，随计票报告单打印。"
        ),
        facts=[(item_word(poll), name), *now],
        initial={"reason": _("看原票"), "side": request.GET.get("side", "")},
        offered={"poll": poll},
        back=poll_url(poll, "count"),
    )


def answered(
    request: HttpRequest, place: Jurisdiction, key: str, correction: str
) -> tuple[Poll, Proposal]:
    """The poll and the correction that this reader may answer."""
    poll = seen_count(request, place, key)
    found = next((one for one in proposals(poll, actor_of(request)) if one.key == correction), None)
    if found is None:
        raise Http404(correction)
    if not found.may_answer:
        raise PermissionDenied
    return poll, found


@place_page(permissions.can_sign)
def confirm_correction(
    request: HttpRequest, place: Jurisdiction, key: str, correction: str
) -> HttpResponse:
    """确认改动。"""
    poll, found = answered(request, place, key, correction)
    return poll_act(
        request,
        place,
        poll,
        BareForm,
        lambda: actions.confirm_correction(actor_of(request), place, poll, correction=correction),
        title=_("确认对录入的改动"),
        button=_("确认改动"),
        done=_("改动已确认，从现在起算数。"),
        warning=_("看过原票再确认；确认人写进改动记录，随计票报告单打印。"),
        facts=[(_("改动"), found.text), (_("谁提出"), found.who)],
        back=poll_url(poll, "count"),
    )


@place_page(permissions.can_sign)
def refuse_correction(
    request: HttpRequest, place: Jurisdiction, key: str, correction: str
) -> HttpResponse:
    """不确认改动。"""
    poll, found = answered(request, place, key, correction)
    return poll_act(
        request,
        place,
        poll,
        ReasonForm,
        lambda reason: actions.refuse_correction(
            actor_of(request), place, poll, correction=correction, reason=reason
        ),
        title=_("不确认对录入的改动"),
        button=_("不予确认"),
        done=_("没有确认，录入的数不变；提出的改动和原因留在记录里。"),
        facts=[(_("改动"), found.text), (_("谁提出"), found.who)],
        back=poll_url(poll, "count"),
    )


def counted(poll: Poll) -> queries.Count:
    """Both entries of a poll that is being compared."""
    found = queries.count_of(poll)
    assert found is not None
    return found


@place_page(permissions.can_count)
def lock_sheet(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """锁定计票报告单。"""
    poll, actor = poll_or_404(place, key), actor_of(request)
    if not has_entered(actor, poll):
        raise PermissionDenied
    return poll_act(
        request,
        place,
        poll,
        BareForm,
        lambda: actions.lock_sheet(actor, place, poll),
        title=_("锁定计票报告单"),
        button=_("锁定并送监票人签字"),
        done=_("计票报告单已锁定，送总监票人、监票人、计票人签字。"),
        warning=_("锁定后不能改。发现错误须由总监票人宣布重新计票，原表保留。"),
        back=poll_url(poll, "count"),
        checks=[lambda: refuse_open_cells(counted(poll))],
    )
