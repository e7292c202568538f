"""起草的页面: a new draft, a copy from above, a form per section, withdrawing."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.errors import NotPermitted, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound
from oversight.institutions.web import actor_of, place_page
from oversight.rulebooks import actions, permissions, queries, shipped
from oversight.rulebooks.forms import acts as forms
from oversight.rulebooks.forms.sections import SectionForms, section_of
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.pages import version_page, words
from oversight.rulebooks.sections import SECTIONS
from oversight.rulebooks.views.shared import version_or_404
from oversight.ui.page import Crumb, Page


def list_url(place: Jurisdiction) -> str:
    """The list of versions."""
    return reverse("rulebooks:list", args=[place.code])


def usual_body(place: Jurisdiction) -> Any:
    """The body that usually adopts: standing committee, in a town the presidium."""
    kind = "standing_committee" if place.has_standing_committee else "presidium"
    return institutions.body_of_kind(place, kind)


@place_page(permissions.can_draft)
def new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """起草规则簿。"""
    initial = {"start": "in_force", "body": usual_body(place)}
    form = bound(forms.DraftForm, request, place=place, initial=initial)
    now = queries.in_force(place)

    def run(data: dict[str, Any]) -> str:
        draft = actions.draft_version(
            actor_of(request),
            place,
            body=data["body"],
            from_template=data["start"] == "template",
            note=data["note"],
        )
        return version_page.version_url(place, draft)

    page = ActPage(
        title=_("起草规则簿"),
        button=_("起草规则簿"),
        back_url=list_url(place),
        crumbs=version_page.crumbs(place, Crumb(_("起草"))),
        lead=_("草稿没有效力，会议通过并登记以后才施行"),
        facts=((_("现行规则"), now.label),),
        done=_("已起草。逐章修改后送会议审议。"),
    )
    return act_page(request, page, form, run)


@place_page(permissions.can_draft)
def copy(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """参照上级起草。"""
    sources = queries.adopted_above(place)
    initial = {
        "source": sources.first(),
        "sections": [name for name in SECTIONS if name != "numbering"],
        "body": usual_body(place),
    }
    form = bound(forms.CopyForm, request, place=place, sources=sources, initial=initial)

    def run(data: dict[str, Any]) -> str:
        draft = actions.copy_version(
            actor_of(request),
            place,
            body=data["body"],
            source=data["source"],
            sections=data["sections"],
            note=data["note"],
        )
        return version_page.version_url(place, draft)

    none = _("上级还没有通过规则簿，没有可以参照的版本。")
    page = ActPage(
        title=_("参照上级起草规则簿"),
        button=_("照抄所选的章，起草规则簿"),
        back_url=list_url(place),
        crumbs=version_page.crumbs(place, Crumb(_("参照上级"))),
        lead=_("抄来的是当时的文字，不是继承；本级通过以后才施行"),
        warning="" if sources.exists() else none,
        done=_("已照抄起草。逐章核对后送会议审议。"),
    )
    return act_page(request, page, form, run)


@place_page(permissions.can_draft)
def withdraw(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """撤回草稿。"""
    draft = version_or_404(place, key)
    form = bound(forms.WithdrawForm, request, place=place)

    def run(data: dict[str, Any]) -> None:
        actions.withdraw_draft(actor_of(request), place, version=draft, reason=data["reason"])

    page = ActPage(
        title=_("撤回规则簿草稿"),
        button=_("撤回草稿"),
        back_url=version_page.version_url(place, draft),
        crumbs=version_page.crumbs(place, Crumb(_("撤回草稿"))),
        warning=_("撤回以后不能再改，也不能再登记通过；草稿留在清单里。"),
        done=_("已撤回。"),
    )
    return act_page(request, page, form, run)


@place_page(permissions.can_draft)
def section_edit(request: HttpRequest, place: Jurisdiction, key: str, name: str) -> HttpResponse:
    """修改草稿的一章。"""
    draft, section = version_or_404(place, key), section_of(name)
    if section is None:
        raise Http404(name)
    values = json.loads(draft.content).get(name) or shipped.template().content[name]
    data = request.POST if request.method == "POST" else None
    filled = SectionForms(section, values, place.level, place.kind, draft.sha256, data)
    status, refused = 200, None
    if request.method == "POST":
        status = 422
        if filled.is_valid():
            try:
                actions.change_draft(
                    actor_of(request),
                    place,
                    version=draft,
                    section=name,
                    values=filled.cleaned(),
                    seen=filled.fields.cleaned_data["seen"],
                )
            except NotPermitted as error:
                raise PermissionDenied from error
            except Refused as error:
                status, refused = error.status, error
            else:
                done = _("已写入草稿：%(title)s。") % {"title": words.title_of(name)}
                messages.success(request, done)
                return redirect(version_page.version_url(place, draft) + f"#{name}")
    context = {
        "page": section_head(place, draft, name),
        "place": place,
        "version": draft,
        "name": name,
        "about": words.said(section.ABOUT),
        "basis": words.said(section.BASIS),
        "filled": filled,
        "refused": refused,
        "back_url": version_page.version_url(place, draft) + f"#{name}",
    }
    return render(request, "rulebooks/section.html", context, status=status)


def section_head(place: Jurisdiction, draft: Rulebook, name: str) -> Page:
    """修改：会前时限"""
    title = words.title_of(name)
    return Page(
        title=_("修改草稿：%(title)s") % {"title": title},
        lead=words.said(SECTIONS[name].ABOUT),
        crumbs=version_page.crumbs(
            place, Crumb(draft.label, version_page.version_url(place, draft)), Crumb(title)
        ),
        window_title=title,
    )
