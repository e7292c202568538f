"""边界: the map of a place as imported, what has no shape yet, the import with its check, the map as an image."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import permissions
from oversight.institutions.actions import boundaries as actions
from oversight.institutions.forms.boundaries import BoundariesForm
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import boundaries as read
from oversight.institutions.rules.boundaries import Matched
from oversight.institutions.views.act_forms import ActPage, explain, not_now, obstacle_of, sent_once
from oversight.institutions.views.villages import boundaries_url as list_url
from oversight.institutions.views.villages import crumbs as village_crumbs
from oversight.institutions.web import actor_of, place_page, public_page
from oversight.ui.page import Act, Crumb, Page


def crumbs(place: Jurisdiction, *last: Crumb) -> tuple[Crumb, ...]:
    """From bodies and terms, in a town by way of its villages."""
    here = Crumb(_("边界和地图"), list_url(place) if last else "")
    first = Crumb(_("机构与届次"), reverse("institutions:bodies", args=[place.code]))
    if place.level == "town":
        return (*village_crumbs(place, here), *last)
    return (first, here, *last)


@require_safe
@place_page(permissions.can_read_office)
def boundaries(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """边界和地图: the version in force as it is drawn, what has a shape and what not, all versions."""
    versions = list(read.boundary_sets(place))
    now = versions[0] if versions else None
    shaped = set(read.boundaries_in(now).values_list("area_id", flat=True)) if now else set()
    parts = [(one, one.pk in shaped) for one in read.parts_of(place)]
    context = {
        "page": Page(
            title=title_of(parts) if now else _("还没有导入边界"),
            lead=_("建议表上的地图、公开页面的项目地图都用它画，不用外部地图。"),
            crumbs=crumbs(place),
            window_title=_("边界和地图"),
            acts=acts_of(request, place, bool(now)),
        ),
        "place": place,
        "map": read.map_of(place),
        "now": now,
        "versions": versions,
        "parts": parts,
    }
    return render(request, "institutions/boundaries.html", context)


def title_of(parts: list[tuple[Jurisdiction, bool]]) -> str:
    """How many have a shape."""
    values = {"n": sum(has for _one, has in parts), "all": len(parts)}
    if not parts:
        return _("已导入边界")
    if values["n"] == values["all"]:
        return _("%(all)d 处地方都有边界") % values
    return _("%(all)d 处地方，%(n)d 处有边界") % values


def acts_of(request: HttpRequest, place: Jurisdiction, has: bool) -> list[Act]:
    """Import for the clerk; the file to take away for everybody who reads here."""
    found = []
    if permissions.can_manage_institutions(actor_of(request), place):
        url = reverse("institutions:boundaries_import", args=[place.code])
        found.append(Act(_("导入边界"), url, "upload", main=True))
    if has:
        url = reverse("institutions:boundaries_file", args=[place.code])
        found.append(Act(_("下载 GeoJSON"), url, "download", download=True))
    return found


@place_page(permissions.can_manage_institutions)
def boundaries_import(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导入边界; ``step=check`` says what the file holds and writes nothing."""
    word = _("导入边界")
    page = ActPage(
        title=word, button=word, back_url=list_url(place), crumbs=crumbs(place, Crumb(word))
    )
    if obstacle := obstacle_of(lambda: actions.require_parts(place)):
        return not_now(request, ActPage(**{**vars(page), "obstacle": obstacle}))
    form = BoundariesForm(request.POST or None, request.FILES or None, place=place)
    if request.method != "POST":
        return import_page(request, place, form, 200)
    if not form.is_valid():
        return import_page(request, place, form, 422)
    try:
        return carried_out(request, place, form)
    except NotPermitted as error:
        raise PermissionDenied from error
    except actions.BadBoundaries as error:
        form.add_error("file", error.lines)
        return import_page(request, place, form, error.status)
    except Refused as error:
        explain(form, error)
        return import_page(request, place, form, error.status)


def carried_out(request: HttpRequest, place: Jurisdiction, form: BoundariesForm) -> HttpResponse:
    """Check, or import and go to the map."""
    actor, file = actor_of(request), form.cleaned_data["file"]
    content = file.read(actions.MOST_BYTES + 1)
    if request.POST.get("step") == "check":
        found = actions.preview_boundaries(actor, place, content=content)
        return import_page(request, place, form, 200, found)

    def run() -> None:
        actions.import_boundaries(
            actor, place, content=content, file_name=file.name or "",
            source=form.cleaned_data["source"],
        )  # fmt: skip

    return sent_once(request, run, list_url(place), _("已导入。"))


def import_page(
    request: HttpRequest,
    place: Jurisdiction,
    form: BoundariesForm,
    status: int,
    found: Matched | None = None,
) -> HttpResponse:
    """The form; after a check what the file holds."""
    context: dict[str, Any] = {
        "page": Page(title=_("导入边界"), crumbs=crumbs(place, Crumb(_("导入边界")))),
        "place": place,
        "form": form,
        "found": found,
        "notes": [actions.in_words(one) for one in found.notes] if found else [],
        "back_url": list_url(place),
    }
    return render(request, "institutions/boundaries_import.html", context, status=status)


@require_safe
@place_page(permissions.can_read_office)
def boundaries_file(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """The version in force as GeoJSON, to mend and import again."""
    found = read.boundaries_now(place)
    if found is None:
        raise Http404(place.code)
    content = json.dumps(read.geojson(found), ensure_ascii=False)
    answer = HttpResponse(content, content_type="application/geo+json")
    name = f"{place.code}-boundaries-v{found.version}.geojson"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@public_page
def place_map(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """地图图片: for a form without a script, which sends where it was tapped; ``?at=latitude,longitude`` has a pin."""
    found = read.map_of(place)
    if found is None:
        raise Http404(place.code)
    try:
        latitude, longitude = (float(one) for one in request.GET.get("at", "").split(","))
        found = found.with_pin(longitude, latitude)
    except (ValueError, OverflowError):
        pass
    return render(
        request, "institutions/place_map.svg", {"map": found}, content_type="image/svg+xml"
    )
