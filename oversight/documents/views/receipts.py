"""回执页面: who has to be phoned, on the screen and as a form to print; recording a call and a confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.documents import actions, permissions, queries
from oversight.documents.forms import acts as forms
from oversight.documents.models import Receipt
from oversight.documents.queries.receipts import PhoneLine
from oversight.documents.views.shared import crumbs_to, list_crumb, url_of
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.workbook import Sheet, workbook_response, write_workbook
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.views.listing import paged, word
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page


@dataclass(frozen=True)
class PhonePage:
    """电话清单页。"""

    page: Page
    place: Jurisdiction
    listing: PaginatorPage[Any]
    rows: Sequence[PhoneLine]
    q: str
    reason: str
    reasons: Sequence[tuple[str, str]]
    show: str
    filtered: bool
    labels: dict[str, str]


def reasons() -> dict[str, str]:
    """Why somebody has to be phoned, in words."""
    return {
        "no_account": _("没有联络员账号"),
        "no_unit": _("不是登记的单位"),
        "late": _("逾期没有回执"),
        "open": _("还在期限内"),
    }


def phone_lines(request: HttpRequest, place: Jurisdiction) -> list[PhoneLine]:
    """The lines as the address asks for them."""
    q, reason = word(request, "q"), word(request, "reason", reasons())
    lines = queries.phone_list(place, everything=word(request, "show") == "all" or reason == "open")
    if q:
        lines = [
            line
            for line in lines
            if q in line.receipt.name
            or q in line.receipt.paper.title
            or q in line.receipt.paper.number
        ]
    return [line for line in lines if line.reason == reason] if reason else lines


def phone_context(request: HttpRequest, place: Jurisdiction, everything: bool) -> PhonePage:
    """The page; every line where it is printed."""
    lines = phone_lines(request, place)
    listing = paged(request, lines)
    printed = reverse("documents:phone_print", args=[place.code])
    query = request.GET.urlencode()
    reason = word(request, "reason", reasons())
    return PhonePage(
        page=Page(
            title=ngettext("要打 %(count)d 个电话催回执", "要打 %(count)d 个电话催回执", len(lines))
            % {"count": len(lines)}
            if lines
            else _("没有要打电话催的回执"),
            lead=_("印发以后没有确认收悉，或者没有人能在网上确认的"),
            window_title=_("电话清单"),
            crumbs=(list_crumb(place), Crumb(_("电话清单"))),
            acts=(Act(_("打印电话清单"), f"{printed}?{query}", "printer"),) if lines else (),
        ),
        place=place,
        listing=listing,
        rows=lines if everything else list(listing),
        q=word(request, "q"),
        reason=reason,
        reasons=list(reasons().items()),
        show=word(request, "show", {"all"}),
        filtered=bool(query),
        labels=reasons(),
    )


@require_safe
@place_page(permissions.can_issue)
def phone_list(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """电话清单。"""
    return render(request, "documents/phone_list.html", vars(phone_context(request, place, False)))


@require_safe
@place_page(permissions.can_issue)
def phone_print(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """打印电话清单: with empty columns for who answered and when."""
    back = reverse("documents:phone_list", args=[place.code])
    context = vars(phone_context(request, place, True)) | {
        "back_url": back,
        "print_address": request.build_absolute_uri(back),
    }
    return render(request, "documents/phone_print.html", context)


@require_safe
@place_page(permissions.can_issue)
def phone_export(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导出电话清单。"""
    labels = reasons()
    headings = [
        _("单位"),
        _("发文字号"),
        _("标题"),
        _("回执期限"),
        _("原因"),
        _("联络员"),
        _("电话"),
        _("上次电话"),
        _("编号"),
    ]
    rows = [
        [
            line.receipt.name,
            line.receipt.paper.number,
            line.receipt.paper.title,
            line.receipt.due,
            labels[line.reason],
            "、".join(f"{each.name}（{each.rank}）" for each in line.contacts),
            "、".join(each.phone for each in line.contacts if each.phone),
            line.receipt.phoned_note,
            line.receipt.public_id,
        ]
        for line in phone_lines(request, place)
    ]
    content = write_workbook([Sheet(_("电话清单"), headings, rows)])
    return workbook_response(content, f"{place.code}-calls.xlsx")


def receipt_or_404(place: Jurisdiction, key: str) -> Receipt:
    """The receipt of the address."""
    found = queries.receipt_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def receipt_page(
    place: Jurisdiction, receipt: Receipt, title: str, button: str, done: str
) -> ActPage:
    """The head of an act on a receipt."""
    paper = receipt.paper
    return ActPage(
        title,
        button,
        url_of(place, paper),
        crumbs_to(place, paper, button),
        done=done,
        facts=((_("公文"), f"{paper.number_text} {paper.title}"), (_("收文单位"), receipt.name)),
    )


@place_page(permissions.can_issue)
def receipt_acknowledge(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记对方的确认。"""
    receipt = receipt_or_404(place, key)
    title = _("登记%(name)s确认收悉") % {"name": receipt.name}
    page = receipt_page(place, receipt, title, _("登记确认"), _("确认已登记。"))
    form = bound(forms.PhoneReceiptForm, request, place=place)

    def run(data: dict[str, Any]) -> None:
        actions.acknowledge_receipt(actor_of(request), place, receipt=receipt, **data)

    return act_page(request, page, form, run)


@place_page(permissions.can_issue)
def receipt_call(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记一次电话。"""
    receipt = receipt_or_404(place, key)
    title = _("登记打给%(name)s的电话") % {"name": receipt.name}
    page = receipt_page(place, receipt, title, _("登记电话"), _("电话已登记，回执还在等。"))
    form = bound(forms.CallForm, request, place=place)

    def run(data: dict[str, Any]) -> None:
        actions.record_call(actor_of(request), place, receipt=receipt, **data)

    return act_page(request, page, form, run)
