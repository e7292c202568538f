"""接口的读: papers, versions, layout, files, receipts to phone, registers, what a unit received."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from oversight.documents import permissions, queries, rendering
from oversight.documents.addressing import units_carried_by
from oversight.documents.api import schemas as s
from oversight.documents.api import showing
from oversight.documents.api.routing import paper_of, router
from oversight.documents.kinds import KINDS
from oversight.documents.permissions import RESTRICTED
from oversight.documents.queries.listing import ORDERS, Filters, filtered
from oversight.documents.views.received import own_receipt
from oversight.documents.views.shared import DOCX, PDF, sent
from oversight.files.views import sent as sent_file
from oversight.institutions.api.access import place_for, the
from oversight.institutions.web import actor_of

PAGE_SIZE = 50


@router.get("/{slug:place}/kinds", response=list[s.KindOut])
def list_kinds(request: HttpRequest, place: str) -> Any:
    """公文种类, with the first text of each."""
    place_for(request, place, permissions.can_read)
    return [
        {
            "code": kind.code,
            "title": str(kind.title),
            "form": kind.form,
            "direction": kind.direction,
            "series": kind.series,
            "restricted": kind.restricted,
            "opening": kind.opening,
        }
        for kind in KINDS.values()
    ]


@router.get("/{slug:place}/papers", response=s.PapersOut)
def list_papers(
    request: HttpRequest,
    place: str,
    q: str = "",
    kind: str = "",
    state: str = "",
    issuer: str = "",
    year: int | None = None,
    waiting: bool = False,
    about_kind: str = "",
    about_id: str = "",
    sort: str = "-drafted",
    page: int = 1,
) -> Any:
    """公文清单: the filters of the page; ``about_kind`` and ``about_id`` for one record's papers."""
    found = place_for(request, place, permissions.can_read)
    year = year if year is not None and 1900 < year < 9000 else None
    asked = Filters(q[:100], kind[:24], state[:12], issuer[:12], year, waiting)
    rows = filtered(actor_of(request), found, asked)
    if about_kind:
        rows = rows.filter(about_kind=about_kind[:24].replace("\x00", ""))
    if about_id:
        rows = rows.filter(about_id=about_id[:40].replace("\x00", ""))
    name = sort.removeprefix("-")
    order = ("-" if sort.startswith("-") else "") + ORDERS.get(name, "drafted_at")
    listed = Paginator(rows.order_by(order, "pk"), PAGE_SIZE).get_page(page)
    return {
        "total": listed.paginator.count,
        "page": listed.number,
        "pages": listed.paginator.num_pages,
        "items": [showing.line_out(*each) for each in queries.tracks(found, listed)],
    }


@router.get("/{slug:place}/papers/{slug:key}", response=s.PaperOut)
def get_paper(request: HttpRequest, place: str, key: str) -> Any:
    """一件公文."""
    found = place_for(request, place, permissions.can_read)
    return showing.paper_out(actor_of(request), found, paper_of(request, found, key))


@router.get("/{slug:place}/papers/{slug:key}/versions", response=list[s.VersionOut])
def list_versions(request: HttpRequest, place: str, key: str) -> Any:
    """文稿版本, newest first."""
    found = place_for(request, place, permissions.can_read)
    return list(paper_of(request, found, key).versions.all())


@router.get("/{slug:place}/papers/{slug:key}/layout.pdf")
def get_pdf(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """版面 as PDF."""
    found = place_for(request, place, permissions.can_read)
    paper = paper_of(request, found, key)
    return sent(rendering.pdf_of(found, paper), PDF, rendering.file_name(paper, "pdf"))


@router.get("/{slug:place}/papers/{slug:key}/layout.docx")
def get_docx(request: HttpRequest, place: str, key: str) -> HttpResponse:
    """版面 as DOCX."""
    found = place_for(request, place, permissions.can_read)
    paper = paper_of(request, found, key)
    return sent(rendering.docx_of(found, paper), DOCX, rendering.file_name(paper, "docx"))


@router.get("/{slug:place}/papers/{slug:key}/files/{slug:file_id}")
def get_file(request: HttpRequest, place: str, key: str, file_id: str) -> HttpResponse:
    """附件或用印扫描件."""
    found = place_for(request, place, permissions.can_read)
    each = the(paper_of(request, found, key).files.select_related("file"), file_id)
    return sent_file(each.file, inline=False)


@router.get("/{slug:place}/phone-list", response=list[s.PhoneLineOut])
def get_phone_list(request: HttpRequest, place: str, everything: bool = False) -> Any:
    """电话清单: ``everything`` also lists what is still in time."""
    found = place_for(request, place, permissions.can_read_calls)
    return [showing.phone_out(line) for line in queries.phone_list(found, everything=everything)]


@router.get("/{slug:place}/registers", response=list[s.RegisterOut])
def list_registers(request: HttpRequest, place: str, year: int | None = None) -> Any:
    """发文登记簿."""
    found = place_for(request, place, permissions.can_read)
    rows = queries.registers_of(found)
    if year is not None:
        rows = rows.filter(year=year) if 0 < year < 10_000 else rows.none()
    return [showing.register_out(register) for register in rows]


@router.get("/{slug:place}/registers/{slug:key}", response=s.RegisterFull)
def get_register(request: HttpRequest, place: str, key: str) -> Any:
    """一本登记簿 with its numbers."""
    found = place_for(request, place, permissions.can_read)
    register = the(queries.registers_of(found), key)
    seen = permissions.can_read_restricted(actor_of(request), found)
    hidden = frozenset() if seen else RESTRICTED
    return showing.register_full(queries.register_lines(found, register), hidden)


@router.get("/{slug:place}/received", response=list[s.ReceivedOut])
def list_received(request: HttpRequest, place: str) -> Any:
    """收到的公文 of the token's unit, newest first; at most 200."""
    found = place_for(request, place, permissions.can_receive)
    actor = actor_of(request)
    units = units_carried_by(found, actor.unit_id)
    rows = queries.issued_to(actor, found).prefetch_related("receipts__unit", "files__file")[:200]
    seen = [(paper, own_receipt(found, paper, units)) for paper in rows]
    return [showing.received_out(paper, receipt) for paper, receipt in seen if receipt]


@router.get("/{slug:place}/received/{slug:key}", response=s.ReceivedOut)
def get_received(request: HttpRequest, place: str, key: str) -> Any:
    """收到的一件公文."""
    found = place_for(request, place, permissions.can_receive)
    actor = actor_of(request)
    paper = the(queries.issued_to(actor, found).prefetch_related("receipts", "files__file"), key)
    receipt = own_receipt(found, paper, units_carried_by(found, actor.unit_id))
    if receipt is None:
        raise Http404(key)
    return showing.received_out(paper, receipt)


@router.get("/{slug:place}/received/{slug:key}/files/{slug:file_id}")
def get_received_file(request: HttpRequest, place: str, key: str, file_id: str) -> HttpResponse:
    """正式文本或附件 of a paper that was sent to the unit."""
    found = place_for(request, place, permissions.can_receive)
    paper = the(queries.issued_to(actor_of(request), found).exclude(state="recalled"), key)
    each = the(paper.files.select_related("file").filter(dropped=False), file_id)
    return sent_file(each.file, inline=False)
