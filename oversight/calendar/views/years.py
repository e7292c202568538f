"""年历: the year in words and colours, and its table to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oversight.calendar import permissions, queries, sheets
from oversight.calendar.actions.years import FIRST_YEAR, LAST_YEAR
from oversight.calendar.pages.year_page import tabs, year_page
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.sheets.csv_file import FORMS, table_response
from oversight.institutions.views.history import history
from oversight.institutions.web import place_page
from oversight.ui.page import Crumb, Page


def year_or_404(year: int) -> int:
    """A year that an office may count with."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(str(year))
    return year


@require_safe
@place_page(permissions.can_read_calendar)
def calendar(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """今年的年历。"""
    return show(request, place, today().year)


@require_safe
@place_page(permissions.can_read_calendar)
def year(request: HttpRequest, place: Jurisdiction, year: int) -> HttpResponse:
    """一年的年历。"""
    return show(request, place, year_or_404(year))


def show(request: HttpRequest, place: Jurisdiction, year: int) -> HttpResponse:
    """The page of a year."""
    actor = request.actor  # type: ignore[attr-defined]
    may_change = permissions.can_change_calendar(actor, place)
    shown = year_page(place, year, may_change)
    values = {"year": year, "days": shown.working_days, "off": shown.days_off}
    title = _("%(year)d 年有 %(days)d 个工作日，休息 %(off)d 天") % values
    if not shown.table.known:
        title = _("%(year)d 年的放假安排还没有录入") % values
    record = shown.table.record
    days = [] if record is None else list(record.days.order_by("-pk")[:6])
    page = Page(
        title=title,
        lead=shown.source if shown.table.known else "",
        crumbs=(Crumb(_("日历与会期")), Crumb(_("%(year)d 年") % values)),
        window_title=_("年历"),
        acts=shown.acts,
    )
    context = vars(shown) | {
        "page": page,
        "place": place,
        "tabs": tabs(place, "year"),
        "may_change": may_change,
        "entries": history(actor, place, record, *days) if record else [],
    }
    return render(request, "calendar/year.html", context)


@require_safe
@place_page(permissions.can_read_calendar)
def year_export(request: HttpRequest, place: Jurisdiction, year: int, form: str) -> HttpResponse:
    """导出一年的安排, as it can be imported again."""
    if form not in FORMS:
        raise Http404(form)
    table = queries.year_table(place, year_or_404(year))
    return table_response(sheets.year_sheet(table), form, f"{place.code}-{year}")
