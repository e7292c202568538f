"""年度计划: plans of the place, import with a look over, one plan line by line with what was done, export."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.files.views import sent
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.views.listing import word
from oversight.institutions.web import actor_of, place_page
from oversight.links import permissions as link_permissions
from oversight.links import queries as links
from oversight.meetings import permissions, plan_publishing, queries
from oversight.meetings.actions.plan_changes import proposed_by
from oversight.meetings.models import AnnualPlan, PlanChange, PlanItem
from oversight.meetings.pages.words import Badge
from oversight.meetings.rules import stages
from oversight.meetings.sheets.lists import plan_sheet
from oversight.publications import queries as publications
from oversight.ui.page import Act, Crumb, Page

BADGES = {
    "open": "new",
    "running": "running",
    "done": "done",
    "adjusted": "extended",
    "dropped": "returned",
}


@dataclass(frozen=True)
class PlanRow:
    """计划的一项 with what was done of it."""

    item: PlanItem
    badge: Badge
    done: list[Any]
    may_set: bool
    may_decide: bool
    changes: list[PlanChange]


def plans_crumb(place: Jurisdiction) -> tuple[Crumb, Crumb]:
    return (
        Crumb(pgettext("heading", "会议"), reverse("meetings:meetings", args=[place.code])),
        Crumb(pgettext("page", "年度计划"), reverse("meetings:plans", args=[place.code])),
    )


def plan_or_404(place: Jurisdiction, key: str) -> AnnualPlan:
    """The plan of the address."""
    found = queries.plan_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def plan_url(place: Jurisdiction, plan: AnnualPlan) -> str:
    return reverse("meetings:plan", args=[place.code, plan.public_id])


@require_safe
@place_page(permissions.can_read)
def plans(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """年度计划清单。"""
    rows = list(queries.plans_of(place))
    may = permissions.can_import_plan(actor_of(request), place)
    new = reverse("meetings:import_plan", args=[place.code])
    context = {
        "page": Page(
            title=ngettext("%(count)d 份年度计划", "%(count)d 份年度计划", len(rows))
            % {"count": len(rows)}
            if rows
            else _("还没有年度计划"),
            lead=_("工作要点和年度监督工作计划；每一项做了什么，由关联的会议、案件、公文说明"),
            crumbs=(plans_crumb(place)[0], Crumb(pgettext("page", "年度计划"))),
            window_title=pgettext("page", "年度计划"),
            acts=(Act(_("导入年度计划"), new, "upload", main=True),) if may else (),
        ),
        "place": place,
        "rows": [(one, *progress(one)) for one in rows],
        "may_import": may,
    }
    return render(request, "meetings/plans.html", context)


def progress(plan: AnnualPlan) -> tuple[int, int]:
    """How many lines are done, of how many."""
    states = list(plan.items.values_list("state", flat=True))
    return states.count("done"), len(states)


def narrowed(request: HttpRequest, plan: AnnualPlan) -> Any:
    """The lines as the address asks for them."""
    rows = queries.plan_items_of(plan)
    if state := word(request, "state", dict(PlanItem.STATES)):
        rows = rows.filter(state=state)
    if office := word(request, "office"):
        rows = rows.filter(office__public_id=office)
    if q := search_text(word(request, "q")):
        rows = rows.filter(text__icontains=q)
    return rows


@require_safe
@place_page(permissions.can_read)
def plan(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一份年度计划。"""
    found, actor = plan_or_404(place, key), actor_of(request)
    done, total = progress(found)
    tied = links.linked_ids(place, "plan_item")
    chosen = {name: word(request, name) for name in ("q", "state", "office")}
    offices = {
        one.office.public_id: one.office.name
        for one in queries.plan_items_of(found)
        if one.office is not None
    }
    context = {
        "page": Page(
            title=found.title,
            lead=_("%(total)d 项，完成 %(done)d 项") % {"total": total, "done": done},
            crumbs=(*plans_crumb(place), Crumb(found.title)),
            acts=plan_acts(actor, place, found),
        ),
        "place": place,
        "plan": found,
        "rows": [row_of(actor, place, one, tied) for one in narrowed(request, found)],
        "total": total,
        "share": done / total if total else 0,
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "states": [(code, str(label)) for code, label in PlanItem.STATES],
        "offices": list(offices.items()),
        "published": publications.published_under(place, plan_publishing.KIND, found.public_id),
        "proposal": publications.proposal_for(place, plan_publishing.KIND, found.public_id),
        "entries": history(actor, place, found),
    }
    return render(request, "meetings/plan.html", context)


