"""模板页面: the templates of a place, its fields, uploads, versions, previews with a real paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.documents import permissions, queries, rendering, typefaces
from oversight.documents.field_words import GIVES
from oversight.documents.forms.acts import PlainForm
from oversight.documents.forms.templates import TemplateForm
from oversight.documents.kinds import KINDS, PaperKind, kind_of
from oversight.documents.layout.fields import FIELDS, OPTIONAL
from oversight.documents.models import Paper, PaperTemplate
from oversight.documents.templates_store import store
from oversight.documents.views.shared import DOCX, list_crumb, sent
from oversight.files import blobs
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import ActPage, act_page, bound, place_act
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Act, Crumb, Page


@dataclass(frozen=True)
class KindRow:
    """一种公文: what its papers are filled into now."""

    kind: PaperKind
    used: tuple[PaperTemplate, ...]
    shipped_url: str
    upload_url: str


def home(place: Jurisdiction) -> str:
    return reverse("documents:paper_templates", args=[place.code])


def crumbs(place: Jurisdiction, *more: str) -> tuple[Crumb, ...]:
    own = Crumb(_("公文模板"), home(place) if more else "")
    return (list_crumb(place), own, *(Crumb(each) for each in more))


def template_or_404(place: Jurisdiction, key: str) -> PaperTemplate:
    """The template of the address."""
    found = store.template_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


@require_safe
@place_page(permissions.can_read)
def paper_templates(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """公文模板清单: per kind the shipped one or the place's own."""
    every = [each for each in store.templates_of(place) if each.in_use]
    may = permissions.can_keep_templates(actor_of(request), place)
    upload = reverse("documents:paper_template_new", args=[place.code])
    rows = [
        KindRow(
            kind,
            tuple(each for each in every if each.kind == kind.code),
            reverse("documents:paper_template_shipped", args=[place.code, kind.code]),
            f"{upload}?kind={kind.code}",
        )
        for kind in KINDS.values()
    ]
    acts = [
        Act(
            _("模板里可以用的字段"), reverse("documents:paper_fields", args=[place.code]), "list-ul"
        )
    ]
    if may:
        acts.append(Act(_("上传模板"), upload, "file-earmark-arrow-up", main=True))
    context = {
        "page": Page(
            title=_("%(own)d 种公文用自己的模板") % {"own": len({each.kind for each in every})},
            lead=_(
                "没有自己的模板时，用按国家标准排好的随附模板。模板只改 Word 文档（DOCX）的样子，PDF 一律按国家标准排版，不用模板。"
            ),
            window_title=_("公文模板"),
            crumbs=crumbs(place),
            acts=tuple(acts),
        ),
        "place": place,
        "rows": rows,
        "may": may,
        "gaps": typefaces.stand_ins(),
    }
    return render(request, "documents/paper_templates.html", context)


