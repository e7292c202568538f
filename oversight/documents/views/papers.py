"""一件公文: track, next step, text, receipts, versions, history; its files and comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.audit.errors import Refused
from oversight.documents import permissions, queries, rendering
from oversight.documents.models import Cosignature, Paper, PaperFile, PaperVersion, Receipt
from oversight.documents.queries.tracks import holders_in, track
from oversight.documents.rules import differing
from oversight.documents.standing import possible
from oversight.documents.views import next_steps
from oversight.documents.views.fonts_missing import says_missing_fonts
from oversight.documents.views.history import history
from oversight.documents.views.reading import Piece, pieces
from oversight.documents.views.shared import (
    DOCX,
    PDF,
    crumbs_to,
    file_or_404,
    list_crumb,
    paper_or_404,
    sent,
    url_of,
)
from oversight.files.views import sent as sent_file
from oversight.institutions.models import Jurisdiction
from oversight.institutions.web import actor_of, place_page, refusal
from oversight.links.permissions import can_link
from oversight.links.queries import LinkRow, links_of
from oversight.links.resolving import Linked, label, resolve
from oversight.ui.formats import moment
from oversight.ui.page import Act, Crumb, Entry, NextStep, Page, Track


@dataclass(frozen=True)
class PaperPage:
    """公文页。"""

    page: Page
    place: Jurisdiction
    paper: Paper
    track: Track
    step: NextStep | None
    pieces: list[Piece]
    attachments: list[PaperFile]
    scan: PaperFile | None
    scans_before: list[PaperFile]
    cosignatures: list[Cosignature]
    receipts: list[Receipt]
    receipts_open: int
    versions: Sequence[PaperVersion]
    entries: list[Entry]
    others: list[Act]
    may_edit: bool
    may_record: bool
    may_drop: bool
    about: Linked | None
    about_label: str
    rows: list[LinkRow]
    kind: str
    public_id: str
    may_link: bool


@require_safe
@place_page(permissions.can_read)
def paper(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """一件公文。"""
    found = paper_or_404(request, place, public_id)
    return render(request, "documents/paper.html", paper_context(request, place, found))


def paper_context(request: HttpRequest, place: Jurisdiction, found: Paper) -> dict[str, Any]:
    """What the page of a paper shows."""
    actor = actor_of(request)
    holders = holders_in(place)
    able = next_steps.possible_acts(actor, place, found)
    step = next_steps.next_step(actor, place, found, holders, able)
    shown = {act.url for act in step.acts} if step else set()
    others = [next_steps.act_of(place, found, code) for code in able]
    files = list(found.files.all())
    receipts = list(found.receipts.all())
    context = PaperPage(
        page=paper_head(place, found),
        place=place,
        paper=found,
        track=track(found, holders),
        step=step,
        pieces=pieces(found.text),
        attachments=[each for each in files if each.role == "attachment" and not each.dropped],
        scan=next((each for each in files if each.role == "scan" and not each.dropped), None),
        scans_before=[each for each in files if each.role == "scan" and each.dropped],
        cosignatures=[row for row in found.cosignatures.all() if row.state != "void"],
        receipts=receipts,
        receipts_open=sum(row.required and row.state != "acknowledged" for row in receipts),
        versions=list(found.versions.all()),
        entries=history(actor, place, found),
        others=[act for act in others if act.url not in shown],
        may_edit="edit" in able,
        may_record=found.state == "issued" and permissions.can_issue(actor, place),
        may_drop="drop_cosign" in able_codes(request, place, found),
        about=resolve(actor, place, found.about_kind, found.about_id),
        about_label=label(found.about_kind),
        rows=links_of(actor, place, "paper", found.public_id),
        kind="paper",
        public_id=found.public_id,
        may_link=can_link(actor, place),
    )
    return vars(context)


def able_codes(request: HttpRequest, place: Jurisdiction, found: Paper) -> tuple[str, ...]:
    """Every act the reader may do now, those without a button included."""
    actor = actor_of(request)
    return possible(actor, place, found) if permissions.can_handle(actor, place) else ()


def paper_head(place: Jurisdiction, found: Paper) -> Page:
    """Title, number, issuer and the files."""
    return Page(
        title=found.title,
        lead=" · ".join([found.number_text, str(found.paper_kind.title), found.issuer.name]),
        crumbs=(list_crumb(place), Crumb(found.number_text)),
        window_title=found.title,
        acts=(
            Act(_("看版面（PDF）"), url_of(place, found, "paper_pdf"), "eye"),
            Act(
                _("下载 Word 文档（DOCX）"),
                url_of(place, found, "paper_docx"),
                "download",
                download=True,
            ),
        ),
    )


@require_safe
@place_page(permissions.can_read)
@says_missing_fonts
def paper_pdf(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """看版面: the paper in its layout, at any step."""
    found = paper_or_404(request, place, public_id)
    try:
        content = rendering.pdf_of(place, found)
    except Refused as error:
        context = paper_context(request, place, found)
        return refusal(request, error, "documents/paper.html", context)
    return sent(content, PDF, rendering.file_name(found, "pdf"), inline=True)


@require_safe
@place_page(permissions.can_read)
def paper_docx(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """下载 Word 文档（DOCX）: the paper in its layout, in the office's own template where there is one."""
    found = paper_or_404(request, place, public_id)
    return sent(rendering.docx_of(place, found), DOCX, rendering.file_name(found, "docx"))