def plan_acts(actor: Actor, place: Jurisdiction, plan: AnnualPlan) -> tuple[Act, ...]:
    """Adopting and adding."""
    if not permissions.can_import_plan(actor, place):
        return ()
    keys = [place.code, plan.public_id]
    found = [Act(_("增加计划事项"), reverse("meetings:add_plan_item", args=keys), "plus-lg")]
    if plan.state == "draft":
        url = reverse("meetings:adopt_plan", args=keys)
        found.insert(0, Act(_("登记通过"), url, "check-lg", main=True))
        found.append(Act(_("作废草案"), reverse("meetings:discard_plan", args=keys), "x-lg"))
    elif publications.proposal_for(place, plan_publishing.KIND, plan.public_id) is None:
        url = reverse("meetings:propose_plan_publication", args=keys)
        found.append(Act(_("拟公开年度计划"), url, "broadcast"))
    return tuple(found)


def row_of(
    actor: Actor, place: Jurisdiction, item: PlanItem, tied: Container[str] | None = None
) -> PlanRow:
    """One line with its links, whichever of them the reader may see; ``tied``: the lines that have any."""
    badge = Badge(BADGES[item.state], str(item.get_state_display()))
    may = permissions.can_keep_plan(actor, place) and (
        actor.role != "office" or actor.body_id == item.office_id
    )
    changes = list(item.changes.all())
    waits = any(one.state == "proposed" for one in changes)
    to_decide = waits or item.state not in {"done", "dropped"}
    own = any(one.state == "proposed" and proposed_by(actor, one) for one in changes)
    decides = item.plan.state == "adopted" and to_decide and not own
    decides = decides and permissions.can_decide_plan(actor, place)
    done = done_of(actor, place, item, tied)
    return PlanRow(item, badge, done, may, decides, changes)


def done_of(
    actor: Actor, place: Jurisdiction, item: PlanItem, tied: Container[str] | None = None
) -> list[Any]:
    """What is linked to a line; a list asks only for those that have links at all."""
    if tied is not None and item.public_id not in tied:
        return []
    return links.links_of(actor, place, "plan_item", item.public_id)


@require_safe
@place_page(permissions.can_read)
def plan_export(request: HttpRequest, place: Jurisdiction, key: str, form: str) -> HttpResponse:
    """导出年度计划 with what was done."""
    if form not in FORMS:
        raise Http404(form)
    found, actor = plan_or_404(place, key), actor_of(request)
    tied = links.linked_ids(place, "plan_item")
    rows = [
        (one, "；".join(row.other.title for row in done_of(actor, place, one, tied)))
        for one in narrowed(request, found)
    ]
    return table_response(plan_sheet(found, rows), form, found.title)


@require_safe
@place_page(permissions.can_read)
def plan_item(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> HttpResponse:
    """计划的一项。"""
    found, actor = item_or_404(place, key, item), actor_of(request)
    context = {
        "page": Page(
            title=found.text,
            lead=found.plan.title,
            crumbs=(
                *plans_crumb(place),
                Crumb(found.plan.title, plan_url(place, found.plan)),
                Crumb(_("第 %(number)d 项") % {"number": found.order}),
            ),
            window_title=_("计划事项"),
        ),
        "place": place,
        "item": found,
        "row": row_of(actor, place, found),
        "entries": history(actor, place, found, *found.changes.all()),
        "may_link": link_permissions.can_link(actor, place),
        "may_change": permissions.can_import_plan(actor, place) and found.state != "dropped",
        "meetings": meetings_for(actor, place, found),
    }
    return render(request, "meetings/plan_item.html", context)


def meetings_for(actor: Actor, place: Jurisdiction, item: PlanItem) -> list[tuple[str, str]]:
    """The coming meetings of the body that made the plan, each with the form that proposes this line to it."""
    if item.plan.state != "adopted" or item.state in {"done", "dropped"}:
        return []
    if not permissions.can_propose(actor, place):
        return []
    rows = queries.meetings_of(place).filter(body=item.plan.body_id, state__in=stages.RUNNING)
    found = []
    for one in rows.order_by("starts_on")[:4]:
        url = reverse("meetings:propose_item", args=[place.code, one.public_id])
        found.append((one.title, f"{url}?plan_item={item.public_id}"))
    return found


def item_or_404(place: Jurisdiction, key: str, item: str) -> PlanItem:
    """A line of the plan."""
    found = queries.plan_item_by_id(place, item)
    if found is None or found.plan.public_id != key:
        raise Http404(item)
    return found


@require_safe
@place_page(permissions.can_read)
def plan_minutes(
    request: HttpRequest, place: Jurisdiction, key: str, item: str, change: str
) -> HttpResponse:
    """会议纪要 of a meeting of before that decided on a change."""
    rows = item_or_404(place, key, item).changes.select_related("paper")
    found = rows.filter(public_id=change).first()
    if found is None or found.paper is None:
        raise Http404(change)
    return sent(found.paper, inline=False)
