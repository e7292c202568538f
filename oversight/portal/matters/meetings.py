"""会议: notices to send, sign-in and closing of the day, minutes to write, requests for leave to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions
from oversight.meetings import queries as meetings
from oversight.meetings.actions.participants import is_own
from oversight.meetings.actions.support import meeting_url, own_url
from oversight.meetings.models import Meeting
from oversight.meetings.pages.next_card import NOTICE_DAYS, next_card
from oversight.meetings.queries import leaves
from oversight.meetings.rules import stages
from oversight.meetings.views.own import own_step
from oversight.ui.page import Act, Due, Matter

AHEAD = 30
SHOWN = 20
OWN = ("sign_in", "receipt")


def meeting_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """What the meetings of the place wait for, by whom."""
    if not permissions.can_read(actor, place):
        return
    yield from course_matters(actor, place, today)
    yield from leave_matters(actor, place)


def own_meeting_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """Meetings that the reader is called to: to sign in, to say whether one comes."""
    if not permissions.can_see_mine(actor, place):
        return
    called = meetings.meetings_called_to(actor, place).filter(state__in=meetings.COMING)
    for meeting in called.order_by("starts_on", "pk")[:SHOWN]:
        step = own_step(actor, place, meeting, meetings.own_participation(actor, meeting))
        name = next((one for one in OWN if one in step), "")
        if name:
            words = {"sign_in": (_("签到"), _("签到")), "receipt": (_("回执"), _("回执或者请假"))}
            label, what = words[name]
            text = _("%(meeting)s：%(what)s") % {"meeting": meeting.title, "what": what}
            act = Act(label, step[name], main=True)
            yield Due(Matter(text, _("本人"), act, own_url(place, meeting)), meeting.starts_on)


def course_matters(actor: Actor, place: Jurisdiction, today: date) -> Iterator[Due]:
    """Meetings under way with their next act, then those that are near, and closed ones without minutes."""
    may = permissions.can_arrange(actor, place)
    rows = meetings.meetings_of(place).exclude(state__in=["archived", "cancelled"])
    for meeting in rows.filter(state__in=stages.SIGN_IN).order_by("starts_on", "pk")[:SHOWN]:
        yield under_way(actor, place, meeting)
    rows = rows.exclude(state__in=stages.SIGN_IN)
    near = rows.filter(starts_on__lte=today + timedelta(days=AHEAD)).order_by("starts_on", "pk")
    for meeting in near[:SHOWN]:
        what, day = step_of(meeting)
        url = meeting_url(place, meeting)
        act = Act(_("办会") if may else _("看会议"), url, main=may)
        text = _("%(meeting)s：%(what)s") % {"meeting": meeting.title, "what": what}
        yield Due(Matter(text, _("本人") if may else _("经办人"), act, url), day)


def under_way(actor: Actor, place: Jurisdiction, meeting: Meeting) -> Due:
    """A meeting that is being called or sits: 开会, 付表决, 闭会, as its own page says."""
    what, day = step_of(meeting)
    url = meeting_url(place, meeting)
    card = next_card(actor, place, meeting, meetings.facts_of(meeting))
    may = permissions.can_run(actor, place) or permissions.can_arrange(actor, place)
    main = next(iter(card.acts), None) if card is not None and may else None
    text = _("%(meeting)s：%(what)s")
    values = {"meeting": meeting.title, "what": card.title if card is not None else what}
    who = _("本人") if main is not None else _("经办人")
    return Due(Matter(text % values, who, main or Act(_("看会议"), url), url), day)


def step_of(meeting: Meeting) -> tuple[str, date | None]:
    """What is to be done with the meeting, and by which day; no rule sets one for the minutes."""
    steps: dict[str, tuple[str, date | None]] = {
        "planned": (_("发会议通知"), meeting.starts_on - timedelta(days=NOTICE_DAYS)),
        "notified": (_("报到、开会"), meeting.starts_on),
        "convened": (_("够法定人数后开会"), meeting.starts_on),
        "in_session": (_("逐项审议、闭会"), meeting.ends_on),
        "closed": (_("印发纪要，归档"), None),
    }
    return steps[meeting.state]


def leave_matters(actor: Actor, place: Jurisdiction) -> Iterator[Due]:
    """Requests for leave that wait for an answer."""
    if not permissions.can_answer_leave(actor, place):
        return
    waiting = meetings.participants_in(place).filter(leave="asked")
    waiting = waiting.exclude(meeting__state__in=["closed", "archived", "cancelled"])
    for one in waiting.order_by("meeting__starts_on", "pk")[:SHOWN]:
        keys = [place.code, one.meeting.public_id, one.public_id]
        way = leaves.way_of_answering(actor, place, one.meeting)
        own = way == "own"
        if not way or (own and is_own(actor, one)):
            continue
        values = {"name": one.name, "meeting": one.meeting.title}
        act = Act(_("批假"), reverse("meetings:grant_leave", args=keys), main=own)
        who = _("本人") if own else place.leader
        day = min(one.meeting.starts_on, timezone.localdate())
        yield Due(Matter(_("%(name)s请假：%(meeting)s") % values, who, act), day)
