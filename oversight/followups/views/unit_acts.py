"""单位的行为表单: receive, report, sign, ask for an extension, divide among sections."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oversight.followups import actions, forms, permissions
from oversight.followups.models import Followup, FollowupPart
from oversight.followups.presenting import due_words
from oversight.followups.views.shared import form_of, item_page
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound
from oversight.institutions.web import actor_of


@require_POST
@item_page(permissions.can_report, permissions.may_report, "accept")
def accept(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """签收."""
    actions.accept(actor_of(request), place, found)
    messages.success(request, _("已签收。"))
    return redirect("followups:followup", place=place.code, key=found.public_id)


@item_page(permissions.can_report, permissions.may_report, "report_progress")
def progress(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """报告进展."""
    return form_of(
        request,
        place,
        found,
        bound(forms.ProgressForm, request, initial={"percent": found.percent}),
        lambda data: actions.report_progress(actor_of(request), place, found, **data),
        _("填写进展"),
        _("填进展"),
        _("进展已记下。"),
    )


@item_page(permissions.can_report, permissions.may_report, "report_done")
def done(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """自报完成."""
    open_parts = found.parts.filter(state="open").count()
    lead = _("报告后由人大另一人核实，核实以前仍是“待核实”。")
    if found.sealed:
        lead = _("这件事须由单位负责人签字。现在附上签字的报告，或先报告、由负责人附上。")
    return form_of(
        request,
        place,
        found,
        bound(forms.DoneForm, request, sealed=found.sealed, open_parts=open_parts),
        lambda data: actions.report_done(actor_of(request), place, found, **data),
        _("报告完成"),
        _("报告完成"),
        _("已报告，等下一步。"),
        lead=lead,
    )


@item_page(permissions.can_report, permissions.may_report, "sign_report")
def sign(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """附上负责人签字."""
    return form_of(
        request,
        place,
        found,
        bound(forms.SignForm, request),
        lambda data: actions.sign_report(actor_of(request), place, found, **data),
        _("附上负责人签字的报告"),
        _("附上签字，送核实"),
        _("已附上，等另一人核实。"),
        facts=[
            (_("事项"), found.title),
            (_("完成情况"), found.progress),
            (_("期限"), due_words(found.due)),
        ],
    )


@item_page(permissions.can_sign, permissions.may_sign, "return_report")
def return_report(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """负责人退回."""
    return form_of(
        request,
        place,
        found,
        bound(forms.ReasonForm, request),
        lambda data: actions.return_report(actor_of(request), place, found, **data),
        _("把完成报告退回联络员"),
        _("退回联络员"),
        _("已退回联络员。"),
    )


@item_page(permissions.can_report, permissions.may_report, "ask_extension")
def extension(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """申请延期."""
    return form_of(
        request,
        place,
        found,
        bound(forms.ExtensionForm, request),
        lambda data: actions.ask_extension(actor_of(request), place, found, **data),
        _("申请延期"),
        _("申请延期"),
        _("已申请，答复以前仍按原来的期限。"),
        lead=_("人大办公室或委室答复。答复以前仍按原来的期限。"),
    )


@item_page(permissions.can_report, permissions.may_report, "add_part")
def part_new(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """分给科室."""
    return form_of(
        request,
        place,
        found,
        bound(forms.PartForm, request),
        lambda data: actions.add_part(actor_of(request), place, found, **data),
        _("把这件事分给一个科室"),
        _("分给科室"),
        _("已分给科室。"),
        lead=_("分工是单位内部的事，人大看得到，不另考核。"),
    )


def part_of(found: Followup, part: str) -> FollowupPart:
    """The part of the address."""
    row: FollowupPart | None = found.parts.filter(public_id=part).first()
    if row is None:
        raise Http404(part)
    return row


@item_page(permissions.can_report, permissions.may_report, "finish_part")
def part_finish(
    request: HttpRequest, place: Jurisdiction, found: Followup, part: str
) -> HttpResponse:
    """科室办完."""
    row = part_of(found, part)
    return form_of(
        request,
        place,
        found,
        bound(forms.PartNoteForm, request),
        lambda data: actions.finish_part(actor_of(request), place, row, **data),
        _("%(section)s已办完") % {"section": row.section},
        _("记为办完"),
        _("已记为办完。"),
    )


@item_page(permissions.can_report, permissions.may_report, "drop_part")
def part_drop(
    request: HttpRequest, place: Jurisdiction, found: Followup, part: str
) -> HttpResponse:
    """取消分工."""
    row = part_of(found, part)
    return form_of(
        request,
        place,
        found,
        bound(forms.ReasonForm, request),
        lambda data: actions.drop_part(actor_of(request), place, row, **data),
        _("取消%(section)s的分工") % {"section": row.section},
        _("取消分工"),
        _("分工已取消。"),
    )
