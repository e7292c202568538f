"""年度计划的行为表单: adoption, lines, progress, changes proposed and decided. The import: ``plan_import``."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.actions.plan_changes import proposed_by
from oversight.meetings.actions.plan_meetings import ADOPTING, HELD
from oversight.meetings.forms.meetings import BareForm, CorrectionForm
from oversight.meetings.forms.plans import (
    AddItemForm,
    AdoptForm,
    DecideChangeForm,
    ItemStateForm,
    LineForm,
    ProposeChangeForm,
)
from oversight.meetings.models import AnnualPlan, PlanItem
from oversight.meetings.views.plans import item_or_404, plan_or_404, plan_url, plans_crumb
from oversight.ui.page import Crumb


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
    back, then = more.pop("back", plan_url(place, plan)), more.pop("then", "")
    warning = more.pop("warning", "")
    crumbs = (*plans_crumb(place), Crumb(plan.title, plan_url(place, plan)), Crumb(title))
    page = ActPage(
        title,
        title,
        back,
        crumbs,
        lead=plan.title,
        done=done,
        warning=warning,
        facts=more.pop("facts", ()),
    )
    form = bound(form_class, request, place=place, **more)

    def act(data: dict[str, Any]) -> str | None:
        run(**data)
        return then[0] if isinstance(then, list) and then else then or None

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


@place_page(permissions.can_import_plan)
def change_plan_item(
    request: HttpRequest, place: Jurisdiction, key: str, item: str
) -> HttpResponse:
    """改计划事项。"""
    found, actor = item_or_404(place, key, item), actor_of(request)
    adopted = found.plan.state == "adopted"
    initial = {"section": found.section, "text": found.text, "when": found.due_text}
    return plan_form(
        request,
        place,
        found.plan,
        LineForm,
        lambda **data: actions.change_plan_item(actor, place, found, **data),
        _("改计划事项"),
        _("计划事项已改。"),
        adopted=adopted,
        initial={"office": found.office, **initial},
        facts=[(_("计划事项"), found.text)] if adopted else (),
        back=item_url(place, found),
    )


@place_page(permissions.can_import_plan)
def remove_plan_item(
    request: HttpRequest, place: Jurisdiction, key: str, item: str
) -> HttpResponse:
    """删去计划事项。"""
    found, actor = item_or_404(place, key, item), actor_of(request)
    return plan_form(
        request,
        place,
        found.plan,
        BareForm,
        lambda: actions.remove_plan_item(actor, place, found),
        _("删去计划事项"),
        _("已从草案里删去。"),
        facts=[(_("计划事项"), found.text)],
        back=item_url(place, found),
        then=plan_url(place, found.plan),
    )


@place_page(permissions.can_import_plan)
def discard_plan(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """作废计划草案。"""
    found, actor = plan_or_404(place, key), actor_of(request)
    return plan_form(
        request,
        place,
        found,
        BareForm,
        lambda: actions.discard_plan(actor, place, found),
        _("作废计划草案"),
        _("草案已作废，可以重新导入。"),
        facts=[(_("计划"), found.title), (_("计划事项"), str(found.items.count()))],
        warning=_("草案和各项一起删去，不能恢复；办理记录里留有痕迹。"),
        then=reverse("meetings:plans", args=[place.code]),
    )


@place_page(permissions.can_import_plan)
def propose_plan_publication(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """拟公开年度计划。"""
    found, actor = plan_or_404(place, key), actor_of(request)
    made: list[str] = []

    def run(note: str) -> None:
        version = actions.propose_plan_publication(actor, place, found, note=note)
        made.append(reverse("publications:review", args=[place.code, version.public_id]))

    return plan_form(
        request,
        place,
        found,
        CorrectionForm,
        run,
        _("拟公开年度计划"),
        _("已提交，由另一人审核公开。"),
        facts=[(_("计划"), found.title), (_("计划事项"), str(found.items.count()))],
        then=made,
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
