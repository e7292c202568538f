"""候选项目表的成品: paper, publication, booklet, poster, screen card, ballot order – all from a frozen version."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.documents import permissions as document_permissions
from oversight.documents.layout.fonts import MissingFonts
from oversight.documents.typefaces import missing_words, paper_fonts
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.projects import permissions
from oversight.projects.actions import delivering, outputs
from oversight.projects.forms import candidates as forms
from oversight.projects.forms.selecting import PlaceForm
from oversight.projects.models import CandidateList, ProjectYear
from oversight.projects.pages.delivery import meeting_facts
from oversight.projects.printing import kept, sheets
from oversight.projects.printing.content import photos_of, sheet_data
from oversight.projects.queries import candidates as facts
from oversight.projects.queries import selecting as read
from oversight.projects.views.candidates import list_page
from oversight.projects.views.year_pages import url_of, year_act, year_page

PDF, PNG = "application/pdf", "image/png"


def frozen_or_404(year: ProjectYear, number: int) -> CandidateList:
    """A version that was frozen; an earlier one stays printable."""
    found = read.list_version(year, number)
    if found is None or not found.sha256:
        raise Http404(number)
    return found


def printed(
    found: CandidateList, sheet: sheets.Sheet, name: str, with_photos: bool = False
) -> HttpResponse:
    """A sheet as a download; where no Chinese typeface is installed it says so instead of printing boxes."""
    photos = photos_of(found) if with_photos else {}
    files = {file: content for rows in photos.values() for file, content in rows}
    try:
        made = kept.printed(sheet, sheet_data(found, photos), files, paper_fonts())
    except MissingFonts as error:
        return HttpResponse(
            missing_words(error.gaps), status=503, content_type="text/plain; charset=utf-8"
        )
    response = HttpResponse(made, content_type=PDF if sheet.form == "pdf" else PNG)
    year = found.project_year
    file_name = f"{found.jurisdiction.name}{year.year}{name}v{found.version}.{sheet.form}"
    response["Content-Disposition"] = content_disposition_header(False, file_name) or ""
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@year_page(permissions.can_see)
def booklet(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> HttpResponse:
    """候选项目手册: large type, one project a page, with photographs of the site."""
    return printed(frozen_or_404(year, number), sheets.BOOKLET, "候选项目手册", with_photos=True)


@require_safe
@year_page(permissions.can_see)
def poster(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> HttpResponse:
    """A3 海报."""
    return printed(frozen_or_404(year, number), sheets.POSTER, "候选项目海报")


@require_safe
@year_page(permissions.can_see)
def screen_card(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> HttpResponse:
    """屏幕用图."""
    return printed(frozen_or_404(year, number), sheets.SCREEN, "候选项目屏幕")


@require_safe
@year_page(permissions.can_see)
def ballot_order(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, number: int
) -> JsonResponse:
    """选票次序, bound to the frozen list by its digest."""
    order = facts.ballot_order(frozen_or_404(year, number))
    return JsonResponse(order, json_dumps_params={"ensure_ascii": False})


@list_page(document_permissions.can_draft)
def draft_candidate_sheet(
    request: HttpRequest, place: Jurisdiction, found: CandidateList
) -> HttpResponse:
    """起草候选项目表公文."""

    def run(actor: Any, place: Jurisdiction, _year: Any) -> Any:
        return outputs.draft_candidate_sheet(actor, place, found)

    year = found.project_year
    return year_act(
        request, place, year, PlaceForm, run,
        title=_("起草候选项目表公文"), done=_("已起草，按公文继续办理。"),
        facts=[(_("版本"), _("第 %(n)d 版") % {"n": found.version}), (_("校验值"), found.sha256[:16])],
        back_url=url_of(place, year, "candidates"),
        then=lambda paper: reverse("documents:paper", args=[place.code, paper.public_id]),
    )  # fmt: skip


@list_page(permissions.can_draft_list)
def send_candidates(
    request: HttpRequest, place: Jurisdiction, found: CandidateList
) -> HttpResponse:
    """登记候选项目表送到代表."""

    def run(actor: Any, place: Jurisdiction, _year: Any, **data: Any) -> Any:
        return delivering.send_candidates(actor, place, found, **data)

    year = found.project_year
    return year_act(
        request, place, year, forms.SentForm, run,
        title=_("登记候选项目表送代表"), done=_("已登记。"), button=_("登记"),
        lead=_("候选项目表按规则簿的天数在会前送到代表；公文印发或者公开的日期系统自己知道，当面发的在这里登记。"),
        facts=meeting_facts(place, found),
        initial={"on": today()},
        back_url=url_of(place, year, "candidates"),
    )  # fmt: skip


@list_page(permissions.can_publish)
def propose_candidates(
    request: HttpRequest, place: Jurisdiction, found: CandidateList
) -> HttpResponse:
    """拟公开候选项目表."""

    def run(actor: Any, place: Jurisdiction, _year: Any, **data: Any) -> Any:
        return outputs.propose_candidates(actor, place, found, **data)

    year = found.project_year
    return year_act(
        request, place, year, forms.NoteForm, run,
        title=_("拟公开候选项目表"), done=_("已拟公开，等另一人审核。"),
        lead=_("公开确定的内容和校验值，不公开分管领导姓名。"),
        back_url=url_of(place, year, "candidates"),
    )  # fmt: skip
