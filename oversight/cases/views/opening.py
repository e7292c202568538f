"""立案: choose where the matter comes from, then the form of that origin."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.cases import actions, permissions, queries
from oversight.cases.actions.support import case_url
from oversight.cases.forms import OpenForm, facts_from
from oversight.cases.models import Case
from oversight.cases.views.shared import list_crumb, list_url
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb, Page


def origin_notes() -> dict[str, str]:
    """When each origin is used."""
    return {
        "hotline_finding": _("冻结月份里同比、环比双升的单位，在热线分析的“处置”里逐个立案。"),
        "annual_plan": _("年度监督工作计划里的项目，写明第几项和原文。"),
        "bill": _("代表大会会议期间提出、交付办理的议案。"),
        "report": _("审计报告、调研报告、执法检查报告等反映的问题。"),
        "signatures": _("组成人员或代表联名提出的，系统按法律核对人数。"),
        "petition": _("来信来访集中反映的问题；不写来信来访人的姓名。"),
    }


@require_safe
@place_page(permissions.can_open)
def new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """选择来源。"""
    notes = origin_notes()
    months = reverse("hotline:months", args=[place.code])
    rows = [
        (
            str(word),
            notes[code],
            months
            if code == "hotline_finding"
            else reverse("cases:open_case", args=[place.code, code]),
        )
        for code, word in Case.ORIGINS
    ]
    page = Page(
        title=_("这个案件从哪里来"),
        lead=_("立案由人办理，没有哪个案件会自动产生"),
        crumbs=(list_crumb(place), Crumb(_("立案"))),
    )
    return render(request, "cases/new.html", {"page": page, "rows": rows, "place": place})


@place_page(permissions.can_open)
def open_case(request: HttpRequest, place: Jurisdiction, origin: str) -> HttpResponse:
    """立案表单: one short form per origin."""
    words = dict(Case.ORIGINS)
    if origin not in words or origin == "hotline_finding":
        raise Http404(origin)
    actor = actor_of(request)
    page = ActPage(
        _("立案：%(origin)s") % {"origin": words[origin]},
        _("立案"),
        list_url(place),
        (
            list_crumb(place),
            Crumb(_("立案"), reverse("cases:new", args=[place.code])),
            Crumb(str(words[origin])),
        ),
        lead=origin_notes()[origin],
        warning=_("立案即编案号，案号不重复使用；撤案由作出决定的机构决定。"),
        done=_("已立案，两个办公机构已收到研判的提醒。"),
        facts=running_cases(place),
    )
    form = bound(OpenForm, request, place=place, origin=origin)

    def run(data: dict[str, Any]) -> str:
        case = actions.open_case(
            actor,
            place,
            origin=origin,
            unit=data["unit"],
            subject=data["subject"],
            lead_office=data["lead_office"],
            facts=facts_from(origin, data),
        )
        return case_url(place, case)

    return act_page(request, page, form, run)


def running_cases(place: Jurisdiction) -> list[tuple[str, str]]:
    """The cases that run, so that nobody opens the same matter twice."""
    rows = queries.cases_of(place).filter(state__in=queries.OPEN_STATES)[:5]
    words = "；".join(f"{case.code} {case.unit.name}：{case.subject}" for case in rows)
    return [(_("办理中的案件"), words)] if words else []
