"""办公室的行为表单: assign, verify, send back, answer an extension, urge, enter, reassign, withdraw."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.documents import permissions as documents
from oversight.followups import actions, forms, permissions
from oversight.followups.models import Followup
from oversight.followups.presenting import due_words, url_of
from oversight.followups.views.shared import crumbs_of, form_of, item_page
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.links import resolving
from oversight.ui.page import Crumb


@place_page(permissions.can_assign)
def assign(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """交办一件事; ``?about=case:ID`` names the record that gives rise to it, other fields may be filled in."""
    back = reverse("followups:followups", args=[place.code])
    source = source_of(request, place)
    page = ActPage(
        _("向单位交办一件事"),
        _("交办"),
        back,
        (Crumb(_("承诺与整改"), back), Crumb(_("交办"))),
        lead=_("交办后单位的联络员和负责人会收到通知。"),
        done=_("已交办，单位已收到通知。"),
        facts=((_("来源"), source.title),) if source else (),
    )
    form = bound(forms.AssignForm, request, place=place, initial=first_values(request))

    def run(data: dict[str, Any]) -> str:
        about = (source.kind, source.public_id) if source else None
        label = source.title if source else ""
        found = actions.assign(actor_of(request), place, about=about, about_label=label, **data)
        return url_of(place, found)

    return act_page(request, page, form, run)


def first_values(request: HttpRequest) -> dict[str, str]:
    """What the address fills in, e.g. the words of a promise; everything can still be changed."""
    names = ("kind", "unit", "title", "requirement", "due", "basis", "leader")
    given = {name: request.GET[name] for name in names if request.GET.get(name)}
    return {"kind": "instruction", **given}


def source_of(request: HttpRequest, place: Jurisdiction) -> resolving.Linked | None:
    """The record of the address, where the reader may see it."""
    kind, _colon, public_id = request.GET.get("about", "").partition(":")
    if not (kind and public_id):
        return None
    return resolving.resolve(actor_of(request), place, kind, public_id)


@item_page(permissions.can_verify, permissions.may_verify, "verify")
def verify(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """核实完成: works on a telephone, photographs straight from its camera."""
    report = found.reports.filter(kind="done").last()
    return form_of(
        request,
        place,
        found,
        bound(forms.VerifyForm, request),
        lambda data: actions.verify(actor_of(request), place, found, **data),
        _("核实：%(title)s") % {"title": found.title},
        _("核实完成"),
        _("已核实，事项办结。"),
        warning=_("核实完成后事项办结，不能再改。没有办好的，请退回。"),
        facts=[
            (_("要求"), found.requirement),
            (_("单位报告"), report.text if report else ""),
            (_("期限"), due_words(found.due)),
        ],
        others=(
            (
                _("没有办好？退回继续办理"),
                reverse("followups:send_back", args=[place.code, found.public_id]),
            ),
        ),
    )


@item_page(permissions.can_verify, permissions.may_verify, "send_back")
def send_back(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """退回继续办理."""
    return form_of(
        request,
        place,
        found,
        bound(forms.SendBackForm, request),
        lambda data: actions.send_back(actor_of(request), place, found, **data),
        _("退回单位继续办理"),
        _("退回"),
        _("已退回，单位已收到通知。"),
    )


@item_page(permissions.can_decide, permissions.may_decide, "grant_extension")
def extension_answer(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """答复延期申请."""
    asked = found.extensions.get(state="waiting")

    def run(data: dict[str, Any]) -> None:
        actor, reason = actor_of(request), data["reason"]
        if data["answer"] == "granted":
            actions.grant_extension(actor, place, found, reason=reason, due=data["due"])
        else:
            actions.refuse_extension(actor, place, found, reason=reason)

    return form_of(
        request,
        place,
        found,
        bound(forms.AnswerForm, request, initial={"due": asked.asked_due}),
        run,
        _("答复%(unit)s的延期申请") % {"unit": found.unit.name},
        _("答复"),
        _("已答复，单位已收到通知。"),
        facts=[
            (_("事项"), found.title),
            (_("现在的期限"), due_words(found.due)),
            (_("申请延期至"), due_words(asked.asked_due)),
            (_("申请理由"), asked.reason),
            (_("申请人"), asked.asked_label),
        ],
    )


@item_page(permissions.can_decide, permissions.may_decide, "urge")
def urge(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """催办."""
    return form_of(
        request,
        place,
        found,
        bound(forms.UrgeForm, request),
        lambda data: actions.urge(actor_of(request), place, found, **data),
        _("催办%(unit)s") % {"unit": found.unit.name},
        _("催办"),
        _("已催办，单位的联络员和负责人会收到通知。"),
    )


@item_page(documents.can_draft, permissions.may_draft_slip, "urge")
def slip(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """起草督办单: goes to the paper, whose sign-off is that of every paper."""
    first = institutions.body_of_kind(place, "general_office") or found.office
    page = ActPage(
        _("为这件事起草督办单"),
        _("起草督办单"),
        url_of(place, found),
        crumbs_of(request, place, found, _("起草督办单")),
        lead=_("起草后按公文办理：核稿、签发、用印、印发，单位在承办事项里确认收悉。"),
        facts=((_("事项"), found.title), (_("期限"), due_words(found.due))),
    )
    initial = {"issuer": first.public_id if first else None}
    form = bound(forms.SlipForm, request, place=place, initial=initial)

    def run(data: dict[str, Any]) -> str:
        paper = actions.draft_slip(actor_of(request), place, found, **data)
        return reverse("documents:paper", args=[place.code, paper.public_id])

    return act_page(request, page, form, run)


@item_page(permissions.can_decide, permissions.may_decide, "enter_report")
def enter(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """代录书面的完成报告."""
    return form_of(
        request,
        place,
        found,
        bound(forms.EnterForm, request),
        lambda data: actions.enter_report(actor_of(request), place, found, **data),
        _("代录%(unit)s的完成报告") % {"unit": found.unit.name},
        _("代录"),
        _("已代录，等另一人核实。"),
        warning=_("页面上写明是代录；代录的人不能核实。"),
    )


@item_page(permissions.can_decide, permissions.may_decide, "reassign")
def reassign(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """改定责任单位."""
    return form_of(
        request,
        place,
        found,
        bound(forms.ReassignForm, request, place=place, followup=found),
        lambda data: actions.reassign(actor_of(request), place, found, **data),
        _("改由另一个单位办理"),
        _("改定责任单位"),
        _("已改定，新的责任单位已收到通知。"),
        lead=_("更名、合并的不用改，事项随职责走。"),
    )


@item_page(permissions.can_decide, permissions.may_decide, "withdraw")
def withdraw(request: HttpRequest, place: Jurisdiction, found: Followup) -> HttpResponse:
    """撤回."""
    return form_of(
        request,
        place,
        found,
        bound(forms.ReasonForm, request),
        lambda data: actions.withdraw(actor_of(request), place, found, **data),
        _("撤回：%(title)s") % {"title": found.title},
        _("撤回"),
        _("已撤回，单位已收到通知。"),
        warning=_("撤回后不能再办理；事项和原因仍查得到。"),
    )