@require_safe
@place_page(permissions.can_read)
def paper_file(request: HttpRequest, place: Jurisdiction, public_id: str, key: str) -> HttpResponse:
    """下载附件或用印扫描件。"""
    found = paper_or_404(request, place, public_id)
    return sent_file(file_or_404(found.files, key).file, inline=False)


@dataclass(frozen=True)
class VersionPage:
    """两版文稿的对照。"""

    page: Page
    place: Jurisdiction
    paper: Paper
    version: PaperVersion
    before: PaperVersion | None
    lines: Sequence[differing.Line]
    changes: int
    title_line: Sequence[differing.Line]
    versions: Sequence[PaperVersion]


@require_safe
@place_page(permissions.can_read)
def paper_version(
    request: HttpRequest, place: Jurisdiction, public_id: str, number: int
) -> HttpResponse:
    """一版文稿与前一版（或 ``?with=``）的对照。"""
    found = paper_or_404(request, place, public_id)
    versions = list(found.versions.all())
    version = next((row for row in versions if row.version == number), None)
    if version is None:
        raise Http404(str(number))
    wanted = request.GET.get("with", "")
    other = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else number - 1
    before = next((row for row in versions if row.version == other), None)
    lines = differing.compare(before.text if before else version.text, version.text)
    context: dict[str, Any] = vars(
        VersionPage(
            page=Page(
                title=_("第 %(number)d 版：%(title)s") % {"number": number, "title": version.title},
                lead=" · ".join([version.author_label, moment(version.at), version.note]).rstrip(
                    " ·"
                ),
                crumbs=crumbs_to(place, found, _("第 %(number)d 版") % {"number": number}),
            ),
            place=place,
            paper=found,
            version=version,
            before=before,
            lines=lines,
            changes=differing.count_changes(lines),
            title_line=differing.compare(before.title if before else version.title, version.title),
            versions=versions,
        )
    )
    return render(request, "documents/version.html", context)


@require_safe
@place_page(permissions.can_read)
def paper_print(request: HttpRequest, place: Jurisdiction, public_id: str) -> HttpResponse:
    """打印办文单: who drafted, checked, cosigned, signed, sealed and issued, for the paper file."""
    found = paper_or_404(request, place, public_id)
    context = {
        "page": Page(title=_("办文单：%(title)s") % {"title": found.title}, lead=found.number_text),
        "place": place,
        "paper": found,
        "track": queries.track(found),
        "cosignatures": [row for row in found.cosignatures.all() if row.state != "void"],
        "receipts": list(found.receipts.all()),
        "back_url": url_of(place, found),
        "print_address": request.build_absolute_uri(url_of(place, found)),
    }
    return render(request, "documents/paper_print.html", context)
