"""数字页和算法页: one figure opened, and how everything is computed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from hotline_analytics.grading import GradingParameters

from oversight.hotline import permissions
from oversight.hotline.governing import governing
from oversight.hotline.pages import figure_page, month_list, quality, words
from oversight.hotline.pages.addresses import MonthAddress, text_of
from oversight.hotline.pages.basis import Basis
from oversight.hotline.views.months import basis_or_404
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.ui import formats
from oversight.ui.page import Crumb, Page

PARTS = ("unit", "category", "no_category")


@require_safe
@place_page(permissions.can_read_hotline)
def figure(request: HttpRequest, place: Jurisdiction, month: int, code: str) -> HttpResponse:
    """一个数字。"""
    if code not in figure_page.CODES:
        raise Http404(code)
    address = MonthAddress.read(place.code, month, request.GET)
    may_open = permissions.can_read_tickets(actor_of(request), place)
    basis = basis_or_404(place, address, may_open)
    values = {name: text_of(request.GET, name) for name in PARTS if name in request.GET}
    found = figure_page.figure_content(basis, code, values)
    if found is None:
        raise Http404(code)
    context = {
        "page": head(place, basis, found),
        "place": place,
        "figure": found,
        "view": basis.view,
        "asked": asked_words(basis),
    }
    return render(request, "hotline/figure.html", context)


def head(place: Jurisdiction, basis: Basis, found: figure_page.FigureContent) -> Page:
    """Whose figure it is, of which month."""
    name = formats.month(basis.address.month)
    values = {"whose": found.whose, "name": found.name, "value": found.value}
    return Page(
        title=_("%(whose)s %(name)s") % values,
        lead=asked_words(basis),
        crumbs=(
            Crumb(_("热线分析"), month_list.months_url(place)),
            Crumb(name, basis.address.url("month", basis.address.asked())),
            Crumb(found.name),
        ),
    )


def asked_words(basis: Basis) -> str:
    """Months, kinds and source in one line."""
    address = basis.address
    parts = [figure_page.months_words(basis), words.kinds(address.kinds), address.source]
    return " · ".join(part for part in parts if part)


@require_safe
@place_page(permissions.can_read_hotline)
def method(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """怎样计算。"""
    rules = governing(place)
    parameters = rules.grading
    page = Page(
        title=_("怎样计算：双升、偶然、判断等级"),
        lead=_("每个数字怎样来，说明什么，不说明什么"),
        crumbs=(Crumb(_("热线分析"), month_list.months_url(place)), Crumb(_("怎样计算"))),
        window_title=_("怎样计算"),
    )
    context = {
        "page": page,
        "place": place,
        "rule": rules.rule,
        "rulebook": rules.rulebook,
        "section": rules.section,
        "parameters": parameters,
        "parameter_rows": parameter_rows(parameters),
        "rates": quality.RATES,
    }
    return render(request, "hotline/method.html", context)


def parameter_rows(parameters: GradingParameters) -> list[tuple[str, object]]:
    """The parameters in words, in the order of the method."""
    names = (
        ("fdr", _("错误发现率（强）")),
        ("weak_p", _("单独显著水平（弱）")),
        ("min_count", _("最少件数（强）")),
        ("min_ratio", _("最小倍数（强）")),
        ("history_months", _("估计起伏所用月数")),
        ("own_months", _("用本单位起伏所需月数")),
        ("floor", _("离散系数下限")),
        ("default_dispersion", _("没有历史时的离散系数")),
        ("default_weight", _("该值的权重")),
        ("shock_units", _("判断普遍上升所需单位数")),
        ("shock_rise", _("普遍上升的中位升幅")),
        ("shock_p", _("普遍上升的显著水平")),
        ("share_required", _("普遍上升的月份，强须份额也上升")),
    )
    yes_no = {True: _("是"), False: _("否")}
    values = [(label, getattr(parameters, name)) for name, label in names]
    return [(name, yes_no[v] if isinstance(v, bool) else v) for name, v in values]
