"""导入工单的页面: choose a file, follow the job, read the result, take the rows set aside."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oversight.audit.errors import Refused
from oversight.hotline import (
    actions,
    drafts,
    mapping_choices,
    permissions,
    queries_imports,
    set_aside,
)
from oversight.hotline.forms import ImportForm, file_name_of
from oversight.hotline.models import ImportBatch
from oversight.hotline.pages import imports as pages
from oversight.hotline.pages.sheets import XLSX
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.ui.page import Crumb, Page

NEW = "hotline/import_new.html"


@require_safe
@place_page(permissions.can_read_imports)
def imports(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """历次导入。"""
    context = pages.import_list(place, actor_of(request), request.GET)
    return render(request, "hotline/imports.html", vars(context))


def new_context(place: Jurisdiction, form: ImportForm) -> dict[str, Any]:
    """The page that asks for the file."""
    page = Page(
        title=_("导入热线数据"),
        lead=_("手机号、身份证号、车牌、邮箱在导入时遮去，原文件不保留"),
        crumbs=pages.crumbs(
            place, Crumb(_("历次导入"), pages.imports_url(place)), Crumb(_("导入"))
        ),
    )
    running = queries_imports.open_jobs(place, ("hotline.import",))
    return {
        "page": page,
        "place": place,
        "form": form,
        "jobs": [(job, pages.job_url(job)) for job in running],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@place_page(permissions.can_import)
def import_new(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导入热线数据: the upload goes to the scratch folder and a job takes it in."""
    if request.method != "POST":
        chosen = {"mapping": request.GET["mapping"]} if "mapping" in request.GET else None
        return render(request, NEW, new_context(place, ImportForm(place, initial=chosen)))
    form = ImportForm(place, request.POST, request.FILES)
    context = new_context(place, form)
    if not form.is_valid():
        return render(request, NEW, context, status=422)
    upload, choice = form.cleaned_data["file"], form.cleaned_data["mapping"]
    try:
        if choice == mapping_choices.NEW:
            return to_new_mapping(request, place, upload)
        return start(request, place, upload, mapping_choices.text_of(place, choice) or "")
    except Refused as error:
        return refusal(request, error, NEW, context)


def start(request: HttpRequest, place: Jurisdiction, upload: Any, mapping: str) -> HttpResponse:
    """Hand the file to the worker and show the job."""
    job = actions.request_import(
        actor_of(request),
        place,
        upload=upload,
        file_name=file_name_of(upload),
        mapping=mapping,
    )
    return redirect("jobs:job", place=place.code, public_id=job.public_id)


def to_new_mapping(request: HttpRequest, place: Jurisdiction, upload: Any) -> HttpResponse:
    """Keep the whole file and make a mapping from its head first."""
    draft = drafts.keep(
        actor_of(request).account_id or 0,
        place.code,
        upload,
        subject="mapping",
        file_name=file_name_of(upload),
        whole=True,
    )
    return redirect("hotline:mapping_draft", place=place.code, key=draft.key)


def batch_or_404(place: Jurisdiction, public_id: str) -> ImportBatch:
    """One import of the place."""
    batch = queries_imports.batch_of(place, public_id)
    if batch is None:
        raise Http404(public_id)
    return batch


@require_safe
@place_page(permissions.can_read_imports)
def import_result(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """一次导入的结果。"""
    batch = batch_or_404(place, public_id)
    context = pages.import_page(place, actor_of(request), batch, request.GET)
    return render(request, "hotline/import_result.html", vars(context))


@require_safe
@place_page(permissions.can_take_quarantine)
def import_quarantine(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """隔离的行: as a workbook to mend and import again, or as CSV to look at; neither can run."""
    batch = batch_or_404(place, public_id)
    path = queries_imports.quarantine_path(batch)
    if path is None:
        raise Http404(public_id)
    name = f"{place.code}-quarantine-{public_id}"
    answer: Any
    if request.GET.get("form") == "csv":
        lines = set_aside.csv_lines(path)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    else:
        try:
            book = set_aside.workbook(path)
        except Refused as error:
            context = vars(pages.import_page(place, actor_of(request), batch, request.GET))
            return refusal(request, error, "hotline/import_result.html", context)
        answer = FileResponse(book, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    answer["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[no-any-return]
