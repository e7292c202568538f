"""冻结电子票的页面: seen as the booth shows it, then fixed; photos and spoken texts."""

from __future__ import annotations

import json
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.scoping import Scope
from oversight.files import blobs
from oversight.files.models import StoredFile
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, obstacle_of
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Page
from oversight.voting import permissions
from oversight.voting.actions.support import poll_url
from oversight.voting.models import Poll
from oversight.voting.secret import actions
from oversight.voting.secret import card_words as words
from oversight.voting.secret.actions.freezing import sheets_of
from oversight.voting.secret.contents import known_of
from oversight.voting.secret.freezing_forms import PURPOSE, FreezeForm
from oversight.voting.secret.possible import check
from oversight.voting.secret.queries import box_of
from oversight.voting.views.shared import crumbs_to, poll_or_404


@place_page(permissions.can_prepare)
def freeze_ballot(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """冻结电子票: first seen as the booth shows it, then fixed."""
    poll, actor = poll_or_404(place, key), actor_of(request)
    form = (
        FreezeForm(request.POST, request.FILES, place=place, poll=poll, actor=actor)
        if request.method == "POST"
        else FreezeForm(place=place, poll=poll, actor=actor)
    )
    page = ActPage(
        _("冻结电子票"),
        _("冻结电子票"),
        poll_url(poll),
        crumbs_to(place, poll, _("冻结电子票")),
        lead=poll.title,
        warning=_("冻结以后题目、说明、照片、语音、密钥都不能再改；要改的，取消这次表决重新准备。"),
        done=_("电子票已冻结，校验值已定。"),
        facts=words.freezing_facts(poll),
        obstacle=obstacle_of(lambda: check(poll, "freeze_ballot")),
        template="voting/cards/freeze.html",
    )

    def run(data: dict[str, Any]) -> None:
        actions.freeze_ballot(actor, place, poll, shown=form.shown(), **form.values())

    if request.method == "POST" and not page.obstacle and form.is_valid():
        if not form.keep_files():
            return freeze_page(request, page, form, 422)
        if "preview" in request.POST:
            return freeze_page(request, page, form, 200, sheets_of(poll, form.shown()))
    return act_page(request, page, form, run)


def freeze_page(
    request: HttpRequest, page: ActPage, form: FreezeForm, status: int, sheets: Any = None
) -> HttpResponse:
    """The form again, with what the booth would show."""
    context = {
        "page": Page(title=page.title, lead=page.lead, crumbs=page.crumbs),
        "act": page,
        "form": form,
        "place": form.place,
        "sheets": sheets,
    }
    return render(request, page.template, context, status=status)


@require_safe
@place_page(permissions.can_read)
def ballot_preview(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """预览: what the booth shows of the frozen ballot."""
    poll = poll_or_404(place, key)
    box = box_of(poll)
    if box is None:
        raise Http404(key)
    context = {
        "page": Page(
            title=_("投票页显示的内容"),
            lead=poll.title,
            crumbs=crumbs_to(place, poll, _("投票页显示的内容")),
        ),
        "place": place,
        "poll": poll,
        "sheets": box.sheets,
    }
    return render(request, "voting/cards/preview.html", context)


@require_safe
@place_page(permissions.can_read)
def ballot_media(
    request: HttpRequest, place: Jurisdiction, key: str, sha256: str
) -> HttpResponseBase:
    """A photo or spoken text that was stored for a ballot, or that this ballot shows, and no other file."""
    poll = poll_or_404(place, key)
    rows = StoredFile.objects.in_scope(Scope.of(place)).filter(sha256=sha256)
    file = rows.filter(purpose=PURPOSE).first() or (rows.first() if shows(poll, sha256) else None)
    if file is None or not blobs.exists(sha256):
        raise Http404(sha256)
    answer = FileResponse(blobs.open(sha256), content_type=file.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def shows(poll: Poll, sha256: str) -> bool:
    """Whether the frozen ballot shows the file, or would, from where the matter is kept."""
    box = box_of(poll)
    if box is not None:
        return f"/media/{sha256}" in json.dumps(box.sheets)
    known = [file for one in known_of(poll).values() for file in (one.photo, one.audio)]
    return any(file is not None and file.sha256 == sha256 for file in known)
