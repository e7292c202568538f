"""会议的公文和归档: every paper of the meeting and its items, the packet in one PDF, the archive, linked meetings."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.documents import permissions as document_permissions
from oversight.documents import queries as documents
from oversight.files import blobs
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, packet, permissions, queries
from oversight.meetings.forms.groups import ArchiveForm
from oversight.meetings.forms.meetings import BareForm, LinkedForm
from oversight.meetings.queries.item_papers import papers_at
from oversight.meetings.views.drafts import offers
from oversight.meetings.views.meeting import base, papers_shown
from oversight.meetings.views.shared import meeting_form, meeting_or_404


@require_safe
@place_page(permissions.can_read)
def papers(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """公文和归档。"""
    context, actor = base(request, place, key, "papers"), actor_of(request)
    found = context["meeting"]
    items = {one.public_id: one for one in queries.items_of(found)}
    tracked = documents.tracks(place, papers_shown(actor, found))
    context |= {
        "rows": [(paper, track, items.get(paper.about_id)) for paper, track in tracked],
        "issued": sum(paper.state in packet.OUT for paper, _track in tracked),
        "archive": queries.archive_of(found),
        "may_read": document_permissions.can_read(actor, place),
        "offers": offers(actor, place, found),
    }
    return render(request, "meetings/papers.html", context)


@require_safe
@place_page(permissions.can_read)
def packet_pdf(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """文件汇编: as archived, else as the issued papers are now."""
    found = meeting_or_404(request, place, key)
    if not document_permissions.can_read(actor_of(request), place):
        raise Http404(key)
    stored = queries.archive_of(found)
    content = (
        blobs.read(stored.packet.sha256)
        if stored and stored.packet
        else packet.build(found).content
    )
    if not content:
        raise Http404(key)
    answer = HttpResponse(content, content_type="application/pdf")
    name = quote(_("%(meeting)s文件汇编") % {"meeting": found.title} + ".pdf")
    answer["Content-Disposition"] = f"attachment; filename=\"papers.pdf\"; filename*=UTF-8''{name}"
    answer["Cache-Control"] = "no-store"
    return answer


@place_page(permissions.can_arrange)
def archive_meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """会议归档。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    issued = [one.title for one in (*packet.papers_of(meeting), *papers_at(meeting))]
    waiting = [one.title for one in packet.unissued_of(meeting)]
    left = {"count": len(waiting), "titles": "；".join(waiting)}
    return meeting_form(
        request,
        place,
        meeting,
        ArchiveForm,
        lambda **data: actions.archive_meeting(actor, place, meeting, **data),
        title=_("会议归档"),
        button=_("会议归档"),
        done=_("会议已归档。"),
        warning=_("归档以后会议不能再改。还没有印发的公文不在汇编里。"),
        facts=[
            (
                _("收入汇编"),
                _("%(count)d 份：%(titles)s")
                % {
                    "count": len(issued),
                    "titles": "；".join(issued),
                },
            ),
            *([(_("还没有印发，不收入"), _("%(count)d 份：%(titles)s") % left)] if waiting else []),
        ],
    )


@place_page(permissions.can_arrange)
def link_meeting(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """登记联动会议。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    return meeting_form(
        request,
        place,
        meeting,
        LinkedForm,
        lambda **data: actions.link_meeting(actor, place, meeting, **data),
        title=_("登记联动会议"),
        button=_("登记联动会议"),
        done=_("已登记。"),
        lead=_("市、县、镇三级就同一件事各自依法开会；这里只记在哪里开、什么会，不指挥下级。"),
    )


@place_page(permissions.can_arrange)
def unlink_meeting(
    request: HttpRequest, place: Jurisdiction, key: str, linked: str
) -> HttpResponse:
    """删去联动会议。"""
    meeting, actor = meeting_or_404(request, place, key), actor_of(request)
    found = queries.linked_of(meeting).filter(public_id=linked).first()
    if found is None:
        raise Http404(linked)
    found.meeting = meeting
    return meeting_form(
        request,
        place,
        meeting,
        BareForm,
        lambda: actions.unlink_meeting(actor, place, found),
        title=_("删去联动会议"),
        button=_("删去联动会议"),
        done=_("已删去。"),
        facts=[(found.place_name, found.title)],
    )
