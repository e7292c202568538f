"""版本页: the versions of a month, two of them compared, one computed again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from hotline_analytics.tickets import format_month

from oversight.audit.errors import Refused
from oversight.hotline import permissions, queries, rechecks
from oversight.hotline.governing import governing_freeze
from oversight.hotline.models import MonthFreeze
from oversight.hotline.pages import month_list, words
from oversight.hotline.pages.addresses import MonthAddress, number_of, text_of
from oversight.hotline.pages.basis import Basis
from oversight.hotline.pages.version_page import compared
from oversight.hotline.views.months import basis_or_404
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import sent_once
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.jobs.models import Job
from oversight.ui import formats
from oversight.ui.page import Crumb, Page

NOW = 0


@require_safe
@place_page(permissions.can_read_hotline)
def versions(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """历次版本。"""
    return render(request, "hotline/versions.html", versions_context(request, place, month))


def versions_context(request: HttpRequest, place: Jurisdiction, month: int) -> dict[str, Any]:
    """The versions with the state of their recomputations."""
    address = MonthAddress(place.code, month)
    freezes = list(queries.freezes_of(place, month))
    basis = basis_or_404(place, replace(address, version=NOW), False)
    name = formats.month(month)
    if freezes:
        title = _("%(month)s 冻结过 %(count)d 版") % {"month": name, "count": len(freezes)}
    else:
        title = _("%(month)s 还没有冻结") % {"month": name}
    return {
        "page": Page(title=title, crumbs=crumbs(place, address, _("历次版本"))),
        "address": address,
        "rows": [version_row(place, address, freeze, len(freezes)) for freeze in freezes],
        "now_tickets": basis.view.answer["snapshot"]["tickets"],
        "now_as_of": basis.view.as_of,
        "now_url": address.url("month", {"version": str(NOW)}),
        "now_compare": address.url("compare", {"a": str(freezes[0].version), "b": str(NOW)})
        if freezes
        else "",
        "may_recompute": permissions.can_read_tickets(actor_of(request), place),
        "by_words": words.GROUPINGS,
    }


def crumbs(place: Jurisdiction, address: MonthAddress, here: str) -> tuple[Crumb, ...]:
    """Where the reader is."""
    return (
        Crumb(_("热线分析"), month_list.months_url(place)),
        Crumb(formats.month(address.month), address.url("month")),
        Crumb(here),
    )


def version_row(
    place: Jurisdiction, address: MonthAddress, freeze: MonthFreeze, count: int
) -> dict[str, Any]:
    """One version."""
    earlier = {"a": str(freeze.version - 1), "b": str(freeze.version)}
    return {
        "freeze": freeze,
        "rulebook": governing_freeze(freeze).rulebook,
        "url": address.url("month", {"version": str(freeze.version)}),
        "compare_url": address.url("compare", earlier) if freeze.version > 1 else "",
        "recompute_url": address.url("recompute"),
        "recheck": recheck_words(rechecks.last_recompute(place, freeze)),
        "is_newest": freeze.version == count,
    }


def recheck_words(job: Job | None) -> dict[str, Any] | None:
    """What the last recomputation found."""
    if job is None:
        return None
    result = job.result or {}
    parts = [
        {
            "question": question_words(one),
            "rows": "、".join(one["rows"]) or _("表头"),
        }
        for one in result.get("results", ())
        if not one["equal"]
    ]
    return {
        "job": job,
        "ended": job.ended_at,
        "known": "equal" in result,
        "equal": result.get("equal"),
        "count": len(result.get("results", ())),
        "parts": parts,
    }


def question_words(one: dict[str, Any]) -> str:
    """A stored question in words."""
    kinds = None if one["kinds"] == "all" else one["kinds"].split(",")
    return "，".join(
        (str(words.GROUPINGS[one["by"]]), str(words.WINDOWS[one["window"]]), words.kinds(kinds))
    )


@require_safe
@place_page(permissions.can_read_hotline)
def compare(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """比较两版。"""
    address = MonthAddress.read(place.code, month, request.GET)
    before = version_basis(request, place, address, "a")
    after = version_basis(request, place, address, "b")
    found = compared(before, after)
    names = {"a": version_words(before), "b": version_words(after)}
    if found.rows:
        values = {**names, "count": formats.figure(len(found.rows))}
        title = _("%(a)s与%(b)s相比，%(count)s 个单位的数字有变化") % values
    else:
        title = _("%(a)s与%(b)s的数字相同") % names
    context = {
        "page": Page(
            title=title,
            lead=" · ".join((formats.month(month), words.kinds(address.kinds))),
            crumbs=(
                *crumbs(place, address, "")[:2],
                Crumb(_("历次版本"), address.url("versions")),
                Crumb(_("比较")),
            ),
            window_title=_("比较两版"),
        ),
        "found": found,
        "names": names,
        "address": address,
        "choices": version_choices(place, month),
        "a": text_of(request.GET, "a"),
        "b": text_of(request.GET, "b"),
    }
    return render(request, "hotline/compare.html", context)


def version_basis(
    request: HttpRequest, place: Jurisdiction, address: MonthAddress, name: str
) -> Basis:
    """One side of a comparison; the newest version where the address names none."""
    number = number_of(request.GET, name)
    return basis_or_404(place, replace(address, version=number), False)


def version_words(basis: Basis) -> str:
    """第 1 版, or 现在."""
    freeze = basis.view.freeze
    return _("第 %(number)d 版") % {"number": freeze.version} if freeze else _("现在")


def version_choices(place: Jurisdiction, month: int) -> list[tuple[str, str]]:
    """Every version of the month, and the present state."""
    numbers = queries.freezes_of(place, month).values_list("version", flat=True)
    found = [(str(n), _("第 %(number)d 版") % {"number": n}) for n in numbers]
    return [*found, (str(NOW), _("现在"))]


@require_POST
@place_page(permissions.can_read_tickets)
def recompute(request: HttpRequest, place: Jurisdiction, month: int) -> HttpResponse:
    """重算一版并与保存的结果比较。"""
    version = number_of(request.POST, "version") or 0
    try:
        return sent_once(
            request,
            lambda: rechecks.request_recompute(
                actor_of(request), place, month=month, version=version
            ),
            reverse("hotline:versions", args=[place.code, format_month(month)]),
            _("已交办重算，结果出来后在本页显示。"),
        )
    except Refused as error:
        context = versions_context(request, place, month)
        return refusal(request, error, "hotline/versions.html", context)
