"""与会人员的行为表单: called by hand, changed, taken off, receipts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.forms.meetings import ReasonForm
from oversight.meetings.forms.people import AddForm, AddManyForm, OneForm, ReceiptForm
from oversight.meetings.models import Meeting, Participant
from oversight.meetings.views.shared import (
    meeting_form,
    meeting_or_404,
    participant_or_404,
    people_url,
)


@place_page(permissions.can_arrange)
def add_participant(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """添加与会人员。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        AddForm,
        lambda **data: actions.add_participants(actor, place, meeting, rows=[data]),
        title=_("添加与会人员"),
        button=_("添加与会人员"),
        done=_("已添加。"),
        offered={"meeting": meeting},
        back=people_url(place, meeting),
    )


@place_page(permissions.can_arrange)
def add_participants(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """添加一批与会人员。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        AddManyForm,
        lambda rows: actions.add_participants(actor, place, meeting, rows=rows),
        title=_("添加一批与会人员"),
        button=_("添加与会人员"),
        done=_("已添加。"),
        offered={"meeting": meeting},
        initial=likely_people(meeting),
        back=people_url(place, meeting),
    )


def likely_people(meeting: Meeting) -> dict[str, Any]:
    """The presidium as it last sat, and the units that the items are about."""
    wanted = {key for item in queries.items_of(meeting) for key in item.units}
    first: dict[str, Any] = {"units": sorted(wanted), "capacity": "sit_in"}
    if meeting.kind == "presidium":
        before = [one for one in queries.sittings_of(meeting) if one.kind == "presidium"]
        people = [seat.public_id for seat in queries.seats_of(before[-1])] if before else []
        first |= {"people": people, "capacity": "attend"}
    return first


def person_form(
    request: HttpRequest,
    place: Jurisdiction,
    one: Participant,
    form_class: Any,
    run: Any,
    **more: Any,
) -> HttpResponse:
    """The page of one act on one who is called."""
    facts = [(_("人员"), one.name), *more.pop("facts", ())]
    if one.title:
        facts.insert(1, (_("职务"), one.title))
    return meeting_form(
        request,
        place,
        one.meeting,
        form_class,
        run,
        facts=facts,
        back=more.pop("back", people_url(place, one.meeting)),
        **more,
    )


def called(request: HttpRequest, place: Jurisdiction, key: str, one: str) -> Participant:
    """Who is called, with the meeting."""
    meeting = meeting_or_404(request, place, key)
    found = participant_or_404(meeting, one)
    found.meeting = meeting
    return found


@place_page(permissions.can_arrange)
def change_participant(
    request: HttpRequest, place: Jurisdiction, key: str, one: str
) -> HttpResponse:
    """改与会人员。"""
    found, actor = called(request, place, key, one), actor_of(request)
    return person_form(
        request,
        place,
        found,
        OneForm,
        lambda **data: actions.change_participant(actor, place, found, **data),
        title=_("改与会人员"),
        button=_("保存"),
        done=_("已改。"),
        offered={"meeting": found.meeting},
        initial={name: getattr(found, name) for name in OneForm.base_fields},
    )


@place_page(permissions.can_arrange)
def remove_participant(
    request: HttpRequest, place: Jurisdiction, key: str, one: str
) -> HttpResponse:
    """移出与会人员。"""
    found, actor = called(request, place, key, one), actor_of(request)
    return person_form(
        request,
        place,
        found,
        ReasonForm,
        lambda **data: actions.remove_participant(actor, place, found, **data),
        title=_("移出与会人员"),
        button=_("移出"),
        done=_("已移出。"),
    )


@place_page(permissions.can_arrange)
def record_receipt(request: HttpRequest, place: Jurisdiction, key: str, one: str) -> HttpResponse:
    """登记回执; pressed on the telephone list it leads back there."""
    found, actor = called(request, place, key, one), actor_of(request)
    more = {}
    if request.GET.get("from") == "calls":
        more["back"] = reverse("meetings:calls", args=[place.code, key])
    return person_form(
        request,
        place,
        found,
        ReceiptForm,
        lambda **data: actions.record_receipt(actor, place, found, **data),
        title=_("登记会议通知的回执"),
        button=_("登记回执"),
        done=_("%(name)s：回执已登记。") % {"name": found.name},
        **more,
    )
