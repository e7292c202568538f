"""会议页面的共同做法: the meeting of the address as the reader may see it, crumbs, the page of one act on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, form_act, obstacle_of
from oversight.institutions.web import actor_of
from oversight.meetings import permissions, queries
from oversight.meetings.actions.support import meeting_url, own_url, require, require_item
from oversight.meetings.models import AgendaItem, Meeting, Participant
from oversight.meetings.rules.item_stages import ITEM_TESTS
from oversight.meetings.rules.stages import MEETING_TESTS
from oversight.ui.page import Crumb


def meeting_or_404(request: HttpRequest, place: Jurisdiction, key: str) -> Meeting:
    """The meeting, where the reader may see it."""
    found = queries.readable(actor_of(request), place).filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


def item_or_404(request: HttpRequest, place: Jurisdiction, key: str, item: str) -> AgendaItem:
    """An item of the meeting."""
    meeting = meeting_or_404(request, place, key)
    found = queries.items_of(meeting).filter(public_id=item).first()
    if found is None:
        raise Http404(item)
    return found


def participant_or_404(meeting: Meeting, key: str) -> Participant:
    """One of those called to the meeting."""
    found = queries.participant_by_id(meeting, key)
    if found is None:
        raise Http404(key)
    return found


def list_crumb(request: HttpRequest, place: Jurisdiction) -> Crumb:
    """The list that this reader has."""
    if permissions.can_read(actor_of(request), place):
        return Crumb(pgettext("heading", "会议"), reverse("meetings:meetings", args=[place.code]))
    return Crumb(_("我的会议"), reverse("meetings:own_meetings", args=[place.code]))


def home_of(request: HttpRequest, place: Jurisdiction, meeting: Meeting) -> str:
    """The page of the meeting that this reader has."""
    if permissions.can_read(actor_of(request), place):
        return meeting_url(place, meeting)
    return own_url(place, meeting)


def crumbs_to(
    request: HttpRequest, place: Jurisdiction, meeting: Meeting, *last: Crumb | str
) -> tuple[Crumb, ...]:
    """From the list to the meeting and what stands below it."""
    if not last:
        return (list_crumb(request, place), Crumb(meeting.title))
    own = Crumb(meeting.title, home_of(request, place, meeting))
    below = (one if isinstance(one, Crumb) else Crumb(one) for one in last)
    return (list_crumb(request, place), own, *below)


def item_url(place: Jurisdiction, item: AgendaItem) -> str:
    """The page of an item."""
    args = [place.code, item.meeting.public_id, item.public_id]
    return reverse("meetings:item", args=args)


def open_questions(
    place: Jurisdiction, meeting: Meeting, item: AgendaItem | None = None
) -> list[tuple[str, str]]:
    """What is being answered and stands in the way of a vote, an ending or the closing, with the page of each."""
    text = _("正在答复：%(name)s的询问“%(text)s”")
    return [
        (
            text % {"name": one.asker_name, "text": one.text[:40]},
            reverse("meetings:question", args=[place.code, one.public_id]),
        )
        for one in queries.asked_in(meeting, item)
    ]


def people_url(place: Jurisdiction, meeting: Meeting) -> str:
    """The page of those called."""
    return reverse("meetings:people", args=[place.code, meeting.public_id])


def meeting_form(
    request: HttpRequest,
    place: Jurisdiction,
    meeting: Meeting,
    form_class: type[forms.Form],
    run: Callable[..., Any],
    *,
    title: str,
    button: str,
    done: str,
    lead: str = "",
    warning: str = "",
    facts: Sequence[tuple[str, str]] = (),
    initial: dict[str, Any] | None = None,
    offered: dict[str, Any] | None = None,
    back: str = "",
    then: Callable[[Any], str] | None = None,
    others: Sequence[tuple[str, str]] = (),
    item: AgendaItem | None = None,
) -> HttpResponse:
    """The page of one act at a meeting; ``run`` takes what the form says. What stands in the way is said before."""
    page = ActPage(
        title,
        button,
        back or home_of(request, place, meeting),
        crumbs_to(request, place, meeting, button),
        lead=lead or meeting.title,
        warning=warning,
        done=done,
        facts=facts,
        others=others,
        obstacle=obstacle(request, meeting, item),
    )
    return form_act(
        request, place, page, form_class, run, initial=initial, offered=offered, then=then
    )


def obstacle(request: HttpRequest, meeting: Meeting, item: AgendaItem | None = None) -> str:
    """Why the act of this address is not possible now, by the rules of the meeting or of the item."""
    act = request.resolver_match.url_name if request.resolver_match else ""
    if item is not None and act in ITEM_TESTS:
        return obstacle_of(lambda: require_item(act, item))
    if act in MEETING_TESTS:
        return obstacle_of(lambda: require(act, meeting))
    return ""
