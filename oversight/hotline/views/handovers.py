"""数据交接单的页面: record what was handed over for a month, print it for both to sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Refused
from oversight.hotline import actions, permissions, queries_imports
from oversight.hotline.forms import HandoverForm
from oversight.hotline.models import DataHandover
from oversight.hotline.pages.freeze import month_crumbs, month_url, sources_in
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import profile_of
from oversight.institutions.sending_once import once
from oversight.institutions.views.act_forms import gone_on
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui import formats
from oversight.ui.page import Page

TEMPLATE = "hotline/handover.html"


@dataclass(frozen=True)
class SheetRow:
    """一张交接单 with its period in the place's time."""

    sheet: DataHandover
    first: str
    last: str
    print_url: str


@require_safe
@place_page(permissions.can_read_imports)
def handover(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """一个月的数据交接。"""
    may = permissions.can_import(actor_of(request), place)
    form = HandoverForm(place, initial=initial_of(place)) if may else None
    return render(request, TEMPLATE, handover_context(place, month, form))


@require_http_methods(["GET", "HEAD", "POST"])
@place_page(permissions.can_import)
def handover_new(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """登记一次交接。"""
    if request.method != "POST":
        return redirect("hotline:handover", place=place.code, month=month)
    form = HandoverForm(place, request.POST)
    context = handover_context(place, month, form)
    if not form.is_valid():
        return render(request, TEMPLATE, context, status=422)
    try:
        return gone_on(request, once(request, lambda: handed_over(request, place, month, form)), "")
    except Refused as error:
        return refusal(request, error, TEMPLATE, context)


def handed_over(request: HttpRequest, place: Jurisdiction, month: int, form: HandoverForm) -> str:
    """Record it; the way to the sheet that is printed and signed."""
    made = actions.record_handover(actor_of(request), place, month=month, **form.cleaned_data)
    return reverse("hotline:handover_print", args=[place.code, made.public_id])


def initial_of(place: Jurisdiction) -> dict[str, Any]:
    """What is filled in already."""
    return {"handed_on": timezone.localdate(), "received_by": profile_of(place).body_name}


def handover_context(place: Jurisdiction, month: int, form: HandoverForm | None) -> dict[str, Any]:
    """What the page shows."""
    sheets = [sheet_row(sheet) for sheet in queries_imports.handovers_of(place, month)]
    values = {"month": formats.month(month), "n": len(sheets)}
    title = _("%(month)s已登记 %(n)d 张数据交接单") if sheets else _("%(month)s还没有登记数据交接")
    return {
        "page": Page(
            title=title % values,
            lead=_("写明件数、起止、校验值，由谁移交、由谁接收"),
            crumbs=month_crumbs(place, month, _("数据交接单")),
            window_title=_("数据交接单"),
        ),
        "place": place,
        "month": month,
        "sheets": sheets,
        "sources": sources_in(place, month),
        "form": form,
        "back_url": month_url(place, month),
    }


def sheet_row(sheet: DataHandover) -> SheetRow:
    """One sheet."""
    return SheetRow(
        sheet=sheet,
        first=instant_words(sheet.first_received),
        last=instant_words(sheet.last_received),
        print_url=reverse(
            "hotline:handover_print", args=[sheet.jurisdiction.code, sheet.public_id]
        ),
    )


def instant_words(micros: int | None) -> str:
    """Microseconds UTC as the place writes them."""
    if micros is None:
        return ""
    return formats.moment(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros))


@require_safe
@place_page(permissions.can_read_imports)
def handover_print(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """打印的交接单。"""
    sheet = queries_imports.handovers_of(place).filter(public_id=public_id).first()
    if sheet is None:
        raise Http404(public_id)
    context = {
        "page": Page(title=_("数据交接单"), window_title=_("数据交接单")),
        "place": place,
        "row": sheet_row(sheet),
        "back_url": reverse("hotline:handover", args=[place.code, format_month(sheet.month)]),
        "print_address": request.build_absolute_uri(),
    }
    return render(request, "hotline/handover_print.html", context)