@require_safe
@place_page(permissions.can_read)
def paper_fields(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """模板里可以用的字段。"""
    context = {
        "page": Page(
            title=_("模板里可以用的字段"),
            lead=_("在 Word 或 WPS 里把字段连同双花括号写在要填的地方"),
            crumbs=crumbs(place, _("模板里可以用的字段")),
        ),
        "place": place,
        "inline": [(field, GIVES[field.name]) for field in FIELDS if not field.block],
        "blocks": [(field, GIVES[field.name]) for field in FIELDS if field.block],
        "optional": OPTIONAL,
    }
    return render(request, "documents/paper_fields.html", context)


@require_safe
@place_page(permissions.can_read)
def paper_template_shipped(request: HttpRequest, place: Jurisdiction, kind: str) -> HttpResponse:
    """下载随附的模板, its head fitted to the place's own office."""
    if kind not in KINDS:
        raise Http404(kind)
    made = rendering.shipped_template(place, kind_of(kind))
    if made is None:
        raise Http404(kind)
    return sent(made, DOCX, _("%(kind)s模板.docx") % {"kind": kind_of(kind).title})


@place_page(permissions.can_keep_templates)
def paper_template_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """上传公文模板。"""
    page = ActPage(
        _("上传一种公文的模板"),
        _("上传模板"),
        home(place),
        crumbs(place, _("上传模板")),
        lead=_(
            "上传后，这种公文的 Word 文档（DOCX）就用它；PDF 一律按国家标准排版，不用模板。"
            "旧的版本都留着，随时可以停用、换回随附的模板。"
        ),
        done=_("已上传。请用一件真实的公文预览一次。"),
    )
    form = bound(TemplateForm, request, place=place, initial={"kind": request.GET.get("kind", "")})

    def run(data: dict[str, Any]) -> str:
        file = data.pop("file")
        made = store.upload_template(
            actor_of(request), place, name=file.name or "", stream=file, **data
        )
        return reverse("documents:paper_template", args=[place.code, made.public_id])

    return act_page(request, page, form, run)


@require_safe
@place_page(permissions.can_read)
def paper_template(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个模板: its versions, and real papers to preview it with."""
    found = template_or_404(place, key)
    versions = store.templates_of(place).filter(kind=found.kind, issuer_key=found.issuer_key)
    may = permissions.can_keep_templates(actor_of(request), place)
    acts = [
        Act(
            _("下载模板"),
            reverse("documents:paper_template_file", args=[place.code, key]),
            "download",
            download=True,
        )
    ]
    if may and found.in_use:
        end = reverse("documents:paper_template_end", args=[place.code, key])
        acts.append(Act(_("换回随附的模板"), end))
    title = _("%(kind)s模板第 %(version)d 版") % {
        "kind": found.get_kind_display(),
        "version": found.version,
    }
    context = {
        "page": Page(
            title=title,
            lead=_("%(issuer)s · 只改 Word 文档（DOCX），PDF 一律按国家标准排版，不用模板")
            % {"issuer": found.issuer.name if found.issuer else _("本地所有发文机关")},
            crumbs=crumbs(place, title),
            acts=tuple(acts),
        ),
        "place": place,
        "template": found,
        "versions": versions.order_by("-version"),
        "papers": papers_for(request, place, found)[:10],
    }
    return render(request, "documents/paper_template.html", context)


def papers_for(request: HttpRequest, place: Jurisdiction, template: PaperTemplate) -> Any:
    """The papers that the reader may see and that this template is for, newest first."""
    rows = queries.papers_seen_by(actor_of(request), place).filter(kind=template.kind)
    if template.issuer_id:
        rows = rows.filter(issuer_id=template.issuer_id)
    return rows.order_by("-pk")


@require_safe
@place_page(permissions.can_read)
def paper_template_file(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """下载一版模板。"""
    found = template_or_404(place, key)
    return sent(blobs.read(found.file.sha256), DOCX, found.file.name)


@require_safe
@place_page(permissions.can_read)
def paper_template_preview(
    request: HttpRequest, place: Jurisdiction, key: str, public_id: str
) -> HttpResponse:
    """用一件真实的公文预览模板, whichever version is in use."""
    found = template_or_404(place, key)
    paper: Paper | None = papers_for(request, place, found).filter(public_id=public_id).first()
    if paper is None:
        raise Http404(public_id)
    content = rendering.content_of(place, paper)
    made = typefaces.docx(content, blobs.read(found.file.sha256))
    return sent(made, DOCX, _("预览 %(name)s") % {"name": rendering.file_name(paper, "docx")})


@place_page(permissions.can_keep_templates)
def paper_template_end(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """停用，换回随附的模板。"""
    found = template_or_404(place, key)
    page = ActPage(
        _("换回随附的%(kind)s模板") % {"kind": found.get_kind_display()},
        _("换回随附的模板"),
        home(place),
        crumbs(place, _("换回随附的模板")),
        lead=_("已经生成的文件不变；这个版本留着，要用时再传一次。"),
        done=_("已换回随附的模板。"),
    )
    return place_act(request, place, page, PlainForm, store.end_template, about={"template": found})
