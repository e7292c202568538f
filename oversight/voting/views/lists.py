"""表决清单: the list, its print form, its export."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page
from oversight.voting import permissions, queries
from oversight.voting.models import Poll
from oversight.voting.pages.course import method_word
from oversight.voting.pages.listing import Filters, choices, narrowed, poll_sheet, result_words
from oversight.voting.pages.words import BADGES, round_word
from oversight.voting.rules.states import ENDED

PER_PAGE = 20


@require_safe
@place_page(permissions.can_read)
def polls(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """表决清单。"""
    return render(request, "voting/polls.html", list_context(request, place))


@require_safe
@place_page(permissions.can_read)
def polls_print(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """打印表决清单。"""
    context = list_context(request, place, everything=True)
    context["back_url"] = reverse("voting:polls", args=[place.code])
    context["print_address"] = request.build_absolute_uri(request.path)
    return render(request, "voting/polls_print.html", context)


def list_context(
    request: HttpRequest, place: Jurisdiction, everything: bool = False
) -> dict[str, Any]:
    """The list as the address asks for it; all rows for printing."""
    actor, filters = actor_of(request), Filters.read(request.GET)
    found = narrowed(place, filters)
    listing = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    may_prepare = permissions.can_prepare(actor, place)
    new = Act(_("准备表决"), reverse("voting:prepare_poll", args=[place.code]), "plus-lg", True)
    keys = Act(_("监票密钥"), reverse("voting:key_sets", args=[place.code]))
    return {
        "page": Page(
            title=headline(place, listing.paginator.count, filters),
            lead=_("名册、计票、签字、宣布；宣布以前不出现票数"),
            crumbs=(Crumb(_("表决")),),
            window_title=_("表决"),
            acts=(new, keys) if may_prepare else (keys,),
        ),
        "place": place,
        "listing": listing,
        "rows": [row_of(poll) for poll in (found if everything else listing)],
        "filters": filters,
        "choices": choices(place),
        "may_prepare": may_prepare,
    }


def row_of(poll: Poll) -> dict[str, Any]:
    """One line of the list."""
    return {
        "poll": poll,
        "badge": BADGES[poll.state],
        "method": method_word(poll),
        "round": round_word(poll),
        "result": result_words(poll),
    }


def headline(place: Jurisdiction, total: int, filters: Filters) -> str:
    """What the list says in one sentence."""
    if filters.narrowed:
        return ngettext("找到 %(count)d 次表决", "找到 %(count)d 次表决", total) % {"count": total}
    open_now = queries.polls_of(place).exclude(state__in=ENDED).count()
    if open_now:
        return _("%(count)d 次表决，%(open)d 次正在办理") % {"count": total, "open": open_now}
    return (
        ngettext("%(count)d 次表决", "%(count)d 次表决", total) % {"count": total}
        if total
        else _("还没有表决")
    )


@require_safe
@place_page(permissions.can_read)
def export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出表决清单, as it is filtered, whole."""
    if form not in FORMS:
        raise Http404(form)
    rows = list(narrowed(place, Filters.read(request.GET)))
    name = _("%(place)s表决") % {"place": place.name}
    return table_response(poll_sheet(rows), form, name)
