"""公众门户: the door to every place, the place's front page, open data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import public_page
from oversight.publications import queries as publications
from oversight.publications.models import PublicationVersion
from oversight.ui import formats
from oversight.ui.page import Page


@dataclass(frozen=True)
class PlaceRow:
    """One place in the list: name, depth in the tree, how much it has published."""

    place: Jurisdiction
    depth: int
    published: int


@dataclass(frozen=True)
class HomeContext:
    """What the front page of a place shows."""

    page: Page
    place: Jurisdiction
    newest: PublicationVersion | None
    rows: Sequence[PublicationVersion]
    total: int
    children: Sequence[Jurisdiction]


def index(request: HttpRequest) -> HttpResponse:
    """/: the one place straight away, or the tree of places."""
    places = list(institutions.all_places().select_related("parent"))
    if len(places) == 1:
        return redirect("portal:public_home", place=places[0].code)
    rows = [
        PlaceRow(place, depth, publications.latest_public(place).count())
        for place, depth in in_tree_order(places)
        if place.level != "village"
    ]
    title = _("选择你所在的地方") if rows else _("还没有开设任何地方")
    return render(request, "portal/index.html", {"page": Page(title=title), "rows": rows})


def in_tree_order(places: list[Jurisdiction]) -> list[tuple[Jurisdiction, int]]:
    """Parents before children, each with its depth."""
    below: dict[int | None, list[Jurisdiction]] = {}
    known = {place.pk for place in places}
    for place in places:
        parent = place.parent_id if place.parent_id in known else None
        below.setdefault(parent, []).append(place)

    def walk(parent: int | None, depth: int) -> list[tuple[Jurisdiction, int]]:
        found: list[tuple[Jurisdiction, int]] = []
        for place in sorted(below.get(parent, []), key=lambda each: each.code):
            found += [(place, depth), *walk(place.pk, depth + 1)]
        return found

    return walk(None, 0)


@public_page
def public_home(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """What this congress has published, newest first."""
    found = publications.latest_public(place)
    total = found.count()
    newest = found.first()
    title = _("%(name)s：还没有公开的内容。") % {"name": place.name}
    if newest is not None:
        values = {"count": total, "day": formats.day(newest.published_at)}
        title = _("已公开 %(count)d 项，最近一项在 %(day)s。") % values
    children = institutions.all_places().filter(parent=place).exclude(level="village")
    context = HomeContext(
        page=Page(title=title, lead=place.name, window_title=place.name),
        place=place,
        newest=newest,
        rows=list(found[:10]),
        total=total,
        children=list(children),
    )
    return render(request, "portal/public_home.html", vars(context))


@public_page
def open_data(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """Where programs read the same content: API, bundles, how to check them."""
    page = Page(title=_("开放数据"), lead=place.name)
    rows = list(publications.latest_public(place).filter(state="published")[:50])
    return render(request, "portal/open_data.html", {"page": page, "place": place, "rows": rows})
