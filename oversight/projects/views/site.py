"""公示牌和公众: the plate as PDF, the public page of a project, what passers-by send and read by code."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oversight.audit.errors import Refused
from oversight.documents.layout.fonts import MissingFonts
from oversight.documents.typefaces import FontsMissing, missing_words
from oversight.documents.views.fonts_missing import says_missing_fonts
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import explain
from oversight.institutions.web import actor_of, public_page
from oversight.projects import permissions, receipts
from oversight.projects.actions import site as actions
from oversight.projects.actions.collecting import Sender
from oversight.projects.addresses import earlier_today
from oversight.projects.forms.site import SiteReportForm
from oversight.projects.models import LivelihoodProject
from oversight.projects.pages.maps import map_of_record
from oversight.projects.pages.promise import published_figures, stamp_of
from oversight.projects.pages.public_works import (
    grades_of,
    lines_of,
    photos_of,
    public_file,
    public_title,
)
from oversight.projects.pages.works import rows_of
from oversight.projects.printing.plates import PAPERS, plate
from oversight.projects.queries import building as read
from oversight.projects.queries import supervising
from oversight.projects.rules.stages import WITH_RESULT
from oversight.projects.views.public import HONEYPOT
from oversight.projects.views.work_pages import shown, work_page
from oversight.ui.page import Page

ATTEMPT = "receipt"


def public_work_or_404(place: Jurisdiction, key: str) -> LivelihoodProject:
    """The project of the address, once the result that chose it was announced."""
    found = read.work_by_id(place, key)
    if found is None or found.project_year.state not in WITH_RESULT:
        raise Http404(key)
    return found


@require_safe
@public_page
def public_work(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """一个项目: where the code on the plate leads."""
    found = public_work_or_404(place, key)
    row = rows_of(place, [found])[0]
    context = {
        "page": Page(
            title=public_title(row),
            lead=_("%(year)d年民生实事 · %(code)s") % {"year": row.year, "code": found.code},
            window_title=found.title,
            stamp=stamp_of(place, published_figures(found)),
        ),
        "place": place,
        "row": row,
        "plan": row.built.plan,
        "lines": lines_of(row),
        "grades": grades_of(found),
        "photos": photos_of(row),
        "map": map_of_record(place, found),
        "groups": supervising.groups_watching(found),
        "visits": supervising.records_about(found).count(),
    }
    return render(request, "projects/public/work.html", context)


@require_safe
@public_page
def public_photo(request: HttpRequest, place: Jurisdiction, key: str, file: str) -> HttpResponse:
    """进展照片."""
    stored = public_file(public_work_or_404(place, key), file)
    if stored is None:
        raise Http404(file)
    return shown(stored)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def report_from_site(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """我要反映: one page, one button; the code is shown on the answer alone."""
    found = public_work_or_404(place, key)
    if request.method != "POST":
        return site_form(request, place, found, SiteReportForm(place=place), receipts.new_stamp())
    form = SiteReportForm(request.POST, request.FILES, place=place)
    stamp = request.POST.get("stamp", "")
    if not form.is_valid():
        return site_form(request, place, found, form, stamp or receipts.new_stamp(), 422)
    sender = Sender(
        stamp=receipts.read_stamp(stamp),
        honeypot=request.POST.get(HONEYPOT, ""),
        from_address=earlier_today(request),
    )
    try:
        made = actions.report_from_site(
            actor_of(request),
            place,
            found,
            text=form.cleaned_data["text"],
            sender=sender,
            photos=form.cleaned_data["photos"] or (),
        )
    except Refused as error:
        explain(form, error)
        return site_form(request, place, found, form, stamp, error.status)
    context = {
        "page": Page(title=_("反映已收到"), lead=found.title, window_title=_("回执")),
        "place": place,
        "project": found,
        "report": made.report,
        "again": made.again,
        "code": receipts.grouped(made.code),
    }
    return render(request, "projects/public/site_sent.html", context)


def site_form(
    request: HttpRequest,
    place: Jurisdiction,
    found: LivelihoodProject,
    form: SiteReportForm,
    stamp: str,
    status: int = 200,
) -> HttpResponse:
    """The form; on a telephone one column."""
    context = {
        "page": Page(title=_("我要反映"), lead=found.title, window_title=_("我要反映")),
        "place": place,
        "project": found,
        "form": form,
        "stamp": stamp,
    }
    return render(request, "projects/public/site_report.html", context, status=status)


@require_safe
@work_page(permissions.can_see)
@says_missing_fonts
def project_plate(
    request: HttpRequest, place: Jurisdiction, found: LivelihoodProject, paper: str
) -> HttpResponse:
    """施工现场公示牌, A4 or A3, to print and put up."""
    if paper not in PAPERS:
        raise Http404(paper)
    address = request.build_absolute_uri(
        reverse("projects:public_work", args=[place.code, found.public_id])
    )
    demo = institutions.any_demo_place()
    try:
        content = plate(rows_of(place, [found])[0], address, paper, demo=demo)
    except MissingFonts as error:
        raise FontsMissing(error.code, missing_words(error.gaps)) from error
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'inline; filename="{found.code.encode("ascii", "ignore").decode() or "plate"}-{paper}.pdf"'
    )
    return answer
