"""计票页面: entering blindly, by hand or from a file; comparing; correcting; locking; signing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.audit.errors import NotPermitted, Refused
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.act_forms import bound, explain
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Page
from oversight.voting import actions, count_files, permissions, queries
from oversight.voting.actions.support import poll_url
from oversight.voting.count_files import WrongCells
from oversight.voting.forms.acts import BareForm, CorrectForm, EntryFileForm, EntryForm, SignForm
from oversight.voting.models import Poll
from oversight.voting.pages.comparison import comparison
from oversight.voting.pages.possible import possible
from oversight.voting.pages.words import cell_word, item_word
from oversight.voting.queries.counts import Signer, corrected, has_entered, is_self
from oversight.voting.views.poll import print_context, sheet_context
from oversight.voting.views.shared import crumbs_to, poll_act, poll_or_404

COUNTING = {"counted", "locked", "signed", "announced"}


@place_page(permissions.can_count)
def enter_counts(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """录入计票: empty cells, whatever the other has entered."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    form = bound(EntryForm, request, place=place, poll=poll)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.enter_counts(actor, place, poll, figures=form.cleaned_data)
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                explain(form, error)
                status = error.status
            else:
                return HttpResponseRedirect(after_entry(request, poll))
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


def after_entry(request: HttpRequest, poll: Poll) -> str:
    """On to the comparison where both are in, else back to the poll."""
    again = poll_or_404(poll.jurisdiction, poll.public_id)
    seen = queries.may_see_count(actor_of(request), again)
    return poll_url(poll, "count") if seen else poll_url(poll)


@place_page(permissions.can_count)
def enter_file(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """从文件录入: one of the two entries; every wrong cell is named and nothing taken over."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    form = bound(EntryFileForm, request, place=place)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                actions.enter_from_file(
                    actor,
                    place,
                    poll,
                    source=form.cleaned_data["source"],
                    name=file.name,
                    content=file.read(count_files.LARGEST + 1),
                )
            except NotPermitted as error:
                raise PermissionDenied from error
            except WrongCells as error:
                for each in error.errors[:50]:
                    form.add_error("file", str(each))
            except Refused as error:
                explain(form, error)
                status = error.status
            else:
                return HttpResponseRedirect(after_entry(request, poll))
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


def seen_count(request: HttpRequest, place: Jurisdiction, key: str) -> Poll:
    """The poll whose count this reader may see now."""
    poll = poll_or_404(place, key)
    if not queries.may_see_count(actor_of(request), poll):
        raise PermissionDenied
    return poll


@require_safe
@place_page(permissions.can_read)
def count(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """对照: both entries side by side; locked, the sheet itself."""
    poll = seen_count(request, place, key)
    return render(request, "voting/count.html", count_context(request, poll))


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
        "may_correct": possible(poll, actor, "correct_cell"),
        "may_lock": possible(poll, actor, "lock_sheet"),
        "may_sign": possible(poll, actor, "sign_sheet"),
        "may_recount": possible(poll, actor, "order_recount"),
        "may_announce": possible(poll, actor, "announce"),
        "sheet": queries.sheet_of(poll),
        "missing": queries.missing_signers(poll) if poll.state == "locked" else [],
    }


@require_safe
@place_page(permissions.can_read)
def count_print(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """打印对照表, with every correction."""
    poll = seen_count(request, place, key)
    context = {
        **print_context(request, poll, _("计票对照表")),
        "found": comparison(poll),
        "back_url": poll_url(poll, "count"),
    }
    return render(request, "voting/count_print.html", context)


@place_page(permissions.can_count)
def correct_cell(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """改正一格: the cell of the address, by who entered one of the two."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    if not has_entered(actor, poll):
        raise PermissionDenied
    form = queries.form_of(poll)
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
        done=_("改动已登记，原数保留在改动记录里。"),
        warning=_("看过原票再改。改动只增不改，随计票报告单打印。"),
        facts=[(item_word(poll), name), *now],
        initial={"reason": _("看原票"), "side": request.GET.get("side", "")},
        offered={"poll": poll},
        back=poll_url(poll, "count"),
    )


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
    )


@place_page(permissions.can_sign)
def sign_sheet(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """签字: the sheet is shown above, the name typed below."""
    poll = seen_count(request, place, key)
    actor = actor_of(request)
    missing = queries.missing_signers(poll) if poll.state == "locked" else []
    if not has_entered(actor, poll):
        missing = [each for each in missing if is_self(actor, poll, each)]
    scanned = [each for each in missing if signs_by_scan_alone(actor, poll, each)]
    form = bound(SignForm, request, place=place, signers=missing, scanned=scanned)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                sign(request, poll, form.cleaned_data)
            except Refused as error:
                explain(form, error)
                status = error.status
            else:
                return HttpResponseRedirect(poll_url(poll, "count"))
        elif not missing:
            status = 409
    sheet = queries.sheet_of(poll)
    if sheet is None:
        return HttpResponseRedirect(poll_url(poll, "count"))
    context = {
        "page": Page(
            title=_("在计票报告单上签字"),
            lead=poll.title,
            crumbs=crumbs_to(place, poll, _("签字")),
        ),
        "place": place,
        "poll": poll,
        "form": form,
        "missing": missing,
        "back_url": poll_url(poll, "count"),
        **sheet_context(poll, sheet),
    }
    return render(request, "voting/sign.html", context, status=status)


def signs_by_scan_alone(actor: Actor, poll: Poll, signer: Signer) -> bool:
    """The other teller: never on this account, only as a scan of the signed paper."""
    return signer.capacity == "teller" and not is_self(actor, poll, signer)


def sign(request: HttpRequest, poll: Poll, data: dict[str, Any]) -> None:
    """The name typed must be the signer's."""
    capacity, _colon, wanted = data["signer"].partition(":")
    if data["name"].strip() != wanted:
        text = _("键入的姓名与所选的签字人“%(name)s”不一致。") % {"name": wanted}
        raise Refused("other_name", text, where="name")
    scan = data["scan"]
    actions.sign_sheet(
        actor_of(request),
        poll.jurisdiction,
        poll,
        capacity=capacity,
        name=wanted,
        upload=(scan.name, scan) if scan else None,
    )


@require_safe
@place_page(permissions.can_read)
def scan(request: HttpRequest, place: Jurisdiction, key: str, signature: str) -> HttpResponse:
    """签字的扫描件: shows figures perhaps, so it is seen by whom the count may be seen."""
    poll = seen_count(request, place, key)
    for sheet in poll.sheets.all():
        found = sheet.signatures.filter(public_id=signature).select_related("scan").first()
        if found is not None and found.scan is not None:
            return sent(found.scan, inline=True)
    raise Http404(signature)
