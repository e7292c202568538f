"""年度计划的行为表单: import with a look over, adoption, lines, progress, changes proposed and decided."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.audit.errors import Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound, explain
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.actions.plan_changes import proposed_by
from oversight.meetings.actions.plan_meetings import ADOPTING, HELD
from oversight.meetings.forms.plans import (
    AddItemForm,
    AdoptForm,
    DecideChangeForm,
    ItemStateForm,
    PlanFileForm,
    PlanForm,
    ProposeChangeForm,
)
from oversight.meetings.models import AnnualPlan, PlanItem
from oversight.meetings.rules.plan_text import written
from oversight.meetings.sheets import plans as plan_files
from oversight.meetings.views.plans import item_or_404, plan_or_404, plan_url, plans_crumb
from oversight.ui.page import Crumb, Page


@place_page(permissions.can_import_plan)
def import_plan(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导入年度计划: the file is read and shown; only what was looked over is imported."""
    if "lines" in request.POST:
        return confirm_plan(request, place)
    form = bound(PlanFileForm, request, place=place)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        try:
            lines = plan_files.read(upload.name or "", content)
        except Refused as error:
            explain(form, error)
        else:
            year = institutions.today().year
            body = institutions.body_of_kind(place, "standing_committee")
            initial = {
                "body": body,
                "year": year,
                "title": title_of(upload.name or "", year),
                "lines": written(lines),
                "source_name": upload.name,
                "source_sha256": hashlib.sha256(content).hexdigest(),
            }
            return preview(request, place, PlanForm(place=place, initial=initial), len(lines))
    context = {
        "page": Page(
            title=_("导入年度计划"),
            lead=_("先读出来给你看，看过改好再导入"),
            crumbs=(*plans_crumb(place), Crumb(_("导入年度计划"))),
        ),
        "place": place,
        "form": form,
        "back_url": reverse("meetings:plans", args=[place.code]),
    }
    return render(
        request, "meetings/plan_file.html", context, status=422 if request.method == "POST" else 200
    )


def title_of(name: str, year: int) -> str:
    """From the name of the file."""
    return name.rpartition(".")[0][:200] or _("%(year)d年工作要点") % {"year": year}


def preview(
    request: HttpRequest, place: Jurisdiction, form: Any, count: int, status: int = 200
) -> HttpResponse:
    """The lines as they were read, to look over."""
    context = {
        "page": Page(
            title=ngettext("读到 %(count)d 项，看过再导入", "读到 %(count)d 项，看过再导入", count)
            % {"count": count},
            crumbs=(*plans_crumb(place), Crumb(_("导入年度计划"))),
            window_title=_("导入年度计划"),
        ),
        "place": place,
        "form": form,
        "back_url": reverse("meetings:import_plan", args=[place.code]),
    }
    return render(request, "meetings/plan_preview.html", context, status=status)


