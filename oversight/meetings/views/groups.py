"""审议小组: groups with those in them, notes of what was said, briefs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.forms.groups import ArrangeGroupForm, GroupForm, NoteForm
from oversight.meetings.forms.meetings import BareForm
from oversight.meetings.models import Meeting, MeetingGroup
from oversight.meetings.rules import stages
from oversight.meetings.views.course import paper_url
from oversight.meetings.views.meeting import base
from oversight.meetings.views.shared import meeting_form, meeting_or_404


def groups_url(place: Jurisdiction, meeting: Meeting) -> str:
    return reverse("meetings:groups", args=[place.code, meeting.public_id])


def group_or_404(meeting: Meeting, key: str) -> MeetingGroup:
    """One group of the meeting."""
    found = queries.group_by_id(meeting, key)
    if found is None:
        raise Http404(key)
    found.meeting = meeting
    return found


@require_safe
@place_page(permissions.can_read)
def groups(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """审议小组。"""
    context, actor = base(request, place, key, "groups"), actor_of(request)
    found, state = context["meeting"], context["meeting"].state
    notes = queries.notes_of(found)
    people: dict[int, list[Any]] = {}
    for one in queries.participants_of(found):
        people.setdefault(one.group_id or 0, []).append(one)
    context |= {
        "rows": [
            (group, people.get(group.pk, []), [note for note in notes if note.group_id == group.pk])
            for group in queries.groups_of(found)
        ],
        "notes": len(notes),
        "may_add": permissions.can_arrange(actor, place) and state in stages.RUNNING,
        "delegations": len(queries.delegations_without_group(found)),
        "may_note": permissions.can_note(actor, place) and state in stages.SIGN_IN,
        "may_brief": permissions.can_note(actor, place) and state in stages.RUNNING | {"closed"},
    }
    return render(request, "meetings/groups.html", context)


@place_page(permissions.can_arrange)
def add_group(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """设审议小组。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        GroupForm,
        lambda **data: actions.add_group(actor, place, meeting, **data),
        title=_("设审议小组"),
        button=_("设审议小组"),
        done=_("审议小组已设。"),
        offered={"meeting": meeting},
        back=groups_url(place, meeting),
    )


@place_page(permissions.can_arrange)
def add_delegations(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """按代表团设组。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    names = "、".join(one.name for one in queries.delegations_without_group(meeting))
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.add_delegations(actor, place, meeting),
        title=_("按代表团设组"),
        button=_("按代表团设组"),
        done=_("各代表团都已设组。"),
        facts=[(_("将设"), names)] if names else (),
        back=groups_url(place, meeting),
    )


@place_page(permissions.can_arrange)
def arrange_group(request: HttpRequest, place: Jurisdiction, key: str, group: str) -> HttpResponse:
    """改审议小组。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    found = group_or_404(meeting, group)
    return meeting_form(
        request,
        place,
        meeting,
        ArrangeGroupForm,
        lambda **data: actions.arrange_group(actor, place, found, **data),
        title=_("改审议小组"),
        button=_("保存审议小组"),
        done=_("审议小组已改。"),
        initial={name: getattr(found, name) for name in ArrangeGroupForm.base_fields},
        back=groups_url(place, meeting),
    )


@place_page(permissions.can_note)
def note_speech(request: HttpRequest, place: Jurisdiction, key: str, group: str) -> HttpResponse:
    """记录审议发言。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    found = group_or_404(meeting, group)
    return meeting_form(
        request,
        place,
        meeting,
        NoteForm,
        lambda **data: actions.note_speech(actor, place, found, **data),
        title=_("记录%(group)s的审议发言") % {"group": found.name},
        button=_("记录发言"),
        done=_("发言已记录。"),
        warning=_("记录以后不能改；有误的另记一条说明。"),
        offered={"meeting": meeting},
        back=groups_url(place, meeting),
    )


@place_page(permissions.can_note)
def draft_brief(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """起草会议简报: of all groups."""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.draft_brief(actor, place, meeting),
        title=_("起草会议简报"),
        button=_("起草会议简报"),
        done=_("简报已起草，请核对后送核。"),
        lead=_("按各组的审议发言成稿，在公文里修改、核稿、签发。"),
        back=groups_url(place, meeting),
        then=paper_url(place),
    )


@place_page(permissions.can_note)
def draft_group_brief(
    request: HttpRequest, place: Jurisdiction, key: str, group: str
) -> HttpResponse:
    """起草一个小组的简报。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    found = group_or_404(meeting, group)
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.draft_brief(actor, place, meeting, group=found),
        title=_("起草%(group)s的简报") % {"group": found.name},
        button=_("起草会议简报"),
        done=_("简报已起草，请核对后送核。"),
        back=groups_url(place, meeting),
        then=paper_url(place),
    )
