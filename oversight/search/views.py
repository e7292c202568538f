"""检索页: one box over everything the reader may see; kinds as filter, marked words, paging."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.web import place_page
from oversight.search import permissions, queries
from oversight.search.queries import Found
from oversight.ui.page import Crumb, Page


@dataclass(frozen=True)
class SearchPage:
    """检索页。"""

    page: Page
    place: Jurisdiction
    q: str
    kind: str
    kinds: list[tuple[str, str]]
    found: Found


@require_safe
@place_page(permissions.can_search)
@never_cache
def search(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """检索。"""
    actor = request.actor  # type: ignore[attr-defined]
    q = search_text(request.GET.get("q", ""))[:200]
    kinds = queries.kinds_for(actor, place)
    kind = request.GET.get("kind", "")
    kind = kind if kind in dict(kinds) else ""
    number = request.GET.get("page", "")
    page = int(number) if number.isdecimal() and len(number) < 5 else 1
    found = queries.search(actor, place, q, kind, page)
    context = SearchPage(head(q, found), place, q, kind, kinds, found)
    return render(request, "search/search.html", vars(context))


def head(q: str, found: Found) -> Page:
    """The first line answers: how many."""
    if not q:
        title = _("查什么")
    elif not found.wanted:
        title = _("“%(q)s”里没有可以查的字") % {"q": q}
    elif not found.all:
        title = _("没有查到“%(q)s”") % {"q": q}
    else:
        text = ngettext("查到 %(count)d 件", "查到 %(count)d 件", found.all)
        title = text % {"count": found.all}
        if found.more:
            title = _("至少查到 %(count)d 件") % {"count": found.all}
    return Page(title=title, crumbs=(Crumb(_("检索")),), window_title=_("检索"))
