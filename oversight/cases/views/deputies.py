"""代表的页面: the cases that ask for a deputy's view, one column, one decision a screen."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from oversight.audit.errors import Refused
from oversight.cases import actions, permissions, queries_hearing
from oversight.cases.forms_hearing import ViewForm
from oversight.cases.pages.deputies import asked_cases, asked_row
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.act_forms import bound, explain, sent_once
from oversight.institutions.web import actor_of, place_page
from oversight.ui.page import Page


@require_safe
@place_page(permissions.can_give_view)
def views_asked(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    """请代表说看法的事。"""
    rows = [asked_row(case, actor_of(request)) for case in asked_cases(place)]
    open_rows = sum(1 for row in rows if row.mine is None)
    title = (
        ngettext("%(count)d 件事请你说说看法", "%(count)d 件事请你说说看法", open_rows)
        % {"count": open_rows}
        if open_rows
        else _("没有等你说看法的事")
    )
    context = {"page": Page(title=title, window_title=_("说看法")), "place": place, "rows": rows}
    return render(request, "cases/views_asked.html", context)


@place_page(permissions.can_give_view)
def give_view(request: HttpRequest, place: Jurisdiction, key: str) -> HttpResponse:
    """说看法: shows what was asked of the unit and what it reported, then one question."""
    actor = actor_of(request)
    case = queries_hearing.told_to_deputies(place).filter(public_id=key).first()
    if case is None:
        raise Http404(key)
    row = asked_row(case, actor)
    initial = {"view": row.mine.view, "text": row.mine.text} if row.mine else None
    form, status = bound(ViewForm, request, place=place, initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return sent_once(
                    request,
                    lambda: actions.give_view(actor, place, case, **form.cleaned_data),
                    reverse("cases:views_asked", args=[place.code]),
                    _("记下了，谢谢。以后可以再改。"),
                )
            except Refused as error:
                explain(form, error)
                status = error.status
    context: dict[str, Any] = {
        "page": Page(title=row.title, lead=case.unit.name, window_title=_("说看法")),
        "place": place,
        "row": row,
        "form": form,
    }
    return render(request, "cases/give_view.html", context, status=status)
