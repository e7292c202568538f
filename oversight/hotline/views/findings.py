"""处置: the page of a frozen month's findings, its print form and table, one form per disposition."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from oversight.audit.errors import Refused
from oversight.cases.actions.support import case_url
from oversight.hotline import actions, permissions, queries
from oversight.hotline.actions.findings import default_subject, lead_of
from oversight.hotline.findings import Finding, disposition_by_id, findings
from oversight.hotline.forms_findings import DisposeForm
from oversight.hotline.models import FindingDisposition, MonthFreeze
from oversight.hotline.pages import sheets
from oversight.hotline.pages.addresses import number_of, text_of
from oversight.hotline.pages.findings import findings_page, findings_sheet
from oversight.hotline.pages.freeze import month_crumbs
from oversight.hotline.pages.ranking import base_words
from oversight.hotline.views.months import plain_page
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui import formats
from oversight.ui.states import GRADES


def freeze_or_404(request: HttpRequest, place: Jurisdiction, month: int) -> MonthFreeze:
    """The version of the address, else the newest."""
    version = number_of(request.GET, "version")
    rows = queries.freezes_of(place, month)
    found = (rows.filter(version=version) if version else rows).first()
    if found is None:
        raise Http404(month)
    return found


def findings_url(place: Jurisdiction, month: int) -> str:
    return reverse("hotline:findings", kwargs={"place": place.code, "month": month})


@require_safe
@place_page(permissions.can_read_hotline)
def findings_view(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """处置一个冻结的月份。"""
    if not queries.freezes_of(place, month).exists():
        page = plain_page(place, month)
        keys = {"place": place.code, "month": month}
        context = {"page": page, "month_url": reverse("hotline:month", kwargs=keys)}
        return render(request, "hotline/findings_not_frozen.html", context)
    content = findings_page(place, actor_of(request), freeze_or_404(request, place, month))
    return render(request, "hotline/findings.html", vars(content))


@require_safe
@place_page(permissions.can_read_hotline)
def findings_print(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """打印处置清单，供列入会议纪要。"""
    content = findings_page(place, actor_of(request), freeze_or_404(request, place, month))
    context = vars(content) | {
        "back_url": findings_url(place, month),
        "print_address": request.build_absolute_uri(request.path),
    }
    return render(request, "hotline/findings_print.html", context)


@require_safe
@place_page(permissions.can_read_hotline)
def findings_export(
    request: HttpRequest, place: Jurisdiction, month: int, form: str
) -> HttpResponse:
    """导出处置清单。"""
    if form not in sheets.FORMS:
        raise Http404(form)
    content = findings_page(place, actor_of(request), freeze_or_404(request, place, month))
    return sheets.download(findings_sheet(content), form)


@place_page(permissions.can_dispose)
def finding_dispose(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """处置一个单位。"""
    freeze = freeze_or_404(request, place, month)
    finding = findings(place, freeze).of(text_of(request.GET, "unit"))
    if finding is None:
        raise Http404(month)
    page = dispose_page(place, freeze, finding, _("处置%(unit)s"), _("登记处置"))
    return disposing(request, place, page, finding, None, freeze)


@place_page(permissions.can_dispose)
def finding_change(
    request: HttpRequest, place: Jurisdiction, month: int, disposition_id: str
) -> HttpResponse:
    """改变处置。"""
    made = disposition_by_id(place, disposition_id)
    finding = findings(place, made.freeze).of(made.unit_name) if made else None
    if made is None or finding is None or made.freeze.month != month:
        raise Http404(disposition_id)
    page = dispose_page(place, made.freeze, finding, _("改变%(unit)s的处置"), _("改变处置"))
    return disposing(request, place, page, finding, made, made.freeze)


def disposing(
    request: HttpRequest,
    place: Jurisdiction,
    page: ActPage,
    finding: Finding,
    made: FindingDisposition | None,
    freeze: MonthFreeze,
) -> HttpResponse:
    """The form; to the case where one was opened, else back to the list."""
    actor = actor_of(request)
    initial = {
        "subject": default_subject(finding),
        "lead_office": lead_of(place, finding),
        "disposition": None,
    }
    form = bound(DisposeForm, request, place=place, initial=initial)

    def run(data: dict[str, Any]) -> str | None:
        if made is None:
            found = actions.dispose_finding(actor, place, freeze, unit_name=finding.name, **data)
        else:
            found = actions.change_disposition(actor, place, made, **data)
        return case_url(place, found.case) if found.case else None

    return act_page(request, page, form, run)


def dispose_page(
    place: Jurisdiction, freeze: MonthFreeze, finding: Finding, title: str, button: str
) -> ActPage:
    """The head of the form: the unit's figures and everything that must be known of them."""
    row = finding.row
    facts = [
        (_("件数"), formats.count(row["count"], _("件"))),
        (_("环比"), change_words(row["mom"], row["previous"], "previous")),
        (_("同比"), change_words(row["yoy"], row["last_year"], "last_year")),
        (_("判断"), str(GRADES[finding.grade][0]) if finding.grade else _("须人工研判")),
        *[(_("须知") if number == 0 else "", text) for number, text in enumerate(finding.notes)],
    ]
    if finding.disposition is not None:
        facts.append((_("现在的处置"), str(finding.disposition.get_disposition_display())))
        facts.append((_("当时的理由"), finding.disposition.reason))
    return ActPage(
        title % {"unit": finding.name},
        button,
        findings_url(place, freeze.month),
        month_crumbs(place, freeze.month, _("处置")),
        lead=_("%(month)s，冻结第 %(version)d 版")
        % {"month": formats.month(freeze.month), "version": freeze.version},
        warning=_("处置留痕；主任会议作出决定以前可以改变，改变要写理由。"),
        done=_("处置已登记。"),
        facts=[(term, text) for term, text in facts if text],
    )


def change_words(change: float | None, base: int | None, which: str) -> str:
    """+45.5%（上月 1,021 件）, or why there is none."""
    if change is None:
        return base_words(base, which)
    values = {"change": formats.signed(change), "base": formats.count(base, _("件"))}
    if which == "previous":
        return _("%(change)s（上月 %(base)s）") % values
    return _("%(change)s（上年同期 %(base)s）") % values


@require_POST
@place_page(permissions.can_dispose)
def findings_carry(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """沿用上一版的处置。"""
    freeze = freeze_or_404(request, place, month)
    try:
        actions.carry_dispositions(actor_of(request), place, freeze)
    except Refused as error:
        content = findings_page(place, actor_of(request), freeze)
        return refusal(request, error, "hotline/findings.html", vars(content))
    return redirect(findings_url(place, month))
