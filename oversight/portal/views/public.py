"""公众门户: the door to every place, the place's front page, open data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import public_page
from oversight.portal import promises, published
from oversight.publications import queries as publications
from oversight.publications.models import PublicationVersion
from oversight.ui import formats
from oversight.ui.charts import Squares
from oversight.ui.page import Page


@dataclass(frozen=True)
class PlaceNode:
    """One place of the tree: how much it has published, and the places below it."""

    place: Jurisdiction
    published: int
    below: Sequence[PlaceNode]


@dataclass(frozen=True)
class HomeContext:
    """What the front page of a place shows."""

    page: Page
    place: Jurisdiction
    squares: Squares | None
    cards: Sequence[published.Card]
    total: int
    below: Sequence[PlaceNode]
    own: promises.Own | None
    towns: promises.TownNumbers | None


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/: the one place straight away, or the tree of places."""
    places = list(institutions.all_places().exclude(level="village"))
    if len(places) == 1:
        return redirect("portal:public_home", place=places[0].code)
    tree = tree_of(places)
    title = _("选择你所在的地方") if tree else _("还没有开设任何地方")
    return render(request, "portal/index.html", {"page": Page(title=title), "tree": tree})


def tree_of(places: list[Jurisdiction], root: int | None = None) -> list[PlaceNode]:
    """The places below ``root``, each with those below it."""
    below: dict[int | None, list[Jurisdiction]] = {}
    known = {place.pk for place in places}
    counts = publications.public_counts(places)
    for place in places:
        parent = place.parent_id if place.parent_id in {root, *known} else None
        below.setdefault(parent, []).append(place)

    def nodes(parent: int | None) -> list[PlaceNode]:
        return [
            PlaceNode(place, counts.get(place.pk, 0), nodes(place.pk))
            for place in sorted(below.get(parent, []), key=lambda each: each.code)
        ]

    return nodes(root)


@require_safe
@public_page
def public_home(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """The newest month in two lines, then everything that was published, newest first."""
    found = publications.latest_public(place)
    newest = published.newest_summary(place)
    own, towns = promises.own_promise(place), promises.towns_of(place)
    children = institutions.all_places().filter(parent=place).exclude(level="village")
    context = HomeContext(
        page=home_page(place, newest, found, own or towns),
        place=place,
        squares=published.squares(newest.content) if newest and newest.content else None,
        cards=[
            published.card(place, version) for version in publications.latest_matters(place)[:6]
        ],
        total=found.count(),
        below=tree_of(list(children), place.pk),
        own=own,
        towns=towns,
    )
    return render(request, "portal/public_home.html", vars(context))


def home_page(
    place: Jurisdiction,
    newest: PublicationVersion | None,
    found: QuerySet[PublicationVersion],
    told: promises.Own | promises.TownNumbers | None,
) -> Page:
    """Title and stamp of the front page: the newest month, else what was promised, else what was published."""
    if newest is not None and newest.content:
        return Page(
            title=published.headline(place, newest.content),
            lead=_("%(name)s民生热线　%(day)s公开")
            % {"name": place.name, "day": formats.day(newest.published_at)},
            window_title=place.name,
            stamp=published.stamp(place, newest),
        )
    if told is not None:
        return Page(title=told.sentence, lead=told.lead, window_title=place.name)
    latest = found.first()
    title = _("%(name)s还没有公开的内容。") % {"name": place.name}
    if latest is not None:
        values = {"count": found.count(), "day": formats.day(latest.published_at)}
        title = _("已公开 %(count)d 项，\n最近一项在 %(day)s。") % values
    return Page(title=title, lead=place.name, window_title=place.name)


@require_safe
@public_page
def open_data(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """Where programs read the same content: API, bundles, how to check them."""
    page = Page(
        title=_("网页上公开的，程序也能读到。"), lead=_("开放数据"), window_title=_("开放数据")
    )
    rows = list(publications.latest_public(place).filter(state="published")[:50])
    return render(request, "portal/open_data.html", {"page": page, "place": place, "rows": rows})
