"""导入年度计划: the file is read, shown row by row, and only what was looked over is imported."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.audit.errors import Refused
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound, explain
from oversight.institutions.web import actor_of, place_page
from oversight.meetings import actions, permissions, queries
from oversight.meetings.forms.plans import PlanFileForm, PlanForm, PlanLines
from oversight.meetings.rules.plan_text import PlanText
from oversight.meetings.sheets import plans as plan_files
from oversight.meetings.views.plans import plan_url, plans_crumb
from oversight.ui.page import Crumb, Page


@place_page(permissions.can_import_plan)
def import_plan(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """导入年度计划: a file first, then its rows."""
    if "line-TOTAL_FORMS" in request.POST:
        return confirm_plan(request, place)
    form = bound(PlanFileForm, request, place=place)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        try:
            found = plan_files.read(upload.name or "", content)
        except Refused as error:
            explain(form, error)
        else:
            first = first_values(place, upload.name or "", content, found)
            rows = [vars(line) for line in found.lines]
            lines = PlanLines(initial=rows, offices=office_names(place))
            return preview(request, place, PlanForm(place=place, initial=first), lines, len(rows))
    context = {
        "page": Page(
            title=_("导入年度计划"),
            lead=_("先读出来给你看，看过改好再导入"),
            crumbs=(*plans_crumb(place), Crumb(_("导入年度计划"))),
        ),
        "place": place,
        "form": form,
        "back_url": reverse("meetings:plans", args=[place.code]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/plan_file.html", context, status=status)


def office_names(place: Jurisdiction) -> list[str]:
    """The offices to pick from."""
    return sorted(queries.offices_by_name(place))


def first_values(place: Jurisdiction, name: str, content: bytes, found: PlanText) -> dict[str, Any]:
    """Title and year as the file names them; else from its name and today."""
    year = found.year or institutions.today().year
    named = name.rpartition(".")[0][:200] or _("%(year)d年工作要点") % {"year": year}
    return {
        "body": institutions.body_of_kind(place, "standing_committee")
        or institutions.body_of_kind(place, "presidium"),
        "year": year,
        "title": found.title or named,
        "source_name": name[:200],
        "source_sha256": hashlib.sha256(content).hexdigest(),
    }


def preview(
    request: HttpRequest,
    place: Jurisdiction,
    form: Any,
    lines: Any,
    count: int,
    status: int = 200,
) -> HttpResponse:
    """The rows as they were read, to look over."""
    context = {
        "page": Page(
            title=ngettext("读到 %(count)d 项，看过再导入", "读到 %(count)d 项，看过再导入", count)
            % {"count": count},
            lead=_("读错的在格子里改；不要的去掉前面的勾；少了的写在最后的空行里"),
            crumbs=(*plans_crumb(place), Crumb(_("导入年度计划"))),
            window_title=_("导入年度计划"),
        ),
        "place": place,
        "form": form,
        "lines": lines,
        "back_url": reverse("meetings:import_plan", args=[place.code]),
    }
    return render(request, "meetings/plan_preview.html", context, status=status)


def confirm_plan(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """Import what was looked over."""
    form = PlanForm(request.POST, place=place)
    lines = PlanLines(request.POST, offices=office_names(place))
    status = 422
    if form.is_valid() and lines.is_valid():
        try:
            made = actions.import_plan(
                actor_of(request), place, lines=lines.lines, **form.cleaned_data
            )
        except Refused as error:
            status = error.status
            explain(form, error)
        else:
            messages.success(request, _("年度计划已导入。"))
            return redirect(plan_url(place, made))
    return preview(request, place, form, lines, lines.initial_form_count(), status)
