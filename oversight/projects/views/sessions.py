"""座谈、走访、站点的页面: the occasions on record, what each brought, its receipts and its tables."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.files.views import sent
from oversight.institutions.models import ImportDraft, Jurisdiction
from oversight.institutions.sheets.workbook import workbook_response
from oversight.institutions.web import actor_of
from oversight.projects import permissions, sheets
from oversight.projects.actions.support import may_enter
from oversight.projects.models import CollectingSession, ProjectYear
from oversight.projects.pages.proposals import row_of
from oversight.projects.queries.proposals import sessions_of
from oversight.projects.views.drafts import draft_of
from oversight.projects.views.entering import receipts_page
from oversight.projects.views.year_pages import crumbs, url_of, year_page
from oversight.ui.page import Act, Crumb, Page


def session_or_404(year: ProjectYear, key: str) -> CollectingSession:
    """The occasion of the address."""
    found = sessions_of(year).select_related("project_year").filter(public_id=key).first()
    if found is None:
        raise Http404(key)
    return found


@require_safe
@year_page(permissions.can_see)
def sessions(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """座谈、走访和站点接待的记录."""
    rows = list(sessions_of(year))
    enters = may_enter(actor_of(request), place) and not year.collecting_ended_at
    acts = (
        Act(_("登记座谈、走访"), url_of(place, year, "record_session"), "plus-lg", main=True),
        Act(_("从表格导入"), url_of(place, year, "import_session"), "file-earmark-arrow-up"),
    )
    title = _("座谈、走访和站点接待 %(n)d 次") % {"n": len(rows)}
    page = Page(
        title=title if rows else _("还没有座谈、走访的记录"),
        lead=str(year),
        crumbs=crumbs(place, year, _("座谈、走访")),
        window_title=_("座谈、走访"),
        acts=acts if enters and year.opened_at else (),
    )
    deputy = actor_of(request).role == "deputy"
    template = "projects/collecting/my_sessions.html" if deputy else "projects/sessions.html"
    return render(request, template, {"page": page, "place": place, "year": year, "rows": rows})


@require_safe
@year_page(permissions.can_see)
def session(request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str) -> HttpResponse:
    """一次座谈、走访: what was said there, each a proposal of its own."""
    found = session_or_404(year, key)
    enters = may_enter(actor_of(request), place) and not year.collecting_ended_at
    keys = (found.public_id,)
    acts = (
        Act(_("补录建议"), url_of(place, year, "add_to_session", *keys), "plus-lg"),
        Act(_("打印回执"), url_of(place, year, "session_receipts", *keys), "printer"),
    )
    rows = found.proposals.select_related("project_year", "village").order_by("number")
    context = {
        "page": Page(
            title=f"{found.get_kind_display()}　{found.where}",
            lead=str(year),
            crumbs=crumbs(
                place, year, Crumb(_("座谈、走访"), url_of(place, year, "sessions")), found.where
            ),
            acts=acts if enters else (),
        ),
        "place": place,
        "year": year,
        "session": found,
        "rows": [row_of(place, one) for one in rows],
        "draft": draft_of(request, place, found),
    }
    deputy = actor_of(request).role == "deputy"
    template = "projects/collecting/my_session.html" if deputy else "projects/session.html"
    return render(request, template, context)


@require_safe
@year_page(permissions.can_see)
def session_file(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
) -> HttpResponse:
    """记录的扫描件."""
    found = session_or_404(year, key)
    if found.file is None:
        raise Http404(key)
    return sent(found.file, inline=False)


@require_safe
@year_page(may_enter)
def session_receipts(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
) -> HttpResponse:
    """这次座谈所有建议的回执."""
    rows = session_or_404(year, key).proposals.exclude(state="deleted").exclude(channel="web")
    return receipts_page(
        request, place, year, list(rows.select_related("project_year").order_by("number"))
    )


@require_safe
@year_page(may_enter)
def session_template(request: HttpRequest, place: Jurisdiction, year: ProjectYear) -> HttpResponse:
    """空表."""
    return workbook_response(sheets.template(place), f"{place.code}-{year.year}-session.xlsx")


@require_safe
@year_page(may_enter)
def session_refused(
    request: HttpRequest, place: Jurisdiction, year: ProjectYear, key: str
) -> HttpResponse:
    """下载退回的行: to be mended and imported into the same occasion."""
    draft: ImportDraft | None = draft_of(request, place, session_or_404(year, key))
    if draft is None:
        raise Http404(key)
    return workbook_response(bytes(draft.content), draft.file_name)