def confirm_plan(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """Import what was looked over."""
    form = PlanForm(request.POST, place=place)
    status = 422
    if form.is_valid():
        try:
            made = actions.import_plan(actor_of(request), place, **form.cleaned_data)
        except Refused as error:
            status = error.status
            explain(form, error)
        else:
            messages.success(request, _("年度计划已导入。"))
            return redirect(plan_url(place, made))
    count = sum(bool(line.strip()) for line in request.POST.get("lines", "").splitlines())
    return preview(request, place, form, count, status)


def plan_form(
    request: HttpRequest,
    place: Jurisdiction,
    plan: AnnualPlan,
    form_class: Any,
    run: Any,
    title: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The page of one act on a plan or one of its lines."""
    back = more.pop("back", plan_url(place, plan))
    crumbs = (*plans_crumb(place), Crumb(plan.title, plan_url(place, plan)), Crumb(title))
    page = ActPage(
        title, title, back, crumbs, lead=plan.title, done=done, facts=more.pop("facts", ())
    )
    form = bound(form_class, request, place=place, **more)

    def act(data: dict[str, Any]) -> None:
        run(**data)

    return act_page(request, page, form, act)


@place_page(permissions.can_import_plan)
def adopt_plan(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记年度计划通过。"""
    found, actor = plan_or_404(place, key), actor_of(request)
    return plan_form(
        request,
        place,
        found,
        AdoptForm,
        lambda **data: actions.adopt_plan(actor, place, found, **data),
        _("登记年度计划通过"),
        _("已登记通过。"),
        initial={"on": institutions.today()},
    )


@place_page(permissions.can_import_plan)
def add_plan_item(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """增加计划事项。"""
    found, actor = plan_or_404(place, key), actor_of(request)
    return plan_form(
        request,
        place,
        found,
        AddItemForm,
        lambda **data: actions.add_plan_item(actor, place, found, **data),
        _("增加计划事项"),
        _("已增加。"),
        adopted=found.state == "adopted",
        initial=meeting_initial(place),
    )


def meeting_initial(place: Jurisdiction) -> dict[str, Any]:
    """The last meeting held of those that adopt plans, else the term that runs and today."""
    rows = queries.meetings_of(place).filter(kind="session", state__in=HELD)
    held = rows.filter(body__kind__in=ADOPTING).first()
    if held is not None:
        day = min(held.ends_on, institutions.today())
        numbers = {"term_no": held.term_no, "meeting_no": held.meeting_no}
        return {"body": held.body.public_id, "on": day, **numbers}
    term = institutions.current_term(place)
    return {"term_no": term.term_no if term else None, "on": institutions.today()}


@place_page(permissions.can_keep_plan)
def set_plan_item(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """登记计划事项的进展。"""
    found, actor = item_or_404(place, key, item), actor_of(request)
    return plan_form(
        request,
        place,
        found.plan,
        ItemStateForm,
        lambda **data: actions.set_plan_item(actor, place, found, **data),
        _("登记计划事项的进展"),
        _("进展已登记。"),
        initial={"state": found.state, "note": found.state_note, "on": institutions.today()},
        facts=[(_("计划事项"), found.text)],
        back=reverse("meetings:plan_item", args=[place.code, key, item]),
    )


@place_page(permissions.can_keep_plan)
def propose_plan_change(
    request: HttpRequest, place: Jurisdiction, key: str, item: str
) -> HttpResponse:
    """提出调整计划。"""
    found, actor = item_or_404(place, key, item), actor_of(request)
    return plan_form(
        request,
        place,
        found.plan,
        ProposeChangeForm,
        lambda **data: actions.propose_plan_change(actor, place, found, **data),
        _("提出调整计划"),
        _("已提出，等会议决定；计划没有变。"),
        facts=[(_("计划事项"), found.text)],
        back=item_url(place, found),
    )


@place_page(permissions.can_decide_plan)
def decide_plan_change(
    request: HttpRequest, place: Jurisdiction, key: str, item: str
) -> HttpResponse:
    """登记调整计划的决定。"""
    found, actor = item_or_404(place, key, item), actor_of(request)
    waiting = found.changes.filter(state="proposed").first()
    initial = meeting_initial(place)
    if waiting is not None and proposed_by(actor, waiting):
        raise PermissionDenied
    if waiting is not None:
        initial |= {name: getattr(waiting, name) for name in ("kind", "text", "reason")}
    return plan_form(
        request,
        place,
        found.plan,
        DecideChangeForm,
        lambda **data: actions.decide_plan_change(actor, place, found, **data),
        _("登记调整计划的决定"),
        _("决定已登记。"),
        initial=initial,
        facts=[(_("计划事项"), found.text), (_("计划由谁通过"), found.plan.adopted_by)],
        back=item_url(place, found),
    )


def item_url(place: Jurisdiction, item: PlanItem) -> str:
    """The page of a line."""
    return reverse("meetings:plan_item", args=[place.code, item.plan.public_id, item.public_id])
