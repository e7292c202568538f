"""起草页面: choose a kind, write, look at the layout, attach files. Errors keep the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oversight.audit.errors import NotPermitted, Refused
from oversight.documents import actions, permissions, rendering, typefaces
from oversight.documents.forms import acts as act_forms
from oversight.documents.forms import drafting as forms
from oversight.documents.kind_values import PaperKind
from oversight.documents.kinds import KINDS
from oversight.documents.models import Paper, PaperFile
from oversight.documents.standing import require
from oversight.documents.views.fonts_missing import says_missing_fonts
from oversight.documents.views.next_steps import refusal_of
from oversight.documents.views.shared import (
    PDF,
    crumbs_to,
    file_or_404,
    list_crumb,
    paper_or_404,
    sent,
    url_of,
)
from oversight.files.actions import store_file
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.sending_once import once
from oversight.institutions.views.act_forms import (
    ActPage,
    act_page,
    bound,
    explain,
    gone_on,
    sent_before,
)
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Crumb, Page


@dataclass(frozen=True)
class DraftPage:
    """起草页: without a kind the kinds to choose from."""

    page: Page
    place: Jurisdiction
    form: Any
    kind: PaperKind | None
    kinds: tuple[PaperKind, ...]
    preview_url: str
    back_url: str
    button: str
    about: tuple[str, str]


@place_page(permissions.can_draft)
def paper_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """起草公文。"""
    kind = KINDS.get(request.GET.get("kind", "") or request.POST.get("kind", ""))
    if kind is None:
        return draft_page(request, place, None, None)
    about = (request.GET.get("about_kind", "")[:24], request.GET.get("about_id", "")[:40])
    initial = {"text": kind.opening, "title": kind.title_hint, "issuer": usual_issuer(place)}
    form = bound(forms.DraftForm, request, place=place, initial=initial)
    if request.method == "POST" and form.is_valid():

        def run() -> str:
            actor, data = actor_of(request), form.written()
            made = actions.draft_paper(actor, place, kind=kind.code, about=about, **data)
            return url_of(place, made)

        if answer := kept(request, form, run):
            return answer
    status = 422 if request.method == "POST" else 200
    return draft_page(request, place, form, kind, about=about, status=status)


def kept(
    request: HttpRequest, form: django_forms.Form, run: Callable[[], str]
) -> HttpResponse | None:
    """What was written is kept, once for each time the form was shown; None with the errors on the form."""
    try:
        sent = once(request, run)
    except Refused as error:
        explain(form, moved(error))
        return None
    if sent.changed:
        form.add_error(None, sent_before())
        return None
    return gone_on(request, sent, "")


@place_page(permissions.can_draft)
def paper_edit(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """修改文稿: what was typed comes back when it cannot be kept."""
    found = paper_or_404(request, place, public_id)
    form = bound(forms.EditForm, request, place=place, initial=forms.initial_of(place, found))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                sent = once(request, lambda: save(request, place, found, form.written()))
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                status = error.status
                explain(form, moved(error))
            else:
                if not sent.changed:
                    return gone_on(request, sent, "")
                form.add_error(None, sent_before())
    return draft_page(request, place, form, found.paper_kind, paper=found, status=status)


def save(request: HttpRequest, place: Jurisdiction, found: Paper, data: dict[str, Any]) -> str:
    """Keep the next version; the way back to the paper."""
    data["addressees"] = forms.kept_records(found.addressees, data["addressees"])
    data["copies"] = forms.kept_records(found.copies, data["copies"])
    actions.edit_paper(actor_of(request), place, paper=found, **data)
    return url_of(place, found)


def moved(error: Refused) -> Refused:
    """A refusal about addressees stands at the field where units are ticked."""
    error.where = {"addressees": "units", "copies": "copy_units"}.get(error.where, error.where)
    return error


def usual_issuer(place: Jurisdiction) -> str:
    """The general office, else any body."""
    body = institutions.body_of_kind(place, "general_office") or (
        institutions.bodies_of(place).on(institutions.today()).first()
    )
    return body.public_id if body else ""


def draft_page(
    request: HttpRequest,
    place: Jurisdiction,
    form: django_forms.Form | None,
    kind: PaperKind | None,
    *,
    paper: Paper | None = None,
    about: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    """The page for writing, or the kinds."""
    lead = str(kind.note) if kind else ""
    if paper is not None:
        lead = refusal_of(actor_of(request), place, paper, "edit") or lead
        title = _("修改“%(title)s”") % {"title": paper.title}
        crumbs: tuple[Crumb, ...] = crumbs_to(place, paper, _("修改文稿"))
        back, button = url_of(place, paper), _("保存文稿")
    else:
        title = _("起草%(kind)s") % {"kind": kind.title} if kind else _("起草哪一种公文")
        crumbs = (list_crumb(place), Crumb(_("起草公文")))
        back = reverse(
            "documents:papers" if kind is None else "documents:paper_new", args=[place.code]
        )
        button = _("保存草稿")
    preview = reverse("documents:paper_preview", args=[place.code])
    extra = f"?paper={paper.public_id}" if paper else f"?kind={kind.code}" if kind else ""
    context = DraftPage(
        page=Page(title=title, lead=lead, crumbs=crumbs),
        place=place,
        form=form,
        kind=kind,
        kinds=tuple(KINDS.values()),
        preview_url=preview + extra,
        back_url=back,
        button=button,
        about=about,
    )
    return render(request, "documents/draft.html", vars(context), status=status)


@require_POST
@place_page(permissions.can_draft)
@says_missing_fonts
def paper_preview(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """预览版面: what is being written, laid out; nothing is kept."""
    key = request.GET.get("paper", "")
    found = paper_or_404(request, place, key) if key else None
    kind = found.paper_kind if found else KINDS.get(request.GET.get("kind", ""))
    form_class = forms.EditForm if found else forms.DraftForm
    form = form_class(request.POST, place=place)
    if kind is None or not form.is_valid():
        return draft_page(request, place, form if kind else None, kind, paper=found, status=422)
    addressees, copies = forms.words_of(form, found.copies if found else ())
    data = form.written()
    attached = list(found.files.filter(role="attachment", dropped=False)) if found else []
    content = rendering.laid_out(
        place,
        kind,
        found.issuer if found else data["issuer"],
        title=data["title"],
        text=data["text"],
        addressees=addressees,
        copies=copies,
        number=found.number if found else "",
        security=data["security"],
        urgency=data["urgency"],
        contact=data["contact"],
        attachments=tuple(each.label for each in attached),
        facts=found.facts if found else {},
    )
    name = _("预览 %(title)s.pdf") % {"title": data["title"]}
    try:
        return sent(typefaces.pdf(content), PDF, name, inline=True)
    except Refused as error:
        explain(form, error)
        return draft_page(request, place, form, kind, paper=found, status=error.status)


@place_page(permissions.can_draft)
def paper_attach(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """附上附件。"""
    found = paper_or_404(request, place, public_id)
    page = ActPage(
        _("给“%(title)s”附上附件") % {"title": found.title},
        _("附上附件"),
        url_of(place, found),
        crumbs_to(place, found, _("附上附件")),
        done=_("附件已附上。"),
    )
    form = bound(act_forms.AttachForm, request, place=place)

    def run(data: dict[str, Any]) -> None:
        actor, given = actor_of(request), data["file"]
        require(actor, place, found, "edit")
        stored = store_file(
            actor,
            place,
            name=given.name or "",
            stream=given,
            purpose=_("公文附件"),
            permitted=True,
            confined=True,
        )
        actions.attach_file(actor, place, paper=found, file=stored, label=data["label"])

    return act_page(request, page, form, run)


@place_page(permissions.can_draft)
def paper_detach(
    request: HttpRequest, place: Jurisdiction, public_id: str, key: str
) -> HttpResponse:
    """撤下附件。"""
    found = paper_or_404(request, place, public_id)
    attached: PaperFile = file_or_404(found.files.filter(role="attachment", dropped=False), key)
    page = ActPage(
        _("撤下附件“%(name)s”") % {"name": attached.label},
        _("撤下附件"),
        url_of(place, found),
        crumbs_to(place, found, _("撤下附件")),
        done=_("附件已撤下，文件仍然保存。"),
    )
    form = bound(act_forms.PlainForm, request, place=place)

    def run(_data: dict[str, Any]) -> None:
        actions.detach_file(actor_of(request), place, paper=found, attached=attached)

    return act_page(request, page, form, run)
