"""会议清单: search, filters in the address, order, paging, export."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from oversight.audit.actors import Actor
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.listing import paged, sorted_by, word
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import permissions, queries
from oversight.meetings.models import Meeting
from oversight.meetings.pages.next_card import next_line
from oversight.meetings.pages.words import meeting_badge
from oversight.meetings.sheets.lists import meetings_sheet
from oversight.ui.formats import day as day_text
from oversight.ui.page import Act, Crumb, Page

ORDERS = {"starts": "starts_on", "body": "body__name", "state": "state", "number": "meeting_no"}


def states() -> list[tuple[str, str]]:
    """Which meetings to list; without a choice all of them."""
    return [("coming", _("未闭会的")), *[(code, str(label)) for code, label in Meeting.STATES]]


def narrowed(request: HttpRequest, place: Jurisdiction) -> Any:
    """The meetings as the address asks for them."""
    rows = queries.meetings_of(place)
    state = word(request, "state", dict(states()))
    if state == "coming":
        rows = rows.filter(state__in=queries.COMING)
    elif state:
        rows = rows.filter(state=state)
    if body := word(request, "body"):
        rows = rows.filter(body__public_id=body)
    if kind := word(request, "kind", dict(Meeting.KINDS)):
        rows = rows.filter(kind=kind)
    if term := word(request, "term"):
        rows = rows.filter(term_no=int(term)) if term.isdecimal() and len(term) < 5 else rows.none()
    if q := search_text(word(request, "q")):
        rows = rows.filter(
            Q(title__icontains=q) | Q(place_text__icontains=q) | Q(items__title__icontains=q)
        ).distinct()
    return sorted_by(request, rows, ORDERS, "-starts")


@require_safe
@place_page(permissions.can_read)
def meetings(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """会议清单。"""
    actor, listing = actor_of(request), paged(request, narrowed(request, place))
    chosen = {name: word(request, name) for name in ("q", "body", "kind", "state", "term")}
    bodies = institutions.bodies_of(place).filter(kind__in=Body.DECIDING)
    terms = institutions.terms_of(place).values_list("term_no", flat=True)
    context = {
        "page": Page(
            title=headline(place, listing.paginator.count, any(chosen.values())),
            lead=_("从计划到归档：议程、与会人员、法定人数、表决、纪要"),
            crumbs=(Crumb(pgettext("heading", "会议")),),
            window_title=pgettext("heading", "会议"),
            acts=list_acts(place, actor),
        ),
        "place": place,
        "listing": listing,
        "rows": [(one, meeting_badge(one), next_line(one)) for one in listing],
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "bodies": [(one.public_id, one.name) for one in bodies],
        "kinds": [(code, str(label)) for code, label in Meeting.KINDS],
        "states": states(),
        "terms": [(str(number), _("第%(number)d届") % {"number": number}) for number in terms],
        "may_plan": permissions.can_arrange(actor, place),
    }
    return render(request, "meetings/meetings.html", context)


def headline(place: Jurisdiction, total: int, filtered: bool) -> str:
    """The next meeting, or how many were found."""
    if filtered:
        return ngettext("找到 %(count)d 次会议", "找到 %(count)d 次会议", total) % {"count": total}
    running = queries.meetings_of(place).filter(state__in=["convened", "in_session"]).first()
    if running is not None:
        values = {"meeting": running.title, "state": running.get_state_display()}
        return _("%(meeting)s：%(state)s") % values
    upcoming = queries.next_meeting(place)
    if upcoming is None:
        return _("还没有登记以后的会议") if total else _("还没有登记会议")
    return _("下一次会议在%(day)s") % {"day": day_text(upcoming.starts_on)}


def list_acts(place: Jurisdiction, actor: Actor) -> tuple[Act, ...]:
    """What may be done from the list."""
    found = []
    if permissions.can_arrange(actor, place):
        new = reverse("meetings:plan_meeting", args=[place.code])
        found.append(Act(_("登记会议"), new, "plus-lg", main=True))
    plans = reverse("meetings:plans", args=[place.code])
    found.append(Act(pgettext("page", "年度计划"), plans, "list-check"))
    inquiries = reverse("meetings:inquiries", args=[place.code])
    found.append(Act(_("询问和质询"), inquiries, "chat-left-text"))
    return tuple(found)


@require_safe
@place_page(permissions.can_read)
def export(request: HttpRequest, place: Jurisdiction, form: str) -> HttpResponse:
    """导出会议清单, as it is filtered, whole."""
    if form not in FORMS:
        raise Http404(form)
    name = _("%(place)s会议") % {"place": place.name}
    return table_response(meetings_sheet(narrowed(request, place)), form, name)
