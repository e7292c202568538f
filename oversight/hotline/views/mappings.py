"""对照表的页面: the list, TOML in and out, and making one from the head of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from hotline_analytics.mapping import shipped_mappings

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.hotline import actions, mapping_choices, permissions, queries, queries_imports
from oversight.hotline.forms import TomlForm
from oversight.hotline.models import SavedMapping, Source
from oversight.hotline.pages.imports import crumbs, imports_url
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui.page import Act, Crumb, Page

ANY = ["GET", "HEAD", "POST"]
LIST = "hotline/mappings.html"


@dataclass(frozen=True)
class MappingList:
    """对照表."""

    page: Page
    place: Jurisdiction
    saved: Sequence[SavedMapping]
    sources: Sequence[Source]
    shipped: Sequence[tuple[str, str]]
    form: TomlForm | None


def mapping_list(place: Jurisdiction, actor: Actor, form: TomlForm | None = None) -> MappingList:
    """The page."""
    may = permissions.can_import(actor, place)
    saved = list(queries_imports.mappings_of(place))
    title = (
        ngettext("本地保存了 %(n)d 份对照表", "本地保存了 %(n)d 份对照表", len(saved))
        if saved
        else _("本地还没有保存对照表")
    )
    return MappingList(
        page=Page(
            title=title % {"n": len(saved)} if saved else title,
            lead=_("对照表写明来源的哪一列是我们的哪一项"),
            crumbs=crumbs(place, Crumb(_("历次导入"), imports_url(place)), Crumb(_("对照表"))),
            window_title=_("对照表"),
            acts=(Act(_("看文件新做一份"), new_url(place), "plus-lg", main=True),) if may else (),
        ),
        place=place,
        saved=saved,
        sources=list(queries.sources_of(place)),
        shipped=[(path.stem, mapping_choices.shipped_label(path)) for path in shipped_mappings()],
        form=(form or TomlForm()) if may else None,
    )


def new_url(place: Jurisdiction) -> str:
    """Where a new mapping is made."""
    return reverse("hotline:mapping_new", args=[place.code])


@require_safe
@place_page(permissions.can_read_imports)
def mappings(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """对照表清单。"""
    return render(request, LIST, vars(mapping_list(place, actor_of(request))))


@require_http_methods(ANY)
@place_page(permissions.can_import)
def mapping_upload(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """上传一份对照表 (TOML)。"""
    actor = actor_of(request)
    if request.method != "POST":
        return redirect("hotline:mappings", place=place.code)
    form = TomlForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, LIST, vars(mapping_list(place, actor, form)), status=422)
    try:
        saved = take_toml(actor, place, form.cleaned_data)
    except Refused as error:
        return refusal(request, error, LIST, vars(mapping_list(place, actor, form)))
    messages.success(request, _("已保存对照表：%(name)s") % {"name": saved.name})
    return redirect("hotline:mappings", place=place.code)


def take_toml(actor: Actor, place: Jurisdiction, values: dict[str, Any]) -> SavedMapping:
    """Save an uploaded mapping."""
    try:
        text = values["file"].read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid("not_utf8", _("没有保存。对照表须为 UTF-8 的文本。"), where="file") from error
    return actions.save_mapping(actor, place, text=text, subject=values["subject"])


def toml(name: str, text: str) -> HttpResponse:
    """A mapping as a file."""
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "mapping"
    answer["Content-Disposition"] = f'attachment; filename="{safe}.toml"'
    return answer


@require_safe
@place_page(permissions.can_read_imports)
def mapping_toml(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """下载保存的对照表。"""
    found = queries_imports.mapping_of(place, public_id)
    if found is None:
        raise Http404(public_id)
    return toml(found.name, found.text)


@require_safe
@place_page(permissions.can_read_imports)
def shipped_toml(request: HttpRequest, place: Jurisdiction, name: str) -> HttpResponse:
    """下载示例。"""
    text = mapping_choices.shipped_text(name)
    if text is None:
        raise Http404(name)
    return toml(name, text)


@require_safe
@place_page(permissions.can_read_imports)
def source_mapping(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """下载一个来源上次用的对照表。"""
    source = queries.sources_of(place).filter(public_id=public_id).first()
    if source is None:
        raise Http404(public_id)
    return toml(source.name, source.mapping)
