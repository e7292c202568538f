"""对照的页面: two versions, lower places against what they copied, a draft against the past."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.listing import word
from oversight.institutions.web import place_page
from oversight.rulebooks import permissions, queries, simulating
from oversight.rulebooks.pages import comparing, version_page, words
from oversight.rulebooks.queries import InForce
from oversight.rulebooks.sections import SECTIONS
from oversight.rulebooks.views.shared import TEMPLATE, chosen_or_404, version_or_404
from oversight.ui.page import Crumb, Page


def other_side(place: Jurisdiction, key: str, here: InForce) -> InForce:
    """With what to compare: a version, the template, or what is in force (the template, if that is it)."""
    if key:
        return chosen_or_404(place, key)
    now = queries.in_force(place)
    return queries.of_template(place) if now.reference == here.reference else now


@require_safe
@place_page(permissions.can_read_rulebooks)
def compare(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """两版对照。"""
    after = chosen_or_404(place, key)
    before = other_side(place, word(request, "with"), after)
    found = comparing.compared(before, after)
    count = sum(len(one.pairs) for one in found)
    values = {"a": before.label, "b": after.label, "count": count}
    title = (
        ngettext("%(b)s与%(a)s有 %(count)d 处不同", "%(b)s与%(a)s有 %(count)d 处不同", count)
        if count
        else _("%(b)s与%(a)s相同")
    )
    context = {
        "page": Page(
            title=title % values,
            lead=_("左边是%(a)s，右边是%(b)s") % values,
            crumbs=version_page.crumbs(
                place, Crumb(after.label, side_url(place, key)), Crumb(_("对照"))
            ),
            window_title=_("规则簿对照"),
        ),
        "place": place,
        "before": before,
        "after": after,
        "found": found,
        "choices": choices(place),
        "chosen": word(request, "with"),
    }
    return render(request, "rulebooks/compare.html", context)


def side_url(place: Jurisdiction, key: str) -> str:
    """The page of one side."""
    if key == TEMPLATE:
        return reverse("rulebooks:template", args=[place.code])
    return reverse("rulebooks:version", args=[place.code, key])


def choices(place: Jurisdiction) -> list[tuple[str, str]]:
    """With what a version may be compared."""
    versions = queries.versions_of(place).order_by("-drafted_at")
    return [
        (TEMPLATE, pgettext("rulebook", "样本")),
        *[(one.public_id, one.label) for one in versions[:50]],
    ]


@require_safe
@place_page(permissions.can_read_rulebooks)
def deviations(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """下级与参照版的差别。"""
    lines = comparing.lower_places(place)
    count = sum(1 for line in lines if line.count)
    if not lines:
        title = _("%(place)s没有下级人大") % {"place": place.name}
    else:
        values = {"count": len(lines), "differ": count}
        title = _("%(count)d 个下级中，%(differ)d 个与参照的一版有不同") % values
    context = {
        "page": Page(
            title=title,
            lead=_("下级参照而不继承；不同是下级自己的决定，这里只供了解"),
            crumbs=version_page.crumbs(place, Crumb(_("下级与参照版的差别"))),
            window_title=_("下级与参照版的差别"),
        ),
        "place": place,
        "lines": lines,
    }
    return render(request, "rulebooks/deviations.html", context)


@require_safe
@place_page(permissions.can_read_rulebooks)
def deviation(request: HttpRequest, place: Jurisdiction, child: str) -> HttpResponse:
    """一个下级与参照版的差别。"""
    lower = institutions.place_by_code(child)
    if lower is None or lower.parent_id != place.pk:
        raise Http404(child)
    line = comparing.lower_line(place, lower)
    if line.copied is None:
        raise Http404(child)
    above = line.copied.place
    values = {
        "child": lower.name,
        "now": line.now.label,
        "above": above.name if above else "",
        "copied": line.copied.label,
        "count": line.count,
    }
    context = {
        "page": Page(
            title=_("%(child)s %(now)s与%(above)s %(copied)s有 %(count)d 处不同") % values,
            lead=line.words,
            crumbs=version_page.crumbs(
                place,
                Crumb(_("下级与参照版的差别"), reverse("rulebooks:deviations", args=[place.code])),
                Crumb(lower.name),
            ),
            window_title=_("下级与参照版的差别"),
        ),
        "place": place,
        "before": line.copied,
        "after": line.now,
        "found": comparing.compared(line.copied, line.now),
    }
    return render(request, "rulebooks/compare.html", context)


@require_safe
@place_page(permissions.can_read_rulebooks)
def simulate(request: HttpRequest, place: Jurisdiction, key: str, name: str) -> HttpResponse:
    """模拟: the section of a version applied to the past."""
    version = version_or_404(place, key)
    if name not in SECTIONS or name not in simulating.simulations():
        raise Http404(name)
    as_read = queries.of_version(version)
    result = simulating.simulate(place, as_read.section(name))
    now = queries.in_force(place)
    context: dict[str, Any] = {
        "page": Page(
            title=result.title,
            lead=_("%(title)s：照%(label)s计算，现行的是%(now)s；不改动任何已有的结果")
            % {"title": words.title_of(name), "label": version.label, "now": now.label},
            crumbs=version_page.crumbs(
                place,
                Crumb(version.label, version_page.version_url(place, version)),
                Crumb(_("模拟")),
            ),
            window_title=_("模拟"),
        ),
        "place": place,
        "result": result,
        "back_url": version_page.version_url(place, version) + f"#{name}",
    }
    return render(request, "rulebooks/simulate.html", context)
