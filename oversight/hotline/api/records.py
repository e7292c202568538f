"""导入记录的接口: imports with the rows set aside, monthly tables, mappings, hand-over sheets."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from hotline_analytics.tickets import format_month

from oversight.hotline import permissions, queries_imports
from oversight.hotline.api import schemas as s
from oversight.hotline.api.access import PageNumber, Short, paged
from oversight.hotline.api.routing import router
from oversight.hotline.api.tickets import instant
from oversight.hotline.models import DataHandover, ImportBatch, MonthlyTable, SavedMapping
from oversight.institutions.api.access import place_for
from oversight.institutions.models import Jurisdiction


def readable(request: HttpRequest, code: str) -> Jurisdiction:
    """The place whose imports the token may read."""
    return place_for(request, code, permissions.can_read_imports)


def batch_out(batch: ImportBatch) -> dict[str, Any]:
    """An import as the API says it."""
    names = (
        "file_name", "file_sha256", "read", "accepted", "duplicates", "updated", "quarantined",
        "notes", "imported_by", "imported_at",
    )  # fmt: skip
    return {
        "id": batch.public_id,
        "source": batch.source.name,
        "months": [format_month(month) for month in batch.months],
        "quarantine_available": queries_imports.quarantine_path(batch) is not None,
        **{name: getattr(batch, name) for name in names},
    }


@router.get("/{slug:place}/imports", response=s.ImportPage)
def list_imports(
    request: HttpRequest,
    place: str,
    source: Short = "",
    state: Short = "",
    q: Short = "",
    page: PageNumber = 1,
) -> Any:
    """历次导入; ``state`` quarantined: with rows set aside, whole: without."""
    rows = queries_imports.chosen_batches(readable(request, place), source=source, state=state, q=q)
    return paged(rows.select_related("jurisdiction"), page, batch_out)


@router.get("/{slug:place}/imports/{slug:key}", response=s.ImportOut)
def one_import(request: HttpRequest, place: str, key: str) -> Any:
    """一次导入。"""
    batch = queries_imports.batch_of(readable(request, place), key)
    if batch is None:
        raise Http404(key)
    return batch_out(batch)


@router.get("/{slug:place}/imports/{slug:key}/quarantine", response={200: None})
def quarantine(request: HttpRequest, place: str, key: str) -> HttpResponseBase:
    """隔离的行: the CSV itself, to be mended and imported again. Not masked and not defused: for programs."""
    found = place_for(request, place, permissions.can_take_quarantine)
    batch = queries_imports.batch_of(found, key)
    path = queries_imports.quarantine_path(batch) if batch else None
    if path is None:
        raise Http404(key)
    answer = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{place}-quarantine-{key}.csv",
        content_type="text/csv; charset=utf-8",
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def table_out(table: MonthlyTable) -> dict[str, Any]:
    """A monthly table as the API says it."""
    names = (
        "source", "file_name", "file_sha256", "rows", "findings", "imported_by", "imported_at",
    )  # fmt: skip
    months = [format_month(month) for month in table.months]
    fields = {name: getattr(table, name) for name in names}
    return {"id": table.public_id, "months": months, **fields}


@router.get("/{slug:place}/tables", response=s.TablePage)
def list_tables(
    request: HttpRequest, place: str, state: Short = "", q: Short = "", page: PageNumber = 1
) -> Any:
    """历次统计表; ``state`` findings: with what cannot be true, whole: without."""
    rows = queries_imports.chosen_tables(readable(request, place), state=state, q=q)
    return paged(rows, page, table_out)


@router.get("/{slug:place}/tables/{slug:key}", response=s.TableOut)
def one_table(request: HttpRequest, place: str, key: str) -> Any:
    """一张统计表。"""
    table = queries_imports.table_of(readable(request, place), key)
    if table is None:
        raise Http404(key)
    return table_out(table)


def mapping_out(saved: SavedMapping) -> dict[str, Any]:
    """A saved mapping as the API says it."""
    names = ("subject", "name", "text", "saved_by", "saved_at")
    return {"id": saved.public_id, **{name: getattr(saved, name) for name in names}}


@router.get("/{slug:place}/mappings", response=list[s.MappingOut])
def list_mappings(request: HttpRequest, place: str) -> Any:
    """保存的对照表。"""
    found = readable(request, place)
    return [mapping_out(saved) for saved in queries_imports.mappings_of(found)]


@router.get("/{slug:place}/mappings/{slug:key}", response=s.MappingOut)
def one_mapping(request: HttpRequest, place: str, key: str) -> Any:
    """一份对照表。"""
    saved = queries_imports.mapping_of(readable(request, place), key)
    if saved is None:
        raise Http404(key)
    return mapping_out(saved)


def handover_out(sheet: DataHandover) -> dict[str, Any]:
    """A hand-over sheet as the API says it."""
    names = (
        "source", "tickets", "sha256", "handed_by", "received_by", "handed_on", "note",
        "recorded_by", "recorded_at",
    )  # fmt: skip
    return {
        "id": sheet.public_id,
        "month": format_month(sheet.month),
        "first_received": instant(sheet.first_received),
        "last_received": instant(sheet.last_received),
        **{name: getattr(sheet, name) for name in names},
    }


@router.get("/{slug:place}/handovers", response=s.HandoverPage)
def list_handovers(request: HttpRequest, place: str, page: PageNumber = 1) -> Any:
    """数据交接单。"""
    return paged(queries_imports.handovers_of(readable(request, place)), page, handover_out)
