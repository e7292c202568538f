"""月度统计表的页面: template, upload, preview with what cannot be true, import, the list."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from oversight.audit.errors import Refused
from oversight.hotline import (
    actions,
    drafts,
    imports,
    permissions,
    queries_imports,
    table_imports,
)
from oversight.hotline.drafts import Draft
from oversight.hotline.forms import TableForm, file_name_of
from oversight.hotline.pages import tables as pages
from oversight.hotline.pages.imports import crumbs
from oversight.hotline.pages.sheets import XLSX
from oversight.hotline.table_imports import ReadTable
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui.page import Crumb, Page

NEW = "hotline/table_new.html"
LOCK_SECONDS = 5.0
ANY = ["GET", "HEAD", "POST"]


@require_safe
@place_page(permissions.can_read_imports)
def tables(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """历次统计表。"""
    context = pages.table_list(place, actor_of(request), request.GET)
    return render(request, "hotline/tables.html", vars(context))


@require_safe
@place_page(permissions.can_read_imports)
def table(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """一张统计表。"""
    found = queries_imports.table_of(place, public_id)
    if found is None:
        raise Http404(public_id)
    context = pages.table_page(place, actor_of(request), found)
    return render(request, "hotline/table.html", vars(context))


@require_safe
@place_page(permissions.can_import)
def table_template(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """空模板 (XLSX)。"""
    from hotline_analytics.table_template import table_template as write

    with tempfile.TemporaryDirectory(dir=settings.HOME.scratch) as folder:
        path = Path(folder) / "template.xlsx"
        write(path)
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{place.code}-monthly-table.xlsx"'
    return answer


def new_context(place: Jurisdiction, form: TableForm) -> dict[str, Any]:
    """The page that asks for the table."""
    page = Page(
        title=_("导入月度统计表"),
        lead=_("只有每月统计表、没有工单的，用它作同样的分析"),
        crumbs=crumbs(place, Crumb(_("月度统计表"), pages.tables_url(place)), Crumb(_("导入"))),
    )
    return {"page": page, "place": place, "form": form}


@require_http_methods(ANY)
@place_page(permissions.can_import)
def table_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """上传统计表: keeps the file for a day and goes to its preview."""
    if request.method != "POST":
        return render(request, NEW, new_context(place, TableForm(place)))
    form = TableForm(place, request.POST, request.FILES)
    context = new_context(place, form)
    if not form.is_valid():
        return render(request, NEW, context, status=422)
    upload = form.cleaned_data["file"]
    draft = drafts.keep(
        actor_of(request).account_id or 0,
        place.code,
        upload,
        subject="table",
        file_name=file_name_of(upload),
        whole=True,
    )
    values = {"month": form.cleaned_data["month"], "mapping": form.cleaned_data["mapping"]}
    drafts.remember(draft, values)
    try:
        read_draft(place, draft)
    except Refused as error:
        drafts.drop(draft)
        return refusal(request, error, NEW, context)
    return redirect("hotline:table_preview", place=place.code, key=draft.key)


def read_draft(place: Jurisdiction, draft: Draft) -> ReadTable:
    """The table of a draft, checked; nothing is written."""
    return table_imports.read_table(
        draft.path,
        mapping_text=mapping_text(place, draft),
        file_name=draft.file_name,
        file_sha256=imports.hash_file(draft.path)[0],
        place=place,
        month=draft.values.get("month"),
    )


def mapping_text(place: Jurisdiction, draft: Draft) -> str:
    """The text of the mapping that was chosen with the file."""
    chosen = draft.values.get("mapping")
    found = queries_imports.mapping_of(place, chosen) if chosen else None
    return found.text if found else ""


@require_http_methods(ANY)
@place_page(permissions.can_import)
def table_preview(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """预览与导入: what was read and what cannot be true; POST keeps it."""
    draft = drafts.find(actor_of(request).account_id, place.code, "table", key)
    if draft is None:
        raise Http404(key)
    if request.method == "POST":
        try:
            return import_draft(request, place, draft)
        except Refused as error:
            context = preview_context(place, draft)
            return refusal(request, error, "hotline/table_preview.html", context)
    return render(request, "hotline/table_preview.html", preview_context(place, draft))


def import_draft(request: HttpRequest, place: Jurisdiction, draft: Draft) -> HttpResponse:
    """Keep the table and say where it is."""
    actions.import_table(
        actor_of(request),
        place,
        path=draft.path,
        mapping=mapping_text(place, draft),
        file_name=draft.file_name,
        month=draft.values.get("month"),
        wait=LOCK_SECONDS,
    )
    drafts.drop(draft)
    messages.success(request, _("已导入统计表：%(file)s") % {"file": draft.file_name})
    kept = queries_imports.chosen_tables(place).first()
    if kept is None:
        return redirect("hotline:tables", place=place.code)
    return redirect("hotline:table", place=place.code, public_id=kept.public_id)


def preview_context(place: Jurisdiction, draft: Draft) -> dict[str, Any]:
    """What the preview shows."""
    read = read_draft(place, draft)
    result = read.as_dict()
    number = len(read.findings)
    title = ngettext("有 %(n)d 处不可能成立", "有 %(n)d 处不可能成立", number)
    rows = len(result["rows"])
    return {
        "page": Page(
            title=title % {"n": number} if number else _("没有发现疑问，可以导入"),
            lead=_("%(file)s · 读到 %(rows)d 行，还没有导入")
            % {"file": draft.file_name, "rows": rows},
            crumbs=crumbs(
                place,
                Crumb(_("月度统计表"), pages.tables_url(place)),
                Crumb(_("导入"), reverse("hotline:table_new", args=[place.code])),
                Crumb(_("预览")),
            ),
            window_title=_("统计表预览"),
        ),
        "place": place,
        "draft": draft,
        "findings": [pages.finding(one) for one in read.findings],
        "figures": pages.figures(result["rows"]),
        "notes": result["notes"],
        "rows": rows,
    }
