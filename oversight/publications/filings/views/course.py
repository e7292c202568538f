"""办理的页面: sent, signed for, replied to (批示), returned, filed – each one form of one act."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions.forms.base import PlaceForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.views.act_forms import explain, place_act
from oversight.institutions.web import place_page
from oversight.publications.filings import actions, permissions
from oversight.publications.filings.forms import ReasonForm, ReceiptForm, ReplyForm, SendForm
from oversight.publications.filings.tasks import MOST
from oversight.publications.filings.views.detail import opened
from oversight.publications.filings.views.writing import page_of
from oversight.publications.filings.words import address
from oversight.publications.models import Filing
from oversight.ui.page import Page

FIRST_ROWS, MORE_ROWS = 3, 3


@place_page(permissions.can_record)
def filing_send(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记报送。"""
    filing = opened(request.actor, place, key, "form")  # type: ignore[attr-defined]
    warning = _("登记后内容不能再改；退回补正时才能修改。")
    page = page_of(filing, _("登记这件已经报送"), _("登记报送"), warning=warning)
    initial = {"on": today(), "by": _("专人送达")}
    initial |= {"number": filing.number, "signed_by": filing.signed_by}
    about = {"filing": filing}
    return place_act(request, place, page, SendForm, actions.send, about=about, initial=initial)


@place_page(permissions.can_record)
def filing_acknowledge(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记签收。"""
    filing = opened(request.actor, place, key, "form")  # type: ignore[attr-defined]
    page = page_of(filing, _("登记一处签收"), _("登记签收"))
    return place_act(
        request,
        place,
        page,
        ReceiptForm,
        actions.acknowledge,
        about={"filing": filing},
        initial={"on": today()},
        offered={"filing": filing},
    )


@place_page(permissions.can_record)
def filing_return(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记退回。"""
    filing = opened(request.actor, place, key, "form")  # type: ignore[attr-defined]
    warning = _("已登记的签收作废；补正后重新报送。")
    page = page_of(filing, _("登记这件被退回补正"), _("登记退回"), warning=warning)
    about = {"filing": filing}
    return place_act(request, place, page, ReasonForm, actions.return_filing, about=about)


@place_page(permissions.can_record)
def filing_filed(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记备案完成。"""
    filing = opened(request.actor, place, key, "form")  # type: ignore[attr-defined]
    lead = _("备案不是批准。")
    page = page_of(filing, _("登记备案已经完成"), _("登记备案完成"), lead=lead)
    about = {"filing": filing}
    return place_act(request, place, page, PlaceForm, actions.mark_filed, about=about)


@place_page(permissions.can_record)
def filing_reply(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记批示: its tasks as rows; “再加几行” gives more of them without a script."""
    actor = request.actor  # type: ignore[attr-defined]
    filing = opened(actor, place, key, "form")
    rows = rows_asked(request)
    if request.method != "POST" or "more" in request.POST:
        kept = request.POST.dict() if "more" in request.POST else {"on": today()}
        return reply_page(request, filing, ReplyForm(place=place, rows=rows, initial=kept))
    form = ReplyForm(request.POST, place=place, rows=rows)
    if not form.is_valid():
        return reply_page(request, filing, form, 422)
    try:
        actions.record_reply(actor, place, filing, **form.cleaned_data)
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        explain(form, error)
        return reply_page(request, filing, form, error.status)
    return HttpResponseRedirect(address(filing))


def rows_asked(request: HttpRequest) -> int:
    """How many rows of tasks the form has; each press of “再加几行” adds some."""
    text = request.POST.get("rows", "")
    rows = int(text) if text.isdecimal() and len(text) < 4 else FIRST_ROWS
    if "more" in request.POST:
        rows += MORE_ROWS
    return min(max(rows, FIRST_ROWS), MOST)


def reply_page(
    request: HttpRequest, filing: Filing, form: ReplyForm, status: int = 200
) -> HttpResponse:
    """The form of a reply, with its table of tasks."""
    act = page_of(
        filing,
        _("登记对这件报送的批示"),
        _("登记批示"),
        warning=_("登记后不能改动。任务交给单位后，单位看到任务的文字，看不到批示。"),
    )
    context: dict[str, Any] = {
        "page": Page(title=act.title, crumbs=act.crumbs),
        "act": act,
        "form": form,
        "most": MOST,
    }
    return render(request, "filings/filing_reply.html", context, status=status)
