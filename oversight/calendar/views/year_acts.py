"""年历的行为表单: one day; a whole year from a notice or a table, with preview; the upper place's; the shipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.errors import NotPermitted, Refused
from oversight.calendar import actions, permissions, queries, sheets, words
from oversight.calendar.forms import DayForm, YearForm
from oversight.calendar.pages.grids import day_cell
from oversight.calendar.pages.year_page import holiday_rows
from oversight.calendar.rules.arrangements import Parsed, parse
from oversight.calendar.views.years import year_or_404
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import today
from oversight.institutions.views.act_forms import ActPage, act_page, bound, explain
from oversight.institutions.web import place_page
from oversight.ui.formats import day as day_text
from oversight.ui.formats import weekday
from oversight.ui.page import Crumb, Page


def year_url(place: Jurisdiction, year: int) -> str:
    return reverse("calendar:year", args=[place.code, year])


def crumbs(place: Jurisdiction, year: int, here: str) -> tuple[Crumb, ...]:
    """The calendar, the year, the act."""
    calendar = reverse("calendar:calendar", args=[place.code])
    name = _("%(year)d 年") % {"year": year}
    return Crumb(_("日历与会期"), calendar), Crumb(name, year_url(place, year)), Crumb(here)


@place_page(permissions.can_change_calendar)
def day(request: HttpRequest, place: Jurisdiction, day: str) -> HttpResponse:
    """改一天的安排。"""
    try:
        chosen = date.fromisoformat(day)
    except ValueError:
        raise Http404(day) from None
    year_or_404(chosen.year)
    arranged = queries.year_table(place, chosen.year).by_day.get(chosen)
    cell = day_cell(chosen, arranged, today(), {}, None)
    page = ActPage(
        title=_("改%(day)s的安排") % {"day": day_text(chosen)},
        button=_("登记这一天的安排"),
        back_url=year_url(place, chosen.year),
        crumbs=crumbs(place, chosen.year, day_text(chosen)),
        lead=weekday(chosen),
        done=_("已登记%(day)s的安排。") % {"day": day_text(chosen)},
        facts=((_("现在的安排"), cell.words or _("工作日")),),
    )
    initial = {"kind": arranged.kind, "name": arranged.name} if arranged else {"kind": ""}
    form = bound(DayForm, request, place=place, day=chosen, initial=initial)

    def run(data: dict[str, Any]) -> None:
        actions.set_day(request.actor, place, day=chosen, **data)  # type: ignore[attr-defined]

    return act_page(request, page, form, run)


@dataclass(frozen=True)
class Preview:
    """预览: what was read, what could not be, and how the year would differ from what counts now."""

    parsed: Parsed
    problems: list[tuple[int, str, str]]
    holidays: list[tuple[str, str, str]]
    added: str
    removed: str
    missing: str
    ready: bool


@place_page(permissions.can_change_calendar)
def year_enter(request: HttpRequest, place: Jurisdiction, year: int) -> HttpResponse:
    """录入整年安排: first the preview, then the act; a text with errors writes nothing."""
    year_or_404(year)
    form = bound(YearForm, request, place=place)
    preview, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (text := given_text(form)) is not None:
            form = YearForm({**form.cleaned_data, "text": text}, place=place)
            form.is_valid()
            preview = preview_of(place, year, text)
            if preview.ready and "enter" in request.POST and enter(request, place, year, form):
                messages.success(request, _("已登记 %(year)d 年的放假安排。") % {"year": year})
                return HttpResponseRedirect(year_url(place, year))
            status = 200 if preview.ready and not form.errors else 422
    context = {
        "page": Page(
            title=_("录入 %(year)d 年的放假安排") % {"year": year},
            lead=_("先预览，再登记。有一处读不懂，就整年都不写入。"),
            crumbs=crumbs(place, year, _("录入整年安排")),
            window_title=_("录入放假安排"),
        ),
        "place": place,
        "year": year,
        "form": form,
        "preview": preview,
        "known": queries.year_table(place, year).known,
        "back_url": year_url(place, year),
        "export_url": reverse("calendar:year_export", args=[place.code, year, "xlsx"]),
    }
    return render(request, "calendar/year_enter.html", context, status=status)


def given_text(form: django_forms.Form) -> str | None:
    """The pasted text or that of the file; None, with the error at its field, where there is neither."""
    uploaded = form.cleaned_data["file"]
    if uploaded is not None:
        try:
            return sheets.text_of(uploaded.name or "", uploaded.read(sheets.LARGEST + 1))
        except Refused as error:
            explain(form, error)
            return None
    text: str = form.cleaned_data["text"].replace("\x00", "")
    if not text.strip():
        form.add_error("text", _("没有写任何日期，也没有选文件。"))
        return None
    return text


def preview_of(place: Jurisdiction, year: int, text: str) -> Preview:
    """What the text would do."""
    parsed = parse(text, year)
    now = {one.day for one in queries.year_table(place, year).days}
    then = {one.day for one in parsed.days}
    table = queries.YearTable(year, "entered", parsed.days)
    return Preview(
        parsed=parsed,
        problems=[
            (one.line, one.written, words.reason_text(one.reason)) for one in parsed.problems[:100]
        ],
        holidays=[(row.name, row.off, row.on) for row in holiday_rows(table)],
        added=words.spans_text(sorted(then - now)),
        removed=words.spans_text(sorted(now - then)),
        missing=words.missing_text(year, parsed.days) if parsed.days else "",
        ready=bool(parsed.days) and not parsed.problems,
    )


def enter(request: HttpRequest, place: Jurisdiction, year: int, form: Any) -> bool:
    """Run the act on just the text that was shown."""
    days = parse(form.cleaned_data["text"], year).days
    notice = form.cleaned_data["notice"]
    try:
        actions.enter_year(request.actor, place, year=year, days=days, notice=notice)  # type: ignore[attr-defined]
    except NotPermitted as error:
        raise PermissionDenied from error
    except Refused as error:
        explain(form, error)
        return False
    return True


def whole_year(
    request: HttpRequest,
    place: Jurisdiction,
    year: int,
    words: tuple[str, str, str],
    run: Callable[..., Any],
) -> HttpResponse:
    """The form of an act that takes a whole year from elsewhere: title, button, lead."""
    title, button, lead = words
    known = queries.year_table(place, year_or_404(year)).record is not None
    page = ActPage(
        title=title,
        button=button,
        back_url=year_url(place, year),
        crumbs=crumbs(place, year, button),
        lead=lead,
        warning=_("本地现有的 %(year)d 年安排由它替换，改动都留有记录。") % {"year": year}
        if known
        else "",
        done=_("已登记 %(year)d 年的放假安排。") % {"year": year},
    )

    def act(data: dict[str, Any]) -> None:
        run(request.actor, place, year=year)  # type: ignore[attr-defined]

    return act_page(request, page, bound(django_forms.Form, request), act)


@place_page(permissions.can_change_calendar)
def year_copy(request: HttpRequest, place: Jurisdiction, year: int) -> HttpResponse:
    """照上级登记。"""
    values = {"year": year, "place": place.parent.name if place.parent else _("上级")}
    texts = (
        _("照%(place)s登记 %(year)d 年的放假安排") % values,
        _("照上级登记"),
        _("照抄一次；上级以后再改，本地不会跟着变。"),
    )
    return whole_year(request, place, year, texts, actions.copy_year)


@place_page(permissions.can_change_calendar)
def year_shipped(request: HttpRequest, place: Jurisdiction, year: int) -> HttpResponse:
    """改用随系统提供的表。"""
    texts = (
        _("%(year)d 年改用随系统提供的放假安排") % {"year": year},
        _("改用随系统提供的表"),
        _("随系统提供的表照国务院办公厅的通知编制。"),
    )
    return whole_year(request, place, year, texts, actions.use_shipped_year)
