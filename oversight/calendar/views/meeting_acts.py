"""会期的行为表单: planning, moving and giving up a meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.calendar import actions, permissions, queries
from oversight.calendar.forms import CancelForm, MeetingForm, MoveForm
from oversight.calendar.models import PlannedMeeting
from oversight.calendar.views.meetings import meeting_or_404
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import place_page
from oversight.ui.formats import day as day_text
from oversight.ui.page import Crumb


def crumbs(
    place: Jurisdiction, here: str, meeting: PlannedMeeting | None = None
) -> tuple[Crumb, ...]:
    """The list, the meeting, the act."""
    top = Crumb(_("日历与会期"), reverse("calendar:calendar", args=[place.code]))
    listed = Crumb(_("会期"), reverse("calendar:meetings", args=[place.code]))
    if meeting is None:
        return top, listed, Crumb(here)
    own = reverse("calendar:meeting", args=[place.code, meeting.public_id])
    return top, listed, Crumb(str(meeting), own), Crumb(here)


def proposed(place: Jurisdiction) -> dict[str, Any]:
    """The standing committee (in a town the presidium) and the next number, to start from."""
    found = institutions.body_of_kind(place, "standing_committee")
    body: Body | None = found or institutions.body_of_kind(place, "presidium")
    if body is None:
        return {}
    term = institutions.current_term(place)
    planned = queries.meetings_of(place).filter(body=body, state="planned")
    counter = institutions.counters_of(place).filter(body=body, term=term).first()
    last = planned.filter(term_no=term.term_no).order_by("-meeting_no").first() if term else None
    number = max(last.meeting_no + 1 if last else 1, counter.next_meeting_no if counter else 1)
    return {"body": body.public_id, "meeting_no": number}


@place_page(permissions.can_change_calendar)
def meeting_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """登记会期。"""
    page = ActPage(
        title=_("登记一次会议的会期"),
        button=_("登记会期"),
        back_url=reverse("calendar:meetings", args=[place.code]),
        crumbs=crumbs(place, _("登记会期")),
        lead=_("登记后，会前的材料期限、案件的排期都按这一天算。"),
        done=_("已登记会期。"),
    )

    def run(data: dict[str, Any]) -> str:
        made = actions.plan_meeting(request.actor, place, **data)  # type: ignore[attr-defined]
        return reverse("calendar:meeting", args=[place.code, made.public_id])

    form = bound(MeetingForm, request, place=place, initial=proposed(place))
    return act_page(request, page, form, run)


@place_page(permissions.can_change_calendar)
def meeting_move(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """会议改期。"""
    found = meeting_or_404(place, key)
    page = on_meeting(place, found, _("%(meeting)s改期"), _("会议改期"))

    def run(data: dict[str, Any]) -> None:
        actions.move_meeting(request.actor, place, meeting=found, **data)  # type: ignore[attr-defined]

    return act_page(request, page, bound(MoveForm, request, place=place), run)


@place_page(permissions.can_change_calendar)
def meeting_cancel(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """会议不再召开。"""
    found = meeting_or_404(place, key)
    warning = _("登记后不能恢复，次数空出来，可以重新登记会期。")
    page = on_meeting(place, found, _("%(meeting)s不再召开"), _("登记不再召开"), warning)

    def run(data: dict[str, Any]) -> None:
        actions.cancel_meeting(request.actor, place, meeting=found, **data)  # type: ignore[attr-defined]

    return act_page(request, page, bound(CancelForm, request, place=place), run)


def on_meeting(
    place: Jurisdiction, found: PlannedMeeting, title: str, button: str, warning: str = ""
) -> ActPage:
    """The page of an act on one meeting."""
    return ActPage(
        title=title % {"meeting": found},
        button=button,
        back_url=reverse("calendar:meeting", args=[place.code, found.public_id]),
        crumbs=crumbs(place, button, found),
        warning=warning,
        done=_("已登记。"),
        facts=((_("现在的会期"), day_text(found.on)),),
    )
